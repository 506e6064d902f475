// The way to the server: session, messages, events. Knows nothing of the page.

import { readStream } from "./events.js";

/** @typedef {import("./messages.js").Outgoing} Outgoing */
/** @typedef {import("./messages.js").Reply} Reply */
/** @typedef {import("./store.js").Store} Store */

const TOKEN = "session";
const SINCE = "since";
const LAST_EVENT = "event";
const LONGEST_MS = 40_000;
const BACK_MS = 3000;
/** A kept session is renewed when it is older than this, long before it ends. */
const RENEW_MS = 60 * 60 * 1000;

/** The server could not be reached, or gave no usable answer. */
export class Unreachable extends Error {}

export class Connection {
  /**
   * @param {string} base the server's address, with a slash at its end
   * @param {Store} store
   */
  constructor(base, store) {
    this.base = base;
    this.store = store;
    /** @type {AbortController | null} */
    this.listening = null;
    /** Called when the session was too old and a new one took its place. */
    this.onExpired = () => {};
    /** @type {(replies: Reply[], id: string) => void} */
    this.onEvent = () => {};
  }

  /** Whether there is a session; it may have run out at the server. */
  get known() {
    return this.store.get(TOKEN) !== null;
  }

  /**
   * Sends one message, once. Its id keeps it from counting twice when it is sent again.
   * @param {Outgoing} message
   * @returns {Promise<any>} the body of the answer, an error's body included
   * @throws {Unreachable}
   */
  async send(message) {
    if (!this.known) await this.#start(message.country);
    let answer = await this.#post("api/messages", message);
    if (answer.status === 401) {
      this.forget();
      await this.#start(message.country);
      this.onExpired();
      answer = await this.#post("api/messages", message);
    }
    this.listen();
    return answer.body;
  }

  /** Whoever chose to be known again stays the same person: their session is made to last. */
  async renew() {
    const age = Date.now() - Number(this.store.get(SINCE) ?? 0);
    if (this.known && this.store.kept && age > RENEW_MS) await this.#start();
  }

  /** @param {string} [country] */
  async #start(country) {
    const wish = this.store.kept ? { keep: true } : {};
    const { status, body } = await this.#post("api/session", country ? { country, ...wish } : wish);
    if (status !== 201) throw new Unreachable(`no session: ${status}`);
    this.store.set(TOKEN, body.session);
    this.store.set(SINCE, String(Date.now()));
  }

  /**
   * @param {string} path
   * @param {object} content
   * @returns {Promise<{status: number, body: any}>}
   */
  async #post(path, content) {
    try {
      const response = await fetch(this.base + path, {
        method: "POST",
        headers: { "Content-Type": "application/json", ...this.#authorization() },
        body: JSON.stringify(content),
        credentials: "omit",
        signal: AbortSignal.timeout(LONGEST_MS),
      });
      return { status: response.status, body: await response.json() };
    } catch (error) {
      throw new Unreachable(String(error));
    }
  }

  /** @returns {Record<string, string>} */
  #authorization() {
    const token = this.store.get(TOKEN);
    return token ? { Authorization: `Bearer ${token}` } : {};
  }

  /** Hears what the coach says later. Does nothing when it already listens or there is no session. */
  async listen() {
    if (this.listening || !this.known) return;
    const control = (this.listening = new AbortController());
    while (!control.signal.aborted) {
      const goOn = await this.#stream(control.signal);
      if (!goOn) break;
      await new Promise((done) => setTimeout(done, BACK_MS));
    }
    if (this.listening === control) this.listening = null;
  }

  /**
   * @param {AbortSignal} signal
   * @returns {Promise<boolean>} whether it is worth coming back
   */
  async #stream(signal) {
    try {
      const last = this.store.get(LAST_EVENT);
      const headers = { ...this.#authorization(), ...(last ? { "Last-Event-ID": last } : {}) };
      const response = await fetch(`${this.base}api/events`, { headers, signal, credentials: "omit" });
      if (response.status === 401) return false;
      if (response.ok) {
        await readStream(response, ({ id, data }) => {
          if (signal.aborted) return;
          this.store.set(LAST_EVENT, id);
          this.onEvent(JSON.parse(data).replies, id);
        });
      }
      return true;
    } catch (error) {
      // Losing the stream is ordinary (sleep, a tunnel); what was missed comes with the next one.
      console.debug("event stream ended:", error);
      return !signal.aborted;
    }
  }

  /** Stops hearing; the session stays. */
  rest() {
    this.listening?.abort();
    this.listening = null;
  }

  /** The session is left: the next message begins a new one. */
  forget() {
    this.rest();
    for (const key of [TOKEN, SINCE, LAST_EVENT]) this.store.remove(key);
  }
}
