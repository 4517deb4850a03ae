/**
 * Writing in a cell, where it stands. What was typed is saved when that is said, and is kept as a
 * draft until then, whatever happens to the page's table or the server.
 */

import { disagree } from "../parts/meanwhile.js";
import { onRenewed, renew, settle } from "../parts/renew.js";
import { say, wrong } from "../parts/say.js";
import { asStored, attempt, Lost, Refused, send, study } from "../parts/send.js";
import * as unsent from "../parts/unsent.js";
import { named, restsNow, show, shownRests, shut, stretch } from "./behind.js";

/** @typedef {import("./behind.js").Stretch} Stretch */
/**
 * What was typed and is not saved: the words, what stood there and what that rested on when
 * writing began, and the excerpts that it is to rest on, or no longer.
 *
 * @typedef {{ words: string, was: string, rested?: Stretch[], link: Stretch[], unlink: Stretch[] }} Draft
 */

/** By what names the cell. @type {Map<string, Draft>} */
const drafts = new Map();

/** The cell that one writes in. @type {HTMLTableCellElement | null} */
let writing = null;
/** What it showed before. @type {ChildNode[]} */
let shown = [];

/** @param {HTMLElement} cell */
const key = (cell) => JSON.stringify(named(cell));
const field = () => writing?.querySelector("textarea") ?? null;
const mayWrite = () => document.body.dataset.may?.split(" ").includes("analyse") ?? false;

/** @param {string} name @returns {HTMLTableCellElement | undefined} */
const cellOf = (name) => [.../** @type {NodeListOf<HTMLTableCellElement>} */ (document.querySelectorAll("table.matrix td"))].find((cell) => key(cell) === name);

/** Writes in a cell, with its excerpts beside it. @param {HTMLTableCellElement} cell */
export async function open(cell) {
  if (cell === writing) return;
  toDraft();
  if (!mayWrite()) {
    await show(cell, false);
    document.getElementById("behind-title")?.focus();
    return;
  }
  const name = key(cell);
  const draft = drafts.get(name) ?? { words: cell.dataset.words ?? "", was: cell.dataset.words ?? "", link: [], unlink: [] };
  drafts.set(name, draft);
  const area = document.createElement("textarea");
  area.value = draft.words;
  area.dir = "auto";
  area.maxLength = 20000;
  area.setAttribute("aria-label", `Summary: ${heading(cell)}`);
  shown = [...cell.childNodes];
  cell.dataset.editing = "";
  cell.replaceChildren(area);
  writing = cell;
  area.focus();
  area.setSelectionRange(area.value.length, area.value.length);
  area.addEventListener("input", () => (draft.words = area.value));
  await show(cell, true);
  draft.rested ??= shownRests(cell);
  marks(draft);
  document.getElementById("behind")?.toggleAttribute("data-writes", writing === cell);
  // On a narrow page the excerpts lie over its foot: the cell is shown above them.
  if (window.matchMedia("(max-width: 64rem)").matches) cell.scrollIntoView({ block: "start", inline: "nearest" });
}

/** The names of row and column. @param {HTMLTableCellElement} cell */
function heading(cell) {
  const row = /** @type {HTMLTableRowElement} */ (cell.parentElement);
  const column = row.closest("table")?.rows[0].cells[cell.cellIndex];
  return `${row.cells[0].dataset.name} on ${column?.dataset.name}`;
}

/** Shows what the draft rests on among the excerpts. @param {Draft} draft */
function marks(draft) {
  for (const piece of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("#behind li"))) {
    const has = (/** @type {Stretch[]} */ list) => list.some((one) => String(one) === String(stretch(piece)));
    const rests = has(draft.link) || (piece.hasAttribute("data-rests") && !has(draft.unlink));
    const box = piece.querySelector("input");
    if (box) box.checked = rests;
  }
}

/** Whether a draft says anything else than what stands there. @param {Draft} draft */
const isChanged = (draft) => draft.words.trim() !== draft.was.trim() || draft.link.length > 0 || draft.unlink.length > 0;

/** Ends the writing: the cell shows what it showed. @param {boolean} focus */
function close(focus) {
  const cell = writing;
  if (!cell) return;
  writing = null;
  delete cell.dataset.editing;
  cell.replaceChildren(...shown);
  shut();
  if (focus) cell.focus();
  drawDrafts();
  settle();
}

/** Leaves the cell that one writes in; what was typed is a draft. Returns whether there was one. */
export function toDraft() {
  if (!writing) return false;
  const name = key(writing);
  const draft = drafts.get(name);
  if (draft && !isChanged(draft)) drafts.delete(name);
  close(true);
  return true;
}

/** Leaves what was typed as a draft, and says so. */
export function later() {
  const name = writing ? key(writing) : "";
  if (toDraft() && drafts.has(name)) say("Kept as a draft on this page; Enter goes on with it.");
}

/** Saves what was typed in the cell that one writes in. */
export async function save() {
  if (!writing) return;
  const name = key(writing);
  const area = field();
  if (!area || area.readOnly) return;
  area.readOnly = true;
  await keep(name);
  if (field() === area) area.readOnly = false;
}

