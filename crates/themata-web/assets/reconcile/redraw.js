/** Redraws: other words than anyone marked, with a code and a valence. */

import { choose, draw, move, onPick, pick } from "../reader/pick.js";
import { say } from "../parts/say.js";
import { decide } from "./decide.js";
import { current, onLeave, onShown } from "./swap.js";

const form = /** @type {HTMLFormElement} */ (document.getElementById("palette"));
const code = /** @type {HTMLSelectElement} */ (document.getElementById("redraw-code"));
const common = /** @type {HTMLElement} */ (document.getElementById("redraw-valence"));
const may = (document.body.dataset.may ?? "").split(" ").includes("code");

export const isRedrawing = () => !form.hidden;

/** @returns {NodeListOf<HTMLInputElement>} */
const valences = () => form.querySelectorAll('[name="valence"]');

/** Begins with all that anyone marked, or with what is picked already. */
export function begin() {
  const { number, start, end } = current();
  if (!number || !may) return;
  const fresh = form.hidden;
  form.hidden = false;
  if (fresh) for (const one of valences()) one.checked = !("differs" in common.dataset) && one.value === (common.dataset.valence ?? "");
  if (!pick()) choose({ start, end }, { scroll: true });
  form.scrollIntoView({ block: "nearest" });
}

export function leave() {
  form.hidden = true;
  choose(null);
}

/** @param {"start" | "end"} end @param {1 | -1} way */
export function shift(end, way) {
  if (!isRedrawing()) begin();
  move(end, way);
}

function send() {
  const span = pick();
  if (!span) return say("Pick the words that are to carry the code.");
  if (!code.value) {
    code.focus();
    return say("The coders’ codes differ: choose which holds.");
  }
  const valence = [...valences()].find((one) => one.checked)?.value;
  if (valence === undefined) {
    valences()[0]?.focus();
    return say("The coders’ valences differ: choose which holds.");
  }
  decide({ verdict: "redraw", redraw: { ...span, code: Number(code.value), valence }, after: leave });
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  send();
});
// Enter redraws, unless it presses what has the focus.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.defaultPrevented || event.isComposing || !isRedrawing()) return;
  const focused = document.activeElement;
  if (focused?.closest("button, a, textarea, summary, dialog, #narrow, #decide")) return;
  event.preventDefault();
  send();
});
// Whoever picks words with the mouse means to redraw.
onPick(() => {
  if (pick() && form.hidden && may) begin();
});
onLeave(leave);
onShown(draw);
