/** Texts that stand on a page and are saved as one leaves them. */

import { disagree } from "./meanwhile.js";
import { renew, settle } from "./renew.js";
import { say } from "./say.js";
import { asStored, attempt, send, study } from "./send.js";

/** @typedef {HTMLInputElement | HTMLTextAreaElement} Field */

/**
 * Marks whether somebody types in a field: then the page is not drawn anew.
 *
 * @param {Field} field
 */
export function note(field) {
  if (field.value === field.defaultValue) delete field.dataset.editing;
  else field.dataset.editing = "";
}

/**
 * Saves the fields of a page as one leaves them, unless somebody else changed them meanwhile:
 * then both texts are shown.
 *
 * @param {string} which what selects them
 * @param {(field: Field, was: string) => { path: string, body: unknown }} sent where a field is sent to, below the study, and what
 */
export function keepFields(which, sent) {
  const fieldOf = (/** @type {EventTarget | null} */ target) => (target instanceof Element && target.matches(which) ? /** @type {Field} */ (target) : null);

  /** @param {Field} field @param {string} [seen] what is known to stand there */
  function save(field, seen) {
    const value = field.value;
    if (value === field.defaultValue && seen === undefined) return;
    void attempt(async () => {
      const { path, body } = sent(field, seen ?? field.defaultValue);
      try {
        const { said } = /** @type {{ said: string }} */ (await send(`${study()}/${path}`, body));
        field.defaultValue = value;
        note(field);
        say(said, { name: "Undo", action: () => document.getElementById("undo")?.click() });
        await renew();
        settle();
      } catch (error) {
        const take = (/** @type {string[]} */ now) => {
          field.value = field.defaultValue = now[0] ?? "";
          note(field);
          asStored();
          void renew();
        };
        if (!disagree(error, [value], (now) => save(field, now[0] ?? ""), take)) throw error;
      }
    }, field.id || field);
  }

  document.addEventListener("input", (event) => {
    const field = fieldOf(event.target);
    if (field) note(field);
  });
  document.addEventListener("change", (event) => {
    const field = fieldOf(event.target);
    if (field) save(field);
  });
  document.addEventListener("keydown", (event) => {
    const field = fieldOf(event.target);
    if (!field || event.key !== "Enter" || event.isComposing) return;
    // Enter leaves a field of one line; in the others Ctrl Enter saves what was written.
    if (field instanceof HTMLInputElement || event.ctrlKey || event.metaKey) {
      event.preventDefault();
      field.blur();
    }
  });
  window.addEventListener("beforeunload", (event) => {
    if ([...document.querySelectorAll(which)].some((field) => "editing" in /** @type {HTMLElement} */ (field).dataset)) event.preventDefault();
  });
}
