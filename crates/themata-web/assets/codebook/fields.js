/** The fields of the code that is open: each is saved as one leaves it. */

import { disagree } from "../parts/meanwhile.js";
import { asStored, attempt } from "../parts/send.js";
import { act, go, renew } from "./renew.js";

/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Field */

const code = () => document.querySelector("#open [data-code]")?.getAttribute("data-code");

/** @param {string} field @param {unknown} value */
const set = (field, value) => act(`${code()}/field`, { field, value });

/** @typedef {HTMLInputElement | HTMLTextAreaElement} Text */

/** What a text was when someone began to change it. @param {Text} field */
const was = (field) => field.dataset.was ?? field.defaultValue;

/** All texts of examples. @returns {HTMLTextAreaElement[]} */
const examples = () => [.../** @type {NodeListOf<HTMLTextAreaElement>} */ (document.querySelectorAll("#open [data-example]"))];

/**
 * Saves texts, unless somebody else changed them since someone began to type; then both are shown.
 *
 * @param {string} path
 * @param {Text[]} fields
 * @param {(yours: string[], was: string[]) => unknown} body
 * @param {string[]} [seen] what is known to stand there
 */
function save(path, fields, body, seen) {
  const yours = fields.map((field) => field.value);
  for (const field of fields) delete field.dataset.restored;
  // The page may have been drawn anew meanwhile.
  const here = () => fields.map((field) => /** @type {Text} */ (document.getElementById(field.id) ?? field));
  const done = () => {
    here().forEach((field, place) => {
      field.defaultValue = yours[place];
      if (field.value === yours[place]) delete field.dataset.was;
      else field.dataset.was = yours[place];
    });
  };
  act(path, () => body(yours, seen ?? here().map(was)), done, (error) =>
    disagree(error, yours, (now) => save(path, here(), body, now), () => {
      for (const field of here()) {
        field.value = field.defaultValue;
        delete field.dataset.was;
      }
      asStored();
      void attempt(() => renew());
    }),
    `${path} ${fields.map((field) => field.id)}`,
  );
}

// What stood in a field when someone began to type there.
document.getElementById("codebook")?.addEventListener("input", (event) => {
  const field = /** @type {Text} */ (event.target);
  if (field.matches("[data-field], [data-example], [data-rules]")) field.dataset.was ??= field.defaultValue;
});

/** @param {Text} field @param {string} name */
function saveField(field, name) {
  save(`${code()}/field`, [field], ([value], [was]) => ({ field: name, value, was: { field: name, value: was } }));
}

function saveExamples() {
  save(`${code()}/field`, examples(), (value, was) => ({ field: "examples", value, was: { field: "examples", value: was } }));
}

document.getElementById("codebook")?.addEventListener("change", (event) => changed(/** @type {Field} */ (event.target)));
document.getElementById("codebook")?.addEventListener("focusout", (event) => {
  const field = /** @type {Field} */ (event.target);
  if ("restored" in field.dataset && field.value !== /** @type {Text} */ (field).defaultValue) changed(field);
});

/** @param {Field} field */
function changed(field) {
  const { field: name } = field.dataset;
  if (name) saveField(/** @type {HTMLInputElement} */ (field), name);
  else if (field.hasAttribute("data-example")) saveExamples();
  else if (field.hasAttribute("data-assignable")) set("assignable", /** @type {HTMLInputElement} */ (field).checked);
  else if (field.hasAttribute("data-own-colour")) set("colour", field.value);
  else if (field.id === "f-parent") act(`${code()}/move`, { under: field.value ? Number(field.value) : null });
  else if (field.id === "by") {
    const url = new URL(window.location.href);
    url.searchParams.set("by", field.value);
    void go(url.href);
  } else if (field.hasAttribute("data-rules")) {
    save("rules", [/** @type {HTMLTextAreaElement} */ (field)], ([text], [was]) => ({ text, was }));
  }
}

document.getElementById("codebook")?.addEventListener("click", (event) => {
  const target = /** @type {Element} */ (event.target);
  const colour = target.closest("[data-colour]")?.getAttribute("data-colour");
  if (colour !== null && colour !== undefined) set("colour", colour);
  const dropped = target.closest('[data-do="drop-example"]')?.previousElementSibling;
  if (dropped) {
    const field = /** @type {HTMLTextAreaElement} */ (dropped);
    field.dataset.was ??= field.defaultValue;
    field.value = "";
    saveExamples();
  }
});

// Enter leaves a field of one line.
document.getElementById("codebook")?.addEventListener("keydown", (event) => {
  const field = /** @type {HTMLElement} */ (event.target);
  if (event.key !== "Enter" || event.isComposing || field.id !== "f-name") return;
  event.preventDefault();
  field.blur();
});
