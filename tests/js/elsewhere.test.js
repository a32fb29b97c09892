// What is held up away from its discussion: of which discussions a page tells, and of which it does not.
import assert from "node:assert/strict";
import { test } from "node:test";
import { community } from "./fakes.js";

const { heldUp } = await community("elsewhere");

const entry = (discussion, state, more) => ({ topic: "room:7", discussion, state, tries: 1, title: `discussion ${discussion}`, ...more });
const told = (entries, here = () => false) => {
  const { waiting, refused } = heldUp(entries, here);
  return { waiting: [...waiting.keys()], refused: [...refused.keys()] };
};

test("what waits and what was set aside is told once for each discussion, in the order in which it was written", () => {
  const entries = [entry(5, "refused"), entry(3, "waiting"), entry(5, "refused"), entry(4, "refused"), entry(3, "waiting")];

  assert.deepEqual(told(entries), { waiting: [3], refused: [5, 4] });
});

test("one discussion may have both", () => {
  assert.deepEqual(told([entry(3, "refused"), entry(3, "waiting")]), { waiting: [3], refused: [3] });
});

test("what stands on the page itself, has been sent or is on its way needs no words", () => {
  const entries = [entry(3, "refused"), entry(4, "sent"), entry(5, "sending", { tries: 0 }), entry(6, "waiting", { tries: 0 })];

  assert.deepEqual(told(entries, ({ discussion }) => discussion === 3), { waiting: [], refused: [] });
});

test("what something holds up before it waits as well, wherever that stands", () => {
  const entries = [entry(3, "waiting"), entry(4, "waiting", { tries: 0 })];

  assert.deepEqual(told(entries, ({ discussion }) => discussion === 3), { waiting: [4], refused: [] });
});

test("what is tried once more has not left yet", () => {
  const entries = [entry(3, "sending"), entry(4, "waiting", { tries: 0 })];

  assert.deepEqual(told(entries), { waiting: [3, 4], refused: [] });
});

test("nobody is led to a room that is no longer theirs", () => {
  assert.deepEqual(told([entry(3, "refused", { code: "not_found" })]), { waiting: [], refused: [] });
});
