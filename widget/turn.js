// One turn of the coach as elements: its text, and what is more than text.

import { breathPacer } from "./breath.js";
import { copyButton, helplineCard } from "./cards.js";
import { chartFigure } from "./chart.js";
import { say, textOf } from "./messages.js";
import { button, element, saveFile } from "./parts.js";
import { sheetCard } from "./sheet.js";
import { slider } from "./slider.js";
import { TimerCard } from "./timer.js";

/** @typedef {import("./messages.js").Reply} Reply */
/** @typedef {import("./messages.js").PracticeStep} PracticeStep */
/** @typedef {import("./messages.js").Words} Words */
/** @typedef {{text: (text: string) => void, button: (title: string) => void}} Answering what a press says */

/**
 * @param {"you" | "coach"} who
 * @param {string} text
 * @param {Words} words
 */
export function bubble(who, text, words) {
  const made = element("div", `bubble ${who}`);
  const said = element("span", "", text);
  said.dir = "auto";
  made.append(element("span", "unseen", `${say(words, who)} `), said);
  return made;
}

export class TurnMaker {
  /**
   * @param {Words} words
   * @param {Answering} answering
   */
  constructor(words, answering) {
    this.words = words;
    this.answering = answering;
    /** @type {TimerCard | null} the wait that is running */
    this.timer = null;
  }

  /**
   * @param {Reply[]} replies
   * @param {number} at when they came, ms since 1970
   */
  make(replies, at) {
    const turn = element("div", "turn");
    for (const reply of replies) turn.append(...this.#parts(reply, at));
    return turn;
  }

  /**
   * @param {Reply} reply
   * @param {number} at
   */
  *#parts(reply, at) {
    const custom = reply.custom ?? {};
    const text = textOf(reply);
    if (custom.practice_step) yield this.#step(custom.practice_step, text);
    else if (text) yield bubble("coach", text, this.words);
    if (custom.helplines) yield helplineCard(custom.helplines, this.words);
    if (custom.chart) yield chartFigure(custom.chart);
    const clock = this.#time(reply, at);
    if (clock) yield clock;
    if (custom.scale) yield slider(this.words, this.answering.text);
    if (custom.sheet) yield sheetCard(custom.sheet, this.words);
    const copy = custom.copy ? copyButton(custom.copy, this.words) : null;
    if (copy) yield copy;
    if (custom.export) yield this.#notes(custom.export);
    if (reply.buttons.length) yield this.#buttons(reply.buttons);
  }

  /**
   * A step of a practice: where one is, what to do, and a pace to breathe along with.
   * @param {PracticeStep} step
   * @param {string} text
   */
  #step(step, text) {
    const card = element("section", "card step");
    card.setAttribute("aria-label", step.title);
    const head = element("p", "step-head");
    const place = say(this.words, "step", { number: String(step.number), of: String(step.of) });
    head.append(element("strong", "", step.title), element("span", "about", place));
    const said = element("p", "step-text", text);
    said.dir = "auto";
    card.append(head, progress(step), said);
    if (step.breath) card.append(breathPacer(step.breath, this.words));
    else if (step.pause) card.append(element("p", "about", say(this.words, "step_pause", { seconds: String(step.pause) })));
    return card;
  }

  /**
   * The clock of a wait: begun, told a reading, taken away. Where numbers to call stand, no clock runs.
   * @param {Reply} reply
   * @param {number} at
   */
  #time({ custom }, at) {
    const timer = custom?.timer;
    if (timer?.over || timer?.seconds || custom?.helplines) this.rest();
    if (timer?.seconds) {
      this.timer = new TimerCard(timer, at, this.words);
      return this.timer.node;
    }
    if (timer?.readings && timer.id === this.timer?.timer.id) this.timer?.read(timer.readings);
    return null;
  }

  /** @param {object} data */
  #notes(data) {
    return button("choice copy", say(this.words, "save_notes"), () =>
      saveFile(say(this.words, "notes_file"), JSON.stringify(data, null, 2), "application/json"));
  }

  /** @param {{title: string}[]} buttons */
  #buttons(buttons) {
    const row = element("div", "choices");
    row.append(...buttons.map(({ title }) => button("choice", title, (pressed) => {
      pressed.classList.add("chosen");
      this.answering.button(title);
    })));
    return row;
  }

  /** No clock runs any more. */
  rest() {
    this.timer?.end();
    this.timer = null;
  }
}

/** @param {PracticeStep} step */
function progress({ number, of }) {
  const row = element("div", "dots");
  row.setAttribute("aria-hidden", "true");
  for (let at = 1; at <= of; at++) row.append(element("span", at <= number ? "done" : ""));
  return row;
}
