// Photos and files: sent in pieces, on from where they stopped, named by their message once they are whole.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Clock, community, hub } from "./fakes.js";

const { Sender } = await community("files");
const { stateOf } = await community("chosen");
const { isRefused, newId } = await hub("base");
const { Outbox } = await hub("outbox");
const { MemoryStore } = await hub("store");
const WORDS = { of: "Photo %s of %s", lost: "Lost." };
const OK = { ok: true, status: 200 };

/** A server that holds what it has been sent; `fails(n)` says what becomes of the n-th request. */
function server(fails = () => null) {
  const held = new Map();
  const asked = [];
  const send = async (url, body, options) => {
    asked.push(url);
    const failure = fails(asked.length);
    if (failure === "lost") throw new Error("no network");
    if (failure && failure !== "unheard") return failure;
    if (!url.includes("?de=")) {
      const { uid, size } = JSON.parse(body);
      if (!held.has(uid)) held.set(uid, { uid, size, received: 0, ready: false });
    } else {
      assert.equal(options.headers["Content-Type"], "application/octet-stream");
      const [, uid, start] = /([\w-]+)\/\?de=(\d+)$/.exec(url);
      const has = held.get(uid);
      if (Number(start) === has.received) has.received += body.size;
      if (has.received === has.size) Object.assign(has, { ready: true, kind: "photo", small: `/small/${uid}` });
    }
    if (failure === "unheard") throw new Error("answer cut");
    const uid = url.includes("?de=") ? /([\w-]+)\/\?de=/.exec(url)[1] : JSON.parse(body).uid;
    return { ...OK, data: { ...held.get(uid) } };
  };
  return { held, asked, send };
}

const file = (uid = "u1", bytes = 600_000) => ({ uid, name: "a.jpg", size: bytes, url: "/f/", blob: new Blob([new Uint8Array(bytes)]), at: 1_000_000 });

async function all(sender, uid, most = 50) {
  for (let n = 0; n < most; n += 1) {
    const answer = await sender.advance(uid);
    if (answer.data.ready) return n;
  }
  return -1;
}

test("a file is announced, then goes in pieces that grow while they are quick", async () => {
  const { held, asked, send } = server();
  const sender = new Sender({ store: new MemoryStore(), person: 1, send });
  await sender.keep(file());
  assert.equal(sender.share("u1"), 0);

  await all(sender, "u1");

  assert.deepEqual(asked, ["/f/", "/f/u1/?de=0", "/f/u1/?de=262144"]);
  assert.deepEqual([held.get("u1").received, sender.share("u1")], [600_000, 1]);
});

test("after lost requests and lost answers it goes on where the server stands", async () => {
  const fate = { 2: "lost", 4: "unheard", 6: "lost" };
  const { held, send } = server((n) => fate[n]);
  const sender = new Sender({ store: new MemoryStore(), person: 1, send });
  await sender.keep(file());

  await all(sender, "u1");

  assert.deepEqual([held.get("u1").received, held.get("u1").ready], [600_000, true]);
});

test("another page of the same person goes on with what the first one kept", async () => {
  const { asked, send } = server();
  const store = new MemoryStore();
  const first = new Sender({ store, person: 1, send });
  await first.keep(file());
  await first.advance("u1");
  await first.advance("u1");

  await all(new Sender({ store, person: 1, send }), "u1");

  assert.deepEqual(asked.slice(2), ["/f/", "/f/u1/?de=262144", "/f/u1/?de=524288"]);
  assert.deepEqual(await new Sender({ store, person: 2, send }).advance("u1"), { status: 422, data: { refused: "lost" } });
});

test("what no message took along for three days is forgotten", async () => {
  const store = new MemoryStore();
  const sender = new Sender({ store, person: 1, now: () => 1_000_000 + 3 * 24 * 3600_000 + 1 });
  await sender.keep(file("old"));
  await sender.keep({ ...file("new"), at: 1_000_001 });
  await sender.tidy();

  assert.deepEqual((await store.list("file/1/")).map(({ uid }) => uid), ["new"]);
});

test("a message waits in the outbox for its files, names and describes them, and forgets them once it is stored", async () => {
  const { send } = server((n) => (n === 2 ? "lost" : null));
  const [clock, store, posts, seen] = [new Clock(), new MemoryStore(), [], []];
  const sender = new Sender({ store, person: 1, send });
  await sender.keep(file("u1"));
  await sender.keep(file("u2", 10));
  const outbox = new Outbox({
    person: 1,
    store,
    clock,
    random: () => 0.5,
    locks: undefined,
    channel: null,
    onChange: (entries) => seen.push(...entries.map(({ state, sentence }) => [state, sentence])),
    prepare: (files) => sender.prepare(files, WORDS),
    post: async (url, text) => (posts.push(JSON.parse(text)), { ok: true, status: 201, data: { seq: 7 } }),
  });
  await outbox.add({ body: "Voici", url: "/post/", topic: "room:1", discussion: 3, files: [{ uid: "u1", alt: "Un banc" }, { uid: "u2", alt: "" }] });
  await clock.pass(20_000);

  assert.deepEqual(posts, [{ body: "Voici", discussion: 3, files: "u1,u2", "alt-u1": "Un banc" }]);
  assert.ok(seen.some(([state, sentence]) => state === "waiting" && !sentence));
  assert.ok(seen.some(([state, sentence]) => state === "sending" && sentence === "Photo 1 of 2"));
  assert.deepEqual(seen.at(-1), ["sent", undefined]);
  assert.deepEqual(await store.list("file/1/"), []);
});

test("a file that is refused sets its message aside, with the reason", async () => {
  const refusal = { ok: false, status: 422, data: { refused: "too_large", message: "Too large." } };
  const sender = new Sender({ store: new MemoryStore(), person: 1, send: async () => refusal });
  await sender.keep(file());

  assert.deepEqual(await sender.prepare([{ uid: "u1" }], WORDS), { answer: refusal });
  const lost = await sender.prepare([{ uid: "never" }], WORDS);
  assert.deepEqual(lost.answer.data, { refused: "lost", message: "Lost." });
});

test("how a file fares is said in words", () => {
  const refused = { ok: false, status: 422, data: { refused: "svg", message: "No." } };
  assert.deepEqual(stateOf({ share: 0.426, last: false }), ["sending", 42]);
  assert.deepEqual(stateOf({ share: 0.9, last: true }), ["making"]);
  assert.deepEqual(stateOf({ share: 1, last: false }), ["ready"]);
  assert.deepEqual(stateOf({ answer: refused, share: 0 }), ["refused", "No."]);
  assert.deepEqual(stateOf({ answer: { data: {} }, share: 0 }), ["waiting"]);
  const kinds = [[401, "signed_out"], [429, "too_many"], [403, "csrf"], [503, "storage"], [422, "svg"], [404, "not_found"]];
  assert.deepEqual(
    kinds.map(([status, code]) => isRefused({ ok: false, status, data: { refused: code } })),
    [false, false, false, false, true, true],
  );
});

test("a name for a file has hyphens, also where the origin is not secure", () => {
  const hyphens = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;
  const { randomUUID } = crypto;
  assert.match(newId(), hyphens);
  Object.defineProperty(crypto, "randomUUID", { value: undefined, configurable: true });
  assert.match(newId(), hyphens);
  assert.notEqual(newId(), newId());
  Object.defineProperty(crypto, "randomUUID", { value: randomUUID, configurable: true });
});
