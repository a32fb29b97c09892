// The parts of a room that need no page: names and numbers, reactions, what is left to read, and telling how far.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Clock, community } from "./fakes.js";

const { avatar, initials, renumber } = await community("articles");
const { tally } = await community("reactions");
const { Counts, Reading } = await community("reading");
const { told } = await community("pending");

test("names, faces and numbers of an article", () => {
  assert.deepEqual(["Paul V.", "Jean-Pierre D.", "Nadia", "élodie de B."].map(initials), ["PV", "JD", "N", "ÉD"]);
  assert.deepEqual([4, 5, 6, 7].map(avatar), ["a", "b", "c", "d"]);
  const values = ["m0", "#m0", "a0", "/fr/salon/1/messages/0/reaction/", "/fr/salon/1/3/?repondre=0#ecrire", "/fr/salon/1/10/"];
  assert.deepEqual(values.map((value) => renumber(value, 812, 42)), [
    "m42", "#m42", "a812", "/fr/salon/1/messages/812/reaction/", "/fr/salon/1/3/?repondre=42#ecrire", "/fr/salon/1/10/",
  ]);
});

test("a word's tally says how many, who, and whether oneself", () => {
  assert.deepEqual(tally([[12, "Hélène M."], [4, "Paul V."]], 12), { pressed: true, count: 2, title: "Hélène M., Paul V." });
  assert.deepEqual(tally(undefined, 12), { pressed: false, count: 0, title: "" });
});

test("what is left to read: the server's count, and what was heard after it", () => {
  const counts = new Counts(57, { 4: 1 });
  counts.hear(4, 58);
  counts.hear(5, 59);
  assert.deepEqual([4, 5, 6].map((one) => counts.of(one)), [2, 1, 0]);

  counts.state({ at: 58, unread: { 4: 2 } });
  assert.deepEqual([4, 5].map((one) => counts.of(one)), [2, 1]);

  counts.state({ at: 59, unread: { 5: 1 } });
  counts.read[5] = 59;
  counts.hear(5, 60);
  assert.deepEqual([4, 5].map((one) => counts.of(one)), [0, 1]);
});

test("reading is told when the end is seen, at most every two seconds, and again if it was not heard", async () => {
  const clock = new Clock();
  const tells = [];
  let [last, seen, heard] = [42, false, true];
  const tell = async (seq) => {
    tells.push([seq, clock.now() - 1_000_000]);
    return heard;
  };
  const reading = new Reading({ read: 40, last: () => last, inView: () => seen, tell, clock });
  reading.check();
  assert.deepEqual(tells, []);
  seen = true;
  reading.check();
  last = 43;
  reading.check();
  last = 44;
  reading.check();
  await clock.pass(10_000);
  assert.deepEqual(tells, [[42, 0], [44, 2_000]]);

  heard = false;
  last = 45;
  reading.check();
  await clock.pass(7_000);
  assert.deepEqual(tells.slice(2), [[45, 10_000], [45, 12_000], [45, 16_000]]);
});

test("a message is on its way until something holds it up", () => {
  const [first, second] = [{ state: "waiting", tries: 0 }, { state: "waiting", tries: 0 }];
  assert.deepEqual([first, second].map((one) => told(one, [first, second])), ["sending", "sending"]);
  first.tries = 1;
  assert.deepEqual([first, second].map((one) => told(one, [first, second])), ["waiting", "waiting"]);
  assert.equal(told({ state: "refused" }, []), "refused");
});
