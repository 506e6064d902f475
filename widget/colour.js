// The operator's one colour, made readable on light and on dark paper. Numbers as in WCAG 2.2.

const LIGHT_PAPERS = ["#f6f2ec", "#fffdf9", "#dfeae5"];
const DARK_PAPERS = ["#1b1d1d", "#262929", "#29413c"];
const ENOUGH = 4.5;
const STEP = 0.05;

/** @param {string} hex as #2c665f */
const channels = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));

/** @param {string} hex */
function luminance(hex) {
  const [r, g, b] = channels(hex).map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/**
 * @param {string} one
 * @param {string} other
 * @returns {number} 1 to 21
 */
export function contrast(one, other) {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/**
 * @param {string} from
 * @param {string} to
 * @param {number} share of `to`
 */
function mixed(from, to, share) {
  const [a, b] = [channels(from), channels(to)];
  return `#${a.map((value, at) => Math.round(value + (b[at] - value) * share).toString(16).padStart(2, "0")).join("")}`;
}

/**
 * The colour moved towards `end` until it can be read on all of `papers`.
 * @param {string} colour
 * @param {string} end
 * @param {string[]} papers
 */
function readable(colour, end, papers) {
  for (let share = 0; share < 1; share += STEP) {
    const tried = mixed(colour, end, share);
    if (papers.every((paper) => contrast(tried, paper) >= ENOUGH)) return tried;
  }
  return end;
}

/**
 * @param {string} colour as #2c665f
 * @returns {{light: string, onLight: string, dark: string, onDark: string} | null} null for what is no colour
 */
export function shades(colour) {
  if (!/^#[0-9a-f]{6}$/i.test(colour)) return null;
  const light = readable(colour, "#000000", LIGHT_PAPERS);
  const dark = readable(colour, "#ffffff", DARK_PAPERS);
  return { light, onLight: on(light), dark, onDark: on(dark) };
}

/** @param {string} ground */
function on(ground) {
  return contrast("#ffffff", ground) >= contrast("#10211e", ground) ? "#ffffff" : "#10211e";
}
