/** Disagreements, one after the other: looked at, decided with a key, talked about. */

import { keys } from "./parts/keys.js";
import { send, study, attempt } from "./parts/send.js";
import { say } from "./parts/say.js";
import { decide, goBack } from "./reconcile/decide.js";
import { begin, isRedrawing, leave, shift } from "./reconcile/redraw.js";
import { current, follow, go, onShown, written } from "./reconcile/swap.js";
import { drawLanes } from "./reconcile/lanes.js";
import { write } from "./reconcile/discuss.js";

const desk = /** @type {HTMLElement} */ (document.getElementById("desk"));

/** @param {string} found */
const press = (found) => /** @type {HTMLElement | null} */ (document.querySelector(found))?.click();
/** @param {string} id */
const focus = (id) => {
  const field = /** @type {HTMLInputElement | null} */ (document.getElementById(id));
  field?.focus();
  field?.select?.();
};

desk.addEventListener("click", (event) => {
  const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("button"));
  if (!button) return;
  const { verdict, coder, settles, opensAgain, answers } = button.dataset;
  if (verdict) decide({ verdict, coder: coder ? Number(coder) : undefined });
  if ("redraws" in button.dataset) begin();
  if ("leaves" in button.dataset) leave();
  if ("undoes" in button.dataset) goBack();
  if (answers) write(`answer-${answers}`);
  if (settles || opensAgain) settle(Number(settles ?? opensAgain), settles !== undefined);
});

/** @param {number} question @param {boolean} settled */
function settle(question, settled) {
  void attempt(async () => {
    const done = await written(() => /** @type {Promise<{ said: string, moment: number }>} */ (send(`${study()}/reconcile/questions/${question}/settle`, { settled })));
    say(done.said, { name: "Undo", action: () => document.getElementById("undo")?.click() });
    await go(window.location.href, { stays: true });
  });
}

/** Accepts the coder of a key, if there is one. @param {number} key */
function accept(key) {
  const button = /** @type {HTMLElement | null} */ (document.querySelector(`#case [data-key="${key}"]`));
  if (button) decide({ verdict: "accept", coder: Number(button.dataset.coder) });
}

onShown(drawLanes);
drawLanes();
window.addEventListener("resize", drawLanes);

const may = (document.body.dataset.may ?? "").split(" ");
keys([
  { keys: "j, ↓", says: "next disagreement", act: () => press("#behind") },
  { keys: "k, ↑", says: "disagreement before", act: () => press("#before") },
  { keys: "o", says: "read the passage in its transcript", act: () => press("#in-place") },
  { keys: "/", says: "narrow the list by a query", act: () => focus("q") },
]);
if (may.includes("code")) {
  const all = [1, 2, 3, 4, 5, 6, 7, 8, 9];
  keys([
    ...all.map((key) => ({ keys: String(key), says: key === 1 ? "accept the coder of this number; 2 to 9 likewise" : "", act: () => accept(key) })),
    { keys: "b", says: "accept both, or all that was said", act: () => decide({ verdict: "both" }) },
    { keys: "d", says: "redraw: choose the words, the code and the valence", act: begin },
    { keys: "{", says: "move the beginning of what is redrawn outwards", act: () => shift("start", -1) },
    { keys: "}", says: "move the beginning inwards", act: () => shift("start", 1) },
    { keys: "[", says: "move the end inwards", act: () => shift("end", -1) },
    { keys: "]", says: "move the end outwards", act: () => shift("end", 1) },
    { keys: "x", says: "reject: none of it holds", act: () => decide({ verdict: "reject" }) },
    { keys: "p", says: "put off: decide it later", act: () => decide({ verdict: "put-off" }) },
    { keys: "r", says: "write a reason", act: () => focus("reason") },
    { keys: "u", says: "undo, and go back to what was decided", act: goBack },
  ]);
}
if (may.includes("note")) keys([{ keys: "a", says: "ask the team, or answer", act: () => write() }]);

// Esc goes one step back: out of a field, then out of redrawing. Nothing that was typed is lost.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented || document.querySelector("dialog:modal")) return;
  const field = document.activeElement;
  if (field instanceof HTMLElement && field.matches("#decide input, #ask textarea, #narrow input, select")) {
    event.preventDefault();
    field.blur();
  } else if (isRedrawing()) {
    event.preventDefault();
    leave();
  }
});

follow(desk);
if (!current().number) document.getElementById("q")?.blur();
