/** The report: what it holds is chosen at the left, and stands at the right as it will print. */

import { download } from "./parts/download.js";
import { keys } from "./parts/keys.js";
import { onRenewed } from "./parts/renew.js";
import { say } from "./parts/say.js";
import { attempt, study } from "./parts/send.js";
import { drop, here, move, step } from "./report/rows.js";
import { picker, reopen, told, toggle } from "./report/picker.js";
import { print, scroll, show } from "./report/preview.js";
import { keep, restored, settled, state } from "./report/draft.js";

const form = /** @type {HTMLFormElement} */ (document.getElementById("choices"));

/** Keeps what is chosen now, and draws the report anew. @param {number} [wait] */
const chosen = (wait = 0) => keep(wait, show);

form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", (event) => {
  const field = /** @type {HTMLElement} */ (event.target);
  if (!(field instanceof HTMLInputElement) || field.type === "checkbox") return;
  // What somebody types is not drawn over from elsewhere.
  field.toggleAttribute("data-unsaved", true);
  chosen(500);
});
form.addEventListener("change", (event) => {
  const field = /** @type {HTMLElement} */ (event.target);
  if (field.closest("#themes > .row > input")) own();
  if (field.closest(".picker")) picker(/** @type {HTMLInputElement} */ (field));
  // Another number is other excerpts, where the program chooses them.
  if (field.id === "r-quoted") return keep(0, () => [show(), reopen()]);
  chosen();
});

/** From now on the themes are those that stand here. */
function own() {
  document.getElementById("themes")?.toggleAttribute("data-own", true);
}

/** @param {Element | null | undefined} row @param {number} way */
function moved(row, way) {
  if (!row || !move(row, way)) return;
  changedOrder(row);
}

/** @param {Element} row */
function changedOrder(row) {
  if (row.parentElement?.id === "themes") own();
  const whole = row.closest(".excerpts");
  if (whole) told(whole);
  chosen();
}

form.addEventListener("click", (event) => {
  const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("button"));
  if (!button) return;
  const row = button.closest(".row");
  if (button.dataset.moves) {
    moved(row, Number(button.dataset.moves));
    button.focus();
  }
  if (button.classList.contains("opens") && row) void toggle(row);
  if (button.dataset.anew !== undefined) anew();
  if (button.dataset.query !== undefined) asks(button);
});
drop(form, changedOrder);

/** Another query, as whoever counts other codings asks it. @param {HTMLElement} button */
function asks(button) {
  const field = /** @type {HTMLInputElement} */ (document.getElementById("r-query"));
  // What is being typed is asked first; then the button has the query that goes with it.
  if (field.value !== field.defaultValue) return void keep(0, () => document.getElementById(button.id)?.click());
  field.value = button.dataset.query ?? "";
  chosen();
}

/** Everything as it usually is; what was chosen can be had back. */
function anew() {
  const before = state();
  attempt(async () => {
    await restored({});
    show();
    say("Everything is as usual.", { name: "Back to what I chose", action: () => attempt(async () => {
      await restored(before);
      show();
    }) });
  });
}

form.addEventListener("let-choose", () => chosen());
document.addEventListener("redrawn", reopen);
onRenewed(() => {
  reopen();
  show();
});

for (const way of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll("form[data-file]"))) {
  const said = document.getElementById("making");
  way.addEventListener("submit", (event) => {
    event.preventDefault();
    attempt(async () => {
      // The file holds what was chosen last.
      await settled();
      await download(way, (words) => said && (said.textContent = words));
    });
  });
}
document.getElementById("print")?.addEventListener("click", print);

/** @param {string} what */
const file = (what) => /** @type {HTMLElement | null} */ (document.querySelector(`form[action$="/file/${what}"] button`))?.click();
const theme = () => here()?.closest(".theme");
/** @param {Element | null | undefined} within @param {string} found */
const press = (within, found) => /** @type {HTMLElement | null | undefined} */ (within?.querySelector(found))?.click();

keys([
  { keys: "j, ↓", says: "the row below", act: () => step(1) },
  { keys: "k, ↑", says: "the row above", act: () => step(-1) },
  { keys: "Alt ↑", says: "move the row up", act: () => moved(here(), -1) },
  { keys: "Alt ↓", says: "move the row down", act: () => moved(here(), 1) },
  { keys: "o", says: "open or close the excerpts of the theme", act: () => {
    const row = theme();
    if (row) void toggle(row);
  } },
  { keys: "p", says: "let the program choose the excerpts of the theme", act: () => press(theme(), "[data-lets]:not([hidden])") },
  { keys: "m", says: "show more excerpts of the theme", act: () => press(theme(), "[data-more]") },
  { keys: "0", says: "begin anew: everything as usual", act: () => press(form, "[data-anew]") },
  { keys: "/", says: "write a query: what the report is on", act: () => document.getElementById("r-query")?.focus() },
  { keys: "]", says: "further down in the report", act: () => scroll(1) },
  { keys: "[", says: "further up in the report", act: () => scroll(-1) },
  { keys: "h", says: "have it as a web page (HTML)", act: () => file("html") },
  { keys: "d", says: "have it for Word (DOCX)", act: () => file("docx") },
  { keys: "Ctrl P", says: "print it", act: print, typing: true },
  { keys: "x", says: "all other files", act: () => window.location.assign(`${study()}/export`) },
]);
