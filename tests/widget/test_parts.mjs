// The pure parts of the widget, by node's own runner: node --test tests/widget/*.mjs

import assert from "node:assert/strict";
import { test } from "node:test";

import { contrast, shades } from "../../widget/colour.js";
import { readEvents } from "../../widget/events.js";
import { stamp, transcript } from "../../widget/format.js";
import { History } from "../../widget/history.js";
import { repeats } from "../../widget/leave.js";
import { outgoing, repliesIn, say, smsLink, telLink, textOf, webLink } from "../../widget/messages.js";
import { numberOf } from "../../widget/slider.js";
import { Fleeting, Store } from "../../widget/store.js";
import { clock, readingsText, secondsLeft } from "../../widget/timer.js";

/** A browser's storage with room for so many characters. */
class Area extends Fleeting {
  constructor(room = Infinity) {
    super();
    this.room = room;
  }
  setItem(key, value) {
    if (value.length > this.room) throw new Error("QuotaExceededError");
    super.setItem(key, value);
  }
}

const you = (id, text = id) => ({ id, who: "you", text, at: Date.UTC(2026, 0, 5, 2, 14) });

test("slots are filled, an unknown one stays, and a word that looks like a pattern is a word", () => {
  assert.equal(say({ a: "Call {phone} {x}" }, "a", { phone: "$&" }), "Call $& {x}");
  assert.equal(say({}, "missing"), "missing");
});

test("every message has an id of its own", () => {
  const ids = new Set(Array.from({ length: 50 }, () => outgoing({ text: "a" }, "").id));
  assert.equal(ids.size, 50);
  assert.deepEqual(Object.keys(outgoing({ text: "a" }, "GB")), ["id", "text", "country"]);
});

test("an error is shown with its sentence, its replies or its numbers", () => {
  assert.deepEqual(repliesIn({ replies: [1] }), [1]);
  assert.deepEqual(repliesIn("nonsense"), []);
  const helplines = { country: "GB" };
  assert.deepEqual(repliesIn({ error: { message: "m", helplines } }), [{ text: "m", buttons: [], custom: { helplines } }]);
  assert.equal(repliesIn({ error: { message: "m", replies: [{ text: "n" }] } })[1].text, "n");
});

test("numbers in a card are not said twice", () => {
  assert.equal(textOf({ text: "Care.\nCall 999", buttons: [], custom: { helplines: { text: "Call 999" } } }), "Care.");
});

test("links lead to phones and web pages, never to scripts", () => {
  assert.equal(telLink("116 123"), "tel:116123");
  assert.equal(smsLink({ to: "85258", body: "HI THERE" }), "sms:85258?&body=HI%20THERE");
  assert.equal(webLink("findahelpline.com"), "https://findahelpline.com");
  assert.equal(webLink("javascript:alert(1)"), null);
});

test("events are cut where they end, comments dropped, and a beginning waits for its end", () => {
  const { events, rest } = readEvents(': still here\n\nretry: 3000\n\nid: a-1\nevent: replies\ndata: {"a": "b: c"}\n\nid: a-2\nda');
  assert.deepEqual(events, [{ id: "a-1", data: '{"a": "b: c"}' }]);
  assert.equal(rest, "id: a-2\nda");
});

test("an entry is kept once, whoever tells it, and again after a reload", () => {
  const tab = new Area();
  const history = new History(new Store(tab, new Area()));
  assert.equal(history.add(you("1")), true);
  assert.equal(history.add(you("1")), false);
  assert.deepEqual(new History(new Store(tab, new Area())).read().map(({ id }) => id), ["1"]);
});

test("what cannot be read is dropped, and no room costs the oldest", (t) => {
  t.mock.method(console, "warn", () => {});
  t.mock.method(console, "debug", () => {});
  const tab = new Area(260);
  const history = new History(new Store(tab, new Area()));
  tab.setItem("steady.history", "{broken");
  assert.deepEqual(history.read(), []);
  for (const id of "123456") history.add(you(id));
  const kept = history.read().map(({ id }) => id);
  assert.equal(kept.at(-1), "6");
  assert.ok(kept.length < 6);
});

