// The messages of the list: made from the page's template, brought up to date by events, parted by days.
import { short } from "../../hub/js/announcer.js";
import { dayInWords, hour, wall } from "../../hub/js/times.js";
import { parse, place } from "./reading.js";

const EXCERPT = 160;

const showReactions = async (...given) => (await import("./reactions.js")).showReactions(...given);
export const slot = (element, name) => element?.querySelector(`[data-slot="${name}"]`);

export const initials = (name) =>
  name.trim().split(/\s+/).slice(0, 2).map((word) => [...word][0]).join("").toUpperCase();

export const avatar = (id = 0) => "abcd"[id % 4];

/** The template is made for message 0. */
export const renumber = (value, target, seq) =>
  value
    .replace("/messages/0/", `/messages/${target}/`)
    .replace(/repondre=0\b/, `repondre=${seq}`)
    .replace(/^(#?)m0$/, `$1m${seq}`)
    .replace(/^a0$/, `a${target}`);

/** The beginning of a message as the server quotes it. */
export const excerpt = (html = "") =>
  short(parse(html.replace(/<(br|\/p|\/li)\b/g, " <$1")).textContent.trim().replace(/[ \t\n]+/g, " "), EXCERPT);

export class Articles {
  /** `given`: the templates of a message and of a day, the person, and the zone whose days are shown. */
  constructor(list, given) {
    const lang = document.documentElement.lang.slice(0, 2);
    Object.assign(this, given, { list, lang, kept: new Map() });
  }

  find(target) {
    return this.list.querySelector(`[data-post="${target}"]`);
  }

  has(seq) {
    return this.list.querySelector(`[data-seq="${seq}"]`);
  }

  get last() {
    return Number([...this.list.querySelectorAll("[data-seq]")].at(-1)?.dataset.seq ?? 0);
  }

  /** Holds one event; a change to a message that is not here waits for it. Gives the article if it is a new one. */
  apply(ev) {
    const li = this.find(ev.target);
    if (ev.reactions) {
      if (li) showReactions(li, ev.reactions, this.person);
      else this.keep(ev.target, { reactions: ev.reactions });
      return null;
    }
    if (!("html" in ev || ev.gone)) return null; // what changed stands beside the text
    this.requote(ev);
    if (li) {
      if (ev.rev > Number(li.dataset.rev)) this.update(li, ev);
      return null;
    }
    if (ev.k === "post") return this.append(ev);
    if (ev.rev > (this.kept.get(ev.target)?.change?.rev ?? 0)) this.keep(ev.target, { change: ev });
    return null;
  }

  keep(target, news) {
    this.kept.set(target, { ...this.kept.get(target), ...news });
  }

  append(ev) {
    const { change, reactions } = this.kept.get(ev.target) ?? {};
    const li = this.make(change?.rev > ev.rev ? { ...change, at: ev.at } : ev);
    if (reactions) showReactions(li, reactions, this.person);
    this.kept.delete(ev.target);
    return place(this.list, li, wall(new Date(ev.at), this.zone).day, (one) => this.mark(one));
  }

  mark(day) {
    const mark = this.days.content.firstElementChild.cloneNode(true);
    mark.dataset.day = day;
    mark.textContent = dayInWords(day, this.lang);
    return mark;
  }

  make({ target, seq, rev, at, by, q, html, gone, hidden, edited }) {
    const li = this.template.content.firstElementChild.cloneNode(true);
    if (q) this.quote(slot(li, "quote"), q);
    for (const element of li.querySelectorAll("[id],[href],[formaction],[aria-labelledby]")) {
      for (const one of element.attributes) one.value = renumber(one.value, target, seq);
    }
    Object.assign(li.dataset, { post: target, seq, rev });
    if (by) for (const place of li.querySelectorAll('[data-slot="name"]')) place.textContent = by.name;
    Object.assign(slot(li, "initials"), { textContent: initials(by?.name ?? ""), className: `av ${avatar(by?.id)}` });
    slot(li, "time").dateTime = at;
    slot(li, "time").textContent = hour(new Date(at), this.lang, this.zone);
    slot(li, "body").replaceChildren(parse(html));
    if (hidden) slot(li, "gone").textContent = this.goneWords;
    if (by?.role === "godparent") slot(li, "role").textContent = slot(li, "role").dataset.godparent;
    const without = { quote: gone || !q, role: !by?.role, edited: gone || !edited, gone: !gone, body: gone, acts: gone };
    for (const [name, not] of Object.entries(without)) if (not) slot(li, name)?.remove();
    if (by?.id !== this.person) for (const own of li.querySelectorAll("[data-own]")) own.remove();
    return li;
  }

  /** On this page the quoted message is a step away, elsewhere its own address leads to it. */
  quote(place, { target, seq, by, text, more }) {
    const link = slot(place, "quote-link");
    place.dataset.quote = target;
    link.textContent = by?.name ?? by;
    link.setAttribute("href", this.has(seq) ? `#m${seq}` : link.getAttribute("href").replace("/messages/0/", `/messages/${target}/`));
    slot(place, "quote-text").textContent = text || (more ? place.dataset.more : this.goneWords);
  }

  get goneWords() {
    return slot(this.template.content, "quote-text").textContent;
  }

  /** Only what differs is touched, so that nobody loses their place in the article. */
  update(li, ev) {
    const fresh = this.make(ev);
    li.dataset.rev = ev.rev;
    const edited = slot(fresh, "edited");
    if (ev.gone || !slot(li, "body")) {
      slot(li, "edited")?.remove();
      li.querySelector(".bd").replaceWith(fresh.querySelector(".bd"));
    } else if (!slot(li, "body").isEqualNode(slot(fresh, "body"))) {
      slot(li, "body").replaceWith(slot(fresh, "body"));
    }
    if (edited && !slot(li, "edited")) li.querySelector("header").append(edited);
  }

  requote({ target, html, gone, k }) {
    if (k === "post") return;
    const text = gone ? this.goneWords : excerpt(html);
    for (const quote of this.list.querySelectorAll(`[data-quote="${target}"]`)) slot(quote, "quote-text").textContent = text;
  }
}
