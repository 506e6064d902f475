// A pace to breathe along with: a circle that grows and shrinks, or plain text where motion is not wanted.

import { say } from "./messages.js";
import { button, calm, element } from "./parts.js";

/** @typedef {import("./messages.js").Breath} Breath */
/** @typedef {import("./messages.js").Words} Words */

const SMALL = "scale(.5)";
const WIDE = "scale(1)";

/**
 * Moves for `times` breaths and comes to rest by itself; a button pauses it. No timers: the words are
 * moved by the same clock as the circle.
 * @param {Breath} breath seconds in, seconds out, how many times
 * @param {Words} words
 * @returns {HTMLElement}
 */
export function breathPacer(breath, words) {
  const slots = { in: String(breath.in), out: String(breath.out), times: String(breath.times) };
  const box = element("div", "breath");
  const told = element("p", "about", say(words, "breath_text", slots));
  if (calm()) {
    box.append(told);
    return box;
  }
  told.className = "unseen"; // read out once; the circle says it to the eyes
  const circle = element("div", "circle");
  const inward = element("span", "", say(words, "breath_in"));
  const outward = element("span", "", say(words, "breath_out"));
  const face = element("div", "breath-face");
  face.setAttribute("aria-hidden", "true");
  face.append(circle, inward, outward);
  const turn = breath.in / (breath.in + breath.out);
  const timing = { duration: (breath.in + breath.out) * 1000, iterations: breath.times };
  const moves = [
    circle.animate(
      [
        { transform: SMALL, easing: "ease-in-out" },
        { transform: WIDE, offset: turn, easing: "ease-in-out" },
        { transform: SMALL },
      ],
      timing,
    ),
    inward.animate(shown(1, 0, turn), timing),
    outward.animate(shown(0, 1, turn), timing),
  ];
  box.append(told, face, pauseButton(moves, words));
  moves[0].onfinish = () => box.classList.add("done");
  return box;
}

/**
 * One opacity up to `turn`, the other after it.
 * @param {number} before
 * @param {number} after
 * @param {number} turn
 * @returns {Keyframe[]}
 */
function shown(before, after, turn) {
  return [
    { opacity: before },
    { opacity: before, offset: turn },
    { opacity: after, offset: turn },
    { opacity: after },
  ];
}

/**
 * @param {Animation[]} moves
 * @param {Words} words
 */
function pauseButton(moves, words) {
  return button("plain", say(words, "breath_pause"), (pressed) => {
    const paused = moves[0].playState === "paused";
    for (const move of moves) paused ? move.play() : move.pause();
    pressed.textContent = say(words, paused ? "breath_pause" : "breath_on");
  });
}

/**
 * Brings every pacer below `root` to rest: the person has gone on.
 * @param {ParentNode} root
 */
export function restBreath(root) {
  for (const box of root.querySelectorAll(".breath:not(.done)")) {
    box.classList.add("done");
    for (const move of box.getAnimations({ subtree: true })) move.cancel();
  }
}
