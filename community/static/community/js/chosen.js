// The photos and files that stand in the form: how far each has come, in words; what it shows; taken out again.
import { backoff, clock, fill, isRefused, newId, post } from "../../hub/js/base.js";
import { slot } from "./articles.js";
import { sender } from "./files.js";

const [MOST, HEAVIEST] = [10, 25 * 1024 * 1024];

/** What is said of one file: the name of its words, and what fills them. */
export function stateOf({ answer, share, last }) {
  if (answer && isRefused(answer)) return ["refused", answer.data.message ?? ""];
  if (answer && !answer.ok) return ["waiting"];
  if (share === 1) return ["ready"];
  return last ? ["making"] : ["sending", Math.floor(100 * share)];
}

export class Chosen {
  /** The composer's `keep()` saves the draft, its `say(words)` is heard. */
  constructor(composer) {
    const { form, store, person } = composer;
    Object.assign(this, { composer, sender: sender(store, person), rows: new Map(), running: false, wake: () => {} });
    this.list = form.querySelector("#chosen");
    this.template = form.querySelector("#file-template");
    this.input = form.elements.namedItem("photos");
    this.words = slot(this.template.content, "state").dataset;
    addEventListener("online", () => this.wake());
    this.sender.tidy();
  }

  /** Those that can be sent, as a message names them. */
  get named() {
    return [...this.rows.values()].filter(({ refused }) => !refused).map(({ uid, name, alt }) => ({ uid, name, alt }));
  }

  async add() {
    const blobs = [...this.input.files];
    this.input.value = "";
    for (const blob of blobs) {
      const wrong = this.rows.size >= MOST ? "many" : blob.size > HEAVIEST ? "heavy" : "";
      if (wrong) this.composer.say(`${blob.name} – ${this.words[wrong]}`);
      if (wrong === "many") break;
      if (wrong) continue;
      const file = { uid: newId(), name: blob.name, size: blob.size, url: this.input.dataset.files, blob, at: Date.now() };
      await this.sender.keep(file);
      this.row(file);
    }
    this.composer.keep();
    this.run();
  }

  /** Puts back what a draft or a message had. */
  show(files) {
    for (const file of files) if (!this.rows.has(file.uid)) this.row(file);
    this.composer.keep();
    this.run();
  }

  row({ uid, name, alt = "", blob }) {
    const li = this.template.content.firstElementChild.cloneNode(true);
    const row = { uid, name, alt, li, refused: false };
    this.rows.set(uid, row);
    for (const place of li.querySelectorAll('[data-slot="name"]')) place.textContent += ` ${name}`;
    slot(li, "about").hidden = !blob?.type.startsWith("image/") && !alt;
    const field = li.querySelector("[data-alt]");
    field.value = alt;
    field.addEventListener("change", () => {
      row.alt = field.value;
      this.composer.keep();
    });
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault(); // the message is not finished
    });
    li.querySelector("[data-drop]").addEventListener("click", () => this.drop(row));
    li.querySelector("[data-again]").addEventListener("click", () => this.wake());
    this.tell(row);
    this.list.append(li);
    this.list.hidden = false;
  }

  drop({ uid, li }) {
    const next = li.nextElementSibling ?? li.previousElementSibling;
    this.rows.delete(uid);
    li.remove();
    this.list.hidden = !this.rows.size;
    (next?.querySelector("[data-drop]") ?? this.input).focus();
    this.composer.keep();
    this.sender.forget(uid);
    post(`${this.input.dataset.files}${uid}/retirer/`).catch(() => {}); // what the server has goes by itself in two days
  }

  /** The outbox has them now. */
  clear() {
    this.rows.clear();
    this.list.replaceChildren();
    this.list.hidden = true;
  }

  /** One file after the other; after an error it goes on where it stopped. */
  async run() {
    if (this.running) return;
    this.running = true;
    for (let tries = 0; this.next; ) {
      const row = this.next;
      this.tell(row);
      const answer = await this.sender.advance(row.uid);
      if (this.rows.has(row.uid)) this.tell(row, answer);
      tries = answer.ok ? 0 : tries + 1;
      if (!answer.ok && !row.refused) await this.rest(answer.wait || 500 + backoff(tries));
    }
    this.running = false;
  }

  get next() {
    return [...this.rows.values()].find(({ uid, refused }) => !refused && this.sender.share(uid) < 1);
  }

  rest(ms) {
    return new Promise((resolve) => {
      const cancel = clock.after(ms, resolve);
      this.wake = () => (cancel(), resolve());
    });
  }

  tell(row, answer) {
    const { li, uid } = row;
    if (answer?.data?.refused === "lost") answer.data.message = this.words.lost;
    const share = this.sender.share(uid);
    const [state, filling] = stateOf({ answer, share, last: this.sender.isLast(uid) });
    row.refused = state === "refused";
    const words = state === "sending" ? fill(this.words.sending, filling) : [this.words[state], filling].filter(Boolean).join(" ");
    slot(li, "state").textContent = words;
    li.dataset.state = state;
    li.querySelector("progress").value = 100 * share;
    li.querySelector("progress").hidden = state === "ready" || state === "refused";
    li.querySelector("[data-again]").hidden = state !== "waiting";
    const { small, kind } = this.sender.has.get(uid) ?? {};
    if (kind || row.refused) slot(li, "about").hidden = kind !== "photo";
    if (small && slot(li, "small").hidden) Object.assign(slot(li, "small"), { src: small, hidden: false });
    if (answer && (state === "refused" || (state === "ready" && !this.next))) this.composer.say(`${row.name} – ${words}`);
  }
}
