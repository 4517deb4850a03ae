/** The fields of the code that is open: each is saved as one leaves it. */

import { act, go } from "./renew.js";

/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Field */

const code = () => document.querySelector("#open [data-code]")?.getAttribute("data-code");

/** @param {string} field @param {unknown} value @param {Field} [from] */
function set(field, value, from) {
  act(`${code()}/field`, { field, value }, () => {
    if (from && "defaultValue" in from) from.defaultValue = from.value;
  });
}

/** All examples as they stand now. */
const examples = () =>
  [.../** @type {NodeListOf<HTMLTextAreaElement>} */ (document.querySelectorAll("#open [data-example]"))].map((field) => field.value);

document.getElementById("codebook")?.addEventListener("change", (event) => {
  const field = /** @type {Field} */ (event.target);
  const { field: name } = field.dataset;
  if (name) set(name, field.value, field);
  else if (field.hasAttribute("data-example")) set("examples", examples(), field);
  else if (field.hasAttribute("data-assignable")) set("assignable", /** @type {HTMLInputElement} */ (field).checked);
  else if (field.hasAttribute("data-own-colour")) set("colour", field.value);
  else if (field.id === "f-parent") act(`${code()}/move`, { under: field.value ? Number(field.value) : null });
  else if (field.id === "by") {
    const url = new URL(window.location.href);
    url.searchParams.set("by", field.value);
    void go(url.href);
  } else if (field.hasAttribute("data-rules")) {
    act("rules", { text: field.value }, () => {
      /** @type {HTMLTextAreaElement} */ (field).defaultValue = field.value;
    });
  }
});

document.getElementById("codebook")?.addEventListener("click", (event) => {
  const target = /** @type {Element} */ (event.target);
  const colour = target.closest("[data-colour]")?.getAttribute("data-colour");
  if (colour !== null && colour !== undefined) set("colour", colour);
  const dropped = target.closest('[data-do="drop-example"]')?.previousElementSibling;
  if (dropped) {
    const field = /** @type {HTMLTextAreaElement} */ (dropped);
    field.value = "";
    set("examples", examples(), field);
  }
});

// Enter leaves a field of one line.
document.getElementById("codebook")?.addEventListener("keydown", (event) => {
  const field = /** @type {HTMLElement} */ (event.target);
  if (event.key !== "Enter" || event.isComposing || field.id !== "f-name") return;
  event.preventDefault();
  field.blur();
});
