// A page to hand to somebody: shown as a sheet, copied as text, printed alone.

import { element } from "./cards.js";
import { say } from "./messages.js";

/** @typedef {import("./messages.js").Sheet} Sheet */
/** @typedef {import("./messages.js").Words} Words */

/**
 * @param {Sheet} sheet
 * @param {Words} words
 * @returns {HTMLElement}
 */
export function sheetCard(sheet, words) {
  const box = element("div", "sheet-box");
  box.append(article(sheet), printButton(sheet, words));
  return box;
}

/**
 * @param {Sheet} sheet
 * @returns {HTMLElement}
 */
function article(sheet) {
  const made = element("article", "sheet");
  made.append(element("h3", "", sheet.title));
  for (const { head, lines } of sheet.sections) {
    const list = element("ul", "");
    for (const line of lines) list.append(element("li", "", line));
    made.append(element("h4", "", head), list);
  }
  return made;
}

/**
 * Prints the sheet and nothing of the conversation: a copy of it stands beside the page while it is printed.
 * @param {Sheet} sheet
 * @param {Words} words
 */
function printButton(sheet, words) {
  const button = /** @type {HTMLButtonElement} */ (element("button", "choice copy", say(words, "print")));
  button.type = "button";
  button.addEventListener("click", () => {
    document.querySelector(".print-only")?.remove();
    const alone = element("div", "print-only");
    alone.append(article(sheet));
    document.body.append(alone);
    const whole = document.documentElement;
    whole.classList.add("prints-sheet");
    const over = () => {
      whole.classList.remove("prints-sheet");
      alone.remove();
    };
    window.addEventListener("afterprint", over, { once: true });
    window.print();
  });
  return button;
}
