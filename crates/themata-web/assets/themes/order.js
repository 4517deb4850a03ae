/** The order of the themes: by dragging, by buttons and by keys. */

import { keys } from "../parts/keys.js";
import { refocus } from "../parts/refocus.js";
import { renew } from "../parts/renew.js";
import { say } from "../parts/say.js";
import { attempt, send, study } from "../parts/send.js";

/** @returns {HTMLElement[]} */
const rows = () => [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".themes .theme"))];
/** Those that can be moved: groups of the codebook stand behind them. */
const own = () => rows().filter((row) => row.dataset.themeNumber);
/** @param {EventTarget | null} target */
const rowOf = (target) => /** @type {HTMLElement | null} */ (target instanceof Element ? target.closest(".themes .theme") : null);

/**
 * Puts a theme at a place, counted from 1.
 *
 * @param {HTMLElement} row
 * @param {number} place
 * @param {string} [focus] what has the focus then, by the beginning of its name
 */
function put(row, place, focus = "theme-") {
  const { themeNumber, title } = row.dataset;
  if (!themeNumber) return say("Make themes of the groups first; then they can be moved.");
  if (place < 1 || place > own().length) return say(`“${title}” stands at the ${place < 1 ? "beginning" : "end"} already.`);
  const goes = refocus();
  void attempt(async () => {
    const { said } = /** @type {{ said: string }} */ (await send(`${study()}/analyse/themes/${themeNumber}/edit`, { place }));
    say(`${said} “${title}” is number ${place} now.`, { name: "Undo", action: () => document.getElementById("undo")?.click() });
    await renew();
    const wanted = /** @type {HTMLButtonElement | null} */ (document.getElementById(`${focus}${place}`));
    goes(wanted && !wanted.disabled ? wanted : document.getElementById(`theme-${place}`));
  });
}

/** @param {number} way */
function move(way) {
  const row = rowOf(document.activeElement);
  if (!row) return say("Go to a theme first: j and k go through the list.");
  put(row, Number(row.dataset.place) + way);
}

/** @param {number} way */
function step(way) {
  const all = rows();
  const here = rowOf(document.activeElement);
  const next = here ? all[all.indexOf(here) + way] : all[way > 0 ? 0 : all.length - 1];
  next?.querySelector("a")?.focus();
}

document.addEventListener("click", (event) => {
  const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[data-move]"));
  const row = rowOf(button);
  if (!button || !row) return;
  const way = Number(button.dataset.move);
  put(row, Number(row.dataset.place) + way, way < 0 ? "up-" : "down-");
});

/** The theme that is dragged. @type {HTMLElement | null} */
let dragged = null;

function unmark() {
  for (const row of rows()) row.removeAttribute("data-over");
}

document.addEventListener("dragstart", (event) => {
  const row = rowOf(event.target);
  if (!row?.dataset.themeNumber || !event.dataTransfer || !document.body.dataset.may?.includes("analyse")) return;
  dragged = row;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", row.dataset.title ?? "");
  row.dataset.carried = "";
});
document.addEventListener("dragover", (event) => {
  const row = dragged && rowOf(event.target);
  unmark();
  if (!row || row === dragged) return;
  event.preventDefault();
  row.dataset.over = "";
});
document.addEventListener("drop", (event) => {
  const row = dragged && rowOf(event.target);
  if (!dragged || !row || row === dragged) return;
  event.preventDefault();
  put(dragged, Math.min(Number(row.dataset.place), own().length));
});
document.addEventListener("dragend", () => {
  dragged?.removeAttribute("data-carried");
  dragged = null;
  unmark();
});

if (document.getElementById("themes-page")) {
  keys([
    { keys: "j", says: "next theme", act: () => step(1) },
    { keys: "k", says: "theme before", act: () => step(-1) },
    { keys: "Alt ↑", says: "move the theme up", act: () => move(-1) },
    { keys: "Alt ↓", says: "move the theme down", act: () => move(1) },
  ]);
}
