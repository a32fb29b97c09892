// Who has arrived, noted without waiting for the network: kept on this phone, sent when it can be, once each.
import { at, backoff, fill, isRefused, newId } from "../../hub/js/base.js";
import { openStore, Queue } from "../../hub/js/store.js";
import { forget, keepPage, settleIn } from "./keep.js";

const door = globalThis.document && at("door");
const words = door?.dataset;

/** Marks by person: `list()` gives those that wait; `add` keeps one in place of an older one of the same person. */
export class Marks extends Queue {
  constructor(env) {
    super("door", env);
  }

  onChange() {}
  onSent() {}
  onRefused() {}
  onSignedOut() {}

  list() {
    return this.store.list(this.prefix);
  }

  key({ url, who }) {
    return `${this.prefix}${url}/${who}`;
  }

  /** Stands in for the one of the same person that waits: nobody knows whether that has arrived, so its key goes along. */
  async add(mark) {
    const cid = newId();
    await this.store.update(this.key(mark), (old) => ({
      ...mark,
      cid,
      ...(old && { was: old.was, over: `${old.over ?? ""} ${old.cid}=${old.mark}` }),
    }));
    this.onChange(await this.list());
    return this.run();
  }

  async step() {
    const [entry] = await this.list();
    if (!entry) return null;
    const options = { headers: { "Idempotency-Key": entry.cid } };
    const text = JSON.stringify({ ...entry, person: entry.who });
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

/** Nothing on another event's page, nor where this one is cancelled and has no buttons. */
function show(row, there = "") {
  const button = row?.querySelector("button");
  if (!button) return;
  row.querySelector("[data-tag]").hidden = !there;
  row.querySelector("[data-label]").textContent = there ? words.undo : words.arrive;
  button.classList.toggle("b2", there);
  button.value = there ? "" : "present";
}

function recount() {
  const count = at("count");
  count.textContent = fill(count.dataset.words, document.querySelectorAll("[data-tag]:not([hidden])").length);
}

function open() {
  const told = at("told");
  const rows = document.querySelectorAll(".arrivals > li");
  const rowOf = ({ url, who }) => (url === location.pathname ? at(`p${who}`) : null);
  const tell = (entry, text, there) => {
    const row = rowOf(entry);
    show(row, there);
    if (row) row.querySelector("[data-state]").textContent = text;
  };
  const able = words.until && navigator.serviceWorker;
  const marks = new Marks({
    person: words.person,
    store: openStore(),
    onChange(waiting) {
      for (const entry of waiting) tell(entry, words.waiting, entry.mark);
      recount();
      told.textContent = waiting.length ? words.waiting : "";
      if (able) keepPage(words).catch(() => {});
    },
    onSent(entry, { there }) {
      tell(entry, words.sent, entry.mark);
      // Also whom other phones have noted meanwhile; what waits here is shown again at once.
      if (there && rowOf(entry)) for (const row of rows) show(row, there.includes(+row.id.slice(1)));
    },
    onRefused: (entry, sentence) => tell(entry, sentence, entry.was),
    onSignedOut() {
      told.textContent = words.out;
      if (able) forget();
    },
  });
  // A list that was opened the day before has its buttons from when the doors open, also without network.
  const unlock = () => Date.now() >= words.opens && at("early")?.remove();
  setTimeout(unlock, words.opens - Date.now());
  for (const form of document.querySelectorAll("form[data-mark]")) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const mark = form.querySelector("button").value;
      marks.add({ url: form.getAttribute("action"), who: form.elements.person.value, mark, was: mark ? "" : "present" });
    });
  }
  addEventListener("online", () => marks.run());
  document.addEventListener("visibilitychange", () => document.hidden || (unlock(), marks.run()));
  marks.list().then(marks.onChange).then(() => marks.run());
  // A private window, or no room left: the page works as long as it is open.
  if (able) addEventListener("load", () => settleIn(words).catch(() => {}));
}

if (door) open();
