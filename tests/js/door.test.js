// The list at the door: kept before it is sent, one mark per person, sent again with the same key, never lost.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Clock, hub, locks, settle } from "./fakes.js";

const { MemoryStore } = await hub("store");
const { Marks } = await import("../../events/static/events/js/door.js");

const ok = { ok: true, status: 200, data: {}, wait: 0 };
const no = (status, refused) => ({ ok: false, status, data: { refused, message: `non : ${refused}` }, wait: 0 });

function door({ answers = [], store = new MemoryStore() } = {}) {
  const [clock, heard, requests] = [new Clock(), [], []];
  const post = async (url, body, { headers }) => {
    requests.push({ url, cid: headers["Idempotency-Key"], ...JSON.parse(body) });
    const answer = answers.shift() ?? ok;
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const marks = new Marks({
    person: 3,
    store,
    clock,
    post,
    random: () => 1,
    locks: locks(),
    onSent: ({ who }, { mark }) => heard.push(mark === undefined ? `sent ${who}` : `sent ${who}, stands ${mark}`),
    onRefused: ({ who }, sentence) => heard.push(`${who} ${sentence}`),
    onSignedOut: () => heard.push("out"),
  });
  return { clock, store, requests, heard, marks };
}

const came = (who, mark = "present") => ({ url: "/fr/equipe/agenda/7/accueil/", who, mark, was: mark ? "" : "present" });

test("a mark without network waits, goes on with the same key, and is told when it is sent", async () => {
  const { clock, store, requests, heard, marks } = door({ answers: [new TypeError("offline"), { ok: false, data: {} }] });
  await marks.add(came("12"));
  assert.equal((await store.list("door/3/")).length, 1);
  assert.deepEqual(heard, []);

  await clock.pass(10_000);

  assert.equal(requests.length, 3);
  assert.equal(new Set(requests.map(({ cid }) => cid)).size, 1);
  assert.deepEqual(heard, ["sent 12"]);
  assert.deepEqual(await marks.list(), []);
});

test("the last mark of a person takes the place of one that waits; a tab that was closed loses nothing", async () => {
  const store = new MemoryStore();
  const first = door({ store, answers: Array(9).fill(new TypeError("offline")) });
  await first.marks.add(came("12"));
  await first.marks.add(came("12", ""));
  await first.marks.add(came("15"));
  const next = door({ store });

  await next.marks.run();
  await settle();

  const sent = next.requests.map(({ person, mark }) => [person, mark]);
  assert.deepEqual(sent, [["12", ""], ["15", "present"]]);
  assert.deepEqual(await next.marks.list(), []);
});

test("one that takes back what waits says so with its key, and hears what stands", async () => {
  const stands = { ok: true, status: 200, data: { mark: "present" }, wait: 0 };
  const store = new MemoryStore();
  const first = door({ store, answers: Array(9).fill(new TypeError("offline")) });
  for (const mark of ["present", "", "present", ""]) await first.marks.add(came("12", mark));
  const kept = first.requests.map(({ cid }) => cid);
  const next = door({ store, answers: [stands] });

  await next.marks.run();

  const [{ mark, was, over }] = next.requests;
  assert.deepEqual([mark, was], ["", ""]);
  assert.equal(over.trim(), `${kept[0]}=present ${kept[1]}= ${kept[2]}=present`);
  assert.deepEqual(next.heard, ["sent 12, stands present"]);
});

test("a refusal is told and not kept; signed out, all is kept", async () => {
  const { heard, marks } = door({ answers: [no(422, "gone"), no(401, "signed_out")] });
  await marks.add(came("12"));
  await marks.add(came("15"));

  assert.deepEqual(heard, ["12 non : gone", "out"]);
  assert.equal((await marks.list()).length, 1);
});
