// A page to hand to somebody: shown as a sheet, copied as text, printed alone.

import { say } from "./messages.js";
import { button, element } from "./parts.js";

/** @typedef {import("./messages.js").Sheet} Sheet */
/** @typedef {import("./messages.js").Words} Words */

const PRINTED = "body{font:12pt/1.5 Georgia,serif;color:#000;margin:2em}h3{font-size:1.4em}h4{margin:1em 0 .3em}ul{margin:0;padding-inline-start:1.2em}";

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
 * Prints the sheet and nothing else: in a frame of its own, for the element may stand in anybody's page.
 * @param {Sheet} sheet
 * @param {Words} words
 */
function printButton(sheet, words) {
  return button("choice copy", say(words, "print"), () => {
    document.querySelector("iframe.steady-print")?.remove();
    const frame = /** @type {HTMLIFrameElement} */ (element("iframe", "steady-print"));
    frame.title = sheet.title;
    frame.setAttribute("aria-hidden", "true");
    frame.tabIndex = -1;
    // Off the screen and not hidden: some browsers print nothing of a frame that is not laid out.
    Object.assign(frame.style, { position: "fixed", insetInlineStart: "-9999px", width: "600px", height: "0", border: "0" });
    document.body.append(frame);
    const alone = /** @type {(Window & typeof globalThis) | null} */ (frame.contentWindow);
    if (!alone) return;
    const style = new alone.CSSStyleSheet();
    style.replaceSync(PRINTED);
    alone.document.adoptedStyleSheets = [style];
    alone.document.title = sheet.title;
    alone.document.body.append(article(sheet));
    alone.addEventListener("afterprint", () => setTimeout(() => frame.remove()), { once: true });
    alone.print();
  });
}
