// What stands in a room's field when its page opens: what was kept, here and elsewhere, and what one types already.
import assert from "node:assert/strict";
import { test } from "node:test";
import { community } from "./fakes.js";

const { Composer } = await community("composer");

const node = (more) => ({ textContent: "", hidden: true, addEventListener() {}, ...more });

/** The field after the script has come: the server `shown` it, it holds `typed` by now, and this browser `kept` a draft. */
function start({ shown = "", typed = shown, draft = "", kept = null }) {
  const body = node({ value: typed, defaultValue: shown, dataset: { restored: "restored" } });
  const elements = { body, quote: { value: "" }, question: {}, photos: node(), draft: { value: draft } };
  const form = node({ elements, querySelector: (name) => (name === "#refusal" ? null : node()) });
  const held = [JSON.stringify(kept)];
  globalThis.localStorage = { getItem: () => held[0], setItem: (_key, text) => (held[0] = text), removeItem: () => (held[0] = "null") };
  const composer = new Composer(form, { list: node(), newId: () => "new" });
  composer.restore();
  return { composer, body, kept: () => JSON.parse(held[0]) };
}

function open(given) {
  const { composer, body } = start(given);
  return [body.value, composer.status.textContent];
}

test("one writes on where one was, and finds before it what came from elsewhere", () => {
  assert.deepEqual(open({}), ["", ""]);
  assert.deepEqual(open({ kept: { body: "Bonjour", draft: "" } }), ["Bonjour", "restored"]);
  assert.deepEqual(open({ shown: "Bonj", draft: "7", kept: { body: "Bonsoir", draft: "7" } }), ["Bonsoir", "restored"]);
  assert.deepEqual(open({ shown: "Bonj", draft: "7", kept: { body: "", draft: "7" } }), ["", ""]);
  assert.deepEqual(open({ shown: "Bonj", draft: "7", kept: { body: "Bonjour", draft: "" } }), ["Bonjour", "restored"]);
  const both = open({ shown: "Du téléphone", draft: "8", kept: { body: "Du portable", draft: "7" } });
  assert.deepEqual(both, ["Du téléphone\n\nDu portable", "restored"]);
});

test("what one types before the script has come stays, after the draft", () => {
  assert.deepEqual(open({ typed: "Et ceci", kept: { body: "Hier", draft: "" } }), ["Hier\n\nEt ceci", "restored"]);
  assert.deepEqual(open({ shown: "Hier", typed: "Hier, et ceci", draft: "7" }), ["Hier, et ceci", ""]);
});

test("a browser that puts back an older text takes nothing away of what came from elsewhere", () => {
  assert.deepEqual(open({ shown: "Du téléphone", typed: "Du portable", draft: "7" }), ["Du téléphone\n\nDu portable", ""]);
});

test("the letters of one text inside of a word of another are not that text", () => {
  assert.equal(open({ shown: "oui", draft: "7", kept: { body: "Louise vient", draft: "" } })[0], "oui\n\nLouise vient");
  assert.equal(open({ typed: "Louise vient", kept: { body: "oui", draft: "" } })[0], "oui\n\nLouise vient");
});

test("a text that the server has had, and has no more, was sent or thrown away elsewhere: whom one answers alone stays", () => {
  const { composer, kept } = start({ shown: "Bonjour", draft: "7" });
  composer.quote.value = "3";
  composer.keep();
  clearTimeout(composer.later);

  assert.equal(start({ kept: kept() }).body.value, "");
  assert.equal(start({ shown: "Bonsoir", draft: "9", kept: kept() }).body.value, "Bonsoir");
  assert.equal(start({ kept: { ...kept(), body: "Bonjour, et la suite" } }).body.value, "Bonjour, et la suite");
});
