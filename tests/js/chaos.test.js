// The outbox in bad weather: a thousand messages, a third of the requests cut before or after they are stored, tabs that die.
import assert from "node:assert/strict";
import { test } from "node:test";
import { channels, Clock, hub, locks, settle } from "./fakes.js";

const { Outbox } = await hub("outbox");
const { MemoryStore } = await hub("store");

const CUT = 0.3;
const SENDS = 1000;
const SEED = 20_260_908;

/** mulberry32: the same numbers for the same seed. */
function dice(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A server that keeps each cid once, unless it `forgets`, behind a network that loses questions and answers. */
function server({ clock, roll, forgets = false }) {
  const log = [];
  const met = { before: 0, after: 0, again: 0 };
  const keep = (cid, body) => {
    const known = forgets ? -1 : log.findIndex((one) => one.cid === cid);
    if (known < 0) return log.push({ cid, body });
    met.again += 1;
    return known + 1;
  };
  const travel = () => new Promise((done) => clock.after(Math.floor(roll() * 200), done));
  const lost = (what) => {
    met[what] += 1;
    throw new TypeError("network");
  };
  const post = async (_url, text, { headers }) => {
    const luck = roll();
    await travel();
    if (luck < CUT / 2) lost("before");
    const seq = keep(headers["Idempotency-Key"], JSON.parse(text).body);
    await travel();
    if (luck < CUT) lost("after");
    return { ok: true, status: 201, data: { topic: "room:7", seq }, wait: 0 };
  };
  return { log, met, post };
}

/** A tab that can die at any moment: what it was doing never goes on, and the browser gives its lock to the next. */
function opener({ clock, post, roll, lock = locks(), store = new MemoryStore(), channel = channels() }) {
  return async () => {
    const life = { over: false };
    const ended = new Promise((done) => (life.end = done));
    const living = (promise) => new Promise((done, fail) => promise.then((it) => life.over || done(it), (it) => life.over || fail(it)));
    const hold = (job) => (life.over ? undefined : Promise.race([job(), ended]));
    const mine = (name) => [name, (...args) => (life.over ? new Promise(() => {}) : living(store[name](...args)))];
    const heard = channel();
    const outbox = new Outbox({
      person: 12,
      store: Object.fromEntries(["get", "list", "put", "update"].map(mine)),
      clock: { now: clock.now, after: (ms, work) => clock.after(ms, () => life.over || work()) },
      post: (...args) => living(post(...args)),
      random: roll,
      locks: { request: (name, options, job) => living(lock.request(name, options, () => hold(job))) },
      channel: { postMessage: (words) => life.over || heard.postMessage(words), set onmessage(work) { heard.onmessage = () => life.over || work(); } },
    });
    await outbox.start();
    const die = () => {
      life.over = true;
      life.end();
    };
    return { outbox, die };
  };
}

/** Writes them all in two tabs, in turn as it falls; gives what was stored, and what went wrong on the way. */
async function storm({ sends, seed, forgets }) {
  const [roll, clock] = [dice(seed), new Clock()];
  const { log, met, post } = server({ clock, roll, forgets });
  const open = opener({ clock, post, roll });
  const tabs = [await open(), await open()];
  let deaths = 0;
  for (let number = 0; number < sends; number += 1) {
    const at = Math.floor(roll() * 2);
    await tabs[at].outbox.add({ url: "/messages/", topic: "room:7", discussion: 3, body: number });
    if (roll() < 0.05) {
      const inMidAir = (await tabs[at].outbox.list()).some(({ state }) => state === "sending");
      deaths += inMidAir ? 1 : 0;
      tabs[at].die();
      tabs[at] = await open();
    }
    await clock.pass(Math.floor(roll() * 500));
    // As the page does: what it holds of the log is kept no longer.
    await tabs[at].outbox.settle("room:7", log.length);
  }
  await clock.pass(3600_000);
  await settle();
  return { bodies: log.map(({ body }) => body), left: await tabs[0].outbox.list(), met, deaths };
}

test("1,000 messages with 30 % cut, from two tabs of which one dies now and then: 0 lost, 0 twice, order kept", async (it) => {
  const { bodies, left, met, deaths } = await storm({ sends: SENDS, seed: SEED });

  assert.deepEqual(bodies, Array.from({ length: SENDS }, (_, number) => number));
  assert.deepEqual(left.filter(({ state }) => state !== "sent"), []);
  // It was bad weather indeed.
  assert.ok(met.before > 150 && met.after > 150 && met.again > 150 && deaths > 10, JSON.stringify({ ...met, deaths }));
  it.diagnostic(`${SENDS} messages: ${met.before} requests lost before and ${met.after} answers after; ${deaths} tabs died in mid-air`);
});

test("this weather finds a server that forgets what it has", async () => {
  const { bodies } = await storm({ sends: 100, seed: SEED, forgets: true });

  assert.ok(bodies.length > new Set(bodies).size);
});
