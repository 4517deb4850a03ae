/** What whoever looks may not change is shown and not to be typed in; the server refuses it in
 * any case. Buttons that somebody may not press are hidden by `page.css`. */

import { say } from "./say.js";

/** @param {string | undefined} right */
export function may(right) {
  return !right || (document.body.dataset.may ?? "").split(" ").includes(right);
}

/** Whether something may be changed; if not, it is said. @param {Element} place */
export function mayChange(place) {
  const holder = place.closest("[data-edits]");
  if (may(holder?.getAttribute("data-edits") ?? undefined)) return true;
  say("Your role in this study does not change this.");
  return false;
}

/** Keeps fields from being typed in that somebody may not change, also those that come later. */
export function restrict() {
  const main = document.getElementById("main");
  if (!main || document.body.dataset.may === undefined) return;
  const all = () => {
    for (const field of main.querySelectorAll("textarea[data-edits], input[data-edits]")) {
      const typed = /** @type {HTMLTextAreaElement | HTMLInputElement} */ (field);
      if (!may(typed.dataset.edits) && !typed.readOnly) typed.readOnly = true;
    }
  };
  all();
  new MutationObserver(all).observe(main, { childList: true, subtree: true });
}
