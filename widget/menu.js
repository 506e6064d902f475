// What is rarely needed: a new conversation, copies, erasing, what this device keeps, the size of the text.

import { say } from "./messages.js";
import { part, saveFile } from "./parts.js";

/** @typedef {import("./messages.js").Words} Words */
/** @typedef {import("./store.js").Store} Store */

const SIZE = "size";
const SIZES = 5;

/**
 * @typedef {object} Doings
 * @property {() => void} anew
 * @property {() => string} transcript
 * @property {(text: string) => void} text says something for the person
 * @property {(key: string) => void} tell
 * @property {(wish: boolean) => void} keep
 */

/**
 * @param {ParentNode} root
 * @param {Words} words
 * @param {Store} store
 * @param {Doings} doings
 */
export function wireMenu(root, words, store, doings) {
  const menu = part(root, "menu", HTMLDetailsElement);
  const sure = part(root, "sure", HTMLElement);
  menu.hidden = false;
  const close = () => {
    menu.open = false;
    sure.hidden = true;
  };
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    close();
    menu.querySelector("summary")?.focus();
  });
  root.addEventListener("click", (event) => {
    if (menu.open && event.target instanceof Node && !menu.contains(event.target)) close();
  });

  /**
   * @param {string} name
   * @param {() => void} act
   * @param {boolean} [stays] the menu stays open
   */
  function item(name, act, stays = false) {
    part(root, name, HTMLButtonElement).addEventListener("click", () => {
      act();
      if (!stays) close();
    });
  }
  item("new", () => (sure.hidden = !sure.hidden), true);
  item("new-sure", doings.anew);
  item("cancel", () => part(root, "new", HTMLButtonElement).focus());
  const copy = part(root, "copy", HTMLButtonElement);
  copy.hidden = !navigator.clipboard;
  item("copy", async () => {
    await navigator.clipboard.writeText(doings.transcript());
    doings.tell("copied");
  });
  item("save", () => saveFile(say(words, "transcript_file"), doings.transcript(), "text/plain"));
  item("notes", () => doings.text(say(words, "my_notes_say")));
  item("erase", () => doings.text(say(words, "erase_say")));
  const keep = part(root, "keep", HTMLInputElement);
  keep.checked = store.kept;
  keep.addEventListener("change", () => doings.keep(keep.checked));
  item("smaller", () => resize(root, store, -1), true);
  item("larger", () => resize(root, store, 1), true);
  resize(root, store, 0);
}

/**
 * @param {ParentNode} root
 * @param {Store} store
 * @param {number} by
 */
function resize(root, store, by) {
  const size = Math.min(SIZES - 1, Math.max(0, Number(store.get(SIZE) ?? 1) + by));
  if (by) store.set(SIZE, String(size));
  part(root, "frame", HTMLElement).dataset.size = String(size);
}
