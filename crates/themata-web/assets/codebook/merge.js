/** Merging, which is told before it is done, and splitting into new codes. */

import { say } from "../parts/say.js";
import { ask, attempt, study } from "../parts/send.js";
import { act } from "./renew.js";

const book = document.getElementById("codebook");
const code = () => document.querySelector("#open [data-code]")?.getAttribute("data-code");

/** @param {string} into @param {string} name */
function preview(into, name) {
  return attempt(async () => {
    const place = document.getElementById("merge-preview");
    place?.replaceChildren();
    if (!into || !place) return;
    const told = /** @type {{ lines: string[] }} */ (await ask(`${study()}/codebook/${code()}/merge?into=${into}`));
    const list = document.createElement("ul");
    for (const line of told.lines) {
      const one = document.createElement("li");
      one.textContent = line;
      list.append(one);
    }
    const button = document.createElement("button");
    button.type = "button";
    button.className = "main";
    button.textContent = `Merge into “${name}”`;
    button.addEventListener("click", () => act(`${code()}/merge`, { into: Number(into) }));
    place.replaceChildren(list, button);
  });
}

book?.addEventListener("change", (event) => {
  const select = /** @type {HTMLSelectElement} */ (event.target);
  if (select.id === "f-merge") void preview(select.value, select.selectedOptions[0]?.text.trim() ?? "");
});

book?.addEventListener("submit", (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (!form.closest("#splitting")) return;
  event.preventDefault();
  const field = /** @type {HTMLTextAreaElement} */ (document.getElementById("f-split"));
  const into = field.value.split("\n").map((name) => name.trim()).filter(Boolean);
  if (into.length < 2) return say("Write two names or more, one in a line.");
  act(`${code()}/split`, { into }, () => (field.defaultValue = field.value));
});
