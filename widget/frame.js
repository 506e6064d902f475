// The widget's markup and styles, put into a shadow root.

import { shell } from "./data.js";
import { part } from "./parts.js";

export const FRAME = '[data-part="frame"]';
/** Then it is shown without: plain, and all there. */
const LONGEST_MS = 4000;
const STYLES = new URL("steady.css", import.meta.url).href;

/** @type {Promise<CSSStyleSheet> | null} one for all elements of a page */
let styles = null;

/** A sheet made by script: a page that forbids inline styles allows it. */
function loadStyles() {
  styles ??= fetch(STYLES, { credentials: "omit", signal: AbortSignal.timeout(LONGEST_MS) }).then(async (answer) => {
    if (!answer.ok) throw new Error(`no styles: ${answer.status}`);
    return new CSSStyleSheet().replace(await answer.text());
  });
  return styles;
}

/**
 * The server's own markup, with nothing of anybody's words in it. Out of sight until its styles are there.
 * @param {ShadowRoot} root
 */
export function furnish(root) {
  root.innerHTML = shell;
  const frame = part(root, "frame", HTMLElement);
  frame.hidden = true;
  loadStyles()
    .then((sheet) => (root.adoptedStyleSheets = [sheet]))
    .catch((error) => console.error(error))
    .finally(() => (frame.hidden = false));
}
