// What is being typed in a form stays in this browser until the server has it or one signs out, also without network.
import { post } from "./base.js";

/** Without the token, which is another one tomorrow. */
export function read(form) {
  const body = new URLSearchParams(new FormData(form));
  body.delete("csrfmiddlewaretoken");
  return body;
}

/** What is folded away with something in it opens. */
export function write(form, text) {
  const kept = new URLSearchParams(text);
  for (const field of form.elements) {
    const found = kept.getAll(field.name);
    if (/check|radio/.test(field.type)) field.checked = found.includes(field.value);
    else if (found.length && found[0] !== field.value) {
      [field.value] = found;
      field.closest("details")?.setAttribute("open", "");
    }
  }
}

export class Draft {
  /** `place` says what becomes of the text; its data are the key of the draft, and the words. */
  constructor(form, place, { store, go, send = post }) {
    const { draft: key, fresh } = place.dataset;
    Object.assign(this, { form, place, store, go, send, key, start: `${read(form)}` });
    form.addEventListener("input", () => this.keep());
    form.addEventListener("submit", (event) => this.submit(event));
    const kept = fresh && store.getItem(key);
    if (!kept) return;
    write(form, kept);
    this.say("restored");
  }

  keep(always) {
    const text = `${read(this.form)}`;
    if (always || text !== this.start) this.store.setItem(this.key, text);
    else this.store.removeItem(this.key);
  }

  say(word) {
    this.place.textContent = this.place.dataset[word];
  }

  /** A refusal is shown by the page that a form gets; without an answer the text stays, and its key with it. */
  async submit(event) {
    if (this.through) return;
    this.keep(true);
    event.preventDefault();
    if (this.busy) return;
    const { submitter: button } = event;
    this.busy = true;
    this.say("sending");
    const body = read(this.form);
    body.append(button.name, button.value);
    const { status = 500, data } = await this.send(location.href, body, { headers: { "X-Form": 1 } }).catch(() => ({}));
    this.busy = false;
    this.lost = status >= 500 && button;
    if (this.lost) this.say("offline");
    else if (data.to) {
      this.store.removeItem(this.key);
      this.go(data.to);
    } else {
      this.through = true;
      button.click();
    }
  }
}

const place = globalThis.document?.querySelector("[data-draft]");
const form = place?.closest("form");
if (form) {
  const draft = new Draft(form, place, { store: localStorage, go: (to) => location.assign(to) });
  addEventListener("online", () => draft.lost && draft.lost.click());
} else if (place) {
  for (const key of Object.keys(localStorage)) if (key.startsWith("draft/")) localStorage.removeItem(key);
}
