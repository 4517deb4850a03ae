/** Moving about in the matrix: one cell is in the order of Tab, arrows move among all. */

import { onRenewed } from "../parts/renew.js";

const table = () => /** @type {HTMLTableElement | null} */ (document.querySelector("table.matrix"));

/** The name of the cell that Tab comes to. */
let current = "";

/** @param {EventTarget | null} target */
export function cellOf(target) {
  const cell = target instanceof Element ? target.closest("table.matrix th, table.matrix td") : null;
  return cell instanceof HTMLTableCellElement ? cell : null;
}

/** The cell that has the focus, or has it in it. */
export const cellHere = () => cellOf(document.activeElement);

/** @param {HTMLTableCellElement} cell */
function mark(cell) {
  table()?.querySelectorAll('th[tabindex="0"], td[tabindex="0"]').forEach((one) => one.setAttribute("tabindex", "-1"));
  cell.tabIndex = 0;
  current = cell.id;
}

function enter() {
  const known = current ? document.getElementById(current) : null;
  const cell = cellOf(known) ?? table()?.querySelector("tbody td");
  if (cell instanceof HTMLTableCellElement) mark(cell);
}

/** @param {HTMLTableCellElement} cell @param {string} key @param {boolean} far */
function neighbour(cell, key, far) {
  const rows = table()?.rows;
  if (!rows) return null;
  const [x, y] = [cell.cellIndex, /** @type {HTMLTableRowElement} */ (cell.parentElement).rowIndex];
  const [width, height] = [rows[0].cells.length - 1, rows.length - 1];
  /** @type {Record<string, [number, number]>} */
  const places = {
    ArrowUp: [x, far ? 1 : y - 1],
    ArrowDown: [x, far ? height : y + 1],
    ArrowLeft: [far ? 0 : x - 1, y],
    ArrowRight: [far ? width : x + 1, y],
    PageUp: [x, Math.max(Math.min(1, y), y - 5)],
    PageDown: [x, Math.min(height, y + 5)],
    Home: [0, far ? 0 : y],
    End: [width, far ? height : y],
  };
  const place = places[key];
  if (!place) return null;
  return rows[Math.min(height, Math.max(0, place[1]))]?.cells[Math.min(width, Math.max(0, place[0]))] ?? null;
}

/** Goes where the name of a row or column leads. @param {HTMLElement} cell */
export function follow(cell) {
  /** @type {HTMLElement | null} */ (cell.querySelector("a"))?.click();
}

/** Shows a cell that has the focus below the heads that stay. @param {HTMLTableCellElement} cell */
function reveal(cell) {
  const sheet = document.getElementById("sheet");
  const [head, side] = [table()?.rows[0], table()?.rows[0]?.cells[0]];
  if (!sheet || !head || !side) return;
  cell.scrollIntoView({ block: "nearest", inline: "nearest" });
  const [box, frame] = [cell.getBoundingClientRect(), sheet.getBoundingClientRect()];
  const above = frame.top + head.offsetHeight - box.top;
  const beside = frame.left + side.offsetWidth - box.left;
  if (above > 0 && cell.parentElement !== head) sheet.scrollTop -= above;
  if (beside > 0 && cell.cellIndex > 0) sheet.scrollLeft -= beside;
}

/** Begins to listen. */
export function rove() {
  enter();
  onRenewed(enter);
  document.addEventListener("focusin", (event) => {
    const cell = cellOf(event.target);
    if (cell) mark(cell);
  });
  document.addEventListener(
    "keydown",
    (event) => {
      const cell = cellOf(event.target);
      if (!cell || event.isComposing || event.defaultPrevented || event.altKey) return;
      if (event.target !== cell) {
        // From a link or a button in it Esc comes back to the cell.
        if (event.key === "Escape" && cell.dataset.editing === undefined) {
          event.preventDefault();
          cell.focus();
        }
        return;
      }
      const to = neighbour(cell, event.key, event.ctrlKey || event.metaKey);
      if (!to) return;
      to.focus();
      reveal(to);
      event.preventDefault();
      event.stopPropagation();
    },
    true,
  );
}
