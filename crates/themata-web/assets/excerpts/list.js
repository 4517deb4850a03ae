/** A list of results in which one is the current one: keys go along it and open it. */

import { keys } from "../parts/keys.js";

export const results = () => /** @type {HTMLElement[]} */ ([...document.querySelectorAll("#results > .result")]);

/** @returns {HTMLElement | null} */
export function current() {
  return document.querySelector("#results > .result[data-current]");
}

/**
 * Makes a result the current one.
 *
 * @param {HTMLElement | null} result
 */
export function goTo(result) {
  if (!result) return;
  current()?.removeAttribute("data-current");
  result.dataset.current = "";
  result.focus({ preventScroll: true });
  result.scrollIntoView({ block: "nearest" });
}

/** @param {1 | -1} way */
export function step(way) {
  const all = results();
  const here = current();
  goTo(here ? (all[all.indexOf(here) + way] ?? here) : (all[0] ?? null));
}

/**
 * @param {HTMLElement} page
 */
export function walk(page) {
  keys([
    { keys: "j, ↓", says: "next result", act: () => step(1) },
    { keys: "k, ↑", says: "result before", act: () => step(-1) },
    { keys: "Enter", says: "go to its place in the transcript", act: open },
    { keys: "n", says: "next page", act: () => turn("next") },
    { keys: "Shift N", says: "page before", act: () => turn("prev") },
  ]);
  page.addEventListener("focusin", (event) => {
    const result = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest(".result"));
    if (!result || result === current()) return;
    current()?.removeAttribute("data-current");
    result.dataset.current = "";
  });
  // What can be pressed keeps its own Enter and Space.
  page.addEventListener("keydown", (event) => {
    const target = /** @type {Element} */ (event.target);
    const presses = event.key === "Enter" || event.key === " ";
    if (presses && target.closest("a, button, summary, input")) event.stopPropagation();
  });
}

function open() {
  const link = /** @type {HTMLAnchorElement | null | undefined} */ (current()?.querySelector("a.found"));
  link?.click();
}

/** @param {string} way */
function turn(way) {
  /** @type {HTMLAnchorElement | null} */ (document.querySelector(`#pages a[rel="${way}"]`))?.click();
}
