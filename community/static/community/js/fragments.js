// Messages with something beside their text: fetched as the server shows them to this reader, and put in their place.
import { backoff, clock, post } from "../../hub/js/base.js";

const TRIES = 6;
const SPREAD = 800;
const waiting = new Map();
const pressed = new Set();

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
  (same ?? fresh.querySelector("article")).focus({ preventScroll: true });
}

async function bring(find, change, url, place, tries = 0) {
  const answer = await fetch(url, { credentials: "same-origin", redirect: "error" }).catch(() => null);
  if (answer?.ok) {
    const template = document.createElement("template");
    template.innerHTML = await answer.text();
    const fresh = template.content.querySelector("[data-post]");
    const li = find();
    if (fresh && !li) place?.(fresh);
    else if (fresh && Number(fresh.dataset.rev) >= Number(li.dataset.rev)) change(() => swap(li, fresh));
  } else if ((!answer || answer.status >= 500) && tries < TRIES) {
    clock.after(1_000 + backoff(tries), () => bring(find, change, url, place, tries + 1));
  }
}

/**
 * Not all readers at once, and one fetch for what comes together; `change` keeps the reader's place, and `place(li)`,
 * where it is given, takes what the page does not have yet.
 */
export function refresh(find, change, url, place) {
  const asked = waiting.has(url);
  waiting.set(url, place ?? waiting.get(url));
  if (asked) return;
  clock.after(SPREAD * Math.random(), () => {
    const wanted = waiting.get(url);
    waiting.delete(url);
    bring(find, change, url, wanted);
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
