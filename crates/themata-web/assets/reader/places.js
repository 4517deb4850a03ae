/**
 * Between the page and the text: places are code points of the document, as everywhere else;
 * the browser counts UTF-16 units within its own nodes.
 */

/** @typedef {{ start: number, end: number }} Span */

const rows = () => /** @type {HTMLElement} */ (document.getElementById("rows"));

/**
 * The paragraph of words that a node stands in.
 *
 * @param {Node | null} node
 * @returns {HTMLElement | null}
 */
export function paragraphOf(node) {
  const element = node instanceof Element ? node : node?.parentElement;
  return element?.closest("p[data-sentences]") ?? null;
}

/**
 * The row that a node stands in.
 *
 * @param {Node | null} node
 * @returns {HTMLElement | null}
 */
export function rowOf(node) {
  const element = node instanceof Element ? node : node?.parentElement;
  return element?.closest(".row") ?? null;
}

/** @param {HTMLElement} paragraph */
export function beginningOf(paragraph) {
  return Number(rowOf(paragraph)?.dataset.from ?? 0);
}

/** @param {string} words */
export function points(words) {
  let count = 0;
  for (const _ of words) count += 1;
  return count;
}

/**
 * The stretch of a paragraph.
 *
 * @param {HTMLElement} paragraph
 * @returns {Span}
 */
export function spanOf(paragraph) {
  const start = beginningOf(paragraph);
  return { start, end: start + points(paragraph.textContent ?? "") };
}

/**
 * The place in the document of a place in the page. What lies outside words is the nearest end
 * of a paragraph.
 *
 * @param {Node} node
 * @param {number} offset
 * @returns {number | null}
 */
export function placeOf(node, offset) {
  const paragraph = paragraphOf(node);
  if (!paragraph) {
    const row = rowOf(node) ?? rowOf(node.childNodes[offset] ?? null);
    const words = row?.querySelector("p[data-sentences]");
    return words ? beginningOf(/** @type {HTMLElement} */ (words)) : null;
  }
  const range = document.createRange();
  range.setStart(paragraph, 0);
  range.setEnd(node, offset);
  return beginningOf(paragraph) + points(range.toString());
}

/**
 * Where a place of the document is in the page.
 *
 * @param {number} place
 * @param {boolean} isEnd whether what is before it is meant
 * @returns {{ node: Text, offset: number } | null}
 */
export function pointAt(place, isEnd) {
  const row = rowAt(isEnd ? Math.max(0, place - 1) : place);
  const paragraph = row?.querySelector("p[data-sentences]");
  if (!row || !paragraph) return null;
  let rest = place - Number(row.dataset.from);
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  let last = null;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = /** @type {Text} */ (node);
    const length = points(text.data);
    if (rest < length || (isEnd && rest === length)) {
      let offset = 0;
      for (const point of text.data) {
        if (rest === 0) break;
        offset += point.length;
        rest -= 1;
      }
      return { node: text, offset };
    }
    rest -= length;
    last = text;
  }
  return last && { node: last, offset: last.data.length };
}

/**
 * The row in which a place of the document lies, or the last before it.
 *
 * @param {number} place
 * @returns {HTMLElement | null}
 */
export function rowAt(place) {
  const all = /** @type {HTMLCollectionOf<HTMLElement>} */ (rows().children);
  let [from, to] = [0, all.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (Number(all[middle].dataset.from) <= place) from = middle + 1;
    else to = middle;
  }
  return from > 0 ? all[from - 1] : null;
}

/**
 * The range in the page of a stretch of the document.
 *
 * @param {Span} span
 * @returns {Range | null}
 */
export function rangeOf(span) {
  const [start, end] = [pointAt(span.start, false), pointAt(span.end, true)];
  if (!start || !end) return null;
  const range = document.createRange();
  range.setStart(start.node, start.offset);
  range.setEnd(end.node, end.offset);
  return range;
}

/**
 * The words of a stretch of the document, without who says them.
 *
 * @param {Span} span
 */
export function wordsOf(span) {
  const said = [];
  for (let row = /** @type {Element | null} */ (rowAt(span.start)); row; row = row.nextElementSibling) {
    const from = Number(/** @type {HTMLElement} */ (row).dataset.from);
    if (from >= span.end) break;
    const words = [...(row.querySelector("p[data-sentences]")?.textContent ?? "")];
    said.push(words.slice(Math.max(0, span.start - from), span.end - from).join(""));
  }
  return said.join("\n");
}

/**
 * Where words, sentences or turns begin and end in a paragraph, as places of the document.
 *
 * @param {HTMLElement} paragraph
 * @param {"word" | "sentence"} unit
 * @returns {Span[]}
 */
export function unitsOf(paragraph, unit) {
  const from = beginningOf(paragraph);
  const words = paragraph.textContent ?? "";
  if (unit === "sentence") {
    const starts = (paragraph.dataset.sentences ?? "0").split(" ").filter(Boolean).map(Number);
    const all = points(words);
    return starts.map((start, at) => {
      const end = starts[at + 1] ?? all;
      const said = [...words].slice(start, end).join("").trimEnd();
      return { start: from + start, end: from + start + points(said) };
    });
  }
  /** @type {Span[]} */
  const spans = [];
  let place = from;
  for (const piece of new Intl.Segmenter(undefined, { granularity: "word" }).segment(words)) {
    const length = points(piece.segment);
    if (piece.isWordLike) spans.push({ start: place, end: place + length });
    place += length;
  }
  return spans;
}
