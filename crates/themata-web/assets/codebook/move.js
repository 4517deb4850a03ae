/** Moving codes in the tree: by dragging, by cutting and putting in, by steps. */

import { say } from "../parts/say.js";
import { act } from "./renew.js";

const book = document.getElementById("codebook");
const rows = () => /** @type {HTMLElement[]} */ ([...document.querySelectorAll("#tree .code")].filter((row) => !row.closest("li[hidden]")));
/** @param {string | undefined} code */
const row = (code) => /** @type {HTMLElement | null} */ (document.querySelector(`#tree .code[data-code="${code}"]`));

/** The code that keys mean: the one in the tree that has the focus, else the one that is open. @returns {HTMLElement | null} */
export function codeHere() {
  const focused = /** @type {HTMLElement | null | undefined} */ (document.activeElement?.closest("#tree .code"));
  return focused ?? /** @type {HTMLElement | null} */ (document.querySelector("#tree .code[data-open]"));
}

/** Goes to the code before or behind. @param {1 | -1} way */
export function step(way) {
  const all = rows();
  const here = codeHere();
  const next = here ? all[all.indexOf(here) + way] : all[way > 0 ? 0 : all.length - 1];
  /** @type {HTMLElement | null | undefined} */ (next?.querySelector("a.called"))?.focus();
}

/** @param {string} code @param {string | null} under */
function move(code, under) {
  carried = null;
  mark();
  return act(`${code}/move`, { under: under === null ? null : Number(under) });
}

/** The code that was cut. @type {string | null} */
let carried = null;

function mark() {
  for (const known of document.querySelectorAll("[data-carried]")) known.removeAttribute("data-carried");
  if (carried) row(carried)?.setAttribute("data-carried", "");
}
document.addEventListener("renewed", mark);

/** Cuts the code that is meant, or lets go of it. */
export function carry() {
  const here = codeHere();
  if (carried) {
    const name = row(carried)?.dataset.name;
    carried = null;
    mark();
    return say(`“${name}” stays where it is.`);
  }
  if (!here) return say("Go to a code first: j and k go through the tree.");
  carried = here.dataset.code ?? null;
  mark();
  say(`“${here.dataset.name}” is cut: go where it shall stand and press p, or Shift P for the top. Esc lets go.`);
}

/** Puts the cut code under the one that is meant, or at the top. @param {boolean} atTop */
export function put(atTop) {
  if (!carried) return say("Cut a code first with x.");
  const here = codeHere();
  if (atTop) return void move(carried, null);
  if (!here) return say("Go to the code that it shall stand under, or press Shift P for the top.");
  if (here.dataset.code === carried) return say("A code cannot stand under itself: go to another one.");
  void move(carried, here.dataset.code ?? null);
}

/**
 * Moves the code that is meant: -1 under the one above it, 1 a step out, 2 to the top.
 *
 * @param {-1 | 1 | 2} steps
 */
export function out(steps) {
  const here = codeHere();
  if (!here?.dataset.code) return say("Go to a code first: j and k go through the tree.");
  const { code, parent, name } = here.dataset;
  if (steps === -1) {
    const above = here.closest("li")?.previousElementSibling?.querySelector(":scope > .code");
    const under = above?.getAttribute("data-code");
    return under ? void move(code, under) : say(`There is no code above “${name}” at its level.`);
  }
  if (!parent) return say(`“${name}” stands at the top already.`);
  void move(code, steps === 1 ? (row(parent)?.dataset.parent ?? null) : null);
}

/** @param {Event} event */
const over = (event) => /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest?.("#tree .code, #to-top"));

/** The code that is being dragged. @type {string | null} */
let dragged = null;

/** Whether the dragged code may stand under a place: not under itself or what is under it. @param {HTMLElement} target */
const fits = (target) => target.id === "to-top" || !row(dragged ?? "")?.closest("li")?.contains(target);

function unmark() {
  for (const known of document.querySelectorAll("[data-over]")) known.removeAttribute("data-over");
}

book?.addEventListener("dragstart", (event) => {
  const from = over(event);
  if (!from?.dataset.code || !event.dataTransfer) return;
  dragged = from.dataset.code;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", from.dataset.name ?? "");
  from.setAttribute("data-carried", "");
  book.setAttribute("data-dragging", "");
});
book?.addEventListener("dragover", (event) => {
  const target = dragged && over(event);
  unmark();
  if (!target || !fits(target)) return;
  event.preventDefault();
  target.setAttribute("data-over", "");
});
book?.addEventListener("drop", (event) => {
  const target = dragged && over(event);
  if (!dragged || !target || !fits(target)) return;
  event.preventDefault();
  void move(dragged, target.dataset.code ?? null);
});
book?.addEventListener("dragend", () => {
  dragged = null;
  book.removeAttribute("data-dragging");
  unmark();
  mark();
});
