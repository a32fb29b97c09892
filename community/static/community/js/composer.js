// The form at the end of a discussion: its draft, the message one answers, and handing over to the outbox.
import { excerpt, slot } from "./articles.js";

const PAUSE = 2_000;

/** One after the other; the later alone where it goes on from the earlier. */
const joined = (before, after) => (after.startsWith(before) ? after : `${before}\n\n${after}`.trim());

export class Composer {
  /**
   * `given`: store, key, person, newId, post, and `send({ body, quote, name, text })`, which keeps the message; name and
   * text are those of the quoted one.
   */
  constructor(form, { list, ...given }) {
    const { body: field, quote, question: tick, photos, draft } = form.elements;
    Object.assign(this, given, { form, field, quote, tick, photos, closed: field.readOnly });
    // What the server keeps of this text, and which version that is; the message that it becomes has one key with it.
    Object.assign(this, { saved: !form.querySelector("#refusal") && field.defaultValue, draft: draft.value, cid: this.newId() });
    this.quoting = form.querySelector("#quoting");
    this.name = slot(form, "quoting-name");
    this.text = slot(form, "quoting");
    this.status = form.querySelector("#draft");
    if (this.quoting.hidden) quote.value = ""; // a browser may put back what a reload has made void
    const on = (place, kind, act) => place.addEventListener(kind, act);
    on(form, "submit", (event) => this.submit(event));
    on(form.querySelector("[data-unquote]"), "click", (event) => this.answer({}, event));
    on(form, "input", () => {
      this.say("");
      this.keep();
    });
    on(field, "keydown", (event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && this.submit(event));
    on(list, "click", (event) => this.clicked(event));
    on(photos, "change", () => this.bring((files) => files.add()));
  }

  /** Photos and files are looked after by modules that come when they are first needed. */
  async bring(work) {
    try {
      this.files ??= new (await import("./chosen.js")).Chosen(this);
    } catch {
      return this.say(this.photos.dataset.offline);
    }
    return work(this.files);
  }

  /** What was being written here when the page went away: after what came from elsewhere since then, before what is typed already. */
  restore() {
    const draft = JSON.parse(localStorage.getItem(this.key));
    const { value, defaultValue: shown } = this.field;
    if (this.saved !== shown) return; // a message that was refused stands here
    const { body = shown, saved } = draft ?? {};
    // What the server has had from here since has become a message, or was thrown away: of that, it knows best.
    const kept = draft?.draft === this.draft ? body : joined(shown, body === saved ? shown : body);
    this.field.value = value === shown ? kept : joined(kept, value);
    if (!draft) return;
    this.bringBack(draft);
    this.say(kept && this.field.dataset.restored);
  }

  /** What stood beside a text; what one answers by now stays. */
  bringBack(message) {
    if (!this.quote.value) this.show(message);
    if (message.files?.length) this.bring((files) => files.show(message.files));
  }

  /** At once, as a tab that is killed has no time (hub/js/drafts.js drops it when one signs out), then on the server. */
  keep() {
    const { message, key, saved } = this;
    const { body, quote, question, files } = message;
    if (body !== saved || quote || question || files?.length) localStorage.setItem(key, JSON.stringify({ ...message, saved }));
    else localStorage.removeItem(key);
    clearTimeout(this.later);
    this.later = setTimeout(() => this.save(), PAUSE);
  }

  /** For one's other devices; without an answer it stays here alone. */
  async save() {
    const { body, cid, draft } = this.message;
    if (body === this.saved) return;
    const { ok, data } = await this.post(this.field.dataset.keep, JSON.stringify({ body, cid, draft })).catch(() => ({}));
    if (!ok) return;
    this.draft = data.draft;
    this.saved = body;
    this.keep();
  }

  get message() {
    return {
      body: this.field.value, quote: Number(this.quote.value) || null, name: this.name.textContent, text: this.text.textContent,
      question: this.tick.checked, files: this.files?.named, cid: this.cid, draft: this.draft,
    };
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
    this.answer({ quote: li.dataset.seq, name: slot(li, "name").textContent, text: excerpt(slot(li, "body").innerHTML) }, event);
  }

  /** The reader's own click, so the focus follows it. */
  answer(quoted, event) {
    event.preventDefault();
    this.show(quoted);
    this.keep();
    this.field.focus();
  }

  /** The draft goes only when the outbox has the message: between the two nothing may be lost. */
  async submit(event) {
    event.preventDefault();
    const { message } = this;
    if (this.closed || !(message.body.trim() || message.files?.length)) return this.field.focus();
    this.field.value = "";
    this.cid = this.newId();
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
    this.field.value = joined(this.field.value.trim(), message.body);
    this.bringBack(message);
    this.keep();
  }

  say(words) {
    if (this.status.textContent !== words) this.status.textContent = words;
  }

  /** What was typed can still be read and copied. */
  close(closed = true) {
    this.closed = this.field.readOnly = this.form.querySelector("button:not([type])").disabled = closed;
  }
}
