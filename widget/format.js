// Times, and the conversation as plain text. Pure.

import { say, textOf } from "./messages.js";

/** @typedef {import("./messages.js").Entry} Entry */
/** @typedef {import("./messages.js").Words} Words */

/**
 * The time of an entry as it is shown: nothing within the same minute, the day too when it is another.
 * @param {number} at ms since 1970
 * @param {number | null} before of the entry before
 * @param {string} [language]
 * @returns {string}
 */
export function stamp(at, before, language) {
  const [now, then] = [new Date(at), new Date(before ?? 0)];
  const time = now.toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit" });
  if (before === null) return time;
  if (now.toDateString() !== then.toDateString()) {
    return `${now.toLocaleDateString(language, { weekday: "long", day: "numeric", month: "long" })}, ${time}`;
  }
  return Math.floor(at / 60_000) === Math.floor(before / 60_000) ? "" : time;
}

/**
 * All that was said, as text to copy or to keep.
 * @param {Entry[]} entries
 * @param {Words} words
 * @param {string} [language]
 */
export function transcript(entries, words, language) {
  const lines = entries.map((entry) => {
    const time = new Date(entry.at).toLocaleString(language, { dateStyle: "medium", timeStyle: "short" });
    const said = entry.who === "you" ? [entry.text] : entry.replies.map(plain).filter(Boolean);
    return `[${time}] ${say(words, entry.who)}\n${said.join("\n\n")}\n`;
  });
  return [say(words, "transcript"), "", ...lines].join("\n");
}

/** @param {import("./messages.js").Reply} reply */
function plain(reply) {
  const titles = reply.buttons.map(({ title }) => `[${title}]`).join(" ");
  return [reply.custom?.helplines ? reply.text : textOf(reply), titles].filter(Boolean).join("\n");
}
