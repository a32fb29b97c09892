// One's own words on the screen: a line in every tab from the button until that tab's list has the message.
import assert from "node:assert/strict";
import { test } from "node:test";
import { channels, Clock, community, hub, locks, settle } from "./fakes.js";

const { Outbox } = await hub("outbox");
const { MemoryStore } = await hub("store");
const { Pending } = await community("pending");

const TOPIC = "room:7";

/** A line as the template makes it: its three places, and no more of an element than is asked of it. */
function line(list) {
  const places = {
    body: {},
    state: { textContent: "", dataset: { waiting: "En attente", sending: "Envoi", sent: "Envoyé", refused: "Pas envoyé" } },
    acts: {},
  };
  const li = { dataset: {}, querySelector: (what) => places[/"(\w+)"/.exec(what)[1]], words: () => `${places.body.textContent}: ${places.state.textContent}` };
  return Object.assign(li, { remove: () => list.items.splice(list.items.indexOf(li), 1) });
}

function newList() {
  const list = { items: [], querySelectorAll: () => [...list.items], appendChild: (li) => (list.items.push(li), li) };
  list.querySelector = (what) => list.items.find(({ dataset }) => what === `[data-cid="${dataset.cid}"]`) ?? null;
  return list;
}

/** What the other tabs say is heard `late` milliseconds later: this one is busy, or in the background. */
const heard = (channel, clock, late) => ({
  postMessage: channel.postMessage,
  set onmessage(work) {
    channel.onmessage = () => (late ? clock.after(late, work) : work());
  },
});

/** Tabs of one browser, each with the log as far as it has heard; the server's answers are given one by one. */
function browser() {
  const [clock, store, lock, channel, answers] = [new Clock(), new MemoryStore(), locks(), channels(), []];
  const post = () => new Promise((done) => answers.push((seq) => done({ ok: true, status: 201, data: { topic: TOPIC, seq } })));
  const tab = async (upto = 0, late = 0) => {
    const [list, log] = [newList(), new Set()];
    const said = [];
    const outbox = new Outbox({
      person: 12,
      store,
      clock,
      post,
      locks: lock,
      channel: heard(channel(), clock, late),
      onChange(entries) {
        pending.render(entries);
        outbox.settle(TOPIC, upto);
      },
    });
    const pending = new Pending(list, { content: { firstElementChild: { cloneNode: () => line(list) } } }, {
      articles: { has: (seq) => log.has(Number(seq)) },
      composer: { say: (words) => said.push(words) },
      outbox,
      upto: () => upto,
    });
    pending.since = 0;
    await outbox.start();
    await settle();
    /** As the page does with an event of its own person. */
    const hear = async (seq) => {
      const entries = await outbox.answered(TOPIC, seq);
      log.add(seq);
      pending.render(entries);
      upto = seq;
      await outbox.settle(TOPIC, seq);
    };
    return { hear, outbox, said, lines: () => list.items.map((li) => li.words()) };
  };
  return { answers, clock, store, tab };
}

const message = (body) => ({ url: "/fr/salon/7/messages/", topic: TOPIC, discussion: 3, body });

test("a tab that hears of it late shows one's words until then, and no tab shows them twice", async () => {
  const { answers, clock, store, tab } = browser();
  const [first, second] = [await tab(), await tab()];
  await first.outbox.add(message("Bonjour"));
  await settle();
  assert.deepEqual([first.lines(), second.lines()], [["Bonjour: Envoi"], ["Bonjour: Envoi"]]);

  answers.shift()(41);
  await settle();
  await first.hear(41);
  await settle();
  assert.deepEqual([first.lines(), second.lines()], [[], ["Bonjour: Envoyé"]]);

  await clock.pass(60_000);
  assert.deepEqual([first.lines(), second.lines()], [[], ["Bonjour: Envoyé"]]);
  assert.deepEqual(await store.list("out/12/"), [], "the text is not kept longer than the tabs need");

  await second.hear(41);
  assert.deepEqual(second.lines(), []);
  assert.deepEqual(first.said, ["Envoi", "Envoyé"]);
});

test("a busy tab keeps each line while another sends and settles it all", async () => {
  const { answers, clock, tab } = browser();
  const [first, second] = [await tab(0, 1_000), await tab(0, 1_000)];
  for (const body of ["un", "deux", "trois"]) await second.outbox.add(message(body));
  await settle();
  for (const seq of [41, 42, 43]) {
    answers.shift()(seq);
    await settle();
    await first.hear(seq);
    await clock.pass(1_500);
    assert.equal(second.lines().length, 3, `after ${seq}`);
  }
  assert.deepEqual(second.lines(), ["un: Envoyé", "deux: Envoyé", "trois: Envoyé"]);

  for (const seq of [41, 42, 43]) await second.hear(seq);
  assert.deepEqual(second.lines(), []);
});

test("a page that was loaded with the message in it makes no line of what is kept for the others", async () => {
  const { answers, tab } = browser();
  const first = await tab();
  await first.outbox.add(message("Bonjour"));
  await settle();
  answers.shift()(41);
  await settle();

  const [before, after] = [await tab(40), await tab(41)];

  assert.deepEqual([before.lines(), after.lines()], [["Bonjour: Envoyé"], []]);
  await before.hear(41);
  assert.deepEqual(before.lines(), []);
});

test("an event does not wait for a message that was written after it", async () => {
  const { answers, tab } = browser();
  const first = await tab();
  for (const body of ["un", "deux"]) await first.outbox.add(message(body));
  await settle();
  answers.shift()(41);
  await settle();
  assert.deepEqual(first.lines(), ["un: Envoyé", "deux: Envoi"]);

  let heard = false;
  first.hear(41).then(() => (heard = true));
  await settle();

  assert.ok(heard, "the clock has not moved");
  assert.deepEqual(first.lines(), ["deux: Envoi"]);
});

test("what was set aside goes from every tab once its author lets it go", async () => {
  const { clock, store, tab } = browser();
  const [first, second] = [await tab(), await tab()];
  const entry = { ...message("Trop long"), cid: "c", at: clock.now(), state: "refused", sentence: "Trop long." };
  await store.put(first.outbox.key(entry), entry);
  await first.outbox.changed();
  await settle();
  assert.deepEqual([first.lines(), second.lines()], [["Trop long: Pas envoyé Trop long."], ["Trop long: Pas envoyé Trop long."]]);

  await first.outbox.drop("c");
  await settle();

  assert.deepEqual([first.lines(), second.lines()], [[], []]);
});