/** @param {string} name */
async function keep(name) {
  const draft = drafts.get(name);
  if (!draft) return;
  const isOpen = () => writing !== null && key(writing) === name;
  try {
    const { words, was, link, unlink } = draft;
    const done = /** @type {{ said: string }} */ (await send(`${study()}/analyse/matrix/fill`, { ...JSON.parse(name), words, was, link, unlink }));
    drafts.delete(name);
    unsent.heard(name);
    if (isOpen()) close(true);
    say(done.said, { name: "Undo", action: () => document.getElementById("undo")?.click() });
    await renew();
  } catch (error) {
    if (!(error instanceof Lost || error instanceof Refused)) throw error;
    const mine = (/** @type {string[]} */ now) => void attempt(async () => {
      const cell = cellOf(name);
      if (cell && draft.rested) withoutTheirs(draft, draft.rested, await restsNow(cell));
      draft.was = now[0] ?? "";
      await keep(name);
    });
    const theirs = () => {
      drafts.delete(name);
      unsent.heard(name);
      if (isOpen()) close(true);
      asStored();
      drawDrafts();
      void renew();
    };
    if (disagree(error, [draft.words], mine, theirs)) return;
    const kept = `${error.message} What was typed is kept here.`;
    if (!(error instanceof Lost)) return wrong(kept);
    unsent.keep(name, kept, () => keep(name));
    return false;
  }
}

/**
 * Words that are kept over others' rest on what they rested on and on nothing of theirs.
 *
 * @param {Draft} draft @param {Stretch[]} before @param {Stretch[]} now
 */
function withoutTheirs(draft, before, now) {
  const has = (/** @type {Stretch[]} */ list, /** @type {Stretch} */ one) => list.some((other) => String(other) === String(one));
  draft.unlink.push(...now.filter((one) => !has(before, one) && !has(draft.link, one) && !has(draft.unlink, one)));
  draft.link.push(...before.filter((one) => !has(now, one) && !has(draft.unlink, one) && !has(draft.link, one)));
}

/** Writes the number of an excerpt where the cursor stands, and rests on it. @param {HTMLElement} button */
export function insert(button) {
  const area = field();
  const piece = /** @type {HTMLElement | null} */ (button.closest("li"));
  if (!area || !piece) return;
  const before = area.value.slice(0, area.selectionStart);
  const blank = before === "" || /\s$/.test(before) ? "" : " ";
  area.setRangeText(`${blank}[${button.dataset.insert}]`, area.selectionStart, area.selectionEnd, "end");
  area.dispatchEvent(new Event("input", { bubbles: true }));
  rest(piece, true);
  area.focus();
}

/** @param {HTMLElement} piece @param {boolean} rests */
function rest(piece, rests) {
  const draft = writing && drafts.get(key(writing));
  if (!draft) return;
  const one = stretch(piece);
  const without = (/** @type {Stretch[]} */ list) => list.filter((known) => String(known) !== String(one));
  draft.link = without(draft.link);
  draft.unlink = without(draft.unlink);
  const rested = piece.hasAttribute("data-rests");
  if (rests && !rested) draft.link.push(one);
  if (!rests && rested) draft.unlink.push(one);
  const box = piece.querySelector("input");
  if (box) box.checked = rests;
}

/** Says in the cells, and above the matrix, what is not saved. */
function drawDrafts() {
  for (const cell of document.querySelectorAll("[data-draft]")) cell.removeAttribute("data-draft");
  for (const name of drafts.keys()) cellOf(name)?.toggleAttribute("data-draft", true);
  const line = document.getElementById("drafts");
  if (!line) return;
  line.hidden = drafts.size === 0;
  const go = document.createElement("button");
  go.type = "button";
  go.textContent = "Go on writing";
  go.addEventListener("click", () => {
    const cell = [...drafts.keys()].map(cellOf).find((cell) => cell !== undefined);
    if (cell) void open(cell);
    else say("The draft is in a row or column that is not shown just now.");
  });
  line.replaceChildren(drafts.size === 1 ? "1 draft is not saved." : `${drafts.size} drafts are not saved.`, go);
}
onRenewed(drawDrafts);

document.addEventListener("change", (event) => {
  const box = /** @type {HTMLInputElement} */ (event.target);
  const piece = /** @type {HTMLElement | null} */ (box.closest("#behind li"));
  if (piece && box.dataset.rest !== undefined) rest(piece, box.checked);
});
// Before other keys hear of it.
document.addEventListener(
  "keydown",
  (event) => {
    const inside = writing !== null && event.target instanceof Element && (writing.contains(event.target) || event.target.closest("#behind") !== null);
    if (!inside || event.isComposing) return;
    const number = event.altKey ? /^Digit([1-9])$/.exec(event.code)?.[1] : undefined;
    const button = number ? document.querySelectorAll("#behind li")[Number(number) - 1]?.querySelector("[data-insert]") : null;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void save();
    else if (event.key === "Escape") later();
    else if (button) insert(/** @type {HTMLElement} */ (button));
    else return;
    event.preventDefault();
    event.stopPropagation();
  },
  true,
);
window.addEventListener("beforeunload", (event) => {
  if ([...drafts.values()].some(isChanged)) event.preventDefault();
});
