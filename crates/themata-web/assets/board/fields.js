/** The title and the note of a view: each is saved as one leaves it. */

import { keepFields } from "../parts/fields.js";

keepFields("#board-page [data-field]", (field, was) => {
  const { viewNumber } = /** @type {HTMLElement} */ (field.closest(".on-board")).dataset;
  return { path: `analyse/board/${viewNumber}/edit`, body: { [field.dataset.field ?? ""]: field.value, was } };
});
