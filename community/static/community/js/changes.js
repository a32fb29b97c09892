// What changes around the messages while one reads: the pinned ones, the order of the discussions, a lock.
import { clock } from "../../hub/js/base.js";

const SPREAD = 800;
const at = (id) => document.getElementById(id);
const row = (discussion) => document.querySelector(`#discussions [data-discussion="${discussion}"]`);
const mark = (discussion, name) => row(discussion)?.querySelector(`[data-slot="${name}"]`);
let waiting = false;

async function bringPins() {
  waiting = false;
  const answer = await fetch(at("pins").dataset.from, { credentials: "same-origin", redirect: "error" }).catch(() => null);
  if (!answer?.ok) return;
  const template = document.createElement("template");
  template.innerHTML = await answer.text();
  const fresh = template.content.querySelector("#pins");
  if (fresh && !fresh.isEqualNode(at("pins"))) at("pins").replaceWith(fresh);
}

/** Not all readers at once. */
function renewPins() {
  if (waiting) return;
  waiting = true;
  clock.after(SPREAD * Math.random(), bringPins);
}

/** The form gives way to a sentence; what somebody is writing just now stays readable. */
function lock({ k, target, by }, composer, discussion) {
  const locked = k === "lock";
  const closed = mark(target, "locked");
  if (closed) closed.hidden = !locked;
  if (target !== discussion) return;
  composer.close(locked);
  at("lock").replaceChildren();
  if (!locked) composer.form.hidden = false;
  else {
    const note = at("lock-template").content.cloneNode(true);
    note.querySelector('[data-slot="locked-by"]').textContent = by?.name ?? "";
    at("lock").append(note);
  }
}

/** What is pinned comes first, what no longer is after those. */
function order({ target, pinned }) {
  const badge = mark(target, "pinned");
  if (!badge || badge.hidden !== pinned) return;
  badge.hidden = !pinned;
  const li = row(target).closest("li");
  const { activeElement: focused } = document;
  const next = pinned ? li.parentElement.firstElementChild : [...li.parentElement.children].find((one) => one.querySelector('[data-slot="pinned"][hidden]') && one !== li);
  li.parentElement.insertBefore(li, next ?? null);
  if (li.contains(focused)) focused.focus({ preventScroll: true });
}

/** Something that only a fresh page shows: said quietly, and the reader decides when. */
function offer(id) {
  at("lock").replaceChildren(at(id).content.cloneNode(true));
}

export function change(ev, composer, discussion) {
  if (ev.k === "phase") {
    composer.close();
    offer("phase-template");
  } else if (ev.k === "lock" || ev.k === "unlock") lock(ev, composer, discussion);
  else if (ev.k === "discussion.edit") order(ev);
  else if (ev.k !== "move") renewPins();
}
