/** The title, the statement and the notes: each is saved as one leaves it. */

import { keepFields, note } from "../parts/fields.js";

const theme = document.getElementById("theme-page")?.dataset.themeNumber;

keepFields("#theme-page [data-field], #theme-page [data-note]", (field, was) => {
  const name = field.dataset.field;
  if (name) return { path: `analyse/themes/${theme}/edit`, body: { [name]: field.value, was } };
  const { document: number, start, end, side } = /** @type {HTMLElement} */ (field.closest("li")).dataset;
  const body = { document: Number(number), start: Number(start), end: Number(end), side, note: field.value, was };
  return { path: `analyse/themes/${theme}/evidence`, body };
});

// The name of a code that is being typed is not drawn away either, and not left unasked.
const code = (/** @type {EventTarget | null} */ target) => (target instanceof HTMLInputElement && target.id === "new-code" ? target : null);
document.addEventListener("input", (event) => {
  const typed = code(event.target);
  if (typed) note(typed);
});
window.addEventListener("beforeunload", (event) => {
  if (document.querySelector("#new-code[data-editing]")) event.preventDefault();
});
