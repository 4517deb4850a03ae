/** Moves the stripes in the margin to the lines where their words are, row by row as they come
 * into sight. Until then they stand where the share of the words says. */

import { onRedrawn } from "./apply.js";

const rows = /** @type {HTMLElement} */ (document.getElementById("rows"));

const sight = new IntersectionObserver(
  (entries) => {
    // All boxes are read before any stripe is moved, so that the page is laid out once.
    const moves = entries.filter((entry) => entry.isIntersecting).flatMap((entry) => measured(/** @type {HTMLElement} */ (entry.target)));
    for (const [stripe, top, height] of moves) {
      stripe.setAttribute("y", String(top));
      stripe.setAttribute("height", String(height));
    }
  },
  { rootMargin: "200px" },
);

/**
 * @param {HTMLElement} row
 * @returns {[Element, number, number][]}
 */
function measured(row) {
  const lanes = row.querySelector("svg.lanes");
  if (!lanes) return [];
  const whole = lanes.getBoundingClientRect();
  if (whole.height === 0) return [];
  /** @type {Map<string, [number, number]>} */
  const reach = new Map();
  for (const run of row.querySelectorAll(".run")) {
    const boxes = run.getClientRects();
    if (boxes.length === 0) continue;
    const [top, bottom] = [boxes[0].top, boxes[boxes.length - 1].bottom];
    for (const coding of (run.getAttribute("data-codings") ?? "").split(" ")) {
      const known = reach.get(coding);
      reach.set(coding, known ? [Math.min(known[0], top), Math.max(known[1], bottom)] : [top, bottom]);
    }
  }
  /** @type {[Element, number, number][]} */
  const moves = [];
  for (const stripe of lanes.querySelectorAll("rect")) {
    const lines = reach.get(stripe.getAttribute("data-coding") ?? "");
    if (!lines) continue;
    const share = (/** @type {number} */ y) => Math.max(0, Math.min(1000, (1000 * (y - whole.top)) / whole.height));
    const next = row.nextElementSibling?.querySelector(`rect[data-coding="${stripe.getAttribute("data-coding")}"]`);
    const top = share(lines[0]);
    // A stripe that goes on below reaches to the foot of its row.
    moves.push([stripe, top, Math.max(8, (next ? 1000 : share(lines[1])) - top)]);
  }
  return moves;
}

function watch() {
  for (const row of rows.children) {
    if (row.querySelector("svg.lanes")) sight.observe(row);
  }
}

watch();
onRedrawn(watch);
window.addEventListener("resize", () => {
  sight.disconnect();
  watch();
});
