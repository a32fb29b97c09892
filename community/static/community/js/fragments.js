// Parts of the page fetched as the server shows them to this reader (messages, the pinned ones, the list), and a lock.
import { at, backoff, clock, post } from "../../hub/js/base.js";
import { parse } from "./reading.js";

const [TRIES, SPREAD] = [6, 800];
const [waiting, running] = [new Map(), new Map()];
const pressed = new Set();
/** Not all readers at once. */
const soon = (job) => clock.after(SPREAD * Math.random(), job);

/** { status, part }: in the part nothing is found where there was no answer. */
async function bring(url) {
  const answer = await fetch(url, { credentials: "same-origin", redirect: "error" }).catch(() => ({ status: 500 }));
  return { status: answer.status, part: parse(answer.ok ? await answer.text() : "") };
}

/** What had the focus has it again, in the fresh article. */
function swap(li, fresh) {
  const { activeElement: focused } = document;
  const held = li.contains(focused) && focused !== li;
  const [name, value] = [focused.getAttribute?.("name"), focused.getAttribute?.("value")];
  const key = focused.id || focused.getAttribute?.("href");
  li.replaceWith(fresh);
  if (!held) return;
  const same = [...fresh.querySelectorAll("a,button,input,summary,[tabindex]")].find((one) =>
    name ? one.name === name && one.getAttribute("value") === value : key && (one.id === key || one.getAttribute("href") === key),
  );
  (same ?? fresh.querySelector("article"))?.focus({ preventScroll: true });
}

/** What was heard of a message while it was fetched may not be in the answer. */
async function renewPost(find, change, url, place, tries = 0) {
  const before = find()?.outerHTML;
  const { status, part } = await bring(url);
  const [fresh, li] = [part.querySelector("[data-post]"), find()];
  if (fresh && !li) place?.(fresh);
  else if (fresh && li.outerHTML !== before && tries < TRIES) return renewPost(find, change, url, place, tries + 1);
  else if (fresh && Number(fresh.dataset.rev) >= Number(li.dataset.rev)) change(() => swap(li, fresh));
  else if (status >= 500 && tries < TRIES) {
    clock.after(1_000 + backoff(tries), () => renewPost(find, change, url, place, tries + 1));
  }
}

/**
 * One fetch for what comes together; `change` keeps the reader's place, and `place(li)`, where it is given, takes what
 * the page does not have yet.
 */
export function refresh(find, change, url, place) {
  const asked = waiting.has(url);
  waiting.set(url, place ?? waiting.get(url));
  if (asked) return;
  soon(async () => {
    await running.get(url);
    const wanted = waiting.get(url);
    waiting.delete(url);
    running.set(url, renewPost(find, change, url, wanted));
  });
}

/** What a button asks for, without leaving the page; a refusal is shown by the page that a form would get. */
export async function press(button, done) {
  if (pressed.has(button)) return;
  pressed.add(button);
  const answer = await post(button.formAction).catch(() => null);
  pressed.delete(button);
  if (answer?.ok) done(Number(button.closest("[data-post]").dataset.post));
  else if (answer) button.form.requestSubmit(button);
}

async function renewAround({ sidebar }, url) {
  waiting.delete(url);
  const { part } = await bring(url);
  for (const id of ["pins", "discussions"]) {
    const fresh = part.querySelector(`#${id}`);
    if (fresh && !fresh.isEqualNode(at(id))) swap(at(id), fresh);
  }
  sidebar.renew(at("discussions"));
  sidebar.show();
}

/** The form gives way to a sentence; what somebody is writing just now stays readable. */
function lock({ k, target, by }, composer, discussion) {
  const locked = k === "lock";
  const closed = document.querySelector(`#discussions [data-discussion="${target}"] [data-slot="locked"]`);
  if (closed) closed.hidden = !locked;
  if (target !== discussion) return;
  composer.close(locked);
  at("lock").replaceChildren();
  if (!locked) composer.form.hidden = at("to-write").hidden = false;
  else {
    const note = at("lock-template").content.cloneNode(true);
    note.querySelector('[data-slot="locked-by"]').textContent = by?.name ?? "";
    at("lock").append(note);
  }
}

/** What one reads here is called otherwise. */
function rename(title) {
  const heading = document.querySelector("h1");
  document.title = document.title.replace(heading.textContent, () => title);
  for (const one of document.querySelectorAll("h1,.crumb span")) one.textContent = title;
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

/** What changes around the messages while one reads: the pinned ones, the list of discussions, a lock. */
export function change(ev, page) {
  const url = at("pins").dataset.from;
  if (ev.title && ev.target === page.discussion) rename(ev.title);
  if (ev.k === "move") import("./moves.js").then(({ move }) => move(ev, { ...page, refresh }));
  if (ev.k === "phase") turn(ev, page.composer);
  else if (ev.k === "lock" || ev.k === "unlock") lock(ev, page.composer, page.discussion);
  else if (!waiting.has(url)) {
    waiting.set(url);
    soon(() => renewAround(page, url));
  }
}
