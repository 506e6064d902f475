// <steady-coach>: the element that any page may hold. Help and the way out come first, each by itself,
// so that no fault of the chat can take them away; the chat is fetched when it is wanted.

import { shades } from "./colour.js";
import { colour, country, leave, name, numbers, words } from "./data.js";
import { holdEarly } from "./early.js";
import { FRAME, furnish } from "./frame.js";
import { Help } from "./help.js";
import { HISTORY } from "./history.js";
import { Launcher } from "./launcher.js";
import { wireLeaving } from "./leave.js";
import { part } from "./parts.js";
import { areaOf, Store } from "./store.js";

/** @typedef {import("./talk.js").Talk} Talk */

const BASE = new URL("../", import.meta.url).href;

/**
 * One part fails, the others stand.
 * @template T
 * @param {() => T} work
 * @returns {T | null}
 */
function apart(work) {
  try {
    return work();
  } catch (error) {
    console.error(error);
    return null;
  }
}

export class SteadyCoach extends HTMLElement {
  static observedAttributes = ["colour"];
  #store = new Store(areaOf("sessionStorage"), areaOf("localStorage"));
  #words = words;
  /** @type {Help | null} */
  #help = null;
  /** @type {Launcher | null} none in a page of its own */
  #launcher = null;
  /** @type {Promise<Talk | null> | null} */
  #talk = null;
  #stopLeaving = () => {};
  #release = () => {};

  connectedCallback() {
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    if (!root.querySelector(FRAME)) furnish(root);
    const called = this.getAttribute("name") || name;
    this.#words = Object.fromEntries(Object.entries(words).map(([key, text]) => [key, text.replaceAll("{name}", called)]));
    const chosen = this.getAttribute("country") ?? country ?? "";
    this.#help = apart(() => new Help(root, numbers, this.#words, this.#store, chosen));
    apart(() => this.#wireLeaving(root));
    apart(() => this.#dress(root, called));
    apart(() => (this.#release = holdEarly(part(root, "form", HTMLFormElement), part(root, "say", HTMLTextAreaElement))));
    if (!this.#page) this.#launcher = apart(() => new Launcher(root, {
      label: this.#words.open,
      onOpen: () => this.#begin().then((talk) => this.#help?.box.open || talk?.view.focus()),
      onHelp: () => this.#help?.open(),
    }));
    if (this.#page || this.#store.get(HISTORY)) this.#begin();
  }

  /** Taken out of the page, or moved within it: put back, it starts anew from what the browser keeps. */
  disconnectedCallback() {
    this.#talk?.then((talk) => talk?.stop());
    this.#talk = null;
    this.#stopLeaving();
    this.shadowRoot?.replaceChildren();
  }

  attributeChangedCallback() {
    const frame = this.shadowRoot?.querySelector(FRAME);
    if (frame instanceof HTMLElement) this.#paint(frame);
  }

  get #page() {
    return this.getAttribute("mode") === "page";
  }

  /** Shows the chat. Nothing is sent, and nothing said, before the person speaks. */
  open() {
    this.#launcher?.open();
  }

  /** Folds the chat away; the conversation stays. */
  close() {
    this.#launcher?.close();
  }

  /** @param {ShadowRoot} root */
  #wireLeaving(root) {
    const exit = part(root, "exit", HTMLAnchorElement);
    exit.href = this.getAttribute("leave") || leave;
    const inUse = () => this.#page || this.#launcher?.isOpen || this.#store.get(HISTORY) !== null;
    this.#stopLeaving = wireLeaving(exit, inUse, () => {
      this.#store.wipe();
      this.disconnectedCallback();
    });
  }

  /**
   * @param {ShadowRoot} root
   * @param {string} called
   */
  #dress(root, called) {
    const title = part(root, "title", HTMLElement);
    title.textContent = called;
    if (!this.#page) title.setAttribute("aria-level", "2");
    this.#paint(part(root, "frame", HTMLElement));
    part(root, "skip", HTMLButtonElement).addEventListener("click", () => part(root, "say", HTMLElement).focus());
  }

  /** @param {HTMLElement} frame */
  #paint(frame) {
    const made = shades(this.getAttribute("colour") || colour);
    for (const [shade, value] of Object.entries(made ?? {})) frame.style.setProperty(`--own-${shade}`, value);
  }

  /** The chat itself, fetched once. */
  #begin() {
    this.#talk ??= this.#load().catch((error) => {
      console.error(error);
      const status = this.shadowRoot?.querySelector('[data-part="status"]');
      if (status) status.textContent = this.#words.broken;
      return null;
    });
    return this.#talk;
  }

  async #load() {
    const { Talk } = await import("./talk.js");
    if (!this.#help || !this.shadowRoot) throw new Error("no help, no chat");
    const talk = new Talk(this.shadowRoot, BASE, this.#words, this.#store, this.#help);
    talk.onNews = () => this.#launcher?.news();
    this.#release();
    return talk;
  }
}

customElements.get("steady-coach") ?? customElements.define("steady-coach", SteadyCoach);
