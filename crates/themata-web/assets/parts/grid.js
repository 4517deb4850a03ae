/**
 * A table whose cells are edited where they stand, with the keys of a spreadsheet (the grid
 * pattern of ARIA): one cell is in the order of Tab, arrows move among all.
 */

import { keys } from "./keys.js";
import { disagree } from "./meanwhile.js";
import { mayChange } from "./needs.js";
import { onRenewed, settle } from "./renew.js";
import { say, wrong } from "./say.js";
import { asStored, Lost, Refused } from "./send.js";
import * as unsent from "./unsent.js";

/** @typedef {{ cell: HTMLElement, value: string, was?: string }} Change */
/**
 * @typedef {object} Sheet
 * @property {(changes: Change[]) => Promise<string[] | undefined>} write Saves cells of one kind and says how they look then.
 * @property {(cell: HTMLElement) => void} open Opens what a row or a column can have done to it.
 */

const table = () => /** @type {HTMLTableElement | null} */ (document.querySelector("table.sheet"));

/** The name of the cell that Tab comes to. */
let current = "";

/** @param {Sheet} sheet */
export function grid(sheet) {
  enter();
  onRenewed(enter);

  document.addEventListener("focusin", (event) => {
    const cell = cellOf(event.target);
    if (cell) rove(cell);
  });

  document.addEventListener("keydown", (event) => {
    const cell = cellOf(event.target);
    if (!cell || event.isComposing || event.defaultPrevented) return;
    if (event.target !== cell) return within(event, cell);
    const change = event.ctrlKey || event.metaKey;
    const to = event.altKey ? null : neighbour(cell, event.key, change);
    if (to) {
      to.focus();
      to.scrollIntoView({ block: "nearest", inline: "nearest" });
    } else if (event.key === "F2" || event.key === "Enter") {
      if (cell.dataset.edit && (event.key === "F2" || cell.dataset.edit === "value")) edit(cell, sheet);
      else follow(cell);
    } else if (event.altKey && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      order(cell, event.key === "ArrowUp");
    } else if (event.key === "Delete" || event.key === "Backspace") {
      if (cell.dataset.edit === "value") save([{ cell, value: "" }], sheet);
      else if (cell.dataset.edit) sheet.open(cell);
    } else if (event.key === " " && cell.querySelector("input[type=checkbox]")) {
      cell.querySelector("input")?.click();
    } else if (cell.dataset.edit === "value" && event.key.length === 1 && !change && !event.altKey && !"? ".includes(event.key)) {
      edit(cell, sheet, event.key);
    } else {
      return;
    }
    event.preventDefault();
    // Before the keys of the page hear of it: what is typed in a cell is meant for the cell.
  }, true);

  document.addEventListener("dblclick", (event) => {
    const cell = cellOf(event.target);
    if (cell?.dataset.edit === "value") edit(cell, sheet);
  });
  document.addEventListener("click", (event) => {
    const cell = cellOf(event.target);
    if (!cell || !(event.target instanceof Element)) return;
    if (event.target.closest("button.tool")) sheet.open(cell);
    // A second touch on the same cell edits it, where there are no keys.
    else if (cell.dataset.edit === "value" && cell.dataset.touched !== undefined) edit(cell, sheet);
    else if (event.target === cell) cell.focus();
    table()?.querySelectorAll("[data-touched]").forEach((one) => one.removeAttribute("data-touched"));
    if (matchMedia("(pointer: coarse)").matches) cell.dataset.touched = "";
  });

  document.addEventListener("copy", (event) => {
    const cell = cellOf(document.activeElement);
    if (!cell || cell !== document.activeElement || window.getSelection()?.toString()) return;
    event.clipboardData?.setData("text/plain", cell.dataset.value ?? cell.textContent?.trim() ?? "");
    event.preventDefault();
  });
  document.addEventListener("paste", (event) => {
    const cell = cellOf(document.activeElement);
    const words = event.clipboardData?.getData("text/plain") ?? "";
    if (cell?.dataset.edit !== "value") return;
    const rows = pasted(words);
    const typing = document.activeElement !== cell;
    if (typing && rows.length < 2 && rows[0]?.length === 1) return;
    event.preventDefault();
    if (typing) leave(cell);
    fill(cell, rows, sheet);
  });

  // These are heard by the cells themselves; here they are listed.
  const nothing = () => {};
  keys([
    { keys: "F2", says: "edit the cell, or the name of the row or column", act: nothing },
    { keys: "Alt ↓", says: "sort by the column of the cell, the least first", act: nothing },
    { keys: "Alt ↑", says: "sort by it, the most first", act: nothing },
    { keys: "Del", says: "empty the cell, or remove the document or attribute", act: nothing },
    // With a space that does not break, so that the browser still pastes.
    { keys: "Ctrl\u00a0V", says: "paste a column, downwards from the cell", act: nothing },
  ]);
}

