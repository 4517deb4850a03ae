/** Whose stripes are shown and how they stand. The address says it, and the server draws it. */

import { keys } from "../parts/keys.js";
import { say } from "../parts/say.js";
import { attempt } from "../parts/send.js";
import { drawAnew } from "./apply.js";

const place = /** @type {HTMLElement} */ (document.getElementById("whose"));
const boxes = () => /** @type {NodeListOf<HTMLInputElement>} */ (place.querySelectorAll('[name="coders"]'));
const isByCoder = () => place.querySelector('[name="lanes"][value="coders"]:checked') !== null;

let shown = window.location.search;

/**
 * @param {boolean} byCoder
 * @param {string[] | null} coders the numbers of those who are shown, or nothing for everyone
 */
function show(byCoder, coders) {
  const parts = [...(byCoder ? ["lanes=coders"] : []), ...(coders ? [`coders=${coders.join(",")}`] : [])];
  window.history.pushState(null, "", `${window.location.pathname}${parts.length ? `?${parts.join("&")}` : ""}${window.location.hash}`);
  shown = window.location.search;
  return attempt(drawAnew);
}

/** The numbers of the coders who are ticked, or nothing if all are. */
function chosen() {
  const all = [...boxes()];
  const ticked = all.filter((box) => box.checked);
  return ticked.length === all.length ? null : ticked.map((box) => box.value);
}

place.addEventListener("change", () => show(isByCoder(), chosen()));
place.addEventListener("click", (event) => {
  if (/** @type {Element} */ (event.target).closest("[data-everyone]")) show(isByCoder(), null);
});

// Going back and forth in the browser changes what is shown, too; a place in the text does not.
window.addEventListener("popstate", () => {
  if (window.location.search === shown) return;
  shown = window.location.search;
  attempt(drawAnew);
});

keys([
  {
    keys: "l",
    says: "stripes: all together, by coder, only yours",
    act: () => {
      const own = [...boxes()].filter((box) => box.dataset.own !== undefined).map((box) => box.value);
      const all = boxes().length;
      if (chosen() === null && all < 2) return say("Only one person has coded here.");
      if (chosen() !== null) {
        show(false, null);
        say("Stripes: all together");
      } else if (!isByCoder()) {
        show(true, null);
        say("Stripes: by coder");
      } else if (own.length) {
        show(false, own);
        say("Stripes: only yours");
      } else {
        show(false, null);
        say("Stripes: all together");
      }
    },
  },
]);
