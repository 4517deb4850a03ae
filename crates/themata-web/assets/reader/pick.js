/**
 * What is picked: a stretch of the transcript that codes are going to be applied to. It is kept
 * apart from the browser's selection, so that it stays when one types elsewhere.
 */

import { paragraphOf, placeOf, rangeOf, rowAt, rowOf, spanOf, unitsOf } from "./places.js";

/** @typedef {import("./places.js").Span} Span */

/** @type {Span | null} */
let picked = null;
/** @type {(() => void)[]} */
const listeners = [];
const grips = /** @type {HTMLElement} */ (document.getElementById("grips"));
const rows = /** @type {HTMLElement} */ (document.getElementById("rows"));
const palette = /** @type {HTMLElement} */ (document.getElementById("palette"));

/** What is picked now. */
export function pick() {
  return picked;
}

/** @param {() => void} listener */
export function onPick(listener) {
  listeners.push(listener);
}

/**
 * Picks a stretch, or nothing.
 *
 * @param {Span | null} span
 * @param {{ scroll?: boolean }} [how]
 */
export function choose(span, how = {}) {
  picked = span && span.end > span.start ? span : null;
  draw();
  if (picked) current(rowAt(picked.start));
  listeners.forEach((listener) => listener());
  const isCovered = getComputedStyle(palette).position === "fixed";
  if (picked && (how.scroll || isCovered)) reveal(picked, isCovered);
}

/**
 * Brings a stretch into sight, between the head of the page and the codes if they cover it.
 *
 * @param {Span} span
 * @param {boolean} isCovered
 */
function reveal(span, isCovered) {
  const box = rangeOf(span)?.getBoundingClientRect();
  if (!box) return;
  const top = (document.querySelector(".head")?.getBoundingClientRect().bottom ?? 0) + 8;
  const bottom = (isCovered ? palette.getBoundingClientRect().top : window.innerHeight) - 32;
  if (box.top < top || box.height > bottom - top) window.scrollBy(0, box.top - top);
  else if (box.bottom > bottom) window.scrollBy(0, box.bottom - bottom);
}

// Rows are laid out as they come near, which moves what is below them; the grips go along.
new ResizeObserver(() => {
  if (picked) draw();
}).observe(rows);

/** Draws what is picked anew, for instance when rows were replaced. */
export function draw() {
  const range = picked && rangeOf(picked);
  if (!picked || !range) {
    CSS.highlights?.delete("picked");
    grips.hidden = true;
    return;
  }
  CSS.highlights?.set("picked", new Highlight(range));
  const [first, last] = [edge(picked, "start"), edge(picked, "end")];
  grips.hidden = !first || !last;
  if (!first || !last) return;
  place("start", first.x, first.y);
  place("end", last.x, last.y);
}

/**
 * Where an end of a stretch is on the page: beside its first or last letter, on the side from
 * which that letter's words come or to which they go.
 *
 * @param {Span} span
 * @param {"start" | "end"} end
 */
function edge(span, end) {
  const one = end === "start" ? { start: span.start, end: span.start + 1 } : { start: span.end - 1, end: span.end };
  const letter = rangeOf(one);
  const boxes = letter?.getClientRects();
  if (!letter || !boxes?.length) return null;
  const box = end === "start" ? boxes[0] : boxes[boxes.length - 1];
  const words = letter.toString();
  const leftwards = /\p{L}|\p{N}/u.test(words) ? LEFTWARDS.test(words) : isLeftwards(one.start);
  return { x: leftwards === (end === "start") ? box.right : box.left, y: box.bottom };
}

/** Letters of the scripts that are written from right to left. */
const LEFTWARDS = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;

/**
 * Whether the words around a place run from right to left.
 *
 * @param {number} place
 */
export function isLeftwards(place) {
  const paragraph = rowAt(place)?.querySelector("p[data-sentences]");
  return paragraph ? getComputedStyle(paragraph).direction === "rtl" : false;
}

/**
 * Moves an end as an arrow points: to the left is onwards where words run to the left.
 *
 * @param {"start" | "end"} end
 * @param {1 | -1} way 1 for the arrow to the right
 */
export function point(end, way) {
  if (!picked) return;
  const inside = end === "start" ? picked.start : picked.end - 1;
  move(end, isLeftwards(inside) ? (way > 0 ? -1 : 1) : way);
}

