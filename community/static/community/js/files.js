// Photos and files of messages: kept in this browser, sent in pieces, and named by their message once they are whole.
import { clock, fill, post } from "../../hub/js/base.js";

const [SMALLEST, LARGEST] = [64 * 1024, 1024 * 1024];
const KEPT = 3 * 24 * 3600_000;
const [QUICK, SLOW] = [1_000, 8_000];

/** What this page knows of each file: { uid, name, size, url, blob }, and how far the server has it. */
export class Sender {
  constructor({ store, person, send = post, now = clock.now }) {
    Object.assign(this, { store, send, now, prefix: `file/${person}/`, files: new Map(), has: new Map(), piece: 4 * SMALLEST });
  }

  async keep(file) {
    this.files.set(file.uid, file);
    await this.store.put(this.prefix + file.uid, file);
  }

  async find(uid) {
    if (!this.files.has(uid)) this.files.set(uid, await this.store.get(this.prefix + uid));
    return this.files.get(uid);
  }

  forget(uid) {
    this.files.delete(uid);
    return this.store.put(this.prefix + uid);
  }

  /** Whatever no message has taken along for three days. */
  async tidy() {
    for (const { uid, at } of await this.store.list(this.prefix)) if (at + KEPT < this.now()) await this.forget(uid);
  }

  share(uid) {
    const { ready, received, size } = this.has.get(uid) ?? {};
    return ready ? 1 : received / size || 0;
  }

  /** Whether the next piece is the last one, after which the server makes the picture anew. */
  isLast(uid) {
    const { ready, received, size } = this.has.get(uid) ?? {};
    return !ready && received + this.piece >= size;
  }

  /** One step of one file: announced, or a piece further. The answer is the server's; a lost one is asked for again. */
  async advance(uid) {
    const known = this.has.get(uid);
    if (known?.ready) return { ok: true, data: known };
    const file = await this.find(uid);
    if (!file) return { status: 422, data: { refused: "lost" } };
    const answer = await (known ? this.push(file, known) : this.announce(file)).catch(() => ({ data: {} }));
    if (answer.ok) this.has.set(uid, answer.data);
    else this.has.delete(uid);
    return answer;
  }

  announce({ url, uid, name, size }) {
    return this.send(url, JSON.stringify({ uid, name, size }));
  }

  async push({ url, uid, blob }, { received }) {
    const began = this.now();
    const long = (address, init) => fetch(address, { ...init, keepalive: false }); // which takes 64 kB at most
    const options = { headers: { "Content-Type": "application/octet-stream" }, fetch: long };
    const answer = await this.send(`${url}${uid}/?de=${received}`, blob.slice(received, received + this.piece), options).catch(
      (error) => {
        this.piece = Math.max(SMALLEST, this.piece / 4);
        throw error;
      },
    );
    const took = this.now() - began;
    if (took < QUICK) this.piece = Math.min(LARGEST, this.piece * 2);
    if (took > SLOW) this.piece = Math.max(SMALLEST, this.piece / 2);
    return answer;
  }

  /** For the outbox: { fields } of a message whose files are whole, { answer } where something holds it up, { words } on the way. */
  async prepare(files, words) {
    for (const [index, { uid }] of files.entries()) {
      if (this.has.get(uid)?.ready) continue;
      const answer = await this.advance(uid);
      if (!answer.ok) return { answer: answer.data.refused === "lost" ? { ...answer, data: { ...answer.data, message: words.lost } } : answer };
      if (!answer.data.ready) return { words: fill(words.of, index + 1, files.length) };
    }
    const described = files.filter(({ alt }) => alt).map(({ uid, alt }) => [`alt-${uid}`, alt]);
    const fields = { files: files.map(({ uid }) => uid).join(","), ...Object.fromEntries(described) };
    return { fields, sent: () => Promise.all(files.map(({ uid }) => this.forget(uid))) };
  }
}

let shared = null;

/** One for the page: the form sends what it shows, the outbox what it was handed. */
export const sender = (store, person) => (shared ??= new Sender({ store, person }));
