/** The cells of the tables of rounds: one of each can be reached with Tab, the others by arrows. */

/** The cell that was on last. @type {string} */
let last = "";

/** The cell that has the focus. */
export function current() {
  const focused = document.activeElement;
  return focused instanceof HTMLElement && focused.matches(".grid tbody button") ? focused : null;
}

/** Makes one cell of each table one that Tab goes to. */
export function rove() {
  for (const grid of document.querySelectorAll(".grid")) {
    const cell = (last && grid.querySelector(`#${CSS.escape(last)}`)) || grid.querySelector("tbody button");
    cell?.setAttribute("tabindex", "0");
  }
}

document.addEventListener("focusin", () => {
  const cell = current();
  if (!cell) return;
  cell.closest(".grid")?.querySelector('tbody button[tabindex="0"]')?.setAttribute("tabindex", "-1");
  cell.tabIndex = 0;
  last = cell.id;
});

/** Rows downwards and columns to the right, by key. @type {Record<string, [number, number]>} */
const WAYS = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] };

document.addEventListener(
  "keydown",
  (event) => {
    const cell = current();
    const way = WAYS[event.key];
    if (!cell || !way || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const [down, right] = way;
    let row = /** @type {HTMLTableRowElement | null} */ (cell.closest("tr"));
    let column = /** @type {HTMLTableCellElement} */ (cell.closest("td")).cellIndex;
    // Cells in which nothing can be done are passed over.
    while (row) {
      column += right;
      if (down) row = /** @type {HTMLTableRowElement | null} */ (down > 0 ? row.nextElementSibling : row.previousElementSibling);
      const next = row?.cells[column];
      if (!next) return;
      const button = next.querySelector("button");
      if (button) return button.focus();
    }
  },
  true,
);
