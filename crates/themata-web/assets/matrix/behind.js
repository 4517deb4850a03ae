/** The excerpts behind a cell: all of them beside the matrix, or the first within the cell. */

import { consult, study } from "../parts/send.js";

/** @typedef {{ html: string, words: string }} Behind */

const panel = () => document.getElementById("behind");

/** What names a cell to the server. @param {HTMLElement} cell */
export function named(cell) {
  const row = /** @type {HTMLElement | null} */ (cell.closest("tr"));
  return { row: row?.dataset.row ?? "", value: row?.dataset.value ?? "", column: cell.dataset.column ?? "" };
}

/** @param {HTMLElement} cell @param {boolean} first */
function ask(cell, first) {
  const q = /** @type {HTMLElement | null} */ (cell.closest("table"))?.dataset.query ?? "";
  return /** @type {Promise<Behind>} */ (consult(`${study()}/analyse/matrix/behind`, { ...named(cell), q, first }));
}

/** What the server drew. @param {string} html */
const drawn = (html) => [...new DOMParser().parseFromString(html, "text/html").body.childNodes];

/** Counts the openings: of several answers under way only the last is shown. */
let openings = 0;

/**
 * Shows the excerpts of a cell beside the matrix, and returns what stands in it now.
 *
 * @param {HTMLElement} cell
 * @param {boolean} writes whether one writes in the cell meanwhile
 */
export async function show(cell, writes) {
  openings += 1;
  const mine = openings;
  const behind = await ask(cell, false);
  const here = panel();
  if (!here || mine !== openings) return behind.words;
  here.replaceChildren(...drawn(behind.html));
  here.hidden = false;
  here.toggleAttribute("data-writes", writes);
  here.dataset.cell = cell.id;
  here.scrollTop = 0;
  return behind.words;
}

/** @typedef {[number, number, number]} Stretch */

/** An excerpt by its document and place. @param {HTMLElement} piece @returns {Stretch} */
export const stretch = ({ dataset }) => [Number(dataset.document), Number(dataset.start), Number(dataset.end)];

/** @param {ParentNode} place */
const restedOn = (place) => [.../** @type {NodeListOf<HTMLElement>} */ (place.querySelectorAll("li[data-rests]"))].map(stretch);

/** What the words of a cell rested on when its excerpts were shown; nothing if others are shown. @param {HTMLElement} cell */
export function shownRests(cell) {
  const here = panel();
  return here && here.dataset.cell === cell.id && !here.hidden ? restedOn(here) : undefined;
}

/** What the words of a cell rest on now. @param {HTMLElement} cell */
export async function restsNow(cell) {
  return restedOn(new DOMParser().parseFromString((await ask(cell, false)).html, "text/html"));
}

/** Puts the excerpts away, and the focus back into the cell if it was among them. */
export function shut() {
  openings += 1;
  const here = panel();
  if (!here || here.hidden) return;
  const within = here.contains(document.activeElement);
  here.hidden = true;
  here.replaceChildren();
  if (within) document.getElementById(here.dataset.cell ?? "")?.focus();
}

/** Shows the first excerpt in the cell, or puts it away. @param {HTMLElement} cell */
export async function fold(cell) {
  const button = cell.querySelector("[data-fold]");
  const known = cell.querySelector("[data-folded]");
  known?.remove();
  button?.setAttribute("aria-expanded", String(!known));
  if (known || !button) return;
  const behind = await ask(cell, true);
  const place = document.createElement("div");
  place.dataset.folded = "";
  place.append(...drawn(behind.html));
  cell.append(place);
}
