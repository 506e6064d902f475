// The conversation so far, as kept by the browser (store.js). Each entry has an id and is kept once.

/** @typedef {import("./messages.js").Entry} Entry */
/** @typedef {import("./store.js").Store} Store */

export const HISTORY = "history";
const MOST_ENTRIES = 200;

export class History {
  /** @param {Store} store */
  constructor(store) {
    this.store = store;
  }

  /** @returns {Entry[]} */
  read() {
    try {
      const kept = JSON.parse(this.store.get(HISTORY) ?? "[]");
      return Array.isArray(kept) ? kept : [];
    } catch (error) {
      console.warn("The kept conversation could not be read and is dropped.", error);
      this.clear();
      return [];
    }
  }

  /**
   * @param {Entry} entry
   * @returns {boolean} false: it is there already, told by another tab or a stream that came back
   */
  add(entry) {
    const before = this.read();
    if (before.some((known) => known.id === entry.id)) return false;
    this.#write([...before, entry].slice(-MOST_ENTRIES));
    return true;
  }

  /** @param {Entry[]} entries */
  #write(entries) {
    try {
      this.store.set(HISTORY, JSON.stringify(entries));
    } catch (error) {
      // The browser's room is full: the older half goes, rather than what was just said.
      console.debug("no room:", error);
      if (entries.length > 1) this.#write(entries.slice(Math.ceil(entries.length / 2)));
    }
  }

  clear() {
    this.store.remove(HISTORY);
  }
}
