/** The title, the statement and the notes: each is saved as one leaves it. */

import { disagree } from "../parts/meanwhile.js";
import { renew, settle } from "../parts/renew.js";
import { say } from "../parts/say.js";
import { asStored, attempt, send, study } from "../parts/send.js";

/** @typedef {HTMLInputElement | HTMLTextAreaElement} Field */

const theme = document.getElementById("theme-page")?.dataset.themeNumber;

/** @param {EventTarget | null} target @returns {Field | null} */
const fieldOf = (target) => (target instanceof Element && target.matches("#theme-page [data-field], #theme-page [data-note]") ? /** @type {Field} */ (target) : null);

/** Whether somebody types there: then the page is not drawn anew. @param {Field} field */
function note(field) {
  if (field.value === field.defaultValue) delete field.dataset.editing;
  else field.dataset.editing = "";
}

/** What is sent for a field. @param {Field} field @param {string} was */
function body(field, was) {
  const name = field.dataset.field;
  if (name) return { path: `${theme}/edit`, body: { [name]: field.value, was } };
  const { document: number, start, end, side } = /** @type {HTMLElement} */ (field.closest("li")).dataset;
  return { path: `${theme}/evidence`, body: { document: Number(number), start: Number(start), end: Number(end), side, note: field.value, was } };
}

/** @param {Field} field @param {string} [seen] what is known to stand there */
function save(field, seen) {
  const value = field.value;
  if (value === field.defaultValue && seen === undefined) return;
  void attempt(async () => {
    const sent = body(field, seen ?? field.defaultValue);
    try {
      const { said } = /** @type {{ said: string }} */ (await send(`${study()}/analyse/themes/${sent.path}`, sent.body));
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
  // The name of a code that is being typed is not drawn away either.
  const code = event.target instanceof HTMLInputElement && event.target.id === "new-code" ? event.target : null;
  if (code) note(code);
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
  if (document.querySelector("#theme-page [data-editing]")) event.preventDefault();
});
