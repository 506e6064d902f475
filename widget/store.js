// What the browser remembers: in this tab only, or, when the person wishes it, on this device.

const PREFIX = "steady.";
const KEEP = "keep";

/** A memory for browsers that allow none: it lasts as long as the page. */
export class Fleeting {
  constructor() {
    /** @type {Map<string, string>} */
    this.values = new Map();
  }
  get length() {
    return this.values.size;
  }
  /** @param {number} at */
  key(at) {
    return [...this.values.keys()][at] ?? null;
  }
  /** @param {string} key */
  getItem(key) {
    return this.values.get(key) ?? null;
  }
  /**
   * @param {string} key
   * @param {string} value
   */
  setItem(key, value) {
    this.values.set(key, value);
  }
  /** @param {string} key */
  removeItem(key) {
    this.values.delete(key);
  }
}

/** @typedef {Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">} Area */

/**
 * The browser's own memory, or a fleeting one where it refuses (a frame of another site, cookies off).
 * @param {"sessionStorage" | "localStorage"} kind
 * @returns {Area}
 */
export function areaOf(kind) {
  try {
    const area = window[kind];
    area.getItem(KEEP);
    return area;
  } catch (error) {
    console.debug("no storage:", error);
    return new Fleeting();
  }
}

export class Store {
  /**
   * @param {Area} tab
   * @param {Area} device
   */
  constructor(tab, device) {
    this.tab = tab;
    this.device = device;
  }

  /** Whether the person wishes to be known again on this device. */
  get kept() {
    return this.device.getItem(PREFIX + KEEP) !== null;
  }

  get #area() {
    return this.kept ? this.device : this.tab;
  }

  /** @param {string} key */
  get(key) {
    return this.#area.getItem(PREFIX + key);
  }

  /**
   * @param {string} key
   * @param {string} value
   */
  set(key, value) {
    this.#area.setItem(PREFIX + key, value);
  }

  /** @param {string} key */
  remove(key) {
    this.#area.removeItem(PREFIX + key);
  }

  /**
   * Moves all there is to the device, or back into the tab.
   * @param {boolean} wish
   */
  keep(wish) {
    if (wish === this.kept) return;
    const [from, to] = wish ? [this.tab, this.device] : [this.device, this.tab];
    for (const key of ours(from)) {
      to.setItem(key, from.getItem(key) ?? "");
      from.removeItem(key);
    }
    if (wish) this.device.setItem(PREFIX + KEEP, "yes");
    else this.tab.removeItem(PREFIX + KEEP);
  }

  /** Leaves nothing behind, in the tab or on the device. */
  wipe() {
    for (const area of [this.tab, this.device]) for (const key of ours(area)) area.removeItem(key);
  }
}

/** @param {Area} area */
function ours(area) {
  const keys = Array.from({ length: area.length }, (_, at) => area.key(at) ?? "");
  return keys.filter((key) => key.startsWith(PREFIX));
}
