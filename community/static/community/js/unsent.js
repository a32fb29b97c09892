// Pages where no message is written: what waits in this browser leaves from here too, and what cannot leave is told or shown.
import { at } from "../../hub/js/base.js";
import { Outbox } from "../../hub/js/outbox.js";
import { openStore } from "../../hub/js/store.js";
import { isAstray, tell } from "./elsewhere.js";

const [list, template, store] = [at("kept"), at("kept-template"), openStore()];
const person = Number(list.dataset.person);
const { liveTopic: topic, discussion } = at("room")?.dataset ?? {};
const draft = `draft/${person}/${discussion}`;
const items = new Map();

const here = (entry) => isAstray(entry) || (entry.topic === topic && entry.discussion === Number(discussion));

/** A text to copy, for whoever cannot be led to a field with it. */
function show(key, text, words, forget) {
  const item = items.get(key) ?? template.content.firstElementChild.cloneNode(true);
  item.querySelector("span").textContent = words;
  if (items.has(key)) return;
  items.set(key, item);
  item.querySelector("textarea").value = text;
  item.querySelector("button").onclick = async () => {
    await forget();
    hide(key);
    at("main").focus();
  };
  list.append(item);
}

function hide(key) {
  items.get(key)?.remove();
  items.delete(key);
}

const outbox = new Outbox({
  person,
  store,
  prepare: async (files) => (await import("./files.js")).sender(store, person).prepare(files, list.dataset),
  onChange(entries) {
    tell(entries, here);
    const mine = entries.filter((entry) => here(entry) && entry.state !== "sent");
    for (const entry of mine) {
      const { cid, state, body, files = [], sentence = "" } = entry;
      const text = [body.trim(), ...files.map(({ name }) => name)].join("\n").trim();
      show(cid, text, `${list.dataset[state]} ${sentence}`, () => outbox.drop(cid));
    }
    for (const key of items.keys()) if (key !== draft && !mine.some(({ cid }) => cid === key)) hide(key);
  },
});

for (const back of ["online", "pageshow"]) addEventListener(back, () => outbox.run(true));
document.addEventListener("visibilitychange", () => document.hidden || outbox.run(true));
outbox.start();

// As the room's own field keeps it; what the server has of it stands on the page.
const { body, saved } = JSON.parse(localStorage.getItem(draft)) ?? {};
if (body && body !== saved && body !== at("body")?.value) show(draft, body, list.dataset.draft, () => localStorage.removeItem(draft));
