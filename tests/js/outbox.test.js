// The outbox with a store in memory: order, one tab at a time, the same cid again, and every answer of docs/live.md.
import assert from "node:assert/strict";
import { test } from "node:test";
import { channels, Clock, hub, locks, settle } from "./fakes.js";

const { Outbox } = await hub("outbox");
const { MemoryStore } = await hub("store");

const ok = (seq, duplicate = false) => ({ ok: true, status: 201, data: { topic: "room:7", seq, h: "ab12cd34", duplicate }, wait: 0 });
const no = (status, refused, more = {}) => ({ ok: false, status, data: { refused, message: `non : ${refused}` }, wait: 0, ...more });
const message = (body) => ({ url: "/fr/salon/7/messages/", topic: "room:7", discussion: 3, quote: null, body });

/** A browser: one store, one lock, one channel for all its tabs; `answers` are the server's, in order. */
function browser({ answers = [], lock = locks(), store = new MemoryStore() } = {}) {
  const clock = new Clock();
  const channel = channels();
  const requests = [];
  const post = async (url, body, { headers }) => {
    const request = { url, cid: headers["Idempotency-Key"], ...JSON.parse(body) };
    requests.push(request);
    const answer = answers.shift() ?? ok(requests.length);
    if (typeof answer === "function") return answer(request);
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const tab = async (person = 12) => {
    const seen = { out: 0, entries: [] };
    const outbox = new Outbox({
      person,
      store,
      clock,
      post,
      random: () => 1,
      locks: lock,
      channel: channel(),
      onChange: (entries) => (seen.entries = entries),
      onSignedOut: () => (seen.out += 1),
    });
    await outbox.start();
    await settle();
    return { outbox, seen, states: () => seen.entries.map(({ state }) => state) };
  };
  return { clock, store, requests, answers, tab };
}

test("a message is kept before it is sent, and is sent with its cid", async () => {
  const { store, requests, tab } = browser();
  const { outbox, states } = await tab();
  const entry = await outbox.add({ ...message("Bonjour"), quote: 41 });
  assert.equal((await store.list("out/12/")).length, 1);
  assert.match(entry.cid, /^[A-Za-z0-9-]{36}$/);
  await settle();

  assert.deepEqual(requests, [{ url: "/fr/salon/7/messages/", cid: entry.cid, body: "Bonjour", discussion: 3, quote: 41 }]);
  assert.deepEqual(states(), ["sent"]);
});

test("what was set aside with a warning goes on its own once its author is sure", async () => {
  const { requests, tab } = browser({ answers: [no(422, "guard"), ok(7), ok(8)] });
  const { outbox, seen, states } = await tab();
  await outbox.add(message("Son numéro"));
  await outbox.add(message("Autre chose"));
  await settle();
  assert.deepEqual(states(), ["refused", "sent"]);
  assert.equal(seen.entries[0].code, "guard");

  await outbox.add({ ...seen.entries[0], sure: 1 });
  await outbox.drop(seen.entries[0].cid);
  await settle();

  assert.deepEqual(states(), ["sent", "sent"]);
  assert.equal(requests[2].sure, 1);
  assert.equal("sure" in requests[0], false);
});

test("messages go one after the other in the order they were written", async () => {
  let answer;
  const { requests, answers, tab } = browser();
  answers.push(() => new Promise((done) => (answer = done)));
  const { outbox, states } = await tab();
  for (const body of ["un", "deux", "trois"]) await outbox.add(message(body));
  await settle();
  assert.deepEqual(requests.map(({ body }) => body), ["un"]);
  assert.deepEqual(states(), ["sending", "waiting", "waiting"]);

  answer(ok(1));
  await settle();
  assert.deepEqual(requests.map(({ body }) => body), ["un", "deux", "trois"]);
  assert.deepEqual(states(), ["sent", "sent", "sent"]);
});

test("without an answer, or with 5xx, or with a page instead of an answer, the same cid is sent again later", async () => {
  const portal = { ok: true, status: 200, data: {}, wait: 0 };
  const { clock, requests, tab } = browser({ answers: [new TypeError("network"), { ok: false, status: 502, data: {}, wait: 0 }, portal] });
  const { outbox, states } = await tab();
  await outbox.add(message("Bonjour"));
  await settle();
  assert.deepEqual(states(), ["waiting"]);
  await clock.pass(499);
  assert.equal(requests.length, 1);
  await clock.pass(1);
  assert.equal(requests.length, 2);
  await clock.pass(1_000);
  assert.equal(requests.length, 3);
  await clock.pass(2_000);

  assert.equal(requests.length, 4);
  assert.equal(new Set(requests.map(({ cid }) => cid)).size, 1);
  assert.deepEqual(states(), ["sent"]);
});

test("the network's return does not wait for the back-off, but a 429 is waited for", async () => {
  const { clock, requests, tab } = browser({ answers: [new TypeError("network"), no(429, "rate", { wait: 7_000 })] });
  const { outbox, states } = await tab();
  await outbox.add(message("Bonjour"));
  await settle();
  outbox.run(true);
  await settle();
  assert.equal(requests.length, 2);

  outbox.run(true);
  await clock.pass(6_999);
  assert.equal(requests.length, 2);
  await clock.pass(1);
  assert.equal(requests.length, 3);
  assert.deepEqual(states(), ["sent"]);
});

test("what is refused is set aside with its sentence and holds nothing up", async () => {
  for (const [status, code] of [[404, "not_found"], [409, "cid_reused"], [422, "archived"]]) {
    const { tab } = browser({ answers: [no(status, code)] });
    const { outbox, seen, states } = await tab();
    await outbox.add(message("un"));
    await outbox.add(message("deux"));
    await settle();
    assert.deepEqual(states(), ["refused", "sent"]);
    assert.equal(seen.entries[0].sentence, `non : ${code}`);

    const dropped = await outbox.drop(seen.entries[0].cid);
    assert.equal(dropped.body, "un");
    assert.deepEqual(states(), ["sent"]);
  }
});

test("signed out: it stops and says so, keeps the message, and goes on once somebody is signed in", async () => {
  const { clock, requests, tab } = browser({ answers: [no(401, "signed_out")] });
  const first = await tab();
  await first.outbox.add(message("Bonjour"));
  await clock.pass(600_000);
  assert.equal(requests.length, 1);
  assert.equal(first.seen.out, 1);
  assert.deepEqual(first.states(), ["waiting"]);
  assert.equal((await first.outbox.list())[0].sentence, "non : signed_out", "the message itself says what it waits for");

  const second = await tab();
  assert.deepEqual(second.states(), ["sent"]);
});

test("a tab of somebody who is no longer the one at this computer sends nothing", async () => {
  const { requests, tab } = browser();
  const first = await tab(12);
  await tab(13);
  await first.outbox.add(message("Bonjour"));
  await settle();
  assert.deepEqual(requests, []);
  assert.equal(first.seen.out, 1);
  assert.deepEqual(first.states(), ["waiting"]);
});

test("another person's outbox is another outbox", async () => {
  const { tab } = browser({ answers: [no(401, "signed_out")] });
  const first = await tab(12);
  await first.outbox.add(message("Bonjour"));
  await settle();
  const second = await tab(13);
  assert.deepEqual(second.states(), []);
});

test("two tabs share it: each sees all, nothing is sent twice", async () => {
  const { requests, tab } = browser();
  const [first, second] = [await tab(), await tab()];
  await Promise.all([first.outbox.add(message("un")), second.outbox.add(message("deux"))]);
  await first.outbox.add(message("trois"));
  await settle();
  await settle();
  assert.equal(requests.length, 3);
  assert.equal(new Set(requests.map(({ cid }) => cid)).size, 3);
  assert.deepEqual(first.states(), ["sent", "sent", "sent"]);
  assert.deepEqual(second.states(), ["sent", "sent", "sent"]);
});

test("without locks a lease in the store does the same, and a dead tab's lease runs out", async () => {
  const { clock, requests, store, tab } = browser({ lock: null });
  const [first, second] = [await tab(), await tab()];
  await Promise.all([first.outbox.add(message("un")), second.outbox.add(message("deux"))]);
  await clock.pass(5_000);
  assert.equal(requests.length, 2);

  await store.put("lease/out:12", { me: "a tab that died", until: clock.now() + 30_000 });
  await first.outbox.add(message("trois"));
  await clock.pass(29_000);
  assert.equal(requests.length, 2);
  await clock.pass(2_000);
  assert.equal(requests.length, 3);
});

test("a closed tab's message goes out on the next load, with the same cid even if it was on its way", async () => {
  const { requests, store, tab } = browser({ answers: [() => new Promise(() => {})] });
  const first = await tab();
  const entry = await first.outbox.add(message("Bonjour"));
  await settle();
  assert.deepEqual(first.states(), ["sending"]);

  const later = browser({ store, answers: [ok(42, true)] });
  const second = await later.tab();
  await later.clock.pass(0);
  assert.deepEqual(later.requests.map(({ cid }) => cid), [entry.cid]);
  assert.equal(requests.length, 1);
  assert.deepEqual(second.states(), ["sent"]);
});

test("a tab that sleeps with the lock in its hand loses it", async () => {
  const { clock, requests, tab } = browser({ answers: [() => new Promise(() => {})] });
  const first = await tab();
  await first.outbox.add(message("Bonjour"));
  const second = await tab();
  await clock.pass(89_000);
  assert.equal(requests.length, 1);
  await clock.pass(2_000);
  assert.equal(requests.length, 2);
  assert.deepEqual(second.states(), ["sent"]);
});

test("a sent message is kept until the page holds its event and other tabs have heard of it, or for a day", async () => {
  const { clock, tab } = browser({ answers: [ok(42), ok(44)] });
  const { outbox, states } = await tab();
  await outbox.add(message("un"));
  await outbox.add(message("deux"));
  await settle();
  await outbox.settle("room:8", 100);
  await outbox.settle("room:7", 41);
  await clock.pass(10_000);
  assert.deepEqual(states(), ["sent", "sent"]);

  await outbox.settle("room:7", 43);
  await settle();
  assert.deepEqual(states(), ["sent"]);

  await clock.pass(24 * 3600_000 - 10_000);
  assert.equal((await (await tab()).outbox.list()).length, 1);
  await clock.pass(1);
  assert.equal((await (await tab()).outbox.list()).length, 0);
});

test("what the page holds at once is kept five seconds for the other tabs", async () => {
  const { clock, store, tab } = browser();
  const { outbox } = await tab();
  await outbox.add(message("un"));
  await settle();
  await outbox.settle("room:7", 1);
  await clock.pass(4_999);
  assert.equal((await store.list("out/12/")).length, 1);
  await clock.pass(1);
  assert.equal((await store.list("out/12/")).length, 0);
});

test("waits a moment for the answer of what is on its way", async () => {
  const { clock, tab } = browser({ answers: [() => new Promise(() => {})] });
  const { outbox } = await tab();
  let done = 0;
  await outbox.answered("room:7", 1).then(() => (done += 1));
  assert.equal(done, 1);
  await outbox.add(message("Bonjour"));
  await settle();
  outbox.answered("room:7", 1).then(() => (done += 1));
  await clock.pass(1_900);
  assert.equal(done, 1);
  await clock.pass(200);
  assert.equal(done, 2);
});
