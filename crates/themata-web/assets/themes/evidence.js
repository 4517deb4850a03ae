/** Evidence: excerpts of the theme's codes, named by key or button as speaking for it or against it. */

import { refocus } from "../parts/refocus.js";
import { renew } from "../parts/renew.js";
import { say } from "../parts/say.js";
import { attempt, send, study } from "../parts/send.js";

const theme = document.getElementById("theme-page")?.dataset.themeNumber;

/** @returns {HTMLElement[]} */
const results = () => [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("#picked .result"))];
/** @param {EventTarget | null} target */
const pieceOf = (target) => /** @type {HTMLElement | null} */ (target instanceof Element ? target.closest("#picked .result, .evidence li") : null);

/** Goes to the excerpt before or behind. @param {number} way */
export function step(way) {
  const all = results();
  const here = pieceOf(document.activeElement);
  const place = here ? all.indexOf(here) : -1;
  const next = place < 0 ? all[way > 0 ? 0 : all.length - 1] : all[place + way];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

/** Says what the excerpt that has the focus is to the theme. @param {string | null} side */
export function speaks(side) {
  const piece = pieceOf(document.activeElement);
  if (!piece) return say("Go to an excerpt first: j and k go through them.");
  if (side === null && piece.dataset.side === undefined) return say("It is no evidence.");
  name(piece, side);
}

/** @param {HTMLElement} piece @param {string | null} side */
function name(piece, side) {
  const { document: number, start, end } = piece.dataset;
  const focused = document.activeElement?.id;
  const goes = refocus();
  void attempt(async () => {
    const body = { document: Number(number), start: Number(start), end: Number(end), side };
    const { said } = /** @type {{ said: string }} */ (await send(`${study()}/analyse/themes/${theme}/evidence`, body));
    say(said, { name: "Undo", action: () => document.getElementById("undo")?.click() });
    await renew();
    if (focused) goes(document.getElementById(focused));
  });
}

document.addEventListener("click", (event) => {
  const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[data-side-to]"));
  const piece = pieceOf(button);
  if (!button || !piece) return;
  // What speaks so already speaks so no longer when it is pressed again.
  const side = button.getAttribute("aria-pressed") === "true" ? null : button.dataset.sideTo || null;
  name(piece, side);
});
