// The button in the corner of somebody else's site, and the panel that it opens.

import { part } from "./parts.js";

/**
 * @typedef {object} Launching
 * @property {() => void} onOpen
 * @property {() => void} onHelp
 * @property {string} label of the panel, for people who hear it
 */

export class Launcher {
  /**
   * @param {ParentNode} root
   * @param {Launching} launching
   */
  constructor(root, { onOpen, onHelp, label }) {
    this.panel = part(root, "panel", HTMLElement);
    this.row = part(root, "launch", HTMLElement);
    this.opener = part(root, "open", HTMLButtonElement);
    this.onOpen = onOpen;
    const close = part(root, "close", HTMLButtonElement);
    close.hidden = false;
    close.addEventListener("click", () => this.close());
    this.panel.setAttribute("role", "dialog");
    this.panel.setAttribute("aria-label", label);
    // Esc folds the chat away; the menu takes its own. Three times leaves the page (leave.js).
    this.panel.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.defaultPrevented) this.close();
    });
    this.opener.addEventListener("click", () => this.open());
    part(root, "open-help", HTMLButtonElement).addEventListener("click", () => {
      this.open();
      onHelp();
    });
    this.#show(false);
  }

  get isOpen() {
    return !this.panel.hidden;
  }

  open() {
    this.#show(true);
    this.opener.classList.remove("news");
    this.onOpen();
  }

  close() {
    this.#show(false);
    this.opener.focus();
  }

  /** The coach has said something by itself. */
  news() {
    this.opener.classList.toggle("news", !this.isOpen);
  }

  /** @param {boolean} open */
  #show(open) {
    this.panel.hidden = !open;
    this.row.hidden = open;
    this.opener.setAttribute("aria-expanded", String(open));
  }
}
