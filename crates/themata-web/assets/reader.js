/** A transcript to read and code: what can be done with keys, and how the parts hang together. */

import { keys } from "./parts/keys.js";
import { onMoment } from "./parts/live.js";
import { say } from "./parts/say.js";
import { catchUp } from "./reader/apply.js";
import { keepEnds, leaveEnds } from "./reader/card.js";
import { choose, current, move, pick, point, sentence, sentenceMore, turn } from "./reader/pick.js";
import { openPalette } from "./reader/palette.js";
import "./reader/stripes.js";
import "./reader/find.js";
import "./reader/lanes.js";
import "./reader/memos.js";
import "./reader/assigned.js";

const rows = /** @type {HTMLElement} */ (document.getElementById("rows"));

// What is written to other documents changes nothing here.
const own = document.getElementById("reader")?.dataset.document ?? "";
onMoment((moment, documents) => {
  if (!documents || documents.includes(own)) void catchUp(moment);
});
document.addEventListener("turned-back", () => catchUp());

/** @param {1 | -1} way */
function step(way) {
  const here = current();
  const next = /** @type {HTMLElement | null} */ (way > 0 ? here?.nextElementSibling : here?.previousElementSibling);
  const row = current(here?.hasAttribute("data-current") ? (next ?? here) : here);
  row?.scrollIntoView({ block: "nearest" });
}

/** Goes to the next row for which a test holds.
 *
 * @param {1 | -1} way
 * @param {(row: Element) => boolean} test
 * @param {string} otherwise
 */
function go(way, test, otherwise) {
  const here = current();
  const along = (/** @type {Element | null} */ row) => (way > 0 ? row?.nextElementSibling : row?.previousElementSibling) ?? null;
  for (let row = along(here); row; row = along(row)) {
    if (test(row)) {
      current(/** @type {HTMLElement} */ (row));
      row.scrollIntoView({ block: "center" });
      return;
    }
  }
  say(otherwise);
}

/** @param {Element} row */
const isUncoded = (row) => !row.classList.contains("asks") && !row.querySelector(".lanes [data-coding]:not(.proposed)");

/** The code that was looked at last: of the card, or of the current row. */
function codeHere() {
  const lit = rows.querySelector(".names [data-lit]") ?? current()?.querySelector(".names [data-code]");
  return lit?.getAttribute("data-code") ?? null;
}

/** @param {1 | -1} way */
function sameCode(way) {
  const code = codeHere();
  if (!code) return say("Go to a coding first: the next of its code is found from there.");
  go(way, (row) => row.querySelector(`.names [data-code="${code}"]`) !== null, "There is no further coding of this code.");
}

keys([
  { keys: "j, ↓", says: "next paragraph", act: () => step(1) },
  { keys: "k, ↑", says: "paragraph before", act: () => step(-1) },
  { keys: "s", says: "pick a sentence; again for the next", act: sentence },
  { keys: "Shift S", says: "add the next sentence", act: sentenceMore },
  { keys: "t", says: "pick the turn", act: turn },
  { keys: "]", says: "move the end by a word outwards", act: () => move("end", 1) },
  { keys: "[", says: "move the end by a word inwards", act: () => move("end", -1) },
  { keys: "}", says: "move the beginning by a word inwards", act: () => move("start", 1) },
  { keys: "{", says: "move the beginning by a word outwards", act: () => move("start", -1) },
  { keys: "→", says: "move the end by a word to the right", act: () => point("end", 1) },
  { keys: "←", says: "move the end by a word to the left", act: () => point("end", -1) },
  { keys: "Shift →", says: "move the beginning by a word to the right", act: () => point("start", 1) },
  { keys: "Shift ←", says: "move the beginning by a word to the left", act: () => point("start", -1) },
  { keys: "n", says: "next passage that is not coded", act: () => go(1, isUncoded, "Everything behind this is coded.") },
  { keys: "Shift N", says: "passage before that is not coded", act: () => go(-1, isUncoded, "Everything before this is coded.") },
  { keys: ".", says: "next coding of this code", act: () => sameCode(1) },
  { keys: ",", says: "coding of this code before", act: () => sameCode(-1) },
  {
    keys: "Enter",
    says: "keep changed ends, or find a code for what is picked",
    act: () => {
      if (!keepEnds() && pick()) openPalette();
    },
  },
  {
    keys: "Esc",
    says: "put away what is picked",
    act: () => {
      leaveEnds();
      choose(null);
    },
  },
]);

// An address may name a passage: `#at-120-180`.
const named = /^#at-(\d+)-(\d+)$/.exec(window.location.hash);
if (named) {
  const [start, end] = [Number(named[1]), Number(named[2])];
  choose({ start, end });
  current()?.scrollIntoView({ block: "center" });
}
