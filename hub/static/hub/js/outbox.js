// Messages that are written and not yet known to be stored: kept for the person, sent in order, never lost, never doubled.
import { backoff, isRefused, newId } from "./base.js";
import { Queue } from "./store.js";

const KEPT = 24 * 3600_000;
const HEARD = 5_000;

/** An entry is a message with its cid, its state (waiting, sending, sent, refused), then its `seq`, or the `sentence`. */
export class Outbox extends Queue {
  constructor({ person, onChange = () => {}, onSignedOut = () => {}, channel = new BroadcastChannel(`outbox:${person}`), ...env }) {
    super("out", { person, at: 0, channel, onChange, onSignedOut, ...env });
    if (this.channel) this.channel.onmessage = () => this.heard();
  }

  /** The person of the page loaded last is the one at this computer. What was waiting goes on its way. */
  async start() {
    await this.store.put("who", this.person);
    await this.forget(({ sentAt }) => sentAt + KEPT < this.clock.now());
    await this.heard();
  }

  stop() {
    this.stopped = true;
    this.cancel?.();
  }

  list() {
    return this.store.list(this.prefix);
  }

  async add(message, cid = newId()) {
    const before = (await this.list()).at(-1)?.at ?? 0;
    this.at = Math.max(this.clock.now(), before + 1, this.at + 1);
    const entry = { ...message, cid, at: this.at, state: "waiting", tries: Number(this.stopped), until: 0 };
    await this.store.put(this.key(entry), entry);
    this.changed();
    this.run(true);
    return entry;
  }

  async drop(cid) {
    const [entry] = await this.forget((one) => one.cid === cid);
    await this.changed();
    return entry;
  }

  /** The page holds the log of `topic` up to event `seq`: what was sent until there goes once other tabs have heard of it. */
  async settle(topic, seq) {
    const held = (entry) => entry.topic === topic && entry.seq <= seq;
    const heard = await this.forget((entry) => held(entry) && entry.sentAt + HEARD <= this.clock.now());
    if (heard.length) await this.changed();
    if ((await this.list()).some(held)) {
      this.later ??= this.clock.after(HEARD, () => {
        this.later = null;
        this.settle(topic, seq);
      });
    }
  }

  /** The entries once it is known whether one of them is event `seq`, or after two seconds. */
  async answered(topic, seq) {
    for (let tries = 0; ; tries += 1) {
      const entries = await this.list();
      const known = entries.some((entry) => entry.topic === topic && entry.seq === seq);
      if (known || tries === 20 || !entries.some(({ state }) => state === "sending")) return entries;
      await new Promise((resolve) => this.clock.after(100, resolve));
    }
  }

  async forget(which) {
    const entries = (await this.list()).filter(which);
    await Promise.all(entries.map((entry) => this.store.put(this.key(entry))));
    return entries;
  }

  key({ at, cid }) {
    return `${this.prefix}${String(at).padStart(15, "0")}-${cid}`;
  }

  async changed() {
    this.channel?.postMessage("changed");
    this.onChange(await this.list());
  }

  async heard() {
    this.onChange(await this.list());
    this.run();
  }

  /** Sends the first message that waits, or a piece of its photos; gives the time until the next step. No other tab is in here. */
  async step(force) {
    const entry = (await this.list()).find(({ state }) => state === "waiting" || state === "sending");
    if (!entry) return null;
    const left = entry.until - this.clock.now();
    if (left > 0 && !(force && !entry.told)) return left;
    if (((await this.store.get("who")) ?? this.person) !== this.person) return this.signedOut();
    const { url, cid, body, discussion, quote, question, files, sure, draft } = entry;
    const { answer, words, fields, sent } = files?.length ? await this.prepare(files) : {};
    await this.save(entry, { state: "sending", sentence: words });
    if (words || answer) return words ? 0 : this.judge(entry, answer);
    const options = { headers: { "Idempotency-Key": cid } };
    const text = JSON.stringify({ body, discussion, quote: quote || undefined, question: question || undefined, sure, draft, ...fields });
    // Without an answer nobody knows whether it was stored; the same cid will tell.
    const heard = await this.post(url, text, options).catch(() => ({ data: {} }));
    if (heard.ok) sent?.();
    return this.judge(entry, heard);
  }

  async judge(entry, answer) {
    const { ok, status, data, wait } = answer;
    const tries = entry.tries + (status === 429 ? 0 : 1);
    if (ok && data.seq) return this.save(entry, { state: "sent", seq: data.seq, topic: data.topic ?? entry.topic, sentAt: this.clock.now() });
    if (status === 401) {
      await this.save(entry, { state: "waiting", tries, sentence: data.message });
      return this.signedOut();
    }
    if (isRefused(answer)) return this.save(entry, { state: "refused", code: data.refused, sentence: data.message });
    const ms = Math.max(1, wait || backoff(entry.tries, this.random));
    await this.save(entry, { state: "waiting", tries, until: this.clock.now() + ms, told: status === 429 });
    return ms;
  }

  signedOut() {
    this.onSignedOut();
    return null;
  }

  /** Gives the time until the next step: none. */
  async save(entry, news) {
    await this.store.update(this.key(entry), (old) => old && { ...old, ...news });
    await this.changed();
    return 0;
  }
}
