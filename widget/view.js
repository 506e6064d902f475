// The conversation on the screen: puts entries into the log and tells what the person does. Knows nothing of the server.

import { restBreath } from "./breath.js";
import { shortCard } from "./cards.js";
import { stamp } from "./format.js";
import { say } from "./messages.js";
import { button, calm, element, part } from "./parts.js";
import { bubble, TurnMaker } from "./turn.js";

/** @typedef {import("./messages.js").Entry} Entry */
/** @typedef {import("./messages.js").Helplines} Helplines */
/** @typedef {import("./messages.js").Words} Words */

export class View {
  /**
   * @param {ParentNode} root
   * @param {Words} words
   */
  constructor(root, words) {
    this.words = words;
    this.log = part(root, "log", HTMLElement);
    this.scroll = part(root, "scroll", HTMLElement);
    this.status = part(root, "status", HTMLElement);
    this.care = part(root, "care", HTMLElement);
    this.input = part(root, "say", HTMLTextAreaElement);
    this.starters = part(root, "starters", HTMLElement);
    /** @type {(text: string) => void} */
    this.onText = () => {};
    /** @type {(title: string) => void} */
    this.onButton = () => {};
    /** @type {Set<string>} ids of the entries that are shown */
    this.shown = new Set();
    /** @type {number | null} */
    this.last = null;
    this.told = "";
    this.turns = new TurnMaker(words, {
      text: (text) => this.#answer(() => this.onText(text)),
      button: (title) => this.#answer(() => this.onButton(title)),
    });
    this.#wire(part(root, "form", HTMLFormElement));
  }

  /** @param {HTMLFormElement} form */
  #wire(form) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.input.addEventListener("keydown", (event) => {
      // isComposing: Enter that ends a Japanese or Chinese word is no Enter.
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.#submit();
    });
    this.input.addEventListener("input", () => this.#grow());
    for (const starter of this.starters.querySelectorAll("button")) {
      starter.addEventListener("click", () => this.#answer(() => this.onText(starter.textContent ?? "")));
    }
  }

  #submit() {
    const text = this.input.value.trim();
    this.input.focus();
    if (!text) return;
    this.input.value = "";
    this.#grow();
    this.onText(text);
  }

  #grow() {
    this.input.style.height = "auto";
    this.input.style.height = `${this.input.scrollHeight + 2}px`;
  }

  /** @param {() => void} tell */
  #answer(tell) {
    this.focus();
    tell();
  }

  /** To the input; on a touch screen to the log, where the keyboard would cover the answer. */
  focus() {
    if (matchMedia("(pointer: coarse)").matches) this.log.focus({ preventScroll: true });
    else this.input.focus();
  }

  /**
   * One entry at the end of the log, and in sight.
   * @param {Entry} entry
   * @param {boolean} [at_once] without a movement
   */
  append(entry, at_once = false) {
    if (this.shown.has(entry.id)) return;
    this.shown.add(entry.id);
    this.closeButtons();
    this.starters.hidden = true;
    const time = stamp(entry.at, this.last);
    this.last = entry.at;
    if (time) {
      const shown = element("time", `stamp ${entry.who}`, time);
      shown.setAttribute("datetime", new Date(entry.at).toISOString());
      this.log.append(shown);
    }
    if (entry.who === "you") return this.#show(bubble("you", entry.text, this.words), at_once);
    const found = entry.replies.findLast((reply) => reply.custom?.helplines?.emergency.length);
    // In danger nothing glides: care is in sight at once.
    this.#show(this.turns.make(entry.replies, entry.at), at_once || Boolean(found));
    if (found?.custom?.helplines) this.#showCare(found.custom.helplines);
  }

  /** Buttons answer the last thing said: those of older turns can no longer be pressed. */
  closeButtons() {
    for (const old of this.log.querySelectorAll("button:not(.copy), input")) {
      /** @type {HTMLButtonElement | HTMLInputElement} */ (old).disabled = true;
    }
    restBreath(this.log);
  }

  /**
   * @param {HTMLElement} added
   * @param {boolean} at_once
   */
  #show(added, at_once) {
    this.log.append(added);
    // A turn taller than the window is read from its top.
    const tall = added.offsetHeight > this.scroll.clientHeight - 40;
    const top = tall ? added.offsetTop - 10 : this.scroll.scrollHeight;
    this.scroll.scrollTo({ top, behavior: at_once || calm() ? "auto" : "smooth" });
  }

  /**
   * Numbers that stay in sight, above the input.
   * @param {Helplines} helplines
   */
  #showCare(helplines) {
    this.care.replaceChildren(element("p", "", say(this.words, "reach")), shortCard(helplines, this.words));
  }

  /**
   * A passing word beside the input; "" clears it.
   * @param {string} key
   * @param {Helplines | null} [helplines] numbers to show with it
   * @param {(() => void) | null} [retry] what a button beside it does
   */
  tell(key, helplines = null, retry = null) {
    if (key === this.told) return; // said once
    this.told = key;
    this.status.replaceChildren(...(key ? [element("span", "", say(this.words, key))] : []));
    if (helplines) this.status.append(shortCard(helplines, this.words));
    if (!retry) return;
    this.status.append(button("choice", say(this.words, "retry"), () => {
      this.input.focus();
      retry();
    }));
  }

  /** An empty log, with words to start from. */
  clear() {
    this.turns.rest();
    this.shown.clear();
    this.last = null;
    this.log.replaceChildren();
    this.care.replaceChildren();
    this.starters.hidden = false;
  }
}
