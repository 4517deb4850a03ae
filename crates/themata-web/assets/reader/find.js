/** Finding words in the transcript, every place at once. */

import { keys } from "../parts/keys.js";
import { choose } from "./pick.js";
import { placeOf } from "./places.js";

const rows = /** @type {HTMLElement} */ (document.getElementById("rows"));

/** @type {Range[]} */
let places = [];
let here = -1;

const bar = document.createElement("form");
bar.id = "find";
bar.hidden = true;
bar.setAttribute("role", "search");
const input = document.createElement("input");
input.type = "search";
input.setAttribute("aria-label", "Find in this transcript");
input.placeholder = "Find in this transcript";
const count = document.createElement("output");
const close = document.createElement("button");
close.type = "button";
close.textContent = "Close";
bar.append(input, count, close);
rows.before(bar);

/** Letters as they are compared: without case and accents, as many units as before. @param {string} words */
function plain(words) {
  return [...words]
    .map((point) => {
      const folded = point.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
      return folded.length === point.length ? folded : point;
    })
    .join("");
}

function find() {
  const wanted = plain(input.value.trim());
  places = [];
  here = -1;
  for (const paragraph of wanted.length > 1 ? rows.querySelectorAll("p[data-sentences]") : []) {
    const words = plain(paragraph.textContent ?? "");
    for (let at = words.indexOf(wanted); at >= 0; at = words.indexOf(wanted, at + wanted.length)) {
      const range = rangeIn(paragraph, at, at + wanted.length);
      if (range) places.push(range);
    }
  }
  CSS.highlights?.set("found", new Highlight(...places));
  go(1);
}

/** @param {Element} paragraph @param {number} start @param {number} end */
function rangeIn(paragraph, start, end) {
  const range = document.createRange();
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  let before = 0;
  let begun = false;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const length = /** @type {Text} */ (node).data.length;
    if (!begun && start < before + length) {
      range.setStart(node, start - before);
      begun = true;
    }
    if (begun && end <= before + length) {
      range.setEnd(node, end - before);
      return range;
    }
    before += length;
  }
  return null;
}

/** @param {1 | -1} way */
function go(way) {
  if (places.length === 0) {
    count.textContent = input.value.trim().length > 1 ? "nowhere" : "";
    CSS.highlights?.delete("found-here");
    return;
  }
  here = (here + way + places.length) % places.length;
  count.textContent = `${here + 1} of ${places.length}`;
  const place = places[here];
  CSS.highlights?.set("found-here", new Highlight(place));
  place.startContainer.parentElement?.scrollIntoView({ block: "center" });
}

function shut() {
  const place = places[here];
  bar.hidden = true;
  CSS.highlights?.delete("found");
  CSS.highlights?.delete("found-here");
  // What was found last is picked, so that it can be coded.
  if (place) {
    const start = placeOf(place.startContainer, place.startOffset);
    const end = placeOf(place.endContainer, place.endOffset);
    if (start !== null && end !== null) choose({ start, end });
  }
  rows.focus({ preventScroll: true });
}

input.addEventListener("input", find);
bar.addEventListener("submit", (event) => {
  event.preventDefault();
  go(1);
});
input.addEventListener("keydown", (event) => {
  if (event.key === "Escape") shut();
  else if (event.key === "Enter" && event.shiftKey) go(-1);
  else return;
  event.preventDefault();
  event.stopPropagation();
});
close.addEventListener("click", shut);

keys([
  {
    keys: "/",
    says: "find in this transcript (Ctrl F finds with the browser)",
    act: () => {
      bar.hidden = false;
      input.focus();
      input.select();
    },
  },
]);
