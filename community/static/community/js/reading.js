// What the reader sees of the list and how far they have read it: here, on the server, and in each discussion beside.
import { clock as realClock, counted } from "../../hub/js/base.js";

const PAUSE = 2_000;

/** The one place where text becomes elements: the server has sanitised it, and nothing in a template runs. */
export function parse(html = "") {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
}

/** A message among those that are there, by its number; `mark(day)` makes the line of a day that is not there yet. */
export function place(list, li, day, mark) {
  const children = [...list.children];
  let index = children.findIndex((one) => Number(one.dataset.seq) > Number(li.dataset.seq));
  if (index < 0) index = children.findIndex((one) => one.matches(".pending"));
  if (index < 0) index = children.length;
  while (index > 0 && children[index - 1].matches(".new")) index -= 1;
  const next = children[index - 1]?.dataset.day > day ? index - 1 : index;
  const current = children.slice(0, next).findLast((one) => one.matches("[data-day]"));
  const before = children[next] ?? null;
  if (current?.dataset.day !== day) list.insertBefore(mark(day), before);
  return list.insertBefore(li, before);
}

/** The end of the list, and the line above what is new; only a template with data-one and data-many draws a line. */
export class View {
  constructor({ list, form, room, template }) {
    Object.assign(this, { list, form, room, template, below: 0, line: list.querySelector(".new") });
    this.unread = Boolean(this.line);
  }

  get atEnd() {
    return !document.hidden && this.list.getBoundingClientRect().bottom <= innerHeight + 1;
  }

  /** Changes the list. For a reader who is at its end the form stays where it is, and what came shows above it. */
  change(work) {
    const { atEnd, form } = this;
    const top = () => form.getBoundingClientRect().top;
    const before = top();
    const li = work();
    const nobody = this.room.querySelector("#nobody");
    if (nobody) nobody.hidden = this.list.childElementCount > 0;
    if (!atEnd) return;
    const most = li && !form.contains(document.activeElement) ? li.getBoundingClientRect().top : Infinity;
    scrollBy({ top: Math.min(top() - before, most), behavior: "instant" });
  }

  mark(li) {
    const line = this.template?.content.firstElementChild;
    if (!line) return;
    if (!this.unread) {
      this.line?.remove();
      this.line = line.cloneNode(true);
      li.before(this.line);
      this.unread = true;
    }
    const others = [...this.list.querySelectorAll(".new ~ [data-post]")].filter((one) => !one.querySelector("[data-own]"));
    this.line.textContent = counted(line.dataset, others.length);
  }

  /** The line stays until something newer comes. */
  read() {
    this.unread = false;
    for (const done of this.room.querySelectorAll(".jump, #read")) done.hidden = true;
  }
}

/** What one has not read: what the server counted until event `at`, and what was heard since. */
export class Counts {
  constructor(at, unread) {
    Object.assign(this, { at, unread, later: [], read: {} });
  }

  hear(discussion, seq) {
    this.later.push({ discussion, seq });
  }

  state({ at, unread }) {
    Object.assign(this, { at, unread });
    this.later = this.later.filter(({ seq }) => seq > at);
  }

  of(discussion) {
    const read = this.read[discussion] ?? 0;
    const heard = this.later.filter((one) => one.discussion === discussion && one.seq > Math.max(read, this.at));
    return (read >= this.at ? 0 : (this.unread[discussion] ?? 0)) + heard.length;
  }
}

export class Sidebar {
  constructor(nav, at) {
    this.renew(nav);
    const unread = this.rows.map(({ id, place }) => [id, place.hidden ? 0 : parseInt(place.textContent, 10) || 0]);
    this.counts = new Counts(at, Object.fromEntries(unread));
  }

  renew(nav) {
    this.rows = [...(nav?.querySelectorAll("[data-discussion]") ?? [])].map((link) => ({
      id: Number(link.dataset.discussion),
      place: link.querySelector("[data-count]"),
    }));
  }

  show() {
    for (const { id, place } of this.rows) {
      const n = this.counts.of(id);
      place.hidden = !n;
      place.textContent = n ? counted(place.dataset, n) : "";
    }
  }

  row(id) {
    return this.rows.find((one) => one.id === id);
  }
}

/** `last()` is the newest message shown, `inView()` says that it is seen, `tell(seq)` promises whether it was heard. */
export class Reading {
  constructor({ read, last, inView, tell, onRead = () => {}, clock = realClock }) {
    Object.assign(this, { read, last, inView, tell, onRead, clock, rest: null, pause: PAUSE });
  }

  /** What was not heard is told again, ever less often. */
  check() {
    if (this.rest || !this.inView() || this.last() <= this.read) return;
    const [seq, before] = [this.last(), this.read];
    this.read = seq;
    this.onRead(seq);
    this.rest = this.clock.after(this.pause, () => {
      this.rest = null;
      this.check();
    });
    this.tell(seq).then((heard) => {
      this.pause = heard ? PAUSE : Math.min(2 * this.pause, 60_000);
      if (!heard && this.read === seq) this.read = before;
    });
  }
}
