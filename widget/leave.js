// Away from here at once: nothing left in the browser, nothing on the screen, no way back to this page.

const TIMES = 3;
const WITHIN_MS = 2000;

/**
 * Counts a key that is pressed several times in a row.
 * @param {number} [times]
 * @param {number} [within] ms from the first to the last
 * @returns {(now: number) => boolean} whether this press was the last of them
 */
export function repeats(times = TIMES, within = WITHIN_MS) {
  /** @type {number[]} */
  let pressed = [];
  return (now) => {
    pressed = [...pressed.filter((at) => now - at < within), now];
    if (pressed.length < times) return false;
    pressed = [];
    return true;
  };
}

/**
 * Takes the place of this page in the tab's history. A page that stands in a frame takes all of the tab
 * along, where the browser lets it.
 * @param {string} address
 */
export function leave(address) {
  document.documentElement.hidden = true; // a slow network must not leave the page in sight
  document.title = "…";
  try {
    if (window.top && window.top !== window) window.top.location.replace(address);
  } catch (error) {
    console.debug("the frame leaves alone:", error);
  }
  location.replace(address);
}

/**
 * The link, and Esc three times while `here()` holds.
 * @param {HTMLAnchorElement} link
 * @param {() => boolean} here whether the chat is in use
 * @param {() => void} clear empties the browser's memory and the screen
 * @returns {() => void} ends it
 */
export function wireLeaving(link, here, clear) {
  const third = repeats();
  const go = () => {
    try {
      clear();
    } finally {
      leave(link.href);
    }
  };
  /** @param {KeyboardEvent} event */
  const onKey = (event) => {
    if (event.key === "Escape" && !event.repeat && here() && third(event.timeStamp)) go();
  };
  link.addEventListener("click", (event) => {
    event.preventDefault();
    go();
  });
  addEventListener("keydown", onKey, true);
  return () => removeEventListener("keydown", onKey, true);
}
