/** The title and the note of a view: each is saved as one leaves it. */

import { disagree } from "../parts/meanwhile.js";
import { renew, settle } from "../parts/renew.js";
import { say } from "../parts/say.js";
import { asStored, attempt, send, study } from "../parts/send.js";

/** @typedef {HTMLInputElement | HTMLTextAreaElement} Field */

/** @param {EventTarget | null} target @returns {Field | null} */
const fieldOf = (target) => (target instanceof Element && target.matches("#board-page [data-field]") ? /** @type {Field} */ (target) : null);

/** Whether somebody types there: then the page is not drawn anew. @param {Field} field */
function note(field) {
  if (field.value === field.defaultValue) delete field.dataset.editing;
  else field.dataset.editing = "";
}

/** @param {Field} field @param {string} [seen] what is known to stand there */
function save(field, seen) {
  const value = field.value;
  if (value === field.defaultValue && seen === undefined) return;
  const number = /** @type {HTMLElement} */ (field.closest(".on-board")).dataset.viewNumber;
  void attempt(async () => {
    try {
      const body = { [field.dataset.field ?? ""]: value, was: seen ?? field.defaultValue };
      const { said } = /** @type {{ said: string }} */ (await send(`${study()}/analyse/board/${number}/edit`, body));
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
  });
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
  if (document.querySelector("#board-page [data-editing]")) event.preventDefault();
});
