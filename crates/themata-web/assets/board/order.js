/** The order of the views: by dragging, by buttons and by keys. */

import { refocus } from "../parts/refocus.js";
import { renew } from "../parts/renew.js";
import { say } from "../parts/say.js";
import { attempt, send, study } from "../parts/send.js";

/** @returns {HTMLElement[]} */
const views = () => [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".on-board"))];
/** @param {EventTarget | null} target */
const viewOf = (target) => /** @type {HTMLElement | null} */ (target instanceof Element ? target.closest(".on-board") : null);

/** The view that has the focus. */
export const viewHere = () => viewOf(document.activeElement);

/**
 * Puts a view at a place, counted from 1. The focus goes with it.
 *
 * @param {HTMLElement} view
 * @param {number} place
 */
function put(view, place) {
  const { viewNumber, title } = view.dataset;
  if (place < 1 || place > views().length) return say(`“${title}” stands at the ${place < 1 ? "beginning" : "end"} already.`);
  const focus = document.activeElement?.id;
  const goes = refocus();
  void attempt(async () => {
    const { said } = /** @type {{ said: string }} */ (await send(`${study()}/analyse/board/${viewNumber}/edit`, { place }));
    say(`${said} “${title}” is number ${place} now.`, { name: "Undo", action: () => document.getElementById("undo")?.click() });
    await renew();
    const wanted = /** @type {HTMLButtonElement | null} */ (focus ? document.getElementById(focus) : null);
    goes(wanted && !wanted.disabled ? wanted : document.getElementById(`view-${viewNumber}`));
  });
}

/** @param {number} way */
export function move(way) {
  const view = viewHere();
  if (!view) return say("Go to a view first: j and k go through them.");
  put(view, Number(view.dataset.place) + way);
}

/** @param {number} way */
export function step(way) {
  const all = views();
  const here = viewHere();
  const next = here ? all[all.indexOf(here) + way] : all[way > 0 ? 0 : all.length - 1];
  next?.querySelector("a")?.focus();
}

document.addEventListener("click", (event) => {
  const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[data-move]"));
  const view = viewOf(button);
  if (button && view) put(view, Number(view.dataset.place) + Number(button.dataset.move));
});

/** The view that is dragged. @type {HTMLElement | null} */
let dragged = null;

function unmark() {
  for (const view of views()) view.removeAttribute("data-over");
}

document.addEventListener("dragstart", (event) => {
  const view = viewOf(event.target);
  if (!view || !event.dataTransfer || !/** @type {Element} */ (event.target).closest(".top[draggable]")) return;
  dragged = view;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", view.dataset.title ?? "");
  event.dataTransfer.setDragImage(view, 20, 20);
  view.dataset.carried = "";
});
document.addEventListener("dragover", (event) => {
  const view = dragged && viewOf(event.target);
  unmark();
  if (!view || view === dragged) return;
  event.preventDefault();
  view.dataset.over = "";
});
document.addEventListener("drop", (event) => {
  const view = dragged && viewOf(event.target);
  if (!dragged || !view || view === dragged) return;
  event.preventDefault();
  put(dragged, Number(view.dataset.place));
});
document.addEventListener("dragend", () => {
  dragged?.removeAttribute("data-carried");
  dragged = null;
  unmark();
});
