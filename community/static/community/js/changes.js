// What changes around the messages while one reads: the pinned ones, the list of discussions, a lock.
import { clock } from "../../hub/js/base.js";

const SPREAD = 800;
const at = (id) => document.getElementById(id);
const row = (discussion) => document.querySelector(`#discussions [data-discussion="${discussion}"]`);
const mark = (discussion, name) => row(discussion)?.querySelector(`[data-slot="${name}"]`);
let waiting = false;

/** What is fresh takes the place of what is there, and the focus stays where it was. */
function renew(id, fresh) {
  if (!fresh || fresh.isEqualNode(at(id))) return;
  const { activeElement: focused } = document;
  const held = at(id).contains(focused) && focused.getAttribute("href");
  at(id).replaceWith(fresh);
  if (held) [...fresh.querySelectorAll("a")].find((one) => one.getAttribute("href") === held)?.focus({ preventScroll: true });
}

async function bring({ discussion, sidebar }) {
  waiting = false;
  const answer = await fetch(at("pins").dataset.from, { credentials: "same-origin", redirect: "error" }).catch(() => null);
  if (!answer?.ok) return;
  const template = document.createElement("template");
  template.innerHTML = await answer.text();
  const list = template.content.querySelector("#discussions");
  list?.querySelector(`[data-discussion="${discussion}"]`)?.setAttribute("aria-current", "page");
  renew("pins", template.content.querySelector("#pins"));
  renew("discussions", list);
  sidebar.renew(at("discussions"));
  sidebar.show();
}

/** Not all readers at once. */
function later(page) {
  if (waiting) return;
  waiting = true;
  clock.after(SPREAD * Math.random(), () => bring(page));
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

let before = null;

/** An archived room is for reading; opened again, everything is as it was. */
function turn({ archived }, composer) {
  if (archived) {
    before ??= { closed: composer.closed, notes: [...at("lock").childNodes] };
    composer.close();
    at("lock").replaceChildren(at("phase-template").content.cloneNode(true));
  } else if (before) {
    composer.close(before.closed);
    at("lock").replaceChildren(...before.notes);
    before = null;
  }
}

export function change(ev, page) {
  if (ev.k === "phase") turn(ev, page.composer);
  else if (ev.k === "lock" || ev.k === "unlock") lock(ev, page.composer, page.discussion);
  else later(page);
}
