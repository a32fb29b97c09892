// One's own messages between the button and the log: at the end of the list, their state in words.
import { slot } from "./articles.js";

/** A message is on its way until something holds it up. */
export const told = (entry, entries) =>
  entry.state === "waiting" && !entries.some(({ state, tries }) => state === "waiting" && tries) ? "sending" : entry.state;

export class Pending {
  /** `has(seq)`: the list shows that message; `say` tells aloud how a message of this page fares; two buttons. */
  constructor(list, template, { has, again, drop, say }) {
    Object.assign(this, { list, template, has, again, drop, say, said: "", since: Date.now() });
  }

  render(entries) {
    const shown = new Map([...this.list.querySelectorAll("[data-cid]")].map((li) => [li.dataset.cid, li]));
    let words = "";
    for (const entry of entries) {
      const li = shown.get(entry.cid) ?? this.make(entry);
      const state = this.update(li, entry, told(entry, entries));
      if (entry.at >= this.since) words = state;
      shown.delete(entry.cid);
      if (entry.state === "sent" && this.has(entry.seq)) li.remove();
      else if (!li.isConnected) this.list.append(li);
    }
    // What another tab knows to be in the log stays here until this page holds it too.
    for (const li of shown.values()) if (!li.dataset.sent || this.has(li.dataset.sent)) li.remove();
    if (words && words !== this.said) this.say((this.said = words));
  }

  make(entry) {
    const li = this.template.content.firstElementChild.cloneNode(true);
    li.dataset.cid = entry.cid;
    slot(li, "body").textContent = [entry.body.trim(), ...(entry.files ?? []).map(({ name }) => name)].join("\n").trim();
    li.querySelector("[data-drop]").addEventListener("click", () => this.drop(entry));
    li.querySelector("[data-again]").addEventListener("click", () => {
      this.again(entry);
      this.drop(entry);
    });
    return li;
  }

  update(li, entry, state) {
    const place = slot(li, "state");
    const words = [place.dataset[state], entry.sentence].filter(Boolean).join(" ");
    if (place.textContent !== words) place.textContent = words;
    slot(li, "acts").hidden = state !== "refused";
    if (entry.seq) li.dataset.sent = entry.seq;
    return words;
  }
}
