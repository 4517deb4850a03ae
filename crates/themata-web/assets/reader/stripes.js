/** Moves the stripes in the margin, and the names behind them, to the lines where their words
 * are, row by row as they come into sight. Until then they stand where the share of the words
 * says. */

import { onRedrawn } from "./apply.js";

const rows = /** @type {HTMLElement} */ (document.getElementById("rows"));

/** @typedef {{ stripe: Element, top: number, height: number }} Move */
/** @typedef {{ list: HTMLElement, gaps: [HTMLElement, number][], more: number }} Naming */

const sight = new IntersectionObserver(
  (entries) => {
    // All boxes are read before anything is moved, so that the page is laid out once.
    const seen = entries.filter((entry) => entry.isIntersecting).map((entry) => measured(/** @type {HTMLElement} */ (entry.target)));
    for (const { stripe, top, height } of seen.flatMap((row) => row.moves)) {
      // On paper lines break elsewhere: there the share of the words is all that is known.
      if (!stripe.hasAttribute("data-share")) stripe.setAttribute("data-share", `${stripe.getAttribute("y")} ${stripe.getAttribute("height")}`);
      stripe.setAttribute("y", String(top));
      stripe.setAttribute("height", String(height));
    }
    for (const { list, gaps, more } of seen.flatMap((row) => row.naming)) {
      for (const [name, gap] of gaps) name.style.marginTop = gap ? `${gap}px` : "";
      if (more > 0) list.dataset.more = String(more);
      else delete list.dataset.more;
    }
  },
  { rootMargin: "200px" },
);

/**
 * @param {HTMLElement} row
 * @returns {{ moves: Move[], naming: Naming[] }}
 */
function measured(row) {
  const lanes = row.querySelector("svg.lanes");
  const whole = lanes?.getBoundingClientRect();
  if (!lanes || !whole?.height) return { moves: [], naming: [] };
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
  const share = (/** @type {number} */ y) => Math.max(0, Math.min(1000, (1000 * (y - whole.top)) / whole.height));
  /** @type {Move[]} */
  const moves = [];
  for (const stripe of lanes.querySelectorAll("rect[data-coding]")) {
    const coding = stripe.getAttribute("data-coding") ?? "";
    const lines = reach.get(coding);
    if (!lines) continue;
    const goesOn = (/** @type {Element | null} */ other) => other?.querySelector(`.lanes [data-coding="${coding}"]`) != null;
    // A stripe that comes from above or goes on below reaches to the edge of its row.
    const top = goesOn(row.previousElementSibling) ? 0 : share(lines[0]);
    const foot = goesOn(row.nextElementSibling) ? 1000 : share(lines[1]);
    moves.push({ stripe, top, height: Math.max(8, foot - top) });
  }
  const list = /** @type {HTMLElement | null} */ (row.querySelector("ul.names"));
  return { moves, naming: list ? [beside(list, whole, reach)] : [] };
}

/**
 * Where names stand: each beside the line where its stripe begins, below the one before, and all
 * of them in the row if they can be.
 *
 * @param {HTMLElement} list
 * @param {DOMRect} whole
 * @param {Map<string, [number, number]>} reach
 * @returns {Naming}
 */
function beside(list, whole, reach) {
  const names = /** @type {HTMLElement[]} */ ([...list.children]);
  const box = list.getBoundingClientRect();
  // Where names stand below the words, they have no lines.
  if (box.left < whole.right) return { list, gaps: names.map((name) => [name, 0]), more: 0 };
  const heights = names.map((name) => name.getBoundingClientRect().height);
  let rest = heights.reduce((sum, height) => sum + height, 0);
  const more = rest > box.height + 1 ? names.length - Math.floor(Math.max(0, box.height - 20) / (heights[0] || 1)) : 0;
  let foot = 0;
  /** @type {[HTMLElement, number][]} */
  const gaps = names.map((name, at) => {
    const lines = reach.get(name.querySelector("button")?.dataset.coding ?? "");
    const wanted = lines ? lines[0] - box.top : foot;
    const gap = Math.max(0, Math.round(Math.min(wanted - foot, box.height - foot - rest)));
    foot += gap + heights[at];
    rest -= heights[at];
    return [name, gap];
  });
  return { list, gaps, more };
}

function watch() {
  for (const row of rows.children) {
    if (row.querySelector(".lanes rect[data-coding]")) sight.observe(row);
  }
}

function again() {
  sight.disconnect();
  watch();
}

watch();
onRedrawn(watch);
window.addEventListener("resize", again);
window.addEventListener("beforeprint", () => {
  sight.disconnect();
  for (const stripe of rows.querySelectorAll("[data-share]")) {
    const [top, height] = (stripe.getAttribute("data-share") ?? "").split(" ");
    stripe.setAttribute("y", top);
    stripe.setAttribute("height", height);
  }
});
window.addEventListener("afterprint", again);
