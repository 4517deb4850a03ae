/** Recodes many excerpts at once: what is to be done, how many it concerns, and then it is done. */

import { say } from "../parts/say.js";
import { attempt, consult, Refused, send, study } from "../parts/send.js";
import { anew } from "./anew.js";

const dialog = /** @type {HTMLDialogElement} */ (document.getElementById("recode"));
const form = /** @type {HTMLFormElement} */ (dialog.querySelector("form"));
const preview = /** @type {HTMLElement} */ (document.getElementById("recode-preview"));
const submit = /** @type {HTMLButtonElement} */ (form.querySelector("[type=submit]"));

/** @type {number[] | null} */
let codings = null;
let query = "";
let asked = 0;

/**
 * @param {number[] | null} numbers the codings that were chosen; null for all that is listed
 * @param {{ excerpts: number, query: string }} of
 */
export function openRecode(numbers, of) {
  codings = numbers;
  query = of.query;
  const whole = /** @type {HTMLElement} */ (document.getElementById("recode-whole"));
  const many = of.excerpts === 1 ? "1 excerpt" : `${of.excerpts} excerpts`;
  whole.textContent = numbers ? `${many} that you chose.` : `All that is listed: ${many}.`;
  dialog.showModal();
  changed();
}

/** @param {string} name */
const value = (name) => String(new FormData(form).get(name) ?? "");

const body = (/** @type {boolean} */ preview) => ({
  codings, q: query, what: value("what"), code: value("code"), from: value("from"), valence: value("valence"), preview,
});

/** Shows what belongs to what is to be done, and how many that would concern. */
async function changed() {
  const what = value("what");
  for (const part of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-for]"))) {
    part.hidden = !part.dataset.for?.split(" ").includes(what);
  }
  submit.disabled = true;
  const mine = (asked += 1);
  if (what !== "remove" && !value("code")) {
    preview.textContent = "Choose the code that comes.";
    return;
  }
  preview.textContent = "counting …";
  try {
    const told = /** @type {{ said: string, concerned: number }} */ (await consult(`${study()}/excerpts/recode`, body(true)));
    if (mine !== asked) return;
    preview.textContent = `It would be: ${told.said}`;
    submit.disabled = told.concerned === 0;
  } catch (error) {
    if (mine === asked) preview.textContent = error instanceof Refused ? error.message : "The workbench does not answer.";
  }
}

form.addEventListener("change", changed);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const wanted = body(false);
  attempt(async () => {
    const told = /** @type {{ said: string }} */ (await send(`${study()}/excerpts/recode`, wanted));
    dialog.close();
    say(told.said, { name: "Undo", action: () => document.getElementById("undo")?.click() });
    await anew();
  });
});
dialog.querySelector("[data-closes]")?.addEventListener("click", () => dialog.close());
