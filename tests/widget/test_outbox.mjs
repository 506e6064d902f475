// Messages on their way: nothing lost, nothing out of order, whatever the network does.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Unreachable } from "../../widget/connection.js";
import { Outbox } from "../../widget/outbox.js";

const tab = () => {
  const values = new Map();
  return {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => values.set(key, value),
    removeItem: (key) => values.delete(key),
  };
};

/** An outbox whose network fails `failures` times; it tells what was tried, answered and shown. */
function outboxOf(storage, failures, waits = [1, 1]) {
  const told = { tried: [], answered: [], states: [] };
  const outbox = new Outbox(storage, async ({ id }) => {
    told.tried.push(id);
    if (failures-- > 0) throw new Unreachable("cut");
    return { replies: [id] };
  }, waits);
  outbox.onAnswer = ({ id }) => told.answered.push(id);
  outbox.onState = (state) => told.states.push(state);
  return { outbox, told };
}

test("a message is tried until it is answered, and the next waits for it", async () => {
  const { outbox, told } = outboxOf(tab(), 3);
  const first = outbox.add({ id: "a" });
  outbox.add({ id: "b" });
  await first;
  assert.deepEqual(told.answered, ["a", "b"]);
  assert.deepEqual(told.tried, ["a", "a", "a", "a", "b"]);
  assert.ok(told.states.includes("unsent"));
  assert.equal(told.states.at(-1), "idle");
});

test("what was not answered is sent after a reload, and only that", async () => {
  const storage = tab();
  const { outbox } = outboxOf(storage, Infinity, [60_000]);
  outbox.add({ id: "a" });
  outbox.add({ id: "b" });
  await new Promise((done) => setTimeout(done, 5));
  const { outbox: again, told } = outboxOf(storage, 0);
  await again.run();
  assert.deepEqual(told.answered, ["a", "b"]);
  assert.equal(storage.getItem("steady.outbox"), null);
  outbox.clear();
});

test("a person who says 'again' does not wait, and one who starts anew sends nothing old", async () => {
  const { outbox, told } = outboxOf(tab(), 1, [60_000]);
  const sent = outbox.add({ id: "a" });
  await new Promise((done) => setTimeout(done, 5));
  outbox.run();
  await sent;
  assert.deepEqual(told.answered, ["a"]);
  const late = outboxOf(tab(), 1, [60_000]);
  const never = late.outbox.add({ id: "a" });
  await new Promise((done) => setTimeout(done, 5));
  late.outbox.clear();
  await never;
  assert.deepEqual(late.told.answered, []);
  assert.equal(late.told.tried.length, 1);
});

test("an answer to a message that was forgotten meanwhile is not shown", async () => {
  let answer;
  const outbox = new Outbox(tab(), () => new Promise((done) => (answer = done)));
  const shown = [];
  outbox.onAnswer = ({ id }) => shown.push(id);
  const sent = outbox.add({ id: "a" });
  outbox.clear();
  answer({});
  await sent;
  assert.deepEqual(shown, []);
});
