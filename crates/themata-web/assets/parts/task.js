/** Waits for work that the server does meanwhile, and shows how far it is. */

import { ask } from "./send.js";

/** @typedef {{ state: string, done: number, total: number, message: string }} HowFar */

/**
 * Looks again and again until the work has ended, and returns how it ended.
 *
 * @template {HowFar} T
 * @param {string} path
 * @param {HTMLElement | null} place
 * @param {string} what
 * @returns {Promise<T>}
 */
export async function ended(path, place, what) {
  for (let patience = 100; ; patience = Math.min(1000, patience * 1.3)) {
    const at = /** @type {T} */ (await ask(path));
    if (at.state !== "running") return at;
    show(place, what, at.done, at.total);
    await new Promise((resolve) => setTimeout(resolve, patience));
  }
}

/**
 * Shows how many of how many things are done.
 *
 * @param {HTMLElement | null} place
 * @param {string} what
 * @param {number} done
 * @param {number} total
 */
export function show(place, what, done, total) {
  if (!place) return;
  place.hidden = false;
  const bar = place.querySelector("progress");
  const words = place.querySelector("span");
  if (bar) {
    if (total) bar.value = done / total;
    else bar.removeAttribute("value");
  }
  const said = total ? `${what}: ${done} of ${total}` : what;
  if (words && words.textContent !== said) words.textContent = said;
}