/**
 * @param {string} end
 * @param {number} left
 * @param {number} top
 */
function place(end, left, top) {
  const grip = /** @type {HTMLElement | null} */ (grips.querySelector(`[data-end="${end}"]`));
  if (!grip) return;
  grip.style.left = `${left + window.scrollX}px`;
  grip.style.top = `${top + window.scrollY}px`;
}

/**
 * The row that keys act on.
 *
 * @param {HTMLElement | null} [row]
 * @returns {HTMLElement | null}
 */
export function current(row) {
  const before = /** @type {HTMLElement | null} */ (rows.querySelector(".row[data-current]"));
  if (!row) return before ?? firstInSight();
  if (row !== before) {
    before?.removeAttribute("data-current");
    row.dataset.current = "";
  }
  return row;
}

/** The first row that can be seen under the head of the page. */
export function firstInSight() {
  const head = 60;
  for (const row of rows.children) {
    if (row.getBoundingClientRect().bottom > head) return /** @type {HTMLElement} */ (row);
  }
  return null;
}

/** Takes over what the browser has selected, widened to whole words. */
export function takeSelection() {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return false;
  const range = selection.getRangeAt(0);
  if (!rows.contains(range.commonAncestorContainer)) return false;
  const start = placeOf(range.startContainer, range.startOffset);
  const end = placeOf(range.endContainer, range.endOffset);
  if (start === null || end === null || end <= start) return false;
  choose(widened({ start, end }));
  selection.removeAllRanges();
  return true;
}

/**
 * A stretch with no word cut through. The server says it for good when a code is applied.
 *
 * @param {Span} span
 * @returns {Span}
 */
export function widened(span) {
  const first = rowAt(span.start)?.querySelector("p[data-sentences]");
  const last = rowAt(span.end - 1)?.querySelector("p[data-sentences]");
  const words = (/** @type {Element | null | undefined} */ paragraph) =>
    paragraph ? unitsOf(/** @type {HTMLElement} */ (paragraph), "word") : [];
  const starts = words(first).find((word) => word.start < span.start && span.start < word.end);
  const ends = words(last).find((word) => word.start < span.end && span.end < word.end);
  return { start: starts?.start ?? span.start, end: ends?.end ?? span.end };
}

/**
 * Moves an end of what is picked by a word.
 *
 * @param {"start" | "end"} end
 * @param {1 | -1} way
 */
export function move(end, way) {
  if (!picked) return;
  const edges = edgesAround(picked[end]);
  const place = picked[end];
  const next =
    way > 0
      ? edges.find((word) => word[end] > place)?.[end]
      : edges.findLast((word) => word[end] < place)?.[end];
  if (next === undefined) return;
  const moved = { ...picked, [end]: next };
  if (moved.end > moved.start) choose(moved, { scroll: true });
}

/**
 * The words of the rows around a place.
 *
 * @param {number} place
 */
function edgesAround(place) {
  const row = rowAt(place);
  const near = [row?.previousElementSibling, row, row?.nextElementSibling];
  return near.flatMap((row) => {
    const paragraph = /** @type {HTMLElement | null} */ (row?.querySelector("p[data-sentences]") ?? null);
    return paragraph ? unitsOf(paragraph, "word") : [];
  });
}

/** Picks the next sentence: of what is picked, or the first of the current row. */
export function sentence() {
  const row = current();
  const paragraph = /** @type {HTMLElement | null} */ (row?.querySelector("p[data-sentences]") ?? null);
  if (!row || !paragraph) return;
  const sentences = unitsOf(paragraph, "sentence");
  const now = picked;
  const here = now ? sentences.findIndex((span) => span.start <= now.start && now.start < span.end) : -1;
  if (!now || here < 0) return choose(sentences[0] ?? null, { scroll: true });
  const isWhole = now.end === sentences[here].end && now.start === sentences[here].start;
  if (!isWhole) return choose(sentences[here], { scroll: true });
  if (here + 1 < sentences.length) return choose(sentences[here + 1], { scroll: true });
  const next = /** @type {HTMLElement | null} */ (row.nextElementSibling?.querySelector("p[data-sentences]") ?? null);
  if (next) choose(unitsOf(next, "sentence")[0] ?? null, { scroll: true });
}

