// Messages that are written and not yet known to be stored: kept for the person, sent in order, never lost, never doubled.
import { backoff, isRefused, newId } from "./base.js";
import { Queue } from "./store.js";

const KEPT = 24 * 3600_000;

/** An entry is a message with its cid, its state (waiting, sending, sent, refused), then its `seq`, or the `sentence`. */
export class Outbox extends Queue {
  constructor({ person, onChange = () => {}, onSignedOut = () => {}, channel = new BroadcastChannel(`outbox:${person}`), ...env }) {
    super("out", { person, at: 0, channel, onChange, onSignedOut, ...env });
    if (this.channel) this.channel.onmessage = () => this.heard();
  }

  /** The person of the page loaded last is the one at this computer. What was waiting goes on its way. */
  async start() {
    await this.store.put("who", this.person);
    await this.heard();
  }

  stop() {
    this.stopped = true;
    this.cancel?.();
  }

  async list() {
    const entries = await this.store.list(this.prefix);
    const old = (entry) => entry.state === "sent" && entry.sentAt + KEPT < this.clock.now();
    await this.forget(entries.filter(old));
    return entries.filter((entry) => !old(entry));
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
    const entries = (await this.list()).filter((entry) => entry.cid === cid);
    await this.forget(entries);
    await this.changed();
    return entries[0];
  }

  /** The page holds the log of `topic` up to event `seq`: what was sent until there needs no keeping. */
  async settle(topic, seq) {
    const held = (await this.list()).filter((entry) => entry.state === "sent" && entry.topic === topic && entry.seq <= seq);
    await this.forget(held);
    if (held.length) await this.changed();
  }

  /** The entries once none is on its way, or after two seconds. */
  async answered() {
    for (let tries = 0; ; tries += 1) {
      const entries = await this.list();
      if (tries === 20 || !entries.some(({ state }) => state === "sending")) return entries;
      await new Promise((resolve) => this.clock.after(100, resolve));
    }
  }

  forget(entries) {
    return Promise.all(entries.map((entry) => this.store.put(this.key(entry))));
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
    if (ok && data.seq) return this.save(entry, { state: "sent", seq: data.seq, topic: data.topic ?? entry.topic, sentAt: this.clock.now() });
    if (status === 401) {
      await this.save(entry, { state: "waiting", tries: entry.tries + 1, sentence: data.message });
      return this.signedOut();
    }
    if (isRefused(answer)) return this.save(entry, { state: "refused", code: data.refused, sentence: data.message });
    const ms = Math.max(1, wait || backoff(entry.tries, this.random));
    const tries = entry.tries + (status === 429 ? 0 : 1);
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
