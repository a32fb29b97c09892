// What the other modules lean on: a clock, the back-off, names for messages, words with a number, a POST.

export const clock = {
  now: () => Date.now(),
  after(ms, job) {
    const id = setTimeout(job, ms);
    return () => clearTimeout(id);
  },
};

export const backoff = (n, random = Math.random) => random() * Math.min(8_000, 500 * 2 ** n);

export const at = (id) => document.getElementById(id);

/** As addresses have it, with hyphens; `randomUUID` exists on secure origins only. */
export const newId = () =>
  crypto.randomUUID?.() ??
  "00000000-0000-0000-0000-000000000000".replace(/0/g, () => (crypto.getRandomValues(new Uint8Array(1))[0] % 16).toString(16));

export const fill = (pattern, ...values) => pattern.replace(/%s/g, () => values.shift() ?? "");

export const counted = ({ one, many }, n) => fill(n === 1 ? one : many, n);

const TOKEN = /(?:^|; )csrftoken=([^;]*)/;
export const token = () => TOKEN.exec(document.cookie)?.[1] ?? "";

/** An answer that says no, for good: what could not be heard, or was too fast, is sent again. */
export const isRefused = ({ status, data }) => /^4(?!01|29)/.test(status) && (data.refused ?? "csrf") !== "csrf";

/** A POST to our own server, a text as JSON; a stale CSRF token is read again once, a page bringing a new one if need be. */
export async function post(url, body, { headers, fetch = globalThis.fetch, cookie = token, page = globalThis.location?.href } = {}) {
  const once = async (csrf) => {
    const stop = new AbortController();
    const cancel = clock.after(30_000, () => stop.abort());
    try {
      const response = await fetch(url, {
        method: "POST",
        body,
        headers: { Accept: "application/json", "X-CSRFToken": csrf, ...(typeof body === "string" && { "Content-Type": "application/json" }), ...headers },
        credentials: "same-origin",
        redirect: "error",
        keepalive: true,
        signal: stop.signal,
      });
      const data = (await response.json().catch(() => null)) ?? {};
      return { ok: response.ok, status: response.status, data, wait: 1000 * response.headers.get("Retry-After") || 0 };
    } finally {
      cancel();
    }
  };
  const sent = cookie();
  const answer = await once(sent);
  if (answer.status !== 403 || answer.data.refused !== "csrf") return answer;
  if (cookie() === sent) await fetch(page, { credentials: "same-origin" });
  return once(cookie());
}
