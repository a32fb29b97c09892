// What is held up away from its discussion: told in a line for each state, with links that lead there.
import { at } from "../../hub/js/base.js";

/** The room is no longer this person's: a link to it would lead nowhere. */
export const isAstray = ({ code }) => code === "not_found";

const isGoing = ({ state }) => state === "waiting" || state === "sending";
/** It waits also while it is tried once more, so that nobody is told the same at every try. */
const isTriedAgain = (entry) => isGoing(entry) && entry.tries > 0;

/** { waiting, refused }: of each discussion that is not `here` one entry, in the order in which they were written. */
export function heldUp(entries, here) {
  const away = entries.filter((entry) => !here(entry) && !isAstray(entry));
  const [going, refused] = [isGoing, ({ state }) => state === "refused"].map((test) => away.filter(test));
  const byDiscussion = (some) => new Map(some.map((entry) => [entry.discussion, entry]));
  return { waiting: byDiscussion(entries.some(isTriedAgain) ? going : []), refused: byDiscussion(refused) };
}

/** In the language of this page, whichever it was written in. */
function link({ url, discussion, title }) {
  const a = document.createElement("a");
  a.href = `/${document.documentElement.lang.slice(0, 2)}${url.slice(3).replace("messages/", `${discussion}/#ecrire`)}`;
  a.textContent = title.replace(/ – [^–]*$/, ""); // the site needs no name here
  return a;
}

/** Nothing is said again that stands there already; a page that could not fetch this without the network does at the next change. */
export function tell(entries, here) {
  const place = at("elsewhere");
  const { dataset: words } = at("kept") ?? at("pending-template").content.querySelector("[data-refused]");
  const fresh = place.cloneNode();
  for (const [state, found] of Object.entries(heldUp(entries, here))) {
    if (!found.size) continue;
    const line = document.createElement("p");
    line.className = "note";
    line.append(words[state]);
    for (const entry of found.values()) line.append(" ", link(entry));
    fresh.append(line);
  }
  if (!fresh.isEqualNode(place)) place.replaceChildren(...fresh.childNodes);
}
