// One's own messages between the button and the log: at the end of the list, their state in words.
import { slot } from "./articles.js";

/** A message is on its way until something holds it up. */
export const told = (entry, entries) =>
  entry.state === "waiting" && !entries.some(({ state, tries }) => state === "waiting" && tries) ? "sending" : entry.state;

export class Pending {
  /** `given`: the articles, the composer, the outbox, and up to which event the page has the log. */
  constructor(list, template, given) {
    Object.assign(this, given, { list, template, said: "", since: Date.now() });
  }

  render(entries) {
    let words = "";
    for (const entry of entries) {
      const known = this.list.querySelector(`[data-cid="${entry.cid}"]`);
      if (!known && entry.seq <= this.upto()) continue; // kept for other tabs only
      const state = this.update(known ?? this.list.appendChild(this.make(entry)), entry, told(entry, entries));
      if (entry.at >= this.since) words = state;
    }
    // What is known to be in the log stays here until this page holds it too.
    for (const li of this.list.querySelectorAll("[data-cid]")) {
      const { cid, sent } = li.dataset;
      if (sent ? this.articles.has(sent) : !entries.some((entry) => entry.cid === cid)) li.remove();
    }
    if (words && words !== this.said) this.composer.say((this.said = words));
  }

  make(entry) {
    const li = this.template.content.firstElementChild.cloneNode(true);
    li.dataset.cid = entry.cid;
    slot(li, "body").textContent = [entry.body.trim(), ...(entry.files ?? []).map(({ name }) => name)].join("\n").trim();
    li.onclick = ({ target }) => target.value && this.leave(entry, target.value);
    return li;
  }

  /** Back into the field, out as it is, or nowhere; the text is kept elsewhere before it goes from here. */
  async leave(entry, act) {
    this.composer.field.focus();
    if (act === "again") this.composer.takeBack(entry);
    if (act === "sure") await this.outbox.add({ ...entry, sure: 1 });
    this.outbox.drop(entry.cid);
  }

  update(li, entry, state) {
    const place = slot(li, "state");
    const words = [place.dataset[state], entry.sentence].join(" ").trim();
    if (place.textContent !== words) place.textContent = words;
    slot(li, "acts").hidden = state !== "refused";
    li.dataset.code = entry.code;
    if (entry.seq) li.dataset.sent = entry.seq;
    return words;
  }
}
