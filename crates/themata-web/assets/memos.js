/** The memos and the journal: moving among them, to their places, and writing. */

import { keys } from "./parts/keys.js";
import { onWritten, restore } from "./parts/memo.js";
import { onRenewed, renew } from "./parts/renew.js";
import { seek } from "./parts/seek.js";

const rows = () => [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".memos li"))];
const here = () => rows().findIndex((row) => row.contains(document.activeElement));

/** @param {1 | -1} way */
function step(way) {
  const all = rows();
  all[Math.min(all.length - 1, Math.max(0, here() + way))]?.focus();
}

/** @param {string} found */
const press = (found) => /** @type {HTMLElement | null} */ (document.querySelector(found))?.click();
/** @param {string} found */
const pressHere = (found) => /** @type {HTMLElement | null | undefined} */ (rows()[here()]?.querySelector(found))?.click();

/** Opens the form for a new memo, or goes to the one of the journal. */
function write() {
  const place = document.getElementById("write");
  place?.setAttribute("open", "");
  place?.querySelector("textarea")?.focus();
}

onWritten(() => renew());
onRenewed(restore);
document.addEventListener("click", (event) => {
  if (/** @type {Element} */ (event.target).closest("[data-writes]")) write();
});

const narrow = /** @type {HTMLFormElement | null} */ (document.querySelector("form.narrow"));
narrow?.addEventListener("submit", (event) => {
  event.preventDefault();
  void seek(narrow);
});

keys([
  { keys: "n", says: "write a memo, or an entry of the journal", act: write },
  { keys: "j, ↓", says: "the memo below", act: () => step(1) },
  { keys: "k, ↑", says: "the memo above", act: () => step(-1) },
  { keys: "o", says: "go to what the memo is on", act: () => pressHere("a") },
  { keys: "e", says: "edit the memo", act: () => pressHere(".memo-edit > summary") },
  { keys: "Delete", says: "remove the memo; Undo brings it back", act: () => pressHere("[data-remove]") },
  { keys: "/", says: "find words in memos", act: () => document.getElementById("q")?.focus() },
  { keys: "]", says: "next page", act: () => press('.parts a[rel="next"]') },
  { keys: "[", says: "page before", act: () => press('.parts a[rel="prev"]') },
]);
