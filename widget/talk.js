// The conversation: joins the screen (view.js), the server (connection.js, outbox.js) and the memory (history.js).

import { Connection } from "./connection.js";
import { transcript } from "./format.js";
import { HISTORY, History } from "./history.js";
import { outgoing, repliesIn } from "./messages.js";
import { wireMenu } from "./menu.js";
import { Outbox } from "./outbox.js";
import { View } from "./view.js";

/** @typedef {import("./messages.js").Entry} Entry */
/** @typedef {import("./messages.js").Words} Words */
/** @typedef {import("./store.js").Store} Store */
/** @typedef {import("./help.js").Help} Help */

/** An answer that comes sooner needs no word that it is coming. */
const WRITING_MS = 500;

export class Talk {
  /**
   * @param {ParentNode} root
   * @param {string} base the server's address
   * @param {Words} words
   * @param {Store} store
   * @param {Help} help
   */
  constructor(root, base, words, store, help) {
    this.words = words;
    this.store = store;
    this.help = help;
    this.view = new View(root, words);
    this.history = new History(store);
    this.connection = new Connection(base, store);
    this.outbox = new Outbox(store.tab, (message) => this.connection.send(message));
    this.note = "";
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.writing = undefined;
    /** Called when the coach has said something by itself. */
    this.onNews = () => {};
    this.stopping = new AbortController();
    this.#wire(root);
    this.#restore();
  }

  /** @param {ParentNode} root */
  #wire(root) {
    const { view, connection, outbox } = this;
    view.onText = (text) => this.say({ text });
    view.onButton = (title) => this.say({ button: title });
    connection.onExpired = () => (this.note = "expired");
    connection.onEvent = (replies, id) => {
      this.#keep({ id: `event ${id}`, who: "coach", replies, at: Date.now() });
      this.onNews();
    };
    outbox.onState = (state) => this.#state(state);
    outbox.onAnswer = ({ id }, body) => this.#keep({ id: `answer ${id}`, who: "coach", replies: repliesIn(body), at: Date.now() });
    const { signal } = this.stopping;
    addEventListener("online", () => outbox.run(), { signal });
    // Another tab of the same kept conversation has said or cleared something.
    addEventListener("storage", ({ key, newValue }) => {
      if (key?.endsWith(`.${HISTORY}`)) newValue === null ? view.clear() : this.#showAll();
    }, { signal });
    wireMenu(root, this.words, this.store, {
      anew: () => this.anew(),
      transcript: () => transcript(this.history.read(), this.words),
      text: (text) => this.say({ text }),
      tell: (key) => view.tell(key),
      keep: (wish) => this.#remember(wish),
    });
  }

  #restore() {
    this.view.clear();
    this.#showAll();
    this.outbox.run();
    this.connection.renew().catch((error) => console.debug("not renewed:", error)).finally(() => this.connection.listen());
  }

  /** Old entries are no news: they are not read out. */
  #showAll() {
    this.view.log.setAttribute("aria-live", "off");
    for (const entry of this.history.read()) this.view.append(entry, true);
    setTimeout(() => this.view.log.removeAttribute("aria-live"), 100);
  }

  /** @param {Entry} entry */
  #keep(entry) {
    if (this.history.add(entry)) this.view.append(entry);
  }

  /** @param {{text?: string, button?: string}} content */
  say(content) {
    const message = outgoing(content, this.help.country);
    this.#keep({ id: message.id, who: "you", text: content.text ?? content.button ?? "", at: Date.now() });
    this.outbox.add(message);
  }

  /** @param {import("./outbox.js").State} state */
  #state(state) {
    clearTimeout(this.writing);
    if (state === "writing") {
      this.writing = setTimeout(() => this.view.tell("writing"), WRITING_MS);
      return;
    }
    if (state === "idle") {
      this.view.tell(this.note);
      this.note = "";
      return;
    }
    this.view.tell(state, this.help.helplines, state === "unsent" ? () => this.outbox.run() : null);
  }

  /** @param {boolean} wish */
  #remember(wish) {
    this.store.keep(wish);
    this.connection.renew().catch((error) => console.debug("not renewed:", error));
  }

  /** Leaves this conversation and its session; what is kept on the server stays, for who has the code. */
  anew() {
    this.forget();
    this.view.tell("fresh");
    this.view.input.focus();
  }

  forget() {
    this.outbox.clear();
    this.connection.forget();
    this.history.clear();
    this.view.clear();
  }

  /** The element has left the page. */
  stop() {
    this.stopping.abort();
    this.connection.rest();
  }
}
