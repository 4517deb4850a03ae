/** Rounds: what is mine to do, how far everybody is, and what is done with a round. */

import { keys } from "./parts/keys.js";
import { onRenewed } from "./parts/renew.js";
import { say } from "./parts/say.js";
import "./rounds/plan.js";
import { may } from "./rounds/may.js";
import { current, rove } from "./rounds/rove.js";
import { offer, take, targetOf } from "./rounds/step.js";
import { freeze, openEarly, remove, rename } from "./rounds/whole.js";

const rows = () => [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".work li"))];
const here = () => rows().findIndex((row) => row.contains(document.activeElement));

/** @param {1 | -1} way */
function step(way) {
  const all = rows();
  all[Math.min(all.length - 1, Math.max(0, here() + way))]?.focus();
}

/** What keys act on: a row of one's work, or a cell of the table. */
const thing = () => rows()[here()] ?? current();

/** @param {"start" | "finish" | "excuse" | "reopen"} what */
function act(what) {
  const on = thing();
  if (!on) return say("Go to a document first: with j, or with Tab and the arrows in the table.");
  take(targetOf(on), what);
}

function read() {
  const on = thing();
  const link = on?.querySelector("a.called") ?? on?.closest("tr")?.querySelector("th a");
  if (link) /** @type {HTMLElement} */ (link).click();
  else say("Go to a document first.");
}

/** @param {string} id */
const press = (id) => document.getElementById(id)?.click();

document.addEventListener("click", (event) => {
  const button = /** @type {Element} */ (event.target).closest("button");
  if (!(button instanceof HTMLElement)) return;
  const row = /** @type {HTMLElement | null} */ (button.closest(".work li"));
  if (row && button.dataset.step) take(targetOf(row), /** @type {"start"} */ (button.dataset.step));
  else if (button.id === "finish-all") take(targetOf(button), "finish");
  else if (button.dataset.coder) offer(targetOf(button));
  else if (button.id === "rename") rename();
  else if (button.id === "open-round") openEarly();
  else if (button.id === "remove") remove();
  else if (button.id === "freeze") freeze();
});
// Enter goes on with what is next, as long as nothing has the focus that it would press.
document.addEventListener("keydown", (event) => {
  const focused = document.activeElement;
  const nothing = !focused || focused === document.body || focused.id === "main";
  if (event.key === "Enter" && nothing && !event.defaultPrevented) press("next");
});

rove();
onRenewed(rove);

const isList = document.getElementById("freeze") !== null;
const isOne = document.getElementById("round") !== null;
if (isList) {
  keys([
    { keys: "j, ↓", says: "my next document", act: () => step(1) },
    { keys: "k, ↑", says: "my document before", act: () => step(-1) },
  ]);
  if (may("lead")) {
    keys([
      { keys: "n", says: "make a round", act: () => press("new-round") },
      { keys: "z", says: "freeze the codebook", act: freeze },
    ]);
  }
}
if (isList || isOne) {
  keys([{ keys: "o", says: "read the document", act: read }]);
  if (may("code")) {
    keys([
      { keys: "s", says: "start the document", act: () => act("start") },
      { keys: "f", says: "finish the document", act: () => act("finish") },
      { keys: "x", says: "excuse from the document, with a reason", act: () => act("excuse") },
      { keys: "u", says: "take the document up again, with a reason", act: () => act("reopen") },
    ]);
  }
}
if (isOne) {
  keys([
    { keys: "Shift F", says: "finish all that I have open", act: () => press("finish-all") },
    { keys: "Shift R", says: "rename the round", act: () => press("rename") },
    { keys: "Shift O", says: "open the blind round early, with a reason", act: () => press("open-round") },
    { keys: "Delete", says: "remove the round", act: () => press("remove") },
  ]);
}
