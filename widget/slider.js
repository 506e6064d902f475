// A number from 0 to 10 as a slider: by finger, mouse, arrow keys, or the number's own key.

import { say } from "./messages.js";
import { button, element } from "./parts.js";

/** @typedef {import("./messages.js").Words} Words */

const MOST = 10;

/**
 * What the slider shows after a key: a digit is that number, "0" after "1" is ten.
 * @param {string} key
 * @param {number | null} before the number so far
 * @returns {number | null} null: the key means nothing here
 */
export function numberOf(key, before) {
  if (!/^[0-9]$/.test(key)) return null;
  return key === "0" && before === 1 ? MOST : Number(key);
}

/**
 * Nothing is chosen until it is touched: a number that already stands there would answer for the person.
 * @param {Words} words
 * @param {(text: string) => void} onText
 * @returns {HTMLElement}
 */
export function slider(words, onText) {
  const box = element("div", "scale");
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", say(words, "scale"));
  const range = document.createElement("input");
  Object.assign(range, { type: "range", min: "0", max: String(MOST), step: "1", value: "5", className: "unset" });
  range.setAttribute("aria-label", say(words, "scale"));
  range.setAttribute("aria-valuetext", say(words, "scale_unset"));
  /** @type {number | null} */
  let chosen = null;
  const send = button("choice", say(words, "scale_unset"), () => onText(String(chosen)));
  send.disabled = true;

  /** @param {number} number */
  function choose(number) {
    chosen = number;
    range.value = String(number);
    range.classList.remove("unset");
    range.setAttribute("aria-valuetext", String(number));
    send.textContent = say(words, "scale_send", { number: String(number) });
    send.disabled = false;
  }
  range.addEventListener("input", () => choose(Number(range.value)));
  range.addEventListener("pointerup", () => choose(Number(range.value)));
  range.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && chosen !== null) onText(String(chosen));
    const number = numberOf(event.key, chosen);
    if (number !== null) choose(number);
  });
  box.append(range, ends(words), send);
  return box;
}

/** @param {Words} words */
function ends(words) {
  const row = element("div", "ends about");
  row.setAttribute("aria-hidden", "true");
  row.append(element("span", "", say(words, "scale_least")), element("span", "", say(words, "scale_most")));
  return row;
}
