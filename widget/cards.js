// Numbers to call, text or chat, as links that a phone can use.

import { say, smsLink, telLink, webLink } from "./messages.js";
import { button, element } from "./parts.js";

/** @typedef {import("./messages.js").Helplines} Helplines */
/** @typedef {import("./messages.js").Line} Line */
/** @typedef {import("./messages.js").Words} Words */

/**
 * A card with a country's numbers.
 * @param {Helplines} helplines
 * @param {Words} words
 * @returns {HTMLElement}
 */
export function helplineCard(helplines, words) {
  const card = element("section", "card");
  const country = helplines.country_name;
  card.setAttribute("aria-label", country ? say(words, "numbers", { country }) : say(words, "numbers_anywhere"));
  const urgent = element("div", "line urgent");
  urgent.append(element("strong", "", say(words, "emergency") + (country ? ` · ${country}` : "")));
  if (country) urgent.append(ways(helplines.emergency.map((number) => callLink(number, words))));
  else urgent.append(element("p", "", say(words, "elsewhere")));
  card.append(urgent, ...helplines.lines.map((line) => lineOf(line, words)));
  return card;
}

/**
 * @param {Line} line
 * @param {Words} words
 */
function lineOf(line, words) {
  const box = element("div", "line");
  box.append(element("strong", "", line.service));
  const about = [line.for, line.hours, line.note].filter(Boolean).join(" · ");
  if (about) box.append(element("p", "about", about));
  const links = [];
  if (line.phone) links.push(callLink({ label: "", phone: line.phone }, words));
  for (const more of line.more_phones ?? []) links.push(callLink(more, words));
  if (line.text) {
    links.push(link(smsLink(line.text), textTitle(line.text, words)));
  }
  if (line.chat) links.push(siteLink(line.chat, say(words, "chat")));
  if (line.url && !links.length) links.push(siteLink(line.url, say(words, "site")));
  box.append(ways(links));
  return box;
}

/**
 * @param {import("./messages.js").Phone} number
 * @param {Words} words
 */
function callLink({ label, phone }, words) {
  const plain = !label || label === "emergency";
  return link(telLink(phone), say(words, plain ? "call" : "call_label", { phone, label }));
}

/**
 * @param {import("./messages.js").TextLine} line
 * @param {Words} words
 */
function textTitle({ to, body }, words) {
  return say(words, body ? "text" : "text_any", { to, body: body ?? "" });
}

/**
 * @param {string} address
 * @param {string} text
 */
function siteLink(address, text) {
  const target = webLink(address);
  if (!target) return element("span", "", address);
  const made = link(target, text);
  made.target = "_blank";
  made.rel = "noopener noreferrer";
  return made;
}

/**
 * @param {string} href
 * @param {string} text
 */
function link(href, text) {
  const made = /** @type {HTMLAnchorElement} */ (element("a", "way", text));
  made.href = href;
  return made;
}

/** @param {HTMLElement[]} links */
function ways(links) {
  const list = element("ul", "ways");
  for (const one of links) {
    const item = element("li", "");
    item.append(one);
    list.append(item);
  }
  return list;
}

/**
 * The shortest way to somebody, to stay in sight: the emergency number and the first line.
 * @param {Helplines} helplines
 * @param {Words} words
 * @returns {HTMLElement}
 */
export function shortCard(helplines, words) {
  const links = helplines.emergency.slice(0, 1).map((number) => callLink(number, words));
  const first = helplines.lines.find((line) => line.phone || line.text);
  if (first?.phone) links.push(callLink({ label: "", phone: first.phone }, words));
  else if (first?.text) links.push(link(smsLink(first.text), textTitle(first.text, words)));
  return links.length ? ways(links) : element("p", "", say(words, "elsewhere"));
}

/**
 * A button that puts a text (a first message, a page of notes) on the clipboard. Where the page may
 * not use the clipboard there is none: the text itself can be marked.
 * @param {string} text
 * @param {Words} words
 * @returns {HTMLElement | null}
 */
export function copyButton(text, words) {
  if (!navigator.clipboard) return null;
  return button("choice copy", say(words, "copy"), async (pressed) => {
    await navigator.clipboard.writeText(text);
    pressed.textContent = say(words, "copied");
  });
}
