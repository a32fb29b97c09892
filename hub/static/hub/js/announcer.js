// What the page's status lines say: to a screen reader what has come, to everybody how the connection is.
import { clock as realClock, counted, fill } from "./base.js";

const GATHER = 400;
const PAUSE = 5_000;
const SOON = 3_000;

export const short = (text, most = 120) => (text.length > most ? `${text.slice(0, most - 1).replace(/[,;:]?\s+\S{0,20}$/, "")}…` : text);

/** One place, at most one sentence in five seconds: who and what (data-one), or how many (data-many). */
export class Announcer {
  waiting = [];
  last = -Infinity;
  muted = false;

  constructor(place, clock = realClock) {
    Object.assign(this, { place, clock });
  }

  say(name, text) {
    if (this.muted) return;
    this.waiting.push([name, text]);
    if (this.waiting.length > 1) return;
    const due = Math.max(GATHER, this.last + PAUSE - this.clock.now());
    this.cancel = this.clock.after(due, () => this.speak());
    this.place.textContent = ""; // the same words twice are news only after nothing
  }

  mute(muted) {
    this.muted = muted;
    this.cancel?.();
    this.waiting = [];
  }

  async obey(box, store, key) {
    box.addEventListener("change", () => {
      this.mute(box.checked);
      store.put(key, box.checked);
    });
    box.checked = Boolean(await store.get(key));
    this.mute(box.checked);
  }

  speak() {
    const { waiting, place } = this;
    this.waiting = [];
    this.last = this.clock.now();
    place.textContent = short(waiting.length > 1 ? counted(place.dataset, waiting.length) : fill(place.dataset.one, ...waiting[0]));
  }
}

/** After three seconds if it may mend itself, at once if it will not. */
export class Net {
  constructor(place, words) {
    Object.assign(this, { place, words, final: false });
  }

  tell(status) {
    if (this.final) return;
    this.final = !["connecting", "live", "offline"].includes(status);
    this.later?.();
    if (status === "live") this.place.hidden = true;
    else this.later = realClock.after(this.final ? 0 : SOON, () => this.show(status));
  }

  show(status) {
    this.place.hidden = false;
    this.place.textContent = this.words.dataset[status];
    if (status === "signed_out") this.place.append(" ", this.words.querySelector("a"));
  }
}
