// A clock that a test moves, a socket that a test speaks through, a channel between two tabs, a lock between them.
import { register } from "node:module";

// The apps' static files are served under one root; on disk each app has its own.
const resolve = `export const resolve = (name, context, next) =>
  next(name.replace("../../hub/js/", "../../../../hub/static/hub/js/"), context);`;
register(`data:text/javascript,${encodeURIComponent(resolve)}`);

export const hub = (name) => import(`../../hub/static/hub/js/${name}.js`);
export const community = (name) => import(`../../community/static/community/js/${name}.js`);

/** Lets everything that waits for a promise go on. */
export const settle = async () => {
  for (let turn = 0; turn < 300; turn += 1) await null;
};

export class Clock {
  time = 1_000_000;
  jobs = [];

  now = () => this.time;

  after = (ms, work) => {
    const job = { at: this.time + ms, work };
    this.jobs.push(job);
    return () => {
      this.jobs = this.jobs.filter((other) => other !== job);
    };
  };

  async pass(ms) {
    const end = this.time + ms;
    for (;;) {
      await settle();
      const [job] = this.jobs.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
      if (!job) break;
      this.jobs = this.jobs.filter((other) => other !== job);
      this.time = Math.max(this.time, job.at);
      job.work();
    }
    this.time = end;
  }
}

export const sockets = () => {
  const all = [];
  class FakeSocket {
    readyState = 0;
    sent = [];
    closed = false;

    constructor(url) {
      this.url = url;
      all.push(this);
    }

    open() {
      this.readyState = 1;
      this.onopen();
    }

    send(text) {
      this.sent.push(JSON.parse(text));
    }

    say(frame) {
      this.onmessage({ data: typeof frame === "string" ? frame : JSON.stringify(frame) });
    }

    fail(code = 1006) {
      this.readyState = 3;
      this.onclose({ code });
    }

    close() {
      this.closed = true;
      this.readyState = 3;
    }

    kinds() {
      return this.sent.map(({ t }) => t);
    }
  }
  return { all, FakeSocket, last: () => all.at(-1) };
};

/** A page that can be told that something happens to it. */
export const page = () => {
  const target = () => {
    const heard = {};
    return {
      addEventListener: (name, work) => (heard[name] ??= []).push(work),
      happen: (name, event = {}) => heard[name]?.forEach((work) => work(event)),
    };
  };
  return { ...target(), document: { visibilityState: "visible", ...target() } };
};

export const channels = () => {
  const all = [];
  return () => {
    const channel = { postMessage: () => all.filter((other) => other !== channel).forEach((other) => other.onmessage?.({})) };
    all.push(channel);
    return channel;
  };
};

/** navigator.locks for one name. */
export const locks = () => {
  let tail = Promise.resolve();
  return {
    request(name, { signal, steal }, job) {
      if (steal) return Promise.resolve(job());
      const turn = tail.then(() => (signal?.aborted ? Promise.reject(new Error("aborted")) : job()));
      tail = turn.catch(() => {});
      const given = new Promise((_, reject) => signal?.addEventListener("abort", () => reject(new Error("aborted"))));
      return Promise.race([turn, given]);
    },
  };
};
