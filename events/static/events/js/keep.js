// The list at the door, kept on this phone for when there is no network: locked, and the key goes with the sign-in.
import { at, token } from "../../hub/js/base.js";

const LISTS = "door-lists";

/** A key of the cookie that comes with a sign-in and goes with a sign-out. */
async function keyOf(secret) {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(secret));
  return crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
}

/** Keeps `text` under its address until then (ms), for whoever has this secret. */
export async function keep(url, text, until, secret = token()) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const locked = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await keyOf(secret), new TextEncoder().encode(text));
  await (await caches.open(LISTS)).put(url, new Response(new Blob([iv, locked]), { headers: { "X-Until": until } }));
}

/** The text that is kept there; none, and nothing is kept any more, where its time or this sign-in is over. */
export async function unlock(url, secret = token()) {
  const lists = await caches.open(LISTS);
  const found = await lists.match(url);
  try {
    const data = await found.arrayBuffer();
    const opened = await crypto.subtle.decrypt({ name: "AES-GCM", iv: data.slice(0, 12) }, await keyOf(secret), data.slice(12));
    if (found.headers.get("X-Until") > Date.now()) return new TextDecoder().decode(opened);
  } catch {}
  await lists.delete(url);
}

/** Nothing is kept of any list. */
export const forget = () => caches.delete(LISTS);

/** The page as it stands, without what it says of a moment; once opened again it says of when it is. */
function asText() {
  const root = document.documentElement.cloneNode(true);
  for (const said of root.querySelectorAll("[data-state], #told")) said.textContent = "";
  root.querySelector("#as-of").hidden = false;
  return `<!doctype html>${root.outerHTML}`;
}

export const keepPage = ({ until }) => keep(location.pathname, asText(), until);

/** From now on this page opens without network: a worker for it alone, its files, and the list. */
export async function settleIn({ worker, shell, until }) {
  await navigator.serviceWorker.register(worker, { scope: location.pathname });
  const lists = await caches.open(LISTS);
  await Promise.all((await lists.keys()).map(({ url }) => unlock(url)));
  const files = performance.getEntriesByType("resource").map(({ name }) => name).filter((name) => name.includes("/static/"));
  await (await caches.open("door-files")).addAll([...new Set([shell, ...files])]);
  await keepPage({ until });
}

async function open(place) {
  const text = await unlock(location.pathname);
  if (!text) return void (place.textContent = place.dataset.none);
  document.write(text);
  document.close();
}

const place = globalThis.document && at("kept-list");
if (place) open(place);
