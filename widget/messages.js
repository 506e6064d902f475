// What is said: plain data and pure functions. No page, no network.

/**
 * @typedef {{label: string, phone: string}} Phone
 * @typedef {{to: string, body: string | null}} TextLine
 * @typedef {{service: string, phone: string | null, more_phones?: Phone[], text: TextLine | null,
 *   chat: string | null, hours: string | null, url: string | null, for: string | null, note: string | null}} Line
 * @typedef {{country: string | null, country_name: string | null, emergency: Phone[], lines: Line[], text?: string}} Helplines
 * @typedef {{in: number, out: number, times: number}} Breath seconds in and out, how many times
 * @typedef {{title: string, number: number, of: number, pause: number | null, breath: Breath | null}} PracticeStep
 * @typedef {{title: string, summary: string, svg: string, table: {caption: string, head: string[], rows: string[][]}}} Chart
 * @typedef {{title: string, sections: {head: string, lines: string[]}[]}} Sheet a page to hand to somebody
 * @typedef {{id?: string, minutes?: number, seconds?: number, readings?: [number, number][], over?: boolean}} Timer
 * @typedef {{helplines?: Helplines, practice_step?: PracticeStep, timer?: Timer, chart?: Chart, scale?: boolean, copy?: string, sheet?: Sheet, export?: object}} Custom
 * @typedef {{text: string, buttons: {title: string}[], custom: Custom | null}} Reply
 * @typedef {{id: string, at: number} & ({who: "you", text: string} | {who: "coach", replies: Reply[]})} Entry `at`: ms since 1970
 * @typedef {{id: string, text?: string, button?: string, country?: string}} Outgoing
 * @typedef {Record<string, string>} Words
 */

/**
 * A sentence with its {slots} filled. An unknown key is shown as it is: visible, and harmless.
 * @param {Words} words
 * @param {string} key
 * @param {Record<string, string>} [slots]
 */
export function say(words, key, slots = {}) {
  return (words[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => slots[name] ?? whole);
}

/**
 * A message with an id of its own: the server answers an id once, however often it is sent.
 * @param {{text?: string, button?: string}} content
 * @param {string} country
 * @returns {Outgoing}
 */
export function outgoing(content, country) {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  const id = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return country ? { id, ...content, country } : { id, ...content };
}

/**
 * The replies in an answer of the server, its errors among them: an error may carry replies and numbers.
 * @param {any} body
 * @returns {Reply[]}
 */
export function repliesIn(body) {
  if (Array.isArray(body?.replies)) return body.replies;
  const error = body?.error;
  if (!error) return [];
  const first = { text: error.message, buttons: [], custom: null };
  if (Array.isArray(error.replies) && error.replies.length) return [first, ...error.replies];
  return [{ ...first, custom: error.helplines ? { helplines: error.helplines } : null }];
}

/**
 * What a reply says besides its card: what is on a card, and in the text for other channels, is not said twice.
 * @param {Reply} reply
 */
export function textOf(reply) {
  if (reply.custom?.sheet) return "";
  const inCard = reply.custom?.helplines?.text;
  return inCard ? reply.text.replace(inCard, () => "").trim() : reply.text;
}

/** @param {string} number */
export function telLink(number) {
  return `tel:${digits(number)}`;
}

/**
 * `?&body=` is the one spelling that both Android and iOS read.
 * @param {TextLine} line
 */
export function smsLink(line) {
  return `sms:${digits(line.to)}${line.body ? `?&body=${encodeURIComponent(line.body)}` : ""}`;
}

/**
 * An address in the data may lack its scheme; nothing but http(s) is ever made a link.
 * @param {string} address
 * @returns {string | null}
 */
export function webLink(address) {
  const whole = /^[a-z][a-z0-9+.-]*:/i.test(address) ? address : `https://${address}`;
  return /^https?:\/\/[^\s]+\.[^\s]+$/i.test(whole) ? whole : null;
}

/** @param {string} number */
function digits(number) {
  return number.replace(/[^0-9+*#]/g, "");
}
