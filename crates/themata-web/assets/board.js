/** The board: views in their order, moved, edited where they stand, and removed. */

import "./board/fields.js";
import "./board/look.js";
import { move, step, viewHere } from "./board/order.js";
import { keys } from "./parts/keys.js";
import { refocus } from "./parts/refocus.js";
import { renew } from "./parts/renew.js";
import { say } from "./parts/say.js";
import { attempt, send, study } from "./parts/send.js";

/** @param {HTMLElement | null} view */
function remove(view) {
  if (!view) return say("Go to a view first: j and k go through them.");
  const next = view.nextElementSibling ?? view.previousElementSibling;
  const number = /** @type {HTMLElement | null} */ (next)?.dataset.viewNumber;
  // What is being typed into it goes with it, and undo brings back what was saved.
  for (const field of view.querySelectorAll("[data-editing]")) field.removeAttribute("data-editing");
  const goes = refocus();
  void attempt(async () => {
    const { said } = /** @type {{ said: string }} */ (await send(`${study()}/analyse/board/${view.dataset.viewNumber}/remove`, {}));
    say(said, { name: "Undo", action: () => document.getElementById("undo")?.click() });
    await renew();
    goes(document.getElementById(`view-${number}`));
  });
}

/** @param {HTMLElement | null} view */
function edit(view) {
  const part = view?.querySelector("details");
  if (!part) return say("Go to a view first: j and k go through them.");
  part.open = true;
  const title = part.querySelector("input");
  title?.focus();
  title?.select();
}

document.addEventListener("click", (event) => {
  const button = /** @type {Element} */ (event.target).closest("[data-removes]");
  if (button) remove(/** @type {HTMLElement | null} */ (button.closest(".on-board")));
});

const places = () => [.../** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll(".ways > .parts a"))];
const may = document.body.dataset.may?.split(" ").includes("analyse");

keys([
  { keys: "j", says: "next view", act: () => step(1) },
  { keys: "k", says: "view before", act: () => step(-1) },
]);
if (may) {
  keys([
    { keys: "Alt ↑", says: "move the view up", act: () => move(-1) },
    { keys: "Alt ↓", says: "move the view down", act: () => move(1) },
    { keys: "e", says: "edit title and note", act: () => edit(viewHere()) },
    { keys: "Delete, Backspace", says: "remove the view from the board", act: () => remove(viewHere()) },
  ]);
}
keys([
  { keys: "[", says: "the way of analysing before", act: () => places().at(-2)?.click() },
  { keys: "Esc", says: "", typing: true, act: () => /** @type {HTMLElement} */ (document.activeElement).blur() },
]);
