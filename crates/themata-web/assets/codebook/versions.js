/** Freezing the codebook. */

import { keys } from "../parts/keys.js";
import { act } from "./renew.js";

const form = document.getElementById("freeze");
const note = /** @type {HTMLInputElement | null} */ (document.getElementById("freeze-note"));

if (form && note) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    act("freeze", { note: note.value }, () => (note.value = ""));
  });
  keys([
    { keys: "f", says: "freeze the codebook", act: () => note.focus() },
    { keys: "Esc", says: "back to the codebook", act: () => /** @type {HTMLElement | null} */ (document.querySelector("#versions .back a"))?.click() },
  ]);
}
