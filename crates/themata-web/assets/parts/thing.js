/** A dialog that asks what is to become of one thing: another name, or away with it. */

import { attempt, Lost, Refused } from "./send.js";

/** @typedef {{ name: string, value: string, options?: [string, string][] }} Field */
/**
 * @typedef {object} Asked
 * @property {string} title
 * @property {Field[]} [fields] what can be said
 * @property {string} [deed] what the button is called that does it
 * @property {(values: string[]) => Promise<void>} [act]
 * @property {string} [going] what goes with it
 * @property {string} [removal] what the button is called that removes it
 * @property {() => Promise<void>} [remove]
 * @property {boolean} [removes] whether the removal was asked for
 */

const dialog = /** @type {HTMLDialogElement} */ (document.getElementById("thing"));

/** @param {Asked} asked */
export function askWhat({ title, fields = [], deed = "Save", act, going, removal = "Remove", remove, removes }) {
  const back = document.activeElement?.id;
  const heading = made("h2", title);
  heading.id = "thing-title";
  const form = document.createElement("form");
  const trouble = made("p", "");
  trouble.className = "refused";
  trouble.setAttribute("role", "alert");
  const inputs = fields.map((field) => {
    const label = made("label", field.name);
    const input = field.options ? document.createElement("select") : document.createElement("input");
    for (const [value, name] of field.options ?? []) input.append(new Option(name, value, value === field.value, value === field.value));
    input.value = field.value;
    label.append(input);
    form.append(label);
    return input;
  });
  const close = button("Cancel (Esc)", () => dialog.close());
  const buttons = made("div", "");
  buttons.className = "buttons";
  buttons.append(close);
  if (act) {
    const main = made("button", deed);
    main.className = "main";
    buttons.append(main);
  }
  form.append(trouble, buttons);
  /** @param {() => Promise<void>} what */
  const doing = (what) => attempt(async () => {
    try {
      await what();
    } catch (error) {
      // What was refused is said beside what was typed, which stays.
      if (error instanceof Lost) throw error;
      if (!(error instanceof Refused)) throw error;
      trouble.textContent = error.message;
      return;
    }
    dialog.close();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (act) doing(() => act(inputs.map((input) => input.value)));
  });
  dialog.replaceChildren(heading, form);
  let away;
  if (remove) {
    const part = document.createElement("div");
    part.className = "going";
    away = button(removal, () => doing(remove));
    away.className = "danger";
    part.append(made("p", going ?? ""), away);
    dialog.append(part);
  }
  dialog.onclose = () => (back ? document.getElementById(back)?.focus() : undefined);
  dialog.showModal();
  const first = removes ? away : (inputs[0] ?? close);
  first?.focus();
  if (first instanceof HTMLInputElement) first.select();
}

/**
 * @param {string} kind
 * @param {string} words
 */
function made(kind, words) {
  const element = document.createElement(kind);
  element.textContent = words;
  return element;
}

/**
 * @param {string} words
 * @param {() => void} action
 */
function button(words, action) {
  const element = /** @type {HTMLButtonElement} */ (made("button", words));
  element.type = "button";
  element.addEventListener("click", action);
  return element;
}