test("nothing is on the device before the person wishes it, and nothing after they take it back", () => {
  const [tab, device] = [new Area(), new Area()];
  device.setItem("theirs", "of the site around");
  const store = new Store(tab, device);
  store.set("session", "token");
  assert.equal(device.length, 1);
  store.keep(true);
  assert.equal(new Store(new Area(), device).get("session"), "token");
  assert.equal(tab.length, 0);
  store.keep(false);
  assert.deepEqual([...device.values.keys()], ["theirs"]);
  assert.equal(store.get("session"), "token");
  store.wipe();
  assert.equal(tab.length, 0);
});

test("the operator's colour is made readable on every paper, and nonsense is no colour", () => {
  for (const colour of ["#ffee00", "#000000", "#ffffff", "#2c665f", "#ff69b4"]) {
    const { light, onLight, dark, onDark } = shades(colour);
    for (const paper of ["#f6f2ec", "#fffdf9", "#dfeae5"]) assert.ok(contrast(light, paper) >= 4.5, `${colour} on ${paper}`);
    for (const paper of ["#1b1d1d", "#262929", "#29413c"]) assert.ok(contrast(dark, paper) >= 4.5, `${colour} on ${paper}`);
    assert.ok(contrast(light, onLight) >= 4.5 && contrast(dark, onDark) >= 4.5, colour);
  }
  assert.equal(shades("#2c665f").light, "#2c665f");
  assert.equal(shades("red; } * {"), null);
});

test("Esc leaves at the third press within two seconds, not before and not later", () => {
  const third = repeats();
  assert.deepEqual([0, 900, 1800].map(third), [false, false, true]);
  assert.deepEqual([5000, 6500, 8000, 8100].map(third), [false, false, false, true]);
});

test("a digit is its number, and ten is a one and a zero", () => {
  assert.deepEqual([numberOf("7", null), numberOf("0", null), numberOf("0", 1), numberOf("0", 5)], [7, 0, 10, 0]);
  assert.deepEqual([numberOf("a", 1), numberOf("F1", 1)], [null, null]);
});

test("a clock counts down to nothing and not below", () => {
  assert.deepEqual([secondsLeft(0, 600, 1000), secondsLeft(0, 600, 9e9)], [599, 0]);
  assert.equal(clock(545), "9:05");
  const words = { readings: "So far: {list}", reading_first: "{strength} at the start", reading: "{strength} after {minute}" };
  assert.equal(readingsText([[0, 8], [5, 6]], words), "So far: 8 at the start, 6 after 5");
});

test("a time stands once a minute, with the day when it is another", () => {
  const at = new Date(2026, 0, 5, 2, 14, 10).getTime();
  assert.equal(stamp(at, null, "en-GB"), "02:14");
  assert.equal(stamp(at + 20_000, at, "en-GB"), "");
  assert.equal(stamp(at + 60_000, at, "en-GB"), "02:15");
  assert.match(stamp(at + 86_400_000, at, "en-GB"), /^Tuesday.* 6 January.*02:14$/);
});

test("a transcript holds both sides, the buttons, and the numbers", () => {
  const words = { transcript: "A conversation", you: "You:", coach: "Steady:" };
  const custom = { helplines: { text: "Call 999" } };
  const text = transcript([you("1", "hello"), { id: "2", who: "coach", at: 0, replies: [
    { text: "Care.\nCall 999", buttons: [{ title: "Yes" }], custom }, { text: "", buttons: [], custom: null }] }], words, "en-GB");
  assert.match(text, /^A conversation\n\n\[.*\] You:\nhello\n/);
  assert.match(text, /Steady:\nCare.\nCall 999\n\[Yes\]\n$/);
});
