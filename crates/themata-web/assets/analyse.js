/** Views: what is asked goes into the address with every choice, and the page follows. */

import { complete } from "./excerpts/complete.js";
import "./parts/board.js";
import { keys } from "./parts/keys.js";
import { onRenewed } from "./parts/renew.js";
import { say } from "./parts/say.js";
import { seek } from "./parts/seek.js";
import { fetchLater } from "./analyse/later.js";

/** After so many milliseconds it is said that something is being counted. */
const PATIENCE = 200;

const form = () => /** @type {HTMLFormElement | null} */ (document.getElementById("ask"));
const region = () => document.getElementById("fresh");

/** Makes the form work that was drawn anew. */
function ready() {
  for (const field of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("#ask [data-completes]"))) complete(field);
  // What is drawn says what is asked; what was chosen before does not.
  for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("#ask input[type=checkbox]"))) {
    box.checked = box.defaultChecked;
  }
  region()?.removeAttribute("data-waiting");
  fetchLater();
}

let timer = 0;

/** Asks what the form says. */
async function ask() {
  const asked = form();
  if (!asked) return;
  window.clearTimeout(timer);
  timer = window.setTimeout(() => {
    region()?.setAttribute("data-waiting", "");
    say("Counting …");
  }, PATIENCE);
  await seek(asked);
  window.clearTimeout(timer);
}

document.addEventListener("submit", (event) => {
  if (event.target !== form()) return;
  event.preventDefault();
  ask();
});

document.addEventListener("change", (event) => {
  const input = /** @type {HTMLElement} */ (event.target);
  // A query is asked when it is whole, with Enter or the button.
  if (input.closest("#ask") && !input.hasAttribute("data-completes")) ask();
});

/** @param {string} key */
function save(key) {
  const link = /** @type {HTMLElement | null} */ (document.querySelector(`.exports [data-key="${key}"]`));
  if (link) link.click();
  else say("There is no such file of this view.");
}

const places = () => /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll(".ways > .parts a"));

/** @param {1 | -1} way */
function step(way) {
  const all = [...places()];
  const here = all.findIndex((link) => link.hasAttribute("aria-current"));
  all[here + way]?.click();
}

onRenewed(ready);
ready();

keys([
  { keys: "/", says: "write the query", act: () => /** @type {HTMLInputElement | null} */ (document.getElementById("q"))?.select() },
  { keys: "1", says: "save the table as CSV", act: () => save("1") },
  { keys: "2", says: "save the table as XLSX", act: () => save("2") },
  { keys: "3", says: "save the table as DOCX", act: () => save("3") },
  { keys: "4", says: "save the picture as SVG", act: () => save("4") },
  { keys: "5", says: "save the picture as PNG", act: () => save("5") },
  { keys: "]", says: "the next way of analysing", act: () => step(1) },
  { keys: "[", says: "the way before", act: () => step(-1) },
]);
