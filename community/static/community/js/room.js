// The page of a promotion's room: brings the live client, the outbox, the list and the form together.
import { Announcer, Net } from "../../hub/js/announcer.js";
import { at, clock, counted, newId, post } from "../../hub/js/base.js";
import { Live } from "../../hub/js/live.js";
import { Outbox } from "../../hub/js/outbox.js";
import { openStore } from "../../hub/js/store.js";
import { Articles, excerpt } from "./articles.js";
import { Composer } from "./composer.js";
import { Pending } from "./pending.js";
import { Reading, Sidebar, View } from "./reading.js";

const [room, list, form, more] = ["room", "posts", "ecrire", "more"].map(at);
const { liveTopic: topic, liveCursor: cursor, state: stateTopic } = room.dataset;
const [person, discussion] = [room.dataset.person, room.dataset.discussion].map(Number);
const [complete, store] = ["end" in room.dataset, openStore()];

const net = new Net(at("net"), at("words"));
const announcer = new Announcer(at("say"));
const sidebar = new Sidebar(at("discussions"), parseInt(cursor, 10));
const view = new View({ list, form, room, template: at("new-template") });
const articles = new Articles(list, { template: at("post-template"), days: at("day-template"), person, zone: room.dataset.zone });

const reading = new Reading({
  read: view.unread ? 0 : articles.last,
  last: () => articles.last,
  inView: () => complete && view.atEnd,
  tell: (seq) => post(room.dataset.read, new URLSearchParams({ seq })).then(({ ok }) => ok, () => false),
  onRead(seq) {
    sidebar.counts.read[discussion] = Math.max(seq, live.seq(topic));
    sidebar.show();
    view.read();
  },
});

const here = (entry) => entry.topic === topic && entry.discussion === discussion;
const outbox = new Outbox({
  person,
  store,
  prepare: async (files) => (await import("./files.js")).sender(store, person).prepare(files, at("words").dataset),
  onSignedOut: () => net.tell("signed_out"),
  onChange(entries) {
    view.change(() => pending.render(entries.filter(here)));
    if (at("elsewhere").firstChild || !entries.every(here)) import("./elsewhere.js").then(({ tell }) => view.change(() => tell(entries, here)), () => {});
    outbox.settle(topic, live.seq(topic));
  },
});

const composer = new Composer(form, {
  store, list, person, newId, post,
  key: `draft/${person}/${discussion}`,
  send: (message) => outbox.add({ ...message, url: room.dataset.livePost, topic, discussion, title: document.title }, message.cid),
});

const pending = new Pending(list, at("pending-template"), { articles, composer, outbox, upto: () => live.seq(topic) });

/** One's own message waits for its answer, so that it is not seen twice. */
async function onEvent(ev) {
  at("upto").value = ev.s;
  const own = ev.k === "post" && ev.by?.id === person;
  const news = ev.k === "post" && !own && !ev.gone;
  // News of a discussion that is not listed brings it back.
  if (ev.page || (news && !sidebar.row(ev.d))) import("./fragments.js").then(({ change }) => change(ev, { articles, composer, discussion, sidebar, view }));
  if (!ev.d || ev.k === "move") return;
  const entries = own ? await outbox.answered(topic, ev.s) : null;
  if (news) sidebar.counts.hear(ev.d, ev.s);
  if (ev.d === discussion) hold(ev, news, entries);
  if (own) outbox.settle(topic, ev.s);
  sidebar.show();
  reading.check();
}

const refresh = async (target) => (await import("./fragments.js")).refresh(() => articles.find(target), (work) => view.change(work), `${room.dataset.livePost}${target}/fragment/`);
/** A page that ends before the discussion does only counts what comes. */
function hold(ev, news, entries) {
  if (ev.k !== "post" || complete) {
    const missed = news && !view.atEnd;
    view.change(() => {
      const li = articles.apply(ev);
      if (li && missed) view.mark(li);
      if (entries) pending.render(entries.filter(here));
      return li;
    });
    if (ev.more) refresh(ev.target);
  } else if (news) {
    more.textContent = counted(more.dataset, (view.below += 1));
    more.hidden = false;
  }
  if (news) announcer.say(ev.by?.name ?? "", excerpt(ev.html) || at("say").dataset.more);
}

const live = new Live({
  url: room.dataset.live,
  person,
  subs: {
    [topic]: {
      cursor,
      onEvent,
      onReset() {
        net.tell("reset");
        clock.after(1000 + 2000 * Math.random(), () => location.reload()); // not all at once
      },
      onGone() {
        net.tell("gone");
        composer.close();
      },
    },
    [stateTopic]: {
      onState(v, { rooms }) {
        const mine = rooms?.[topic.split(":")[1]];
        if (mine) sidebar.counts.state(mine);
        sidebar.show();
        if (!sidebar.counts.of(discussion)) view.read();
      },
    },
  },
  onStatus(status) {
    net.tell(status);
    if (status === "signed_out") outbox.stop();
    if (status === "live") outbox.run(true);
  },
});

for (const moved of ["scroll", "resize"]) addEventListener(moved, () => reading.check(), { passive: true });
for (const back of ["online", "pageshow"]) addEventListener(back, () => outbox.run(true));
document.addEventListener("visibilitychange", () => {
  reading.check();
  if (document.hidden) composer.save();
  else outbox.run(true);
});
// What acts on a message without leaving the page (data-quiet: it is fetched anew) comes when it is first pressed.
list.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-quiet],[data-react]");
  if (!button) return;
  event.preventDefault();
  if ("react" in button.dataset) (await import("./reactions.js")).react(button, () => net.tell("signed_out"));
  else (await import("./fragments.js")).press(button, refresh);
});

// The room's own address may show another discussion next time, without the draft.
const { pathname } = at("discussions").querySelector(`[data-discussion="${discussion}"]`);
history.replaceState(null, "", pathname + location.search + location.hash);

live.start();
outbox.start();
composer.restore();
reading.check();
announcer.obey(at("mute"), store, `mute/${person}`);