/** Makes one cell that Tab comes to, the one that was. */
function enter() {
  const known = current ? document.getElementById(current) : null;
  const cell = cellOf(known) ?? table()?.querySelector("tbody [tabindex]") ?? table()?.querySelector("[tabindex]");
  if (cell instanceof HTMLElement) rove(cell);
}

/** @param {HTMLElement} cell */
function rove(cell) {
  table()?.querySelectorAll('th[tabindex="0"], td[tabindex="0"]').forEach((one) => one.setAttribute("tabindex", "-1"));
  cell.tabIndex = 0;
  current = cell.id;
}

/** @param {EventTarget | null} target */
function cellOf(target) {
  const cell = target instanceof Element ? target.closest("table.sheet th, table.sheet td") : null;
  return cell instanceof HTMLTableCellElement ? cell : null;
}

/**
 * @param {HTMLTableCellElement} cell
 * @param {string} key
 * @param {boolean} far
 */
function neighbour(cell, key, far) {
  const row = /** @type {HTMLTableRowElement} */ (cell.parentElement);
  const rows = table()?.rows;
  if (!rows) return null;
  const [x, y] = [cell.cellIndex, row.rowIndex];
  const [width, height] = [row.cells.length - 1, rows.length - 1];
  /** @type {Record<string, [number, number]>} */
  const places = {
    ArrowUp: [x, far ? 1 : y - 1],
    ArrowDown: [x, far ? height : y + 1],
    ArrowLeft: [far ? 0 : x - 1, y],
    ArrowRight: [far ? width : x + 1, y],
    PageUp: [x, Math.max(Math.min(1, y), y - 10)],
    PageDown: [x, Math.min(height, y + 10)],
    Home: [0, far ? 0 : y],
    End: [width, far ? height : y],
  };
  const place = places[key];
  if (!place) return null;
  return rows[Math.min(height, Math.max(0, place[1]))]?.cells[Math.min(width, Math.max(0, place[0]))] ?? null;
}

/**
 * Keys in what stands within a cell: Esc comes back to the cell.
 *
 * @param {KeyboardEvent} event
 * @param {HTMLElement} cell
 */
function within(event, cell) {
  if (event.key === "Escape" && cell.dataset.editing === undefined) {
    event.preventDefault();
    cell.focus();
  }
}

/** @param {HTMLElement} cell */
function follow(cell) {
  const inside = cell.querySelector("a, summary, select, button:not(.tool)");
  if (inside instanceof HTMLSelectElement) inside.focus();
  else if (inside instanceof HTMLElement) inside.click();
}

/**
 * Sorts by the column of a cell.
 *
 * @param {HTMLTableCellElement} cell
 * @param {boolean} down
 */
function order(cell, down) {
  const head = table()?.rows[0]?.cells[cell.cellIndex];
  const wanted = down ? "descending" : "ascending";
  const link = head?.querySelector("a");
  if (!head || !link || head.ariaSort === wanted) return;
  const address = new URL(link.href);
  address.searchParams.set("sort", `${down ? "-" : ""}${head.dataset.sort}`);
  link.href = address.href;
  link.click();
}

/**
 * Edits a cell in place.
 *
 * @param {HTMLTableCellElement} cell
 * @param {Sheet} sheet
 * @param {string} [typed] what was typed already, in the place of what stands there
 */
export function edit(cell, sheet, typed) {
  if (cell.dataset.editing !== undefined || !mayChange(cell)) return;
  const before = cell.dataset.value ?? "";
  const shown = [...cell.childNodes];
  const input = document.createElement("input");
  input.value = typed ?? cell.dataset.unsaved ?? before;
  input.className = "cell-edit";
  input.autocomplete = "off";
  input.setAttribute("aria-label", labelled(cell));
  cell.dataset.editing = "";
  cell.replaceChildren(input);
  input.focus();
  if (typed === undefined) input.select();

  let done = false;
  /** @param {boolean} keep */
  const end = (keep) => {
    if (done) return;
    done = true;
    delete cell.dataset.editing;
    cell.replaceChildren(...shown);
    const value = input.value.trim();
    if (keep && (value !== before || cell.dataset.unsaved !== undefined)) save([{ cell, value }], sheet);
    else if (!keep && cell.dataset.unsaved !== undefined) restore([{ cell, value: before }]);
  };
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || !["Enter", "Escape", "Tab"].includes(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    end(event.key !== "Escape");
    const key = event.key === "Tab" ? (event.shiftKey ? "ArrowLeft" : "ArrowRight") : event.shiftKey ? "ArrowUp" : "ArrowDown";
    const moves = event.key !== "Escape" && cell.dataset.edit === "value";
    ((moves && neighbour(cell, key, false)) || cell).focus();
  });
  input.addEventListener("blur", () => end(true));
  input.addEventListener("leave", () => end(false));
}

