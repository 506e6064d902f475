// "Get help now": the list of all countries that stands in the markup becomes one country's card.

import { helplineCard } from "./cards.js";
import { part } from "./parts.js";

/** @typedef {import("./messages.js").Helplines} Helplines */
/** @typedef {import("./messages.js").Words} Words */
/** @typedef {import("./store.js").Store} Store */

const COUNTRY = "country";
/** @type {Helplines} */
const ANYWHERE = { country: null, country_name: null, emergency: [], lines: [] };

export class Help {
  /**
   * @param {ParentNode} root
   * @param {Record<string, Helplines>} numbers by country code
   * @param {Words} words
   * @param {Store} store
   * @param {string} fallback the operator's country, or ""
   */
  constructor(root, numbers, words, store, fallback) {
    this.numbers = numbers;
    this.words = words;
    this.store = store;
    this.fallback = fallback in numbers ? fallback : "";
    this.box = part(root, "help", HTMLDetailsElement);
    this.place = part(root, "numbers", HTMLElement);
    const choice = part(root, "country", HTMLSelectElement);
    const named = Object.entries(numbers);
    named.sort(([, a], [, b]) => String(a.country_name).localeCompare(String(b.country_name)));
    for (const [code, card] of named) choice.add(new Option(String(card.country_name), code));
    choice.value = this.country;
    choice.addEventListener("change", () => {
      store.set(COUNTRY, choice.value);
      this.show();
    });
    part(root, "choose", HTMLElement).hidden = false;
    this.show();
  }

  /** The country that the person chose, else the operator's, else "". */
  get country() {
    const chosen = this.store.get(COUNTRY);
    return chosen !== null && (chosen === "" || chosen in this.numbers) ? chosen : this.fallback;
  }

  /** Of the country; without one, what is true everywhere. */
  get helplines() {
    return this.numbers[this.country] ?? ANYWHERE;
  }

  show() {
    this.place.replaceChildren(helplineCard(this.helplines, this.words));
  }

  open() {
    this.box.open = true;
    this.box.querySelector("summary")?.focus();
  }
}
