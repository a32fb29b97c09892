// Hours and days equal to the server's words, announcements, POSTs and the store.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Clock, hub } from "./fakes.js";

const { Announcer, short } = await hub("announcer");
const { backoff, counted, fill, newId, post } = await hub("base");
const { dayInWords, hour, wall } = await hub("times");
const { MemoryStore, openStore } = await hub("store");

const server = readFileSync(new URL("../../hub/words/dates.py", import.meta.url), "utf-8");
const table = (name) => {
  const text = new RegExp(`^${name} = (\\{[^}]*\\})`, "m").exec(server)[1];
  return JSON.parse(text.replace(/,(\s*[\]}])/g, "$1"));
};

test("days and months are the server's, in three languages", () => {
  const [days, months] = [table("DAYS"), table("MONTHS")];
  for (const lang of ["fr", "nl", "en"]) {
    for (let day = 0; day < 7; day += 1) {
      const words = dayInWords(`2026-06-${String(day + 1).padStart(2, "0")}`, lang); // the 1st is a Monday
      assert.equal(words.split(" ")[0].toLowerCase(), days[lang][day].toLowerCase());
    }
    months[lang].forEach((month, index) => {
      const words = dayInWords(`2026-${String(index + 1).padStart(2, "0")}-01`, lang);
      assert.equal(words.split("\u00a0")[1], month);
    });
  }
  assert.equal(dayInWords("2026-12-01", "fr"), "Mardi 1er\u00a0décembre");
  assert.equal(dayInWords("2026-12-02", "fr"), "Mercredi 2\u00a0décembre");
  assert.equal(dayInWords("2026-12-01", "nl"), "Dinsdag 1\u00a0december");
  assert.equal(dayInWords("2026-12-01", "en"), "Tuesday 1\u00a0December");
});

test("hours are the server's, in the page's zone, on both sides of the change of the hour", () => {
  const at = new Date("2026-11-19T13:05:00Z");
  assert.equal(hour(at, "fr", "Europe/Paris"), "14\u00a0h\u00a005");
  assert.equal(hour(at, "nl", "Europe/Amsterdam"), "14.05\u00a0uur");
  assert.equal(hour(at, "en", "Europe/Paris"), "2.05\u00a0pm");
  const cases = [
    ["00:00", "0\u00a0h", "0.00\u00a0uur", "12\u00a0am"],
    ["12:00", "12\u00a0h", "12.00\u00a0uur", "12\u00a0pm"],
    ["09:30", "9\u00a0h\u00a030", "9.30\u00a0uur", "9.30\u00a0am"],
  ];
  for (const [clock, fr, nl, en] of cases) {
    const one = new Date(`2026-11-19T${clock}:00Z`);
    assert.deepEqual(["fr", "nl", "en"].map((lang) => hour(one, lang, "UTC")), [fr, nl, en]);
  }
  assert.equal(hour(new Date("2026-07-01T22:30:00Z"), "fr", "Europe/Paris"), "0\u00a0h\u00a030");
  assert.equal(wall(new Date("2026-07-01T22:30:00Z"), "Europe/Paris").day, "2026-07-02");
  assert.equal(wall(new Date("2026-11-19T23:30:00Z"), "Europe/Paris").day, "2026-11-20");
});

test("no word of ours holds the thin space that our fonts lack", () => {
  for (const lang of ["fr", "nl", "en"]) {
    assert.doesNotMatch(hour(new Date(), lang, "Europe/Paris") + dayInWords("2026-12-01", lang), /\u202f/);
  }
});

test("one message is said with its author, a burst by its number, at most once in five seconds", async () => {
  const clock = new Clock();
  const said = [];
  const place = {
    dataset: { one: "%s : %s", many: "%s nouveaux messages" },
    set textContent(text) {
      if (text) said.push([clock.now() - 1_000_000, text]);
    },
  };
  const announcer = new Announcer(place, clock);
  announcer.say("Paul V.", "Parfait pour mardi");
  await clock.pass(1_000);
  for (const text of ["a", "b", "c"]) announcer.say("Hélène M.", text);
  await clock.pass(4_000);
  announcer.say("Hélène M.", "d");
  await clock.pass(10_000);
  announcer.say("Paul V.", "x".repeat(300));
  await clock.pass(10_000);

  assert.deepEqual(said.slice(0, 2), [[400, "Paul V. : Parfait pour mardi"], [5_400, "4 nouveaux messages"]]);
  assert.equal(said[2][1].length, 120);
  assert.equal(said[2][1].at(-1), "…");

  announcer.say("Paul V.", "before");
  announcer.mute(true);
  announcer.say("Paul V.", "after");
  await clock.pass(10_000);
  assert.equal(said.length, 3);
});

test("words with numbers, names for messages, waits", () => {
  assert.equal(fill("%s : %s", "Paul", "100 %s $& ok"), "Paul : 100 %s $& ok");
  assert.deepEqual([1, 2].map((n) => counted({ one: "%s nouveau", many: "%s nouveaux" }, n)), ["1 nouveau", "2 nouveaux"]);
  assert.match(newId(), /^[A-Za-z0-9-]{26,36}$/);
  assert.deepEqual([0, 1, 5, 6, 2000].map((n) => backoff(n, () => 1)), [500, 1000, 8_000, 8_000, 8_000]);
});

test("a stale token is read again, once, from a page if the cookie has not changed", async () => {
  const calls = [];
  let jar = "old";
  const stale = { ok: false, status: 403, json: async () => ({ refused: "csrf" }), headers: new Headers() };
  const good = { ok: true, status: 201, json: async () => ({ seq: 4 }), headers: new Headers({ "Retry-After": "3" }) };
  const fetch = async (url, { method = "GET", headers } = {}) => {
    calls.push([method, url, headers?.["X-CSRFToken"]]);
    if (method === "GET") jar = "new";
    return headers?.["X-CSRFToken"] === "new" ? good : stale;
  };
  const answer = await post("/x/", "{}", { fetch, cookie: () => jar, page: "/page/" });
  assert.deepEqual(calls, [["POST", "/x/", "old"], ["GET", "/page/", undefined], ["POST", "/x/", "new"]]);
  assert.deepEqual([answer.ok, answer.data, answer.wait], [true, { seq: 4 }, 3000]);
});

test("the store in memory lists by key, and serves where IndexedDB is refused", async () => {
  const refused = { open: () => { throw new Error("private"); } };
  for (const store of [new MemoryStore(), openStore(refused), openStore(null)]) {
    await store.put("out/12/2", "b");
    await store.put("out/12/1", "a");
    await store.put("out/13/1", "c");
    assert.deepEqual(await store.list("out/12/"), ["a", "b"]);
    assert.equal(await store.update("out/12/1", (old) => `${old}!`), "a!");
    await store.put("out/12/1");
    assert.equal(await store.get("out/12/1"), undefined);
  }
});

test("a beginning ends with a whole word, as on the server", () => {
  assert.equal(short("Je suis Nadia, votre référente", 13), "Je suis…");
  assert.equal(short("https://example.org/", 13), "https://exam…");
});
