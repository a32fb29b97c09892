// The form at the end of a discussion: its draft, the message one answers, and handing over to the outbox.
import { clock, fill } from "../../hub/js/base.js";
import { excerpt, slot } from "./articles.js";

const SAVE = 300;

export class Composer {
  /** `send({ body, quote, label })` keeps the message; the label says whom one answers, and what ("%s : %s"). */
  constructor(form, { store, list, key, label, send }) {
    Object.assign(this, { form, store, key, words: label, send, closed: false });
    this.field = form.elements.namedItem("body");
    this.quote = form.elements.namedItem("quote");
    this.quoting = form.querySelector("#quoting");
    this.label = form.querySelector('[data-slot="quoting"]');
    this.status = form.querySelector("#draft");
    this.button = form.querySelector("button:not([type=button])");
    if (this.quoting.hidden) this.quote.value = ""; // a browser may put back what a reload has made void
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
    form.querySelector("[data-unquote]").addEventListener("click", () => this.answer(null));
    this.field.addEventListener("input", () => this.typed());
    this.field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      this.submit();
    });
    list.addEventListener("click", (event) => this.clicked(event));
    addEventListener("pagehide", () => this.save());
    document.addEventListener("visibilitychange", () => this.save());
  }

  /** What was being written when the page went away, unless something is being written already. */
  async restore() {
    const draft = await this.store.get(this.key);
    if (!draft || this.field.value.trim()) return;
    this.field.value = draft.body;
    if (!this.quote.value) this.show(draft.quote, draft.label);
    if (draft.body) this.say(this.field.dataset.restored);
  }

  typed() {
    this.say("");
    this.later?.();
    this.later = clock.after(SAVE, () => this.save());
  }

  save() {
    if (!this.later) return;
    this.later();
    this.later = null;
    this.keep();
  }

  keep() {
    const { body, quote, label } = this.message;
    return this.store.put(this.key, body || quote ? { body, quote, label } : undefined);
  }

  get message() {
    return { body: this.field.value, quote: Number(this.quote.value) || null, label: this.label.textContent };
  }

  show(quote, label) {
    this.quote.value = quote || "";
    this.label.textContent = quote ? label : "";
    this.quoting.hidden = !quote;
  }

  clicked(event) {
    const li = event.target.closest("[data-reply]")?.closest("[data-post]");
    if (!li || this.closed || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.answer(li.dataset.seq, fill(this.words, slot(li, "name").textContent, excerpt(slot(li, "body").innerHTML)));
  }

  /** Answers a message, or none any more; this is the reader's own click, so the focus follows it. */
  answer(quote, label) {
    this.show(quote, label);
    this.keep();
    this.field.focus();
  }

  /** The draft goes only when the outbox has the message: between the two nothing may be lost. */
  async submit() {
    const { message } = this;
    if (this.closed || !message.body.trim()) {
      this.field.focus();
      return;
    }
    this.later?.();
    this.field.value = "";
    this.show(null);
    try {
      await this.send(message);
    } catch {
      this.takeBack(message);
    }
    await this.keep();
  }

  takeBack({ body, quote, label }) {
    const before = this.field.value.trim();
    this.field.value = before ? `${before}\n\n${body}` : body;
    if (quote && !this.quote.value) this.show(quote, label);
    this.keep();
  }

  say(words) {
    if (this.status.textContent !== words) this.status.textContent = words;
  }

  /** What was typed can still be read and copied. */
  close() {
    this.closed = true;
    this.field.readOnly = true;
    this.button.disabled = true;
  }
}
