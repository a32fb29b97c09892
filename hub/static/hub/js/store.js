// What this browser keeps for a person, by key, in IndexedDB (in memory where that is refused); and one tab at a time.
import { clock, newId, post } from "./base.js";

/** Also the store of the tests. `list(prefix)` gives the values in the order of their keys. */
export class MemoryStore {
  map = new Map();

  async get(key) {
    return this.map.get(key);
  }

  async list(prefix) {
    return [...this.map.keys()].filter((key) => key.startsWith(prefix)).sort().map((key) => this.map.get(key));
  }

  async put(key, value) {
    if (value === undefined) this.map.delete(key);
    else this.map.set(key, value);
  }

  /** `change(old)` gives the new value (`undefined`: none), in one step that no other tab can come between. */
  async update(key, change) {
    const value = change(this.map.get(key));
    await this.put(key, value);
    return value;
  }
}

const KEPT = "kept";

const connect = (factory) =>
  new Promise((resolve, reject) => {
    const request = factory.open("le-banc", 1);
    request.onupgradeneeded = () => request.result.createObjectStore(KEPT);
    request.onsuccess = () => resolve(request.result);
    request.onerror = reject;
    setTimeout(reject, 5000);
  });

/** Runs `work(kept)` in one transaction, and gives its request's result once the disk has it. */
const transact = (db, mode, work) =>
  new Promise((resolve, reject) => {
    const transaction = db.transaction(KEPT, mode);
    const request = work(transaction.objectStore(KEPT), transaction);
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = reject;
  });

const write = (kept, key, value) => (value === undefined ? kept.delete(key) : kept.put(value, key));

const deeds = {
  get: (db, key) => transact(db, "readonly", (kept) => kept.get(key)),
  list: (db, prefix) => transact(db, "readonly", (kept) => kept.getAll(IDBKeyRange.bound(prefix, `${prefix}\uffff`))),
  // Committed at once: a page that is being closed hears no answer any more.
  put: (db, key, value) =>
    transact(db, "readwrite", (kept, transaction) => {
      const request = write(kept, key, value);
      transaction.commit?.();
      return request;
    }),
  async update(db, key, change) {
    let value;
    await transact(db, "readwrite", (kept) => {
      const request = kept.get(key);
      request.onsuccess = () => write(kept, key, (value = change(request.result)));
      return request;
    });
    return value;
  },
};

/** After a deed that fails twice this page keeps things in memory. */
export function openStore(factory = globalThis.indexedDB) {
  const memory = new MemoryStore();
  let [db, tries] = [null, 0];
  const via = (deed) => async (...args) => {
    while (tries < 2) {
      try {
        db ??= connect(factory);
        const result = await deeds[deed](await db, ...args);
        tries = 0;
        return result;
      } catch {
        db = null;
        tries += 1;
      }
    }
    return memory[deed](...args);
  };
  return Object.fromEntries(Object.keys(deeds).map((deed) => [deed, via(deed)]));
}

const LONGEST = 90_000;

/** Runs jobs while no other tab runs one of this name: by a lock, or by a lease in the store. */
export function alone(name, { locks, store, clock }) {
  if (!locks) return byLease(`lease/${name}`, store, clock);
  return async (job) => {
    const stop = new AbortController();
    const cancel = clock.after(LONGEST, () => stop.abort());
    try {
      return await locks.request(name, { signal: stop.signal }, () => (cancel(), job()));
    } catch (error) {
      if (!stop.signal.aborted) throw error;
      return locks.request(name, { steal: true }, job); // a tab that sleeps on a phone would hold it for ever
    }
  };
}

/** What is kept under `name` goes out by `step(force)`, one after the other, from one tab at a time. */
export class Queue {
  constructor(name, { person, ...env }) {
    const known = { clock, random: Math.random, post, locks: globalThis.navigator?.locks, prefix: `${name}/${person}/` };
    Object.assign(this, known, { again: 0, running: false, stopped: false, tries: 0 }, env, { person });
    this.alone = alone(`${name}:${person}`, this);
  }

  /** A step gives the time until the next one, or nothing while none is due; `force` does not wait for the back-off. */
  async run(force = false) {
    if (this.running) this.again = Math.max(this.again, force ? 2 : 1);
    if (this.running || this.stopped) return;
    this.running = true;
    this.cancel?.();
    let wait = 0;
    while (wait === 0 && !this.stopped) wait = await this.alone(() => this.step(force)).catch(() => 5000);
    this.running = false;
    const { again } = this;
    this.again = 0;
    if (again) this.run(again === 2);
    else if (wait) this.cancel = this.clock.after(wait, () => this.run());
  }
}

function byLease(key, store, clock) {
  const me = newId();
  const take = (old) => (old && old.me !== me && old.until > clock.now() ? old : { me, until: clock.now() + LONGEST });
  return async (job) => {
    while ((await store.update(key, take)).me !== me) await new Promise((resolve) => clock.after(1000, resolve));
    try {
      return await job();
    } finally {
      await store.update(key, (old) => (old?.me === me ? undefined : old));
    }
  };
}