/** Ends editing without keeping what was typed. @param {HTMLElement} cell */
function leave(cell) {
  cell.querySelector("input.cell-edit")?.dispatchEvent(new Event("leave"));
  cell.focus();
}

/** @param {HTMLTableCellElement} cell */
function labelled(cell) {
  const row = /** @type {HTMLTableRowElement} */ (cell.parentElement);
  const [side, head] = [row.cells[0], table()?.rows[0]?.cells[cell.cellIndex]];
  if (cell === side || cell === head) return `Name of ${cell.dataset.value}`;
  return `${head?.dataset.value ?? ""} of ${side.dataset.value ?? ""}`;
}

/**
 * Shows what was typed at once and saves it. What could not be saved stays, and can be edited.
 *
 * @param {Change[]} changes
 * @param {Sheet} sheet
 * @param {unknown} [about] what is kept of it if it is not heard of: one cell, or several together
 */
async function save(changes, sheet, about = changes.length === 1 ? changes[0]?.cell : changes) {
  if (changes.every(({ cell, value }) => cell.dataset.value === value && cell.dataset.unsaved === undefined)) return;
  for (const change of changes) {
    change.was = change.cell.dataset.value ?? "";
    change.cell.dataset.unsaved = change.value;
    show(change.cell, change.value);
  }
  try {
    const now = await sheet.write(changes);
    changes.forEach(({ cell, value }, place) => {
      const stands = now?.[place] ?? value;
      delete cell.dataset.unsaved;
      cell.classList.remove("unsaved");
      cell.dataset.value = stands;
      show(cell, stands);
    });
    [about, ...changes.map(({ cell }) => cell)].forEach(unsent.heard);
    settle();
  } catch (error) {
    if (!(error instanceof Lost || error instanceof Refused)) throw error;
    changes.forEach(({ cell }) => cell.classList.add("unsaved"));
    const yours = changes.map(({ value }) => value);
    /** @param {string[]} now */
    const stands = (now) => changes.forEach(({ cell }, place) => (cell.dataset.value = now[place] ?? ""));
    const keep = (/** @type {string[]} */ now) => {
      stands(now);
      save(changes, sheet);
    };
    const take = (/** @type {string[]} */ now) => {
      stands(now);
      restore(changes);
      asStored();
    };
    if (disagree(error, yours, keep, take)) return;
    const kept = `${error.message} What was typed is kept here.`;
    if (!(error instanceof Lost)) return wrong(kept, { name: "Leave it as it was", action: () => restore(changes) });
    // What was typed into a cell since takes the place of what waits for it.
    const still = () => changes.filter(({ cell, value }) => cell.isConnected && cell.dataset.unsaved === value);
    unsent.keep(about, kept, () => save(still(), sheet, about), () => restore(still()));
    return false;
  }
}

/** @param {Change[]} changes */
function restore(changes) {
  for (const { cell } of changes) {
    unsent.heard(cell);
    delete cell.dataset.unsaved;
    cell.classList.remove("unsaved");
    show(cell, cell.dataset.value ?? "");
  }
  changes[0]?.cell.focus();
  settle();
}

/**
 * @param {HTMLElement} cell
 * @param {string} value
 */
function show(cell, value) {
  const name = cell.querySelector("a, .name");
  if (name) name.textContent = value;
  else cell.textContent = value;
}

/**
 * Rows and columns of what was copied from a spreadsheet.
 *
 * @param {string} words
 */
function pasted(words) {
  const rows = words.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n");
  return rows.map((row) => row.split("\t").map((value) => value.replace(/^"(.*)"$/, "$1").replaceAll('""', '"').trim()));
}

/**
 * Fills cells downwards, and to the right where more columns were copied.
 *
 * @param {HTMLTableCellElement} first
 * @param {string[][]} rows
 * @param {Sheet} sheet
 */
function fill(first, rows, sheet) {
  const all = table()?.rows;
  if (!all) return;
  const [x, y] = [first.cellIndex, /** @type {HTMLTableRowElement} */ (first.parentElement).rowIndex];
  /** @type {Change[]} */
  const changes = [];
  let left = 0;
  rows.forEach((values, down) => {
    values.forEach((value, right) => {
      const cell = all[y + down]?.cells[x + right];
      if (cell?.dataset.edit === "value") changes.push({ cell, value });
      else left += 1;
    });
  });
  save(changes, sheet);
  if (left) say(`${left} ${left === 1 ? "value" : "values"} had no cell to go to, and ${left === 1 ? "was" : "were"} left out.`);
}
