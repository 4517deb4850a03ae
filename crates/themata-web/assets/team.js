/** Signing in, accounts, the team of a study: forms that work without this, and are eased by it. */

import { keys } from "./parts/keys.js";
import { say } from "./parts/say.js";

for (const button of document.querySelectorAll("[data-copies]")) {
  const copier = /** @type {HTMLButtonElement} */ (button);
  const field = /** @type {HTMLInputElement | null} */ (document.getElementById(copier.dataset.copies ?? ""));
  const copy = async () => {
    if (!field) return;
    field.select();
    await navigator.clipboard.writeText(field.value);
    say("The link is copied");
  };
  copier.addEventListener("click", copy);
  keys([{ keys: "y", says: "copy the link", act: copy }]);
}

// What cannot be taken back with a click is asked about.
document.addEventListener("submit", (event) => {
  const sender = /** @type {SubmitEvent} */ (event).submitter;
  const question = sender?.dataset.asks;
  if (question && !window.confirm(question)) event.preventDefault();
});
