/** The memos: moving among them and to their places. */

import { keys } from "./parts/keys.js";
import "./parts/renew.js";

const rows = () => [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".memos li"))];
const here = () => rows().findIndex((row) => row.contains(document.activeElement));

/** @param {1 | -1} way */
function step(way) {
  const all = rows();
  all[Math.min(all.length - 1, Math.max(0, here() + way))]?.focus();
}

/** @param {string} found */
const press = (found) => /** @type {HTMLElement | null} */ (document.querySelector(found))?.click();

keys([
  { keys: "j, ↓", says: "the memo below", act: () => step(1) },
  { keys: "k, ↑", says: "the memo above", act: () => step(-1) },
  { keys: "o", says: "go to what the memo is on", act: () => rows()[here()]?.querySelector("a")?.click() },
  { keys: "]", says: "next page", act: () => press('.parts a[rel="next"]') },
  { keys: "[", says: "page before", act: () => press('.parts a[rel="prev"]') },
]);
