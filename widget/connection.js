// The way to the server: session, messages, events. Knows nothing of the page.

/** @typedef {import("./messages.js").Outgoing} Outgoing */
/** @typedef {import("./messages.js").Reply} Reply */

const TOKEN = "steady.session";
const LAST_EVENT = "steady.event";
const WAITS_MS = [700, 2500];
const LONGEST_MS = 40_000;

/** The server could not be reached, or gave no usable answer. */
export class Unreachable extends Error {}

export class Connection {
  /**
   * @param {string} base the server's address, "" for the page's own
   * @param {Storage} storage sessionStorage: the token lives as long as the tab
   */
  constructor(base, storage) {
    this.base = base;
    this.storage = storage;
    /** @type {AbortController | null} */
    this.listening = null;
    /** Called when the session was too old and a new one took its place. */
    this.onExpired = () => {};
    /** @type {(replies: Reply[]) => void} */
    this.onEvent = () => {};
  }

  /** Whether this tab has a session; it may have run out at the server. */
  get known() {
    return this.storage.getItem(TOKEN) !== null;
  }

  /**
   * Sends one message, trying again while the network fails. The id keeps it from counting twice.
   * @param {Outgoing} message
   * @returns {Promise<any>} the body of the answer, an error's body included
   * @throws {Unreachable}
   */
  async send(message) {
    for (const wait of [...WAITS_MS, null]) {
      try {
        return await this.#sendOnce(message);
      } catch (error) {
        if (!(error instanceof Unreachable) || wait === null) throw error;
        await new Promise((done) => setTimeout(done, wait));
      }
    }
  }

  /** @param {Outgoing} message */
  async #sendOnce(message) {
    if (!this.known) await this.#start(message.country);
    let answer = await this.#post("/api/messages", message);
    if (answer.status === 401) {
      await this.#start(message.country);
      this.onExpired();
      answer = await this.#post("/api/messages", message);
    }
    this.listen();
    return answer.body;
  }

  /** @param {string} [country] */
  async #start(country) {
    const { status, body } = await this.#post("/api/session", country ? { country } : {});
    if (status !== 201) throw new Unreachable(`no session: ${status}`);
    this.forget();
    this.storage.setItem(TOKEN, body.session);
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
        signal: AbortSignal.timeout(LONGEST_MS),
      });
      return { status: response.status, body: await response.json() };
    } catch (error) {
      throw new Unreachable(String(error));
    }
  }

  /** @returns {Record<string, string>} */
  #authorization() {
    const token = this.storage.getItem(TOKEN);
    return token ? { Authorization: `Bearer ${token}` } : {};
  }

  /** Hears what the coach says later. Does nothing when it already listens or there is no session. */
  async listen() {
    if (this.listening || !this.known) return;
    const control = (this.listening = new AbortController());
    while (!control.signal.aborted) {
      const goOn = await this.#stream(control.signal);
      if (!goOn) break;
      await new Promise((done) => setTimeout(done, 3000));
    }
    if (this.listening === control) this.listening = null;
  }

  /**
   * One event stream to its end. fetch and not EventSource: the token stays out of the address.
   * @param {AbortSignal} signal
   * @returns {Promise<boolean>} whether it is worth coming back
   */
  async #stream(signal) {
    try {
      const last = this.storage.getItem(LAST_EVENT);
      const headers = { ...this.#authorization(), ...(last ? { "Last-Event-ID": last } : {}) };
      const response = await fetch(`${this.base}/api/events`, { headers, signal });
      if (response.status === 401) return false;
      if (!response.ok || !response.body) return true;
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      let rest = "";
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return true;
        const blocks = (rest + value).split("\n\n");
        rest = blocks.pop() ?? "";
        blocks.forEach((block) => this.#event(block));
      }
    } catch (error) {
      // Losing the stream is ordinary (sleep, a tunnel); what was missed comes with the next one.
      console.debug("event stream ended:", error);
      return !signal.aborted;
    }
  }

  /** @param {string} block the lines of one event */
  #event(block) {
    const fields = new Map(block.split("\n").map((line) => /** @type {[string, string]} */ (line.split(/: ?(.*)/s, 2))));
    const data = fields.get("data");
    if (!data) return;
    this.storage.setItem(LAST_EVENT, fields.get("id") ?? "");
    this.onEvent(JSON.parse(data).replies);
  }

  /** Ends the session in this tab. */
  forget() {
    this.listening?.abort();
    this.listening = null;
    this.storage.removeItem(TOKEN);
    this.storage.removeItem(LAST_EVENT);
  }
}
