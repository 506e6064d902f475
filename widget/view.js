// The page: puts entries into it and tells what the person does. Knows nothing of the server.

import { breathPacer, restBreath } from "./breath.js";
import { copyButton, element, helplineCard } from "./cards.js";
import { chartFigure } from "./chart.js";
import { say, textOf } from "./messages.js";
import { sheetCard } from "./sheet.js";
import { scale, TimerCard } from "./timer.js";

/** @typedef {import("./messages.js").Entry} Entry */
/** @typedef {import("./messages.js").Reply} Reply */
/** @typedef {import("./messages.js").Helplines} Helplines */
/** @typedef {import("./messages.js").Words} Words */

/** @type {Helplines} */
const ANYWHERE = { country: null, country_name: null, emergency: [], lines: [] };

export class View {
  /** @param {ParentNode} root the page, or later the root of an embedded widget */
  constructor(root) {
    this.root = root;
    this.log = this.#part("log", HTMLElement);
    this.scroll = this.#part("scroll", HTMLElement);
    this.status = this.#part("status", HTMLElement);
    this.input = this.#part("say", HTMLTextAreaElement);
    this.country = this.#part("country", HTMLSelectElement);
    this.starters = this.#part("starters", HTMLElement);
    /** @type {Words} */
    this.words = readWords(this.#part("words", HTMLTemplateElement));
    /** @type {(text: string) => void} */
    this.onText = () => {};
    /** @type {(title: string) => void} */
    this.onButton = () => {};
    this.onAgain = () => {};
    this.onExit = () => {};
    /** @type {(country: string) => void} */
    this.onCountry = () => {};
    /** @type {TimerCard | null} the wait that is running */
    this.timer = null;
    this.#wire();
  }

  /**
   * @template {Element} T
   * @param {string} name
   * @param {new () => T} kind
   * @returns {T}
   */
  #part(name, kind) {
    const found = this.root.querySelector(`[data-part="${name}"]`);
    if (!(found instanceof kind)) throw new Error(`The page has no ${name}.`);
    return found;
  }

