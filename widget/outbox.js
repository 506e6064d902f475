// Messages on their way: one after the other, each until it is answered, whatever the network does.

import { Unreachable } from "./connection.js";

/** @typedef {import("./messages.js").Outgoing} Outgoing */
/** @typedef {"idle" | "writing" | "unsent" | "slow"} State */

/** Waits between attempts, in ms; the last is repeated for as long as the page is open. */
const WAITS_MS = [700, 2500, 5000, 10_000];
const SLOW_MS = 8000;
const OUTBOX = "steady.outbox";

export class Outbox {
  /**
   * What was not answered when the page was left is in it again. The server answers an id once, so
   * that sending it a second time does no harm.
   * @param {Pick<Storage, "getItem" | "setItem" | "removeItem">} tab of this tab only: two tabs must not send the same
   * @param {(message: Outgoing) => Promise<any>} send
   * @param {number[]} [waits]
   */
  constructor(tab, send, waits = WAITS_MS) {
    this.tab = tab;
    this.send = send;
    this.waits = waits;
    /** @type {Outgoing[]} */
    this.queue = JSON.parse(tab.getItem(OUTBOX) ?? "[]");
    this.running = false;
    /** @type {() => void} ends the wait between two attempts */
    this.wake = () => {};
    /** @type {(state: State) => void} */
    this.onState = () => {};
    /** @type {(message: Outgoing, body: any) => void} */
    this.onAnswer = () => {};
  }

  /** @param {Outgoing} message */
  add(message) {
    this.queue.push(message);
    this.#save();
    return this.run();
  }

  /** Sends what waits; at once, when it was waiting to try again. */
  async run() {
    this.wake();
    if (this.running) return;
    this.running = true;
    let failures = 0;
    try {
      while (this.queue.length) {
        const message = this.queue[0];
        const body = await this.#attempt(message, failures);
        if (this.queue[0] !== message) continue; // the person started again meanwhile
        if (body === undefined) {
          failures++;
          await this.#pause(failures);
          continue;
        }
        failures = 0;
        this.queue.shift();
        this.#save();
        this.onState(this.queue.length ? "writing" : "idle");
        this.onAnswer(message, body);
      }
    } finally {
      this.running = false;
    }
  }

  /**
   * @param {Outgoing} message
   * @param {number} failures so far
   * @returns {Promise<any>} undefined when the server was not reached
   */
  async #attempt(message, failures) {
    if (!failures) this.onState("writing");
    const slow = setTimeout(() => this.onState("slow"), SLOW_MS);
    try {
      return await this.send(message);
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      return undefined;
    } finally {
      clearTimeout(slow);
    }
  }

  /** @param {number} failures */
  #pause(failures) {
    if (failures > 1 || !globalThis.navigator?.onLine) this.onState("unsent");
    const wait = this.waits[Math.min(failures, this.waits.length) - 1];
    return new Promise((done) => {
      const timer = setTimeout(done, wait);
      this.wake = () => {
        clearTimeout(timer);
        done(undefined);
      };
    });
  }

  #save() {
    if (this.queue.length) this.tab.setItem(OUTBOX, JSON.stringify(this.queue));
    else this.tab.removeItem(OUTBOX);
  }

  /** Forgets what was not sent. */
  clear() {
    this.queue = [];
    this.#save();
    this.wake();
  }
}
