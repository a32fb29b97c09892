// The page of a room that can only be read: nothing is typed in it, so it loads itself again once one may write.
import { at, clock } from "../../hub/js/base.js";
import { Live } from "../../hub/js/live.js";

const SPREAD = 2_000;
const { live: url, liveTopic: topic, liveCursor: cursor, person } = at("room").dataset;
const renew = () => clock.after(SPREAD * Math.random(), () => location.reload());

/** Not all readers at once. */
const onEvent = (ev) => ev.k === "phase" && !ev.archived && renew();

new Live({ url, person: Number(person), subs: { [topic]: { cursor, onEvent, onReset: renew } } }).start();
