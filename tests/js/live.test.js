// The live client against a server of words: order, holes, acks, silence, coming back, and the ends of a topic.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Clock, hub, page as makePage, settle, sockets } from "./fakes.js";

const { Live } = await hub("live");

const ev = (s, more = {}) => ({ t: "ev", topic: "room:7", s, h: `0000000${s % 10}`, k: "post", ...more });
const welcome = (head = "41.aaaaaaaa") => ({ t: "welcome", v: 1, person: 12, heads: { "room:7": head, "person:12": "3." } });

function start({ cursor = "41.aaaaaaaa", onEvent, person = 12, random = () => 1 } = {}) {
  const clock = new Clock();
  const { all, FakeSocket, last } = sockets();
  const page = makePage();
  const heard = { events: [], states: [], status: [], ends: [] };
  const live = new Live({
    url: "wss://le-banc.test/live/",
    person,
    subs: {
      "room:7": {
        cursor,
        onEvent: onEvent ?? ((one) => heard.events.push(one.s)),
        onReset: (why) => heard.ends.push(`reset ${why}`),
        onGone: () => heard.ends.push("gone"),
      },
      "person:12": { onState: (v, data) => heard.states.push([v, data]) },
    },
    onStatus: (status) => heard.status.push(status),
    clock,
    random,
    page,
    WebSocket: FakeSocket,
  }).start();
  return { live, clock, all, last, page, heard };
}

async function started(options) {
  const all = start(options);
  all.last().open();
  all.last().say(welcome());
  all.last().say({ t: "state", topic: "person:12", v: 3, data: {} });
  await settle();
  return all;
}

test("says hello with its cursors and is live once it is welcome", async () => {
  const { last, heard } = start();
  assert.deepEqual(heard.status, ["connecting"]);

  last().open();
  assert.deepEqual(last().sent, [
    { t: "hello", v: 1, subs: [{ topic: "room:7", after: "41.aaaaaaaa" }, { topic: "person:12", after: null }] },
  ]);
  assert.deepEqual(heard.status, ["connecting"]);

  last().say(welcome());
  assert.deepEqual(heard.status, ["connecting", "live"]);
});

test("without a cursor it goes on from the head that the welcome names", async () => {
  const { last, heard, live } = start({ cursor: null });
  last().open();
  assert.equal(last().sent[0].subs[0].after, null);
  last().say(welcome("57.bbbbbbbb"));
  last().say(ev(58));
  await settle();

  assert.deepEqual(heard.events, [58]);
  assert.equal(live.seq("room:7"), 58);
});

test("applies in order, once, also when a page needs time for an event", async () => {
  const order = [];
  const gates = [];
  const onEvent = (one) => new Promise((done) => gates.push(() => (order.push(one.s), done())));
  const { last, live } = await started({ onEvent });

  last().say(ev(42));
  last().say({ t: "evs", topic: "room:7", items: [ev(43), ev(44)], more: false });
  last().say(ev(43));
  await settle();
  assert.equal(gates.length, 1);
  assert.equal(live.seq("room:7"), 41);

  for (let n = 0; n < 3; n += 1) {
    gates[n]();
    await settle();
  }
  assert.deepEqual(order, [42, 43, 44]);
  assert.equal(live.seq("room:7"), 44);
});

test("a hole long after the last hello is answered by a hello at once", async () => {
  const { last, heard, clock } = await started();
  await clock.pass(5_000);
  last().say(ev(42));
  last().say(ev(44));
  last().say(ev(45));
  await settle();
  const hellos = last().sent.filter(({ t }) => t === "hello");
  assert.equal(hellos.length, 2);
  assert.deepEqual(hellos[1].subs, [{ topic: "room:7", after: "42.00000002" }]);

  last().say({ t: "evs", topic: "room:7", items: [ev(43), ev(44), ev(45)], more: false });
  await settle();
  assert.deepEqual(heard.events, [42, 43, 44, 45]);
});

test("a hole right after a hello is asked for after three seconds, if it is still there", async () => {
  const { last, clock } = await started();
  last().say(ev(43));
  assert.equal(last().sent.filter(({ t }) => t === "hello").length, 1);
  await clock.pass(3_000);
  assert.equal(last().sent.filter(({ t }) => t === "hello").length, 2);
});

test("a head ahead for three seconds, or below, brings a hello; one that is caught up with does not", async () => {
  const { last, clock } = await started();
  const hellos = () => last().sent.filter(({ t }) => t === "hello").length;
  await clock.pass(5_000);
  assert.equal(hellos(), 1);

  last().say({ t: "hb", heads: { "room:7": 42, "person:12": 3 } });
  await clock.pass(2_900);
  last().say(ev(42));
  await clock.pass(5_000);
  assert.equal(hellos(), 1);

  last().say({ t: "hb", heads: { "room:7": 43 } });
  await clock.pass(3_000);
  assert.equal(hellos(), 2);

  await clock.pass(5_000);
  last().say({ t: "hb", heads: { "room:7": 40 } });
  assert.equal(hellos(), 3);
});

test("acknowledges every sixteen events, or after two seconds, what it holds", async () => {
  const { last, clock } = await started();
  const acks = () => last().sent.filter(({ t }) => t === "ack").map(({ s }) => s);
  for (let s = 42; s < 42 + 15; s += 1) last().say(ev(s));
  await settle();
  assert.deepEqual(acks(), []);
  last().say(ev(57));
  await settle();
  assert.deepEqual(acks(), [57]);

  last().say(ev(58));
  await clock.pass(1_999);
  assert.deepEqual(acks(), [57]);
  await clock.pass(1);
  assert.deepEqual(acks(), [57, 58]);

  last().say(ev(58));
  await clock.pass(2_000);
  assert.deepEqual(acks(), [57, 58, 58]);
});

