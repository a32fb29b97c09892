// Opens the page at the door without network: an empty page that the phone's own list fills, and files that are everybody's.
const SHELL = new URL("sans-reseau/", location).href;
const LONG = 6000;

/** The network's page; where it does not come, or not soon, the empty one. Whoever may not see it keeps nothing of it. */
async function visit(request) {
  const online = fetch(request).then(async (answer) => {
    if (!answer.ok && answer.status < 500) await caches.delete("door-lists");
    return answer;
  });
  const empty = await caches.match(SHELL);
  if (!empty) return online;
  const later = new Promise((resolve) => setTimeout(resolve, LONG, empty));
  return Promise.race([online, later]).catch(() => empty);
}

addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(visit(request));
  else if (request.url.includes("/static/")) event.respondWith(fetch(request).catch(() => caches.match(request)));
});
