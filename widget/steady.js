// Where it starts: joins the page (view.js), the server (connection.js) and the tab's memory (messages.js).

import { Connection, Unreachable } from "./connection.js";
import { History, outgoing, repliesIn } from "./messages.js";
import { View } from "./view.js";

/** @typedef {import("./messages.js").Outgoing} Outgoing */

const COUNTRY = "steady.country";

/**
 * @param {ParentNode} root
 * @param {Storage} storage
 */
export function start(root, storage) {
  const view = new View(root);
  const connection = new Connection("", storage);
  const history = new History(storage);
  const data = JSON.parse(root.querySelector('[data-part="data"]')?.textContent ?? "{}");
  /** @type {Outgoing[]} in the order of writing; the next is sent when the one before is answered */
  let waiting = [];
  let sending = false;
  let note = "";

  /** @param {import("./messages.js").Entry} entry */
  function keep(entry) {
    // The time it came: a clock goes on from there after a reload, whatever the server's clock says.
    const kept = entry.who === "coach" ? { ...entry, at: Date.now() } : entry;
    history.add(kept);
    view.append(kept);
  }

  /** @param {{text?: string, button?: string}} content */
  function say(content) {
    keep({ who: "you", text: content.text ?? content.button ?? "" });
    waiting.push(outgoing(content, storage.getItem(COUNTRY) ?? ""));
    deliver();
  }

  async function deliver() {
    if (sending) return;
    sending = true;
    while (waiting.length) {
      const message = waiting[0];
      view.tell("writing");
      try {
        const body = await connection.send(message);
        if (waiting[0] !== message) continue; // the person started again meanwhile
        waiting.shift();
        view.tell(note);
        note = "";
        keep({ who: "coach", replies: repliesIn(body) });
      } catch (error) {
        if (!(error instanceof Unreachable)) throw error;
        view.tell("unsent", deliver);
        break;
      }
    }
    sending = false;
  }

  function forget() {
    waiting = [];
    connection.forget();
    history.clear();
  }

  view.onText = (text) => say({ text });
  view.onButton = (button) => say({ button });
  view.onAgain = () => {
    forget();
    view.clear();
    view.tell("fresh");
    view.input.focus();
  };
  view.onExit = () => {
    forget();
    storage.removeItem(COUNTRY);
  };
  view.onCountry = (country) => {
    storage.setItem(COUNTRY, country);
    view.showHelp(data.numbers[country]);
  };
  connection.onExpired = () => {
    note = "expired";
  };
  connection.onEvent = (replies) => keep({ who: "coach", replies });

  const chosen = storage.getItem(COUNTRY) ?? data.country ?? "";
  view.fillHelp(data.numbers, chosen);
  view.showHelp(data.numbers[chosen]);
  view.clear();
  for (const entry of history.read()) view.append(entry, true);
  connection.listen();
}

start(document, sessionStorage);