test("45 seconds of silence are an end, and any frame breaks the silence", async () => {
  const { last, all, clock, heard } = await started();
  await clock.pass(44_000);
  last().say({ t: "something new" });
  await clock.pass(44_000);
  assert.equal(all.length, 1);
  await clock.pass(1_000);
  assert.equal(all[0].closed, true);
  assert.equal(heard.status.at(-1), "offline");
  await clock.pass(500);
  assert.equal(all.length, 2);
});

test("comes back with the cursor it has reached, after random(0, min(8 s, 0.5 s * 2^n))", async () => {
  const { last, all, clock, heard } = await started();
  last().say(ev(42));
  await settle();
  last().fail();
  const waits = [];
  for (let n = 0; n < 9; n += 1) {
    const before = all.length;
    let ms = 0;
    while (all.length === before) {
      await clock.pass(250);
      ms += 250;
    }
    waits.push(ms);
    if (n < 8) last().fail();
  }
  assert.deepEqual(waits, [500, 1000, 2000, 4000, 8000, 8000, 8000, 8000, 8000]);
  assert.deepEqual(heard.status, ["connecting", "live", "offline"]);

  last().open();
  assert.equal(last().sent[0].subs[0].after, "42.00000002");
  last().say(welcome("42.00000002"));
  assert.equal(heard.status.at(-1), "live");
});

test("a connection that held ten seconds begins the back-off anew, a shorter one does not", async () => {
  const { last, all, clock } = await started();
  last().fail();
  await clock.pass(500);
  last().open();
  last().say(welcome());
  last().fail();
  await clock.pass(999);
  assert.equal(all.length, 2);
  await clock.pass(1);
  assert.equal(all.length, 3);

  last().open();
  last().say(welcome());
  await clock.pass(11_000);
  last().fail();
  await clock.pass(500);
  assert.equal(all.length, 4);
});

test("the network's return and the page's showing connect at once; an open socket must answer in five seconds", async () => {
  const { last, all, clock, page } = await started();
  last().fail();
  page.document.happen("visibilitychange");
  assert.equal(all.length, 2);
  page.happen("offline");
  page.happen("online");
  assert.equal(all.length, 3);
  last().open();
  last().say(welcome());

  last().say({ t: "state", topic: "person:12", v: 3, data: {} });

  page.document.happen("visibilitychange");
  assert.equal(last().kinds().length, 1);
  await clock.pass(26_000);
  page.document.happen("visibilitychange");
  assert.deepEqual(last().kinds(), ["hello", "hello"]);
  await clock.pass(5_000);
  assert.equal(all[2].closed, true);
});

test("bye: 4401 stops for good, 1012 comes back after what it says", async () => {
  const first = await started();
  first.last().say({ t: "bye", code: 1012, after_ms: 1800 });
  await first.clock.pass(1_799);
  assert.equal(first.all.length, 1);
  await first.clock.pass(1);
  assert.equal(first.all.length, 2);

  const second = await started();
  second.last().say({ t: "bye", code: 4401, after_ms: 0 });
  await second.clock.pass(600_000);
  second.page.happen("online");
  assert.equal(second.all.length, 1);
  assert.equal(second.heard.status.at(-1), "signed_out");

  const third = await started();
  third.last().fail(4401);
  assert.equal(third.heard.status.at(-1), "signed_out");
});

test("a socket of somebody else is as good as none", async () => {
  const { last, heard } = start({ person: 13 });
  last().open();
  last().say(welcome());
  assert.equal(heard.status.at(-1), "signed_out");
});

test("gone and reset end a topic, and nothing of it is asked for or heard again", async () => {
  for (const [frame, told] of [[{ t: "gone" }, "gone"], [{ t: "reset", why: "policy", head: "58." }, "reset policy"]]) {
    const { last, all, clock, heard } = await started();
    last().say({ ...frame, topic: "room:7" });
    last().say(ev(42));
    last().say({ t: "hb", heads: { "room:7": 90 } });
    await clock.pass(5_000);
    assert.deepEqual(heard.ends, [told]);
    assert.deepEqual(heard.events, []);
    last().fail();
    await clock.pass(1_000);
    last().open();
    assert.equal(all.length, 2);
    assert.deepEqual(last().sent[0].subs, [{ topic: "person:12", after: null }]);
  }
});

test("of a state the newest version wins", async () => {
  const { last, heard } = await started();
  for (const v of [5, 4, 6]) last().say({ t: "state", topic: "person:12", v, data: { v } });
  assert.deepEqual(heard.states, [[3, {}], [5, { v: 5 }], [6, { v: 6 }]]);
});

test("an event that the page cannot hold is asked for again, and in the end the page begins anew", async (context) => {
  context.mock.method(console, "error", () => {});
  let tries = 0;
  const onEvent = () => {
    tries += 1;
    throw new Error("no");
  };
  const { last, clock, heard, live } = await started({ onEvent });
  await clock.pass(5_000);
  for (let n = 1; n <= 3; n += 1) {
    last().say(ev(42));
    last().say(ev(43));
    await clock.pass(3_000);
    assert.equal(tries, n);
    if (n < 3) assert.equal(last().sent.at(-1).subs[0].after, "41.aaaaaaaa");
  }
  assert.equal(live.seq("room:7"), 41);
  assert.deepEqual(heard.ends, ["reset failed"]);
});

test("what is unknown or no JSON at all is ignored", async () => {
  const { last, heard } = await started();
  last().say("{");
  last().say({ t: "ev", topic: "room:8", s: 1 });
  last().say({ t: "ev", topic: "room:7" });
  last().say({ t: "hb" });
  last().say(ev(42, { k: "something new", extra: 1 }));
  await settle();
  assert.deepEqual(heard.events, [42]);
});
