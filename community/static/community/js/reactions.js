// The four words under a message: what is given is shown, one's own click at once, and taken back if it is refused.
import { post } from "../../hub/js/base.js";

const truths = new WeakMap();
const busy = new Set();

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

/** One's own click. */
export async function react(button, onSignedOut) {
  if (busy.has(button)) return;
  busy.add(button);
  const before = read(button);
  truths.set(button, before);
  const body = new URLSearchParams([[button.name, button.value]]);
  show(button, { ...before, pressed: !before.pressed, count: before.count + (before.pressed ? -1 : 1) });
  const answer = await post(button.formAction, body).catch(() => ({ ok: false }));
  busy.delete(button);
  if (answer.ok) return;
  show(button, truths.get(button));
  if (answer.status === 401) onSignedOut();
}
