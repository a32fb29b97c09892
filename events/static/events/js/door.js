// Who has arrived, noted without waiting for the network: kept on this phone, sent when it can be, once each.
import { at, backoff, fill, isRefused, newId } from "../../hub/js/base.js";
import { openStore, Queue } from "../../hub/js/store.js";
import { forget, keepPage, settleIn } from "./keep.js";

// So many keys the server hears of at once.
const OVER = 20;

/** Marks by person: `list()` gives those that wait; `add` keeps one in place of an older one of the same person. */
export class Marks extends Queue {
  constructor({ onChange = () => {}, onSent = () => {}, onRefused = () => {}, onSignedOut = () => {}, ...env }) {
    super("door", { onChange, onSent, onRefused, onSignedOut, ...env });
  }

  list() {
    return this.store.list(this.prefix);
  }

  key({ url, who }) {
    return `${this.prefix}${url}/${who}`;
  }

  /** Stands in for the one of the same person that waits: nobody knows whether that has arrived, so its key goes along. */
  async add(mark) {
    const cid = newId();
    await this.store.update(this.key(mark), (old) => {
      if (!old) return { ...mark, cid };
      const over = `${old.over ?? ""} ${old.cid}=${old.mark}`.trim().split(" ").slice(-OVER).join(" ");
      return { ...mark, was: old.was, cid, over };
    });
    this.onChange(await this.list());
    return this.run();
  }

  async step() {
    const [entry] = await this.list();
    if (!entry) return null;
    const options = { headers: { "Idempotency-Key": entry.cid } };
    const { who: person, mark, was, over } = entry;
    const text = JSON.stringify({ person, mark, was, over });
    // Without an answer nobody knows whether it was noted; the same key again changes nothing.
    const answer = await this.post(entry.url, text, options).catch(() => ({ data: {} }));
    const { ok, status, data, wait } = answer;
    if (status === 401) {
      this.onSignedOut();
      return null;
    }
    const refused = isRefused(answer);
    if (!ok && !refused) return Math.max(1, wait || backoff((this.tries += 1), this.random));
    this.tries = 0;
    // One that was noted anew meanwhile stays.
    await this.store.update(this.key(entry), (kept) => (kept?.cid === entry.cid ? undefined : kept));
    if (refused) this.onRefused(entry, data.message);
    else this.onSent(entry, data);
    this.onChange(await this.list());
    return 0;
  }
}

function show(row, { mark }, words) {
  const there = mark === "present";
  const button = row.querySelector("button");
  row.querySelector("[data-tag]").hidden = !there;
  row.querySelector("[data-label]").textContent = there ? words.undo : words.arrive;
  button.classList.toggle("b2", there);
  button.value = there ? "" : "present";
}

function recount() {
  const count = at("count");
  count.textContent = fill(count.dataset.words, document.querySelectorAll("[data-tag]:not([hidden])").length);
}

function open(door) {
  const words = door.dataset;
  const told = at("told");
  const rowOf = ({ url, who }) => (url === location.pathname ? at(`p${who}`) : null);
  const say = (entry, text) => {
    const place = rowOf(entry)?.querySelector("[data-state]");
    if (place) place.textContent = text;
  };
  /** What the server says, where it is not what was noted here: another phone, or a refusal. */
  const stand = (entry, mark = entry.mark) => rowOf(entry) && show(rowOf(entry), { mark }, words);
  const able = words.until && navigator.serviceWorker;
  const marks = new Marks({
    person: words.person,
    store: openStore(),
    onChange(waiting) {
      for (const entry of waiting) {
        const row = rowOf(entry);
        if (row) show(row, entry, words);
        say(entry, words.waiting);
      }
      recount();
      told.textContent = waiting.length ? words.waiting : "";
      if (able) keepPage(words).catch(() => {});
    },
    onSent(entry, { mark }) {
      stand(entry, mark);
      say(entry, words.sent);
    },
    onRefused(entry, sentence) {
      stand(entry, entry.was);
      say(entry, sentence);
    },
    onSignedOut() {
      told.textContent = words.out;
      if (able) forget();
    },
  });
  for (const form of document.querySelectorAll("form[data-mark]")) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const mark = form.querySelector("button").value;
      marks.add({ url: form.getAttribute("action"), who: form.elements.person.value, mark, was: mark ? "" : "present" });
    });
  }
  addEventListener("online", () => marks.run());
  document.addEventListener("visibilitychange", () => document.hidden || marks.run());
  marks.list().then(marks.onChange).then(() => marks.run());
  // A private window, or no room left: the page works as long as it is open.
  if (able) addEventListener("load", () => settleIn(words).catch(() => {}));
}

const door = globalThis.document && at("door");
if (door) open(door);
