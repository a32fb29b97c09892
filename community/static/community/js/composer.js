// The form at the end of a discussion: its draft, the message one answers, and handing over to the outbox.
import { excerpt, slot } from "./articles.js";

export class Composer {
  /** `send({ body, quote, name, text })` keeps the message; name and text are those of the quoted one. */
  constructor(form, { store, list, key, send, person }) {
    Object.assign(this, { form, store, key, send, person, closed: form.hidden });
    this.field = form.elements.namedItem("body");
    [this.quote, this.tick] = ["quote", "question"].map((name) => form.elements.namedItem(name));
    this.quoting = form.querySelector("#quoting");
    [this.name, this.text] = ["quoting-name", "quoting"].map((name) => slot(form, name));
    this.status = form.querySelector("#draft");
    this.button = form.querySelector("button:not([type=button])");
    if (this.quoting.hidden) this.quote.value = ""; // a browser may put back what a reload has made void
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
    form.querySelector("[data-unquote]").addEventListener("click", (event) => {
      event.preventDefault();
      this.answer({});
    });
    form.addEventListener("input", () => {
      this.say("");
      this.keep();
    });
    this.field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      this.submit();
    });
    list.addEventListener("click", (event) => this.clicked(event));
    this.photos = form.elements.namedItem("photos");
    this.photos.addEventListener("change", () => this.bring((files) => files.add()));
  }

  /** Photos and files are looked after by modules that come when they are first needed. */
  async bring(work) {
    try {
      const { Chosen } = await import("./chosen.js");
      this.files ??= new Chosen(this);
    } catch {
      return this.say(this.photos.dataset.offline);
    }
    return work(this.files);
  }

  /** What was being written when the page went away, unless something is being written already. */
  restore() {
    const draft = JSON.parse(localStorage.getItem(this.key));
    if (!draft || this.field.value.trim()) return;
    this.field.value = draft.body;
    if (!this.quote.value) this.show(draft);
    if (draft.files?.length) this.bring((files) => files.show(draft.files));
    if (draft.body) this.say(this.field.dataset.restored);
  }

  /** At once, as a tab that is killed has no time (hub/js/drafts.js drops it when one signs out). */
  keep() {
    const { message } = this;
    const some = message.body || message.quote || message.files?.length;
    if (some) localStorage.setItem(this.key, JSON.stringify(message));
    else localStorage.removeItem(this.key);
  }

  get message() {
    const [name, text] = [this.name.textContent, this.text.textContent];
    const [body, question, files] = [this.field.value, this.tick.checked, this.files?.named];
    return { body, quote: Number(this.quote.value) || null, name, text, question, files };
  }

  show({ quote, name, text, question = false }) {
    this.tick.checked = question;
    this.quote.value = quote || "";
    this.name.textContent = quote ? name : "";
    this.text.textContent = quote ? text : "";
    this.quoting.hidden = !quote;
  }

  clicked(event) {
    const li = event.target.closest("[data-reply]")?.closest("[data-post]");
    if (!li || this.closed || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.answer({ quote: li.dataset.seq, name: slot(li, "name").textContent, text: excerpt(slot(li, "body").innerHTML) });
  }

  /** The reader's own click, so the focus follows it. */
  answer(quoted) {
    this.show(quoted);
    this.keep();
    this.field.focus();
  }

  /** The draft goes only when the outbox has the message: between the two nothing may be lost. */
  async submit() {
    const { message } = this;
    if (this.closed || !(message.body.trim() || message.files?.length)) {
      this.field.focus();
      return;
    }
    this.field.value = "";
    this.show({});
    this.files?.clear();
    this.form.querySelector("#refusal")?.remove();
    this.field.removeAttribute("aria-invalid");
    try {
      await this.send(message);
    } catch {
      this.takeBack(message);
    }
    this.keep();
  }

  takeBack(message) {
    const before = this.field.value.trim();
    this.field.value = before ? `${before}\n\n${message.body}` : message.body;
    if (message.files?.length) this.bring((files) => files.show(message.files));
    if (!this.quote.value) this.show(message);
    this.keep();
  }

  say(words) {
    if (this.status.textContent !== words) this.status.textContent = words;
  }

  /** What was typed can still be read and copied. */
  close(closed = true) {
    this.closed = this.field.readOnly = this.button.disabled = closed;
  }
}
