// One topic as the client follows it: its events applied one after the other, its acks, its holes, its state.
const EVERY = 16;
const ACK = 2_000;
const AHEAD = 3_000;

const read = (cursor) => {
  const [s, h] = String(cursor ?? "").split(".");
  return { s: s === "" ? null : Number(s), h };
};

export class Topic {
  constructor(key, sub, live) {
    Object.assign(this, { key, sub, live, over: false, busy: false, queue: [], v: -1, said: -Infinity });
    this.taken = read(sub.cursor);
    this.held = this.taken;
    this.owed = this.failures = 0;
  }

  /** Where the server should go on: what waits in the queue need not come twice. */
  get after() {
    return this.taken.s === null ? null : `${this.taken.s}.${this.taken.h ?? ""}`;
  }

  take(ev) {
    if (this.over || !Number.isInteger(ev.s)) return;
    const at = this.taken.s;
    if (at !== null && ev.s <= at) {
      this.owe();
    } else if (at !== null && ev.s > at + 1) {
      this.live.again(this);
      this.head(ev.s);
    } else {
      this.taken = ev;
      this.queue.push(ev);
      if (!this.busy) this.pump();
    }
  }

  async pump() {
    this.busy = true;
    while (this.queue.length && !this.over) {
      const ev = this.queue.shift();
      try {
        await this.sub.onEvent?.(ev);
      } catch (error) {
        this.stumble(error);
        break;
      }
      this.held = ev;
      this.failures = 0;
      this.owe();
    }
    this.busy = false;
  }

  /** The page could not hold an event: it is asked for again, and the third time the page begins anew. */
  stumble(error) {
    console.error(error);
    this.queue = [];
    this.taken = this.held;
    this.failures += 1;
    if (this.failures < 3) this.live.clock.after(AHEAD, () => this.live.again(this));
    else this.reset("failed");
  }

  state(v, data) {
    if (this.over || v < this.v) return;
    this.v = v;
    this.sub.onState?.(v, data);
  }

  head(head, fresh = false) {
    const n = parseInt(head, 10);
    const mine = () => (this.sub.onState ? this.v : this.taken.s);
    if (Number.isNaN(n) || this.over) return;
    if (mine() === null) {
      if (fresh) this.taken = this.held = read(head);
    } else if (n > mine()) {
      this.ahead ??= this.live.clock.after(AHEAD, () => {
        this.ahead = null;
        if (mine() < n) this.live.again(this);
      });
    } else if (n < mine() && !fresh) {
      this.live.again(this);
    }
  }

  /** What is sent again counts in the server's window too, so it is acknowledged like the rest. */
  owe() {
    this.owed += 1;
    if (this.owed >= EVERY) this.ack();
    else this.due ??= this.live.clock.after(ACK, () => this.ack());
  }

  ack() {
    this.rest();
    if (this.held.s !== null) this.live.send({ t: "ack", topic: this.key, s: this.held.s });
  }

  rest() {
    this.due?.();
    this.due = null;
    this.owed = 0;
  }

  end() {
    this.over = true;
    this.queue = [];
    this.rest();
    this.ahead?.();
  }

  reset(why) {
    this.end();
    this.sub.onReset?.(why);
  }

  gone() {
    this.end();
    this.sub.onGone?.();
  }
}
