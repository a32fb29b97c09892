// The list that a phone keeps: read again by the sign-in that kept it, by no other, and not for ever.
import assert from "node:assert/strict";
import { test } from "node:test";
import "./fakes.js";

const { keep, unlock } = await import("../../events/static/events/js/keep.js");

class Lists {
  map = new Map();
  put = async (url, response) => void this.map.set(url, response);
  match = async (url) => this.map.get(url)?.clone();
  delete = async (url) => this.map.delete(url);
}

const URL = "/fr/equipe/agenda/7/accueil/";

function phone() {
  const lists = new Lists();
  globalThis.caches = { open: async () => lists };
  return lists;
}

test("the same sign-in reads it again, and nobody without it", async () => {
  const lists = phone();
  await keep(URL, "Zoé Lambert 👋", Date.now() + 1000, "first");
  assert.equal(await unlock(URL, "first"), "Zoé Lambert 👋");
  assert.ok(!(await (await lists.match(URL)).text()).includes("Lambert"));
});

test("another sign-in, or none, reads nothing, and nothing is left of it", async () => {
  for (const other of ["second", ""]) {
    const lists = phone();
    await keep(URL, "Zoé Lambert", Date.now() + 1000, "first");
    assert.equal(await unlock(URL, other), undefined);
    assert.equal(lists.map.size, 0);
  }
});

test("a list of the day before is not opened any more, and one that was never kept is none", async () => {
  const lists = phone();
  await keep(URL, "Zoé Lambert", Date.now() - 1, "first");
  assert.equal(await unlock(URL, "first"), undefined);
  assert.equal(lists.map.size, 0);
  assert.equal(await unlock(URL, "first"), undefined);
});
