// The chart of how it has been: the picture, the same as a table, and a summary for people who hear it.

import { element } from "./parts.js";

/** @typedef {import("./messages.js").Chart} Chart */

const SVG = "http://www.w3.org/2000/svg";
// Nothing else comes into the page, whatever the answer holds: no script, no style, no address.
// The same lists stand in steady/progress/svg.py, and a test compares them.
const ELEMENTS = new Set(["svg", "title", "desc", "g", "line", "polyline", "circle", "rect", "path", "text"]);
const ATTRIBUTES = new Set([
  "class", "role", "aria-label", "viewBox", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "width", "height", "d",
  "points", "fill", "stroke", "stroke-width", "stroke-dasharray", "text-anchor", "font-size",
]);

/**
 * @param {Chart} chart
 * @returns {HTMLElement}
 */
export function chartFigure(chart) {
  const figure = element("figure", "chart");
  const drawn = picture(chart.svg);
  if (drawn) figure.append(drawn);
  figure.append(element("figcaption", "unseen", chart.summary), table(chart.table));
  return figure;
}

/**
 * The picture, copied element by element from what may be in it.
 * @param {string} source
 * @returns {Element | null} null when it is no SVG
 */
export function picture(source) {
  const root = new DOMParser().parseFromString(source, "image/svg+xml").documentElement;
  return root.namespaceURI === SVG && root.localName === "svg" ? copy(root) : null;
}

/**
 * @param {Element} from
 * @returns {Element}
 */
function copy(from) {
  const made = document.createElementNS(SVG, from.localName);
  for (const { name, value } of from.attributes) {
    // url(…) would fetch.
    if (ATTRIBUTES.has(name) && !/url/i.test(value)) made.setAttribute(name, value);
  }
  for (const child of from.childNodes) {
    if (child instanceof Text) made.append(child.data);
    else if (child instanceof Element && child.namespaceURI === SVG && ELEMENTS.has(child.localName)) made.append(copy(child));
  }
  return made;
}

/**
 * @param {Chart["table"]} rows
 * @returns {HTMLElement}
 */
function table(rows) {
  const box = element("details", "chart-table");
  const made = element("table", "");
  const head = element("tr", "");
  for (const name of rows.head) head.append(cell("th", name, "col"));
  made.append(element("caption", "unseen", rows.caption), head);
  for (const [first, ...others] of rows.rows) {
    const row = element("tr", "");
    row.append(cell("th", first, "row"), ...others.map((value) => cell("td", value)));
    made.append(row);
  }
  const wide = element("div", "chart-rows");
  wide.append(made);
  box.append(element("summary", "", rows.caption), wide);
  return box;
}

/**
 * @param {"th" | "td"} kind
 * @param {string} text
 * @param {string} [scope]
 */
function cell(kind, text, scope) {
  const made = element(kind, "", text);
  if (scope) made.setAttribute("scope", scope);
  return made;
}