  #wire() {
    const form = this.#part("form", HTMLFormElement);
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
    this.#part("again", HTMLButtonElement).addEventListener("click", () => {
      if (confirm(say(this.words, "leave"))) this.onAgain();
    });
    const exit = this.#part("exit", HTMLAnchorElement);
    exit.addEventListener("click", (event) => {
      event.preventDefault();
      this.onExit();
      location.replace(exit.href);
    });
    for (const starter of this.starters.querySelectorAll("button")) {
      starter.addEventListener("click", () => {
        this.#returnFocus();
        this.onText(starter.textContent ?? "");
      });
    }
    this.country.addEventListener("change", () => this.onCountry(this.country.value));
  }

  #submit() {
    const text = this.input.value.trim();
    if (!text) return this.input.focus();
    this.input.value = "";
    this.#grow();
    this.input.focus();
    this.onText(text);
  }

  #grow() {
    this.input.style.height = "auto";
    this.input.style.height = `${this.input.scrollHeight + 2}px`;
  }

  /**
   * One entry at the end of the log, and in sight.
   * @param {Entry} entry
   * @param {boolean} [at_once] without a movement
   */
  append(entry, at_once = false) {
    this.closeButtons();
    this.starters.hidden = true;
    if (entry.who === "you") {
      this.#show(this.#bubble("you", entry.text), at_once);
      return;
    }
    const turn = element("div", "turn");
    for (const reply of entry.replies) {
      const step = reply.custom?.practice_step;
      if (step) turn.append(element("p", "about", this.#place(step)));
      const text = textOf(reply);
      if (text) turn.append(this.#bubble("coach", text));
      if (step?.breath) turn.append(breathPacer(step.breath, this.words));
      const helplines = reply.custom?.helplines;
      if (helplines) turn.append(helplineCard(helplines, this.words));
      const chart = reply.custom?.chart;
      if (chart) turn.append(chartFigure(chart));
      this.#time(reply, turn, entry.at ?? Date.now());
      if (reply.custom?.scale) turn.append(this.#scale());
      const sheet = reply.custom?.sheet;
      if (sheet) turn.append(sheetCard(sheet, this.words));
      const copy = reply.custom?.copy ? copyButton(reply.custom.copy, this.words) : null;
      if (copy) turn.append(copy);
      if (reply.buttons.length) turn.append(this.#buttons(reply.buttons));
    }
    this.#show(turn, at_once);
  }

  /**
   * The clock of a wait: begun, told a reading, taken away. Where numbers to call stand, no clock runs.
   * @param {Reply} reply
   * @param {HTMLElement} turn
   * @param {number} at
   */
  #time(reply, turn, at) {
    const timer = reply.custom?.timer;
    if (timer?.over || timer?.seconds || reply.custom?.helplines) {
      this.timer?.end();
      this.timer = null;
    }
    if (timer?.seconds) {
      this.timer = new TimerCard(timer, at, this.words);
      turn.append(this.timer.node);
    } else if (timer?.readings && timer.id === this.timer?.timer.id) this.timer?.read(timer.readings);
  }

  #scale() {
    return scale(this.words, (number) => {
      this.#returnFocus();
      this.onText(number);
    });
  }

  /** Buttons answer the last thing said: those of older turns can no longer be pressed. */
  closeButtons() {
    for (const button of this.log.querySelectorAll("button:not(.copy)")) button.disabled = true;
    restBreath(this.log);
  }

  /**
   * "Slow breathing, step 2 of 4"
   * @param {import("./messages.js").PracticeStep} step
   */
  #place(step) {
    const place = { title: step.title, number: String(step.number), of: String(step.of) };
    const key = step.pause && !step.breath ? "step_pause" : "step";
    return say(this.words, key, { ...place, seconds: String(step.pause) });
  }

  /**
   * @param {HTMLElement} added
   * @param {boolean} at_once
   */
  #show(added, at_once) {
    this.log.append(added);
    const calm = at_once || matchMedia("(prefers-reduced-motion: reduce)").matches;
    // A turn taller than the window is read from its top.
    const tall = added.offsetHeight > this.scroll.clientHeight - 40;
    added.scrollIntoView({ block: tall ? "start" : "end", behavior: calm ? "auto" : "smooth" });
  }

  /**
   * @param {"you" | "coach"} who
   * @param {string} text
   */
  #bubble(who, text) {
    const bubble = element("div", `bubble ${who}`);
    bubble.append(element("span", "unseen", `${say(this.words, who)} `), element("span", "", text));
    return bubble;
  }

  /** @param {{title: string}[]} buttons */
  #buttons(buttons) {
    const row = element("div", "choices");
    for (const { title } of buttons) {
      const button = /** @type {HTMLButtonElement} */ (element("button", "choice", title));
      button.type = "button";
      button.addEventListener("click", () => {
        button.classList.add("chosen");
        this.#returnFocus();
        this.onButton(title);
      });
      row.append(button);
    }
    return row;
  }

  /** To the input; on a touch screen to the log, where the keyboard would cover the answer. */
  #returnFocus() {
    if (matchMedia("(pointer: coarse)").matches) {
      this.log.tabIndex = -1;
      this.log.focus({ preventScroll: true });
    } else this.input.focus();
  }

  /**
   * A passing word beside the input; "" clears it.
   * @param {string} key
   * @param {(() => void) | null} [retry] what a button beside it does
   */
  tell(key, retry = null) {
    this.status.replaceChildren(key ? element("span", "", say(this.words, key)) : "");
    if (!retry) return;
    const button = /** @type {HTMLButtonElement} */ (element("button", "choice", say(this.words, "retry")));
    button.type = "button";
    button.addEventListener("click", () => {
      this.input.focus();
      retry();
    });
    this.status.append(button);
  }

  /**
   * The help box: countries to choose from, and the numbers of the chosen one.
   * @param {Record<string, Helplines>} numbers by country code
   * @param {string} chosen
   */
  fillHelp(numbers, chosen) {
    const named = Object.entries(numbers);
    named.sort(([, a], [, b]) => String(a.country_name).localeCompare(String(b.country_name)));
    for (const [code, card] of named) this.country.add(new Option(String(card.country_name), code));
    this.country.value = chosen in numbers ? chosen : "";
    this.#part("choose", HTMLElement).hidden = false;
  }

  /** @param {Helplines} [helplines] of the chosen country; without: what is true everywhere */
  showHelp(helplines = ANYWHERE) {
    this.#part("numbers", HTMLElement).replaceChildren(helplineCard(helplines, this.words));
  }

  /** An empty log, with words to start from. */
  clear() {
    this.timer?.end();
    this.timer = null;
    this.log.replaceChildren();
    this.starters.hidden = false;
  }
}

/**
 * @param {HTMLTemplateElement} template
 * @returns {Words}
 */
function readWords(template) {
  const spans = template.content.querySelectorAll("[data-word]");
  return Object.fromEntries(Array.from(spans, (span) => [span.getAttribute("data-word"), span.textContent ?? ""]));
}
