// The clock of a wait with an urge, and its readings.
// All of it is said in the text as well: the clock is help, not the message.

import { say } from "./messages.js";
import { calm, element } from "./parts.js";

/** @typedef {import("./messages.js").Words} Words */
/** @typedef {import("./messages.js").Timer} Timer */

const SECOND_MS = 1000;
/** Who wants less motion gets a clock that changes once a half minute. */
const CALM_MS = 30_000;

/**
 * What is left of `seconds` that began at `at`.
 * @param {number} at ms since 1970
 * @param {number} seconds
 * @param {number} now ms since 1970
 */
export function secondsLeft(at, seconds, now) {
  return Math.max(0, Math.ceil(at / 1000 + seconds - now / 1000));
}

/**
 * @param {number} seconds
 * @returns {string} "9:05"
 */
export function clock(seconds) {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/**
 * @param {[number, number][]} readings (minute, strength)
 * @param {Words} words
 */
export function readingsText(readings, words) {
  const parts = readings.map(([minute, strength]) =>
    minute ? say(words, "reading", { minute: String(minute), strength: String(strength) })
      : say(words, "reading_first", { strength: String(strength) }));
  return parts.length ? say(words, "readings", { list: parts.join(", ") }) : "";
}

/** One wait on the page: at most one runs. */
export class TimerCard {
  /**
   * @param {Timer} timer with `minutes` and `seconds`
   * @param {number} at when it was received, ms since 1970
   * @param {Words} words
   */
  constructor(timer, at, words) {
    this.timer = timer;
    this.at = at;
    this.words = words;
    this.node = element("section", "card timer");
    this.node.setAttribute("aria-label", say(words, "timer"));
    this.face = element("div", "face");
    // A timer is not read out as it ticks: who wants to know can go to it.
    this.face.setAttribute("role", "timer");
    this.face.setAttribute("aria-live", "off");
    this.bar = element("div", "bar");
    this.bar.setAttribute("aria-hidden", "true");
    this.bar.append(element("div", "rest"));
    this.told = element("p", "about");
    this.node.append(this.face, this.bar, this.told);
    this.read(timer.readings ?? []);
    this.#tick();
    this.running = setInterval(() => this.#tick(), calm() ? CALM_MS : SECOND_MS);
  }

  /** @param {[number, number][]} readings all so far */
  read(readings) {
    this.told.textContent = readingsText(readings, this.words);
    this.told.hidden = !readings.length;
  }

  #tick() {
    const whole = this.timer.seconds ?? 0;
    const left = secondsLeft(this.at, whole, Date.now());
    this.face.textContent = left ? say(this.words, "left", { clock: clock(left) }) : say(this.words, "over");
    const rest = /** @type {HTMLElement} */ (this.bar.firstElementChild);
    rest.style.width = `${whole ? (100 * left) / whole : 0}%`;
    if (!left) clearInterval(this.running);
  }

  /** The wait is over, however: the clock leaves the page, the words about it stay. */
  end() {
    clearInterval(this.running);
    this.node.remove();
  }
}
