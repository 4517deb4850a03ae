/** Moves the stripes of the lanes, and the names behind them, to the lines where their words are. */

import { rangeOf } from "../reader/places.js";

const rows = () => /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("#rows > .row"));

export function drawLanes() {
  // All boxes are read before anything is moved, so that the page is laid out once.
  const moves = [...rows()].flatMap(measured);
  const names = [...rows()].flatMap(beside);
  for (const { list, gap } of names) list.style.paddingTop = `${gap}px`;
  for (const { stripe, top, height } of moves) {
    stripe.setAttribute("y", String(top));
    stripe.setAttribute("height", String(height));
  }
}

/** @param {HTMLElement} row */
function measured(row) {
  const lanes = row.querySelector("svg.lanes");
  const whole = lanes?.getBoundingClientRect();
  if (!lanes || !whole?.height) return [];
  const share = (/** @type {number} */ y) => Math.max(0, Math.min(1000, (1000 * (y - whole.top)) / whole.height));
  const words = row.querySelector("p[data-sentences]");
  const from = Number(row.dataset.from);
  const to = from + [...(words?.textContent ?? "")].length;
  return [...lanes.querySelectorAll(".stripe")].flatMap((stripe) => {
    const { start, end } = /** @type {SVGElement} */ (stripe).dataset;
    const span = { start: Math.max(from, Number(start)), end: Math.min(to, Number(end)) };
    const boxes = rangeOf(span)?.getClientRects();
    if (!boxes?.length) return [];
    const top = share(Math.min(...[...boxes].map((box) => box.top)));
    const foot = share(Math.max(...[...boxes].map((box) => box.bottom)));
    return [{ stripe, top, height: Math.max(8, foot - top) }];
  });
}

/**
 * Names stand beside the line where the first of their stripes begins, where they fit.
 *
 * @param {HTMLElement} row
 */
function beside(row) {
  const list = /** @type {HTMLElement | null} */ (row.querySelector(".begin"));
  const first = /** @type {HTMLElement | null} */ (list?.querySelector("li") ?? null);
  if (!list || !first) return [];
  const starts = [...list.querySelectorAll("li")].map((name) => Number(name.dataset.start));
  const start = Math.min(...starts);
  const line = rangeOf({ start, end: start + 1 })?.getBoundingClientRect();
  const [box, whole] = [list.getBoundingClientRect(), row.getBoundingClientRect()];
  const names = [...list.children].reduce((sum, name) => sum + name.getBoundingClientRect().height, 0);
  // Where names stand below the words they have no lines.
  const isBelow = getComputedStyle(list).display === "flex";
  const wanted = isBelow || !line ? 0 : Math.min(line.top - box.top, whole.height - names);
  return [{ list, gap: isBelow ? 0 : Math.max(4, wanted) }];
}
