// What is typed in a form: kept, sent, kept again where there is no answer, forgotten once the server has it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { hub, settle } from "./fakes.js";

const { Draft, write } = await hub("drafts");

/** As much of a form as a draft asks of one. */
function form(...fields) {
  const heard = {};
  const elements = [{ name: "csrfmiddlewaretoken", value: "secret", type: "hidden" }, ...fields];
  return { elements, heard, addEventListener: (name, work) => (heard[name] = work) };
}

globalThis.FormData = class {
  constructor({ elements }) {
    this.pairs = elements.filter(({ type, checked }) => type !== "submit" && (type !== "checkbox" || checked));
  }

  *[Symbol.iterator]() {
    for (const { name, value } of this.pairs) yield [name, value];
  }
};
globalThis.location ??= { href: "/x/" };

const field = (value = "", more = {}) => ({ name: "body", type: "textarea", value, closest: () => null, ...more });

function open({ fields, kept = {}, answers = [], fresh = "1" }) {
  const map = new Map(Object.entries(kept));
  const store = { getItem: (key) => map.get(key) ?? null, setItem: (key, text) => map.set(key, text), removeItem: (key) => map.delete(key) };
  const [place, sent, gone, clicks] = [{ dataset: { draft: "draft/1/x", fresh, offline: "offline", restored: "restored", sending: "…" } }, [], [], []];
  const send = async (url, body, options) => {
    sent.push([String(body), options.headers]);
    const answer = answers.shift();
    if (!answer) throw new TypeError("no network");
    return answer;
  };
  const page = form(...fields);
  const draft = new Draft(page, place, { store, go: (to) => gone.push(to), send });
  const button = { name: "", value: "", click: () => clicks.push(1) };
  const submit = async () => {
    let stopped = false;
    page.heard.submit({ submitter: button, preventDefault: () => (stopped = true) });
    await settle();
    return stopped;
  };
  return { draft, map, place, sent, gone, clicks, submit, page };
}

test("it is kept as it is typed, without the token, and not once it is as it was", () => {
  const [text] = [field("as it was")];
  const { map, page } = open({ fields: [text] });

  text.value = "now";
  page.heard.input();
  assert.deepEqual([...map], [["draft/1/x", "body=now"]]);
  text.value = "as it was";
  page.heard.input();
  assert.equal(map.size, 0);
});

test("a fresh page has it again, one that shows what was refused keeps what it shows", () => {
  const kept = { "draft/1/x": "body=kept" };
  const [one, other] = [field(), field("refused")];

  assert.equal(open({ fields: [one], kept }).place.textContent, "restored");
  open({ fields: [other], kept, fresh: "" });
  assert.deepEqual([one.value, other.value], ["kept", "refused"]);
});

test("without an answer the text and its key stay; the next try takes the same, and is led on", async () => {
  const [text, cid] = [field(), { ...field("k-1"), name: "cid", type: "hidden" }];
  const { draft, map, place, sent, gone, clicks, submit } = open({ fields: [text, cid], answers: [null, { status: 200, ok: true, data: { to: "/y/#m1" } }] });
  text.value = "words";

  assert.equal(await submit(), true);
  assert.equal(place.textContent, "offline");
  assert.equal(map.get("draft/1/x"), "body=words&cid=k-1");
  draft.lost.click();
  assert.equal(clicks.length, 1);
  await submit();
  assert.equal(sent[0][0], sent[1][0]);
  assert.deepEqual(sent[1][1], { "X-Form": 1 });
  assert.deepEqual([gone, map.size], [["/y/#m1"], 0]);
});

test("a refusal is left to the form itself, with the draft still there", async () => {
  const text = field();
  const { map, clicks, submit, gone } = open({ fields: [text], answers: [{ status: 422, ok: false, data: {} }] });
  text.value = "words";

  await submit();
  assert.deepEqual([clicks.length, gone.length, map.size], [1, 0, 1]);
  assert.equal(await submit(), false);
});

test("a server that restarts is no answer either", async () => {
  const { place, clicks, submit } = open({ fields: [field("a")], answers: [{ status: 503, ok: false, data: {} }] });

  await submit();
  assert.deepEqual([place.textContent, clicks.length], ["offline", 0]);
});

test("ticks come back as they were, and what is folded away opens", () => {
  const opened = [];
  const fields = [
    { name: "asks", type: "checkbox", value: "1", checked: true },
    { name: "kind", type: "radio", value: "a", checked: true },
    { name: "kind", type: "radio", value: "b", checked: false },
    field("", { closest: () => ({ setAttribute: (name) => opened.push(name) }) }),
  ];

  write(form(...fields), "kind=b&body=inside");
  assert.deepEqual(fields.slice(0, 3).map(({ checked }) => checked), [false, false, true]);
  assert.deepEqual([fields[3].value, opened], ["inside", ["open"]]);
});
