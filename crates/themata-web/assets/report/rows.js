/** Rows that have a tick and a place in their list: walked and moved by keys, buttons and hand. */

const choices = () => document.getElementById("choices");

/** The boxes of all rows that are in sight. */
const boxes = () =>
  [.../** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("#choices .row > input"))].filter(
    (box) => !box.closest("[hidden]"),
  );

/** The row that has the focus, or whose part has it. */
export function here() {
  const row = document.activeElement?.closest(".row");
  return row && choices()?.contains(row) ? row : null;
}

/** @param {1 | -1} way */
export function step(way) {
  const all = boxes();
  const row = here();
  const at = all.findIndex((box) => box.parentElement === row);
  const next = at < 0 ? (way > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + way));
  all[next]?.focus();
}

/**
 * Moves a row within its list; returns whether there was room.
 *
 * @param {Element} row
 * @param {number} way
 */
export function move(row, way) {
  const other = way < 0 ? row.previousElementSibling : row.nextElementSibling;
  // What is not quoted has no order of its own.
  if (!other || row.parentElement?.classList.contains("others")) return false;
  const focused = row.contains(document.activeElement) ? document.activeElement : null;
  if (way < 0) other.before(row);
  else other.after(row);
  if (focused instanceof HTMLElement) focused.focus();
  row.scrollIntoView({ block: "nearest" });
  return true;
}

/**
 * Lets rows be dragged by their grips within their lists.
 *
 * @param {HTMLElement} place
 * @param {(row: Element) => void} moved
 */
export function drop(place, moved) {
  /** @type {HTMLElement | null} */
  let dragged = null;
  let before = "";
  const order = () => [...(dragged?.parentElement?.children ?? [])].map((row) => /** @type {HTMLElement} */ (row).dataset.key).join();
  place.addEventListener("dragstart", (event) => {
    const grip = event.target instanceof Element ? event.target.closest(".grip") : null;
    dragged = /** @type {HTMLElement | null} */ (grip?.closest(".row") ?? null);
    if (!dragged || !event.dataTransfer) return;
    before = order();
    event.dataTransfer.effectAllowed = "move";
    // Some browsers drag nothing that carries nothing. It is a key, never words.
    event.dataTransfer.setData("text/plain", dragged.dataset.key ?? "");
    event.dataTransfer.setDragImage(dragged, 8, 8);
    dragged.toggleAttribute("data-dragged", true);
  });
  place.addEventListener("dragover", (event) => {
    const list = dragged?.parentElement;
    if (!dragged || !list || list.classList.contains("others")) return;
    const row = [...list.children].find((row) => row.contains(/** @type {Node} */ (event.target)));
    if (!row) return;
    event.preventDefault();
    const box = row.getBoundingClientRect();
    if (row === dragged) return;
    if (event.clientY < box.top + box.height / 2) row.before(dragged);
    else row.after(dragged);
  });
  place.addEventListener("drop", (event) => dragged && event.preventDefault());
  place.addEventListener("dragend", () => {
    const row = dragged;
    if (!row) return;
    row.removeAttribute("data-dragged");
    const changed = order() !== before;
    dragged = null;
    if (changed) moved(row);
  });
}
