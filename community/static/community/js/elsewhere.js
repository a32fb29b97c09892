// What is held up away from its discussion: told in a line for each state, with links that lead there.
import { told } from "../../hub/js/outbox.js";

/** The room is no longer this person's: a link to it would lead nowhere. */
export const isAstray = ({ code }) => code === "not_found";

/** { waiting, refused }: of each discussion that is not `here` one entry, in the order in which they were written. */
export function heldUp(entries, here) {
  const held = { waiting: new Map(), refused: new Map() };
  const away = entries.filter((entry) => !here(entry) && !isAstray(entry));
  for (const entry of away) held[told(entry, entries)]?.set(entry.discussion, entry);
  return held;
}

function link({ topic, discussion, title }, pattern) {
  const a = document.createElement("a");
  a.href = pattern.replace("/0/0/", `/${topic.split(":")[1]}/${discussion}/`);
  a.textContent = title;
  return a;
}

/** Nothing is said again that stands there already. */
export function tell(place, entries, here) {
  const fresh = place.cloneNode();
  for (const [state, found] of Object.entries(heldUp(entries, here))) {
    if (!found.size) continue;
    const line = document.createElement("p");
    line.className = "note";
    line.append(place.dataset[state]);
    for (const entry of found.values()) line.append(" ", link(entry, place.dataset.to));
    fresh.append(line);
  }
  if (!fresh.isEqualNode(place)) place.replaceChildren(...fresh.childNodes);
}