/** Adds the next sentence to what is picked. */
export function sentenceMore() {
  if (!picked) return sentence();
  const row = rowAt(picked.end - 1);
  const paragraphs = [row, row?.nextElementSibling].map((row) => row?.querySelector("p[data-sentences]"));
  const ends = paragraphs.flatMap((paragraph) => (paragraph ? unitsOf(/** @type {HTMLElement} */ (paragraph), "sentence") : []));
  const next = ends.find((span) => picked && span.end > picked.end);
  if (next) choose({ start: picked.start, end: next.end }, { scroll: true });
}

/** Picks the whole turn in which the current row is. */
export function turn() {
  const row = current();
  if (!row) return;
  let first = row;
  while (!first.classList.contains("opens") && first.previousElementSibling) {
    first = /** @type {HTMLElement} */ (first.previousElementSibling);
  }
  let last = first;
  while (last.nextElementSibling && !last.nextElementSibling.classList.contains("opens")) {
    last = /** @type {HTMLElement} */ (last.nextElementSibling);
  }
  const [from, to] = [first, last].map((row) => /** @type {HTMLElement} */ (row.querySelector("p[data-sentences]")));
  choose({ start: spanOf(from).start, end: spanOf(to).end }, { scroll: true });
}

// Ends are dragged by their grips, with mouse, pen or finger.
for (const grip of grips.querySelectorAll(".grip")) {
  const end = /** @type {"start" | "end"} */ (/** @type {HTMLElement} */ (grip).dataset.end);
  grip.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    /** @param {PointerEvent} event */
    const drag = (event) => {
      grips.style.pointerEvents = "none";
      const place = placeUnder(event.clientX, event.clientY - 12);
      grips.style.pointerEvents = "";
      if (place === null || !picked) return;
      const moved = { ...picked, [end]: place };
      if (moved.end > moved.start) choose(widened(moved));
    };
    const done = () => {
      document.removeEventListener("pointermove", drag);
      listeners.forEach((listener) => listener());
    };
    document.addEventListener("pointermove", drag);
    document.addEventListener("pointerup", done, { once: true });
    document.addEventListener("pointercancel", done, { once: true });
  });
  grip.addEventListener("keydown", (event) => {
    const key = /** @type {KeyboardEvent} */ (event).key;
    if (key !== "ArrowLeft" && key !== "ArrowRight") return;
    event.preventDefault();
    event.stopPropagation();
    point(end, key === "ArrowRight" ? 1 : -1);
  });
}

/**
 * The place of the document under a point of the window.
 *
 * @param {number} x
 * @param {number} y
 */
function placeUnder(x, y) {
  const caret = document.caretPositionFromPoint?.(x, y);
  if (caret) return paragraphOf(caret.offsetNode) ? placeOf(caret.offsetNode, caret.offset) : null;
  const range = document.caretRangeFromPoint?.(x, y);
  return range && paragraphOf(range.startContainer) ? placeOf(range.startContainer, range.startOffset) : null;
}

window.addEventListener("resize", draw);
document.addEventListener("pointerup", (event) => {
  if (event.target instanceof Element && event.target.closest(".grip, #palette, #coding, .names, #whose")) return;
  // The browser changes its selection only after this.
  window.setTimeout(() => {
    if (!takeSelection() && event.target instanceof Element) current(rowOf(event.target));
  });
});

// A finger that selects words belongs to the browser: nothing is told of its end, only that the
// selection changed. What is selected is taken over once the finger is up or rests.
let byFinger = false;
let isDown = false;
let rest = 0;
const takeOver = () => {
  if (byFinger && !isDown) takeSelection();
};
document.addEventListener("pointerdown", (event) => {
  byFinger = event.pointerType === "touch";
});
document.addEventListener("touchstart", () => {
  isDown = true;
}, { passive: true });
for (const end of ["touchend", "touchcancel"]) {
  document.addEventListener(end, () => {
    isDown = false;
    window.clearTimeout(rest);
    rest = window.setTimeout(takeOver, 300);
  });
}
document.addEventListener("selectionchange", () => {
  window.clearTimeout(rest);
  rest = window.setTimeout(takeOver, 600);
});
