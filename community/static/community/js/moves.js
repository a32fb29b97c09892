// Messages that the team moves to another discussion: they leave one page and come to their place in the other.
import { at } from "../../hub/js/base.js";
import { wall } from "../../hub/js/times.js";
import { slot } from "./articles.js";
import { place } from "./reading.js";

const [where, last] = [new Map(), new Map()];

/** One line above the list: where to look, from the first of them on, in whichever order they are told. */
function tell(name, href, s) {
  const told = at("moved").querySelector(`[data-note="${name}"]`);
  if (told?.dataset.s <= s) return;
  told?.remove();
  const note = at(name).content.cloneNode(true);
  note.firstElementChild.dataset.s = s;
  slot(note, "to").setAttribute("href", href);
  at("moved").append(note);
}

/** A day without messages is no day of this list. */
export function tidy(list) {
  for (const day of list.querySelectorAll("[data-day]")) {
    let next = day.nextElementSibling;
    while (next?.matches(".new")) next = next.nextElementSibling;
    if (!next || next.matches("[data-day], .pending")) day.remove();
  }
}

function leave(li, { articles, view, base }, { target, s }) {
  const { activeElement: focused } = document;
  const neighbour = [li.nextElementSibling, li.previousElementSibling].find((one) => one?.matches("[data-post]"));
  if (li.contains(focused)) neighbour?.querySelector("article").focus({ preventScroll: true });
  view.change(() => {
    li.remove();
    tidy(articles.list);
  });
  for (const quote of articles.list.querySelectorAll(`[data-quote="${target}"]`)) {
    slot(quote, "quote-link").setAttribute("href", `${base}${target}/`);
  }
  tell("moved-out", `${base}${target}/`, s);
}

function arrive({ target, seq, s }, { articles, view, discussion, refresh, complete, base }) {
  const first = Number(articles.list.querySelector("[data-seq]")?.dataset.seq ?? 0);
  if (!complete && seq > articles.last) return;
  if (document.querySelector('#room a[href^="?avant="]') && seq < first) return;
  const [find, change, url] = [() => articles.find(target), (work) => view.change(work), `${base}${target}/fragment/`];
  refresh(find, change, url, (fresh) => {
    if (where.get(target) !== discussion) return;
    const { day } = wall(new Date(slot(fresh, "time").dateTime), articles.zone);
    view.change(() => {
      place(articles.list, fresh, day, (one) => articles.mark(one));
      return null;
    });
    at("moved").querySelector(`[data-note] [href="${base}${target}/"]`)?.closest("[data-note]").remove();
    tell("moved-in", `#m${seq}`, s);
    if (articles.kept.delete(target)) refresh(find, change, url);
  });
}

/** The module may come to two moves of one message in either order: the later number counts. */
export function move(ev, page) {
  if (last.get(ev.target) > ev.s) return;
  last.set(ev.target, ev.s);
  where.set(ev.target, ev.d);
  const li = page.articles.find(ev.target);
  const { dataset } = at("room");
  const here = { ...page, base: dataset.livePost, complete: "end" in dataset };
  if (li && ev.d !== page.discussion) leave(li, here, ev);
  else if (!li && ev.d === page.discussion) arrive(ev, here);
}
