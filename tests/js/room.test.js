// The parts of a room that need no page: names and numbers, reactions, what is left to read, and telling how far.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Clock, community } from "./fakes.js";

const { avatar, initials, renumber } = await community("articles");
const { tally } = await community("reactions");
const { Counts, Reading, place } = await community("reading");
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

/** As much of a list's element as `place` asks of it. */
const item = (facts) => ({ dataset: facts, matches: (what) => Boolean(facts[what.replace(/^\[data-(\w+)\]$/, "$1")] ?? facts.is === what) });

test("a message that comes late stands at its number, under its day, above what is new", () => {
  const posts = [{ day: "2026-11-23" }, { seq: 3 }, { day: "2026-11-25" }, { is: ".new" }, { seq: 9 }, { is: ".pending" }];
  const put = (seq, day) => {
    const list = { children: posts.map(item) };
    list.insertBefore = (one, before) => {
      const index = before ? list.children.indexOf(before) : list.children.length;
      list.children.splice(index, 0, one);
      return one;
    };
    place(list, item({ seq }), day, (one) => item({ day: one }));
    return list.children.map(({ dataset: { day: date, seq: number, is } }) => date?.slice(-2) ?? number ?? is).join(" ");
  };
  assert.equal(put(2, "2026-11-23"), "23 2 3 25 .new 9 .pending");
  assert.equal(put(2, "2026-11-22"), "22 2 23 3 25 .new 9 .pending");
  assert.equal(put(5, "2026-11-23"), "23 3 5 25 .new 9 .pending");
  assert.equal(put(5, "2026-11-24"), "23 3 24 5 25 .new 9 .pending");
  assert.equal(put(8, "2026-11-25"), "23 3 25 8 .new 9 .pending");
  assert.equal(put(10, "2026-11-25"), "23 3 25 .new 9 10 .pending");
  assert.equal(put(10, "2026-11-26"), "23 3 25 .new 9 26 10 .pending");
});
