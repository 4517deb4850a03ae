/** The framework matrix: its choices, its keys, and the cells in which one writes. */

import "./parts/board.js";
import { keys } from "./parts/keys.js";
import { seek } from "./parts/seek.js";
import { attempt } from "./parts/send.js";
import { cellHere, follow, rove } from "./matrix/move.js";
import { fold, shut } from "./matrix/behind.js";
import { insert, later, open, save, toDraft } from "./matrix/edit.js";

const form = /** @type {HTMLFormElement | null} */ (document.getElementById("choices"));
const query = /** @type {HTMLInputElement | null} */ (document.getElementById("q"));

form?.addEventListener("submit", (event) => {
  event.preventDefault();
  toDraft();
  void seek(form);
});
// What is being written is a draft before other rows are shown.
document.addEventListener("click", (event) => void (event.target instanceof Element && event.target.closest("a[data-stays]") && toDraft()), true);
form?.addEventListener("change", (event) => {
  const field = /** @type {HTMLElement} */ (event.target);
  if (field.id === "q") return;
  toDraft();
  if (field.dataset.column) choose();
  // What is told beside the matrix, such as the links of its files, is asked anew as well.
  void seek(form).then(files);
});

/** Makes the columns that are checked those of the matrix. */
function choose() {
  const these = /** @type {HTMLOptionElement | null} */ (document.getElementById("these"));
  const chosen = /** @type {NodeListOf<HTMLElement>} */ (form?.querySelectorAll("[data-column]:checked"));
  if (!these) return;
  these.value = [...(chosen ?? [])].map((box) => box.dataset.column).join(".");
  these.hidden = these.value === "";
  const select = /** @type {HTMLSelectElement} */ (these.parentElement);
  select.value = these.value;
}

/** The files are of what is shown. */
function files() {
  for (const name of ["rows", "cols"]) {
    const field = /** @type {HTMLInputElement | null} */ (document.querySelector(`.export [name="${name}"]`));
    const choice = /** @type {HTMLSelectElement | null} */ (document.getElementById(name));
    if (field && choice) field.value = choice.value;
  }
  const field = /** @type {HTMLInputElement | null} */ (document.querySelector('.export [name="q"]'));
  if (field && query) field.value = query.value;
}
form?.addEventListener("submit", files);

document.addEventListener("dblclick", (event) => {
  const cell = event.target instanceof Element ? event.target.closest("td[data-column]") : null;
  if (cell instanceof HTMLTableCellElement && !(event.target instanceof HTMLTextAreaElement)) void attempt(() => open(cell));
});
document.addEventListener("click", (event) => {
  const target = /** @type {Element} */ (event.target);
  if (target.closest("#columns") === null) document.getElementById("columns")?.removeAttribute("open");
  const cell = /** @type {HTMLTableCellElement | null} */ (target.closest("td[data-column]"));
  if (cell && target.closest("[data-fold]")) return void attempt(() => fold(cell));
  if (cell && target.closest(".gap")) return void attempt(() => open(cell));
  if (cell && !target.closest("a, button, textarea, [data-folded]")) {
    // A second touch on the same cell opens it, where there are no keys.
    if (matchMedia("(pointer: coarse)").matches && document.activeElement === cell) void attempt(() => open(cell));
    else cell.focus();
  }
  if (target.closest("#behind [data-save]")) void save();
  if (target.closest("#behind [data-later]")) later();
  if (target.closest("#behind [data-close]")) toDraft() || shut();
  const number = target.closest("[data-insert]");
  if (number) insert(/** @type {HTMLElement} */ (number));
});

/** The keys of a cell: the page hears of others. */
document.addEventListener(
  "keydown",
  (event) => {
    const cell = cellHere();
    if (!cell || event.target !== cell || event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const isCell = cell.dataset.column !== undefined && cell.tagName === "TD";
    if ((event.key === "Enter" || event.key === "F2") && isCell) void attempt(() => open(cell));
    else if (event.key === "Enter") follow(cell);
    else if (event.key === " " && isCell) void attempt(() => fold(cell));
    else return;
    event.preventDefault();
    event.stopPropagation();
  },
  true,
);

rove();
// The cells hear of these themselves; here they are listed, with a space that names no key.
const nothing = () => {};
keys([
  { keys: "/", says: "narrow by a query", act: () => query?.select() },
  { keys: "g g", says: "only rows with gaps, or all", act: () => document.getElementById("gaps")?.click() },
  { keys: "Enter\u00a0", says: "write in the cell, with its excerpts beside it", act: nothing },
  { keys: "Ctrl\u00a0Enter", says: "save the cell that is being written", act: nothing },
  { keys: "Space\u00a0", says: "show the first excerpt of the cell, or put it away", act: nothing },
  { keys: "x", says: "the excerpts of the cell", act: () => /** @type {HTMLElement | null | undefined} */ (cellHere()?.querySelector("a.n"))?.click() },
  { keys: "Alt\u00a01", says: "insert the number of the first excerpt (Alt 2 of the second, up to 9)", act: nothing },
  { keys: "[", says: "rows before", act: () => /** @type {HTMLElement | null} */ (document.querySelector('[data-page="before"]'))?.click() },
  { keys: "]", says: "rows behind", act: () => /** @type {HTMLElement | null} */ (document.querySelector('[data-page="behind"]'))?.click() },
  { keys: "Esc", says: "close the excerpts; what is being written stays as a draft", act: () => shut() },
]);
