// The page of a room that can only be read: nothing is typed in it, so it loads itself again once what it shows is not so.
import { at, clock } from "../../hub/js/base.js";
import { Live } from "../../hub/js/live.js";

const SPREAD = 2_000;
const { live: url, liveTopic: topic, liveCursor: cursor, person } = at("room").dataset;
const renew = () => clock.after(SPREAD * Math.random(), () => location.reload());

/** One may write again, or the team has mended what stands here; not all readers at once. */
const onEvent = (ev) => (ev.k === "phase" ? !ev.archived : /hide|edit/.test(ev.k)) && renew();

new Live({ url, person: Number(person), subs: { [topic]: { cursor, onEvent, onReset: renew } } }).start();
