// The four words under a message: what is given is shown, one's own click at once, and taken back if it is refused.
// Other buttons with data-quiet act without leaving the page; the message is fetched anew.
import { post } from "../../hub/js/base.js";

const truths = new WeakMap();

const read = ({ name, dataset, title }) => ({ pressed: name === "take", count: Number(dataset.count), title });

function show(button, { pressed, count, title }) {
  button.setAttribute("aria-pressed", pressed);
  button.name = pressed ? "take" : "give";
  button.title = title;
  button.dataset.count = count;
  button.querySelector('[data-slot="count"]').textContent = count || "";
}

/** Of one word: whether oneself, how many, and who. */
export const tally = (people = [], person = 0) => ({
  pressed: people.some(([id]) => id === person),
  count: people.length,
  title: people.map(([, name]) => name).join(", "),
});

export function showReactions(li, reactions, person) {
  for (const button of li.querySelectorAll("[data-react]")) {
    const truth = tally(reactions[button.dataset.react], person);
    truths.set(button, truth);
    show(button, truth);
  }
}

export function listenToReactions(list, { onSignedOut, onActed, send = post }) {
  const busy = new Set();
  list.addEventListener("click", async (event) => {
    const quiet = event.target.closest("[data-quiet]");
    if (quiet) {
      event.preventDefault();
      return import("./fragments.js").then(({ press }) => press(quiet, onActed));
    }
    const button = event.target.closest("[data-react]");
    if (!button) return;
    event.preventDefault();
    if (busy.has(button)) return;
    busy.add(button);
    const before = read(button);
    truths.set(button, before);
    const body = new URLSearchParams([[button.name, button.value]]);
    show(button, { ...before, pressed: !before.pressed, count: before.count + (before.pressed ? -1 : 1) });
    const answer = await send(button.formAction, body).catch(() => ({ ok: false }));
    busy.delete(button);
    if (answer.ok) return;
    show(button, truths.get(button));
    if (answer.status === 401) onSignedOut();
  });
}
