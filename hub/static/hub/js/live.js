// The client of the live protocol (docs/live.md): one socket, how it lives and comes back, and its topics.
import { backoff, clock } from "./base.js";
import { Topic } from "./topic.js";

const SILENCE = 45_000;
const QUIET = 25_000;
const PROBE = 5_000;
const STEADY = 10_000;
const AGAIN = 3_000;

export class Live {
  /** `person`, when given, is who the page was made for: a socket of somebody else counts as signed out. */
  constructor({ url, subs, onStatus = () => {}, person = null, ...env }) {
    const known = { clock, random: Math.random, WebSocket: globalThis.WebSocket, page: globalThis };
    Object.assign(this, known, env, { onStatus, person, status: "", tries: 0, heard: 0, socket: null, over: false });
    this.url = new URL(url, globalThis.location?.href);
    this.url.protocol = this.url.protocol.replace("http", "ws");
    this.topics = new Map(Object.entries(subs).map(([key, sub]) => [key, new Topic(key, sub, this)]));
  }

  start() {
    const { page } = this;
    page.addEventListener("online", () => this.wake());
    page.addEventListener("offline", () => this.closed());
    page.addEventListener("pagehide", () => this.drop());
    page.addEventListener("pageshow", (event) => event.persisted && this.connect());
    page.document.addEventListener("visibilitychange", () => {
      const quiet = !this.socket || this.clock.now() - this.heard > QUIET;
      if (page.document.visibilityState === "visible" && quiet) this.wake();
    });
    this.tell("connecting");
    this.connect();
    return this;
  }

  seq(key) {
    return this.topics.get(key)?.held.s ?? 0;
  }

  connect() {
    this.retry?.();
    const any = [...this.topics.values()].some((topic) => !topic.over);
    if (this.over || this.socket || !any) return;
    try {
      this.socket = new this.WebSocket(this.url.href);
    } catch {
      return this.closed(); // a policy that does not name wss: stops an older Safari here
    }
    this.socket.onopen = () => this.hello([...this.topics.values()]);
    this.socket.onmessage = (event) => this.hear(event.data);
    this.socket.onclose = (event) => this.closed(event.code);
    return this.listen(SILENCE);
  }

  /** Nothing heard for so long: the connection is dead, whatever the browser believes. */
  listen(ms) {
    this.silence?.();
    this.silence = this.clock.after(ms, () => this.closed());
  }

  hello(topics) {
    const alive = topics.filter((topic) => !topic.over);
    for (const topic of alive) Object.assign(topic, { said: this.clock.now(), v: -1 });
    this.send({ t: "hello", v: 1, subs: alive.map((topic) => ({ topic: topic.key, after: topic.after })) });
  }

  again(topic) {
    if (this.clock.now() - topic.said >= AGAIN) this.hello([topic]);
  }

  send(frame) {
    if (this.socket?.readyState === 1) this.socket.send(JSON.stringify(frame));
  }

  hear(text) {
    this.heard = this.clock.now();
    this.listen(SILENCE);
    let frame;
    try {
      frame = JSON.parse(text);
    } catch {
      return;
    }
    const topic = this.topics.get(frame.topic);
    if (frame.t === "welcome") this.welcome(frame);
    else if (frame.t === "hb") this.heads(frame.heads);
    else if (frame.t === "bye") this.closed(frame.code, frame.after_ms);
    else if (frame.t === "ev") topic?.take(frame);
    else if (frame.t === "evs") for (const ev of frame.items) topic?.take(ev);
    else if (frame.t === "state") topic?.state(frame.v, frame.data);
    else if (frame.t === "reset") topic?.reset(frame.why);
    else if (frame.t === "gone") topic?.gone();
  }

  welcome({ person, heads }) {
    if (this.person !== null && person !== this.person) return this.closed(4401);
    this.since ??= this.clock.now();
    this.heads(heads, true);
    return this.tell("live");
  }

  heads(heads, fresh = false) {
    for (const [key, head] of Object.entries(heads ?? {})) this.topics.get(key)?.head(head, fresh);
  }

  /** Without waiting for the socket's own word: a dead network says nothing for minutes. */
  drop() {
    const { socket } = this;
    this.socket = null;
    this.silence?.();
    this.retry?.();
    for (const topic of this.topics.values()) topic.rest();
    if (!socket) return;
    for (const event of ["onopen", "onmessage", "onclose"]) socket[event] = null;
    socket.close();
  }

  closed(code = 0, wait = 0) {
    this.drop();
    if (this.over) return;
    if (code === 4401) {
      this.over = true;
      this.tell("signed_out");
      return;
    }
    if (this.since && this.clock.now() - this.since > STEADY) this.tries = 0;
    this.since = null;
    this.tell("offline");
    const ms = Math.max(wait, backoff(this.tries++, this.random));
    this.retry = this.clock.after(ms, () => this.connect());
  }

  /** At once; an open socket must show that it lives. */
  wake() {
    if (!this.socket) this.connect();
    else if (this.socket.readyState === 1) {
      this.hello([...this.topics.values()]);
      this.listen(PROBE);
    }
  }

  tell(status) {
    if (status !== this.status) this.onStatus((this.status = status));
  }
}
