/** The excerpts of a theme, opened below it: those that are ticked are quoted, in their order. */

import { attempt, Lost, Refused, study } from "../parts/send.js";
import { quotes } from "./draft.js";

/** @param {Element} row */
const place = (row) => /** @type {HTMLElement} */ (row.querySelector(".picker"));
/** @param {Element} row */
const opener = (row) => /** @type {HTMLElement} */ (row.querySelector(".opens"));
const key = (/** @type {Element} */ row) => /** @type {HTMLElement} */ (row).dataset.key ?? "";

/**
 * Opens the excerpts of a theme, or closes them and gives the focus back.
 *
 * @param {Element} row
 */
export async function toggle(row) {
  const picker = place(row);
  const opens = picker.hidden;
  opener(row).setAttribute("aria-expanded", String(opens));
  picker.hidden = !opens;
  if (opens) return load(row);
  if (picker.contains(document.activeElement) || document.activeElement === document.body) {
    /** @type {HTMLElement | null} */ (row.querySelector("input"))?.focus();
  }
}

/** Opens again what was open before the page was read anew. */
export function reopen() {
  for (const row of document.querySelectorAll("#themes > .row")) {
    if (open.has(key(row))) {
      place(row).hidden = false;
      opener(row).setAttribute("aria-expanded", "true");
      void load(row);
    }
  }
}

/** The themes whose excerpts are in sight. */
const open = new Set();
new MutationObserver(() => {
  open.clear();
  for (const picker of document.querySelectorAll(".picker:not([hidden])")) {
    const row = picker.closest(".theme");
    if (row) open.add(key(row));
  }
}).observe(/** @type {Element} */ (document.getElementById("choices")), { attributeFilter: ["hidden"], subtree: true });

/** @param {Element} row */
function load(row) {
  return attempt(async () => {
    const picker = place(row);
    const slow = window.setTimeout(() => {
      if (!picker.firstChild) picker.textContent = "The excerpts are being fetched …";
    }, 200);
    const piece = await asked(row, 0).finally(() => window.clearTimeout(slow));
    picker.replaceChildren(piece);
  });
}

/** @param {Element} row @param {number} from @returns {Promise<Element>} */
async function asked(row, from) {
  const answer = await fetch(`${study()}/report/theme/${key(row)}?from=${from}`, { headers: { accept: "application/json" } }).catch(() => {
    throw new Lost("The workbench does not answer. It was ended, or this machine slept.");
  });
  if (!answer.ok) throw new Refused({ message: "The excerpts of this theme cannot be shown.", hints: ["Load the page again."] });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return document.adoptNode(/** @type {Element} */ (page.querySelector(".excerpts")));
}

/**
 * A tick was set or taken away: the excerpt goes to those that are quoted, or from them.
 *
 * @param {HTMLInputElement} box
 */
export function picker(box) {
  const [row, whole] = [box.closest(".one"), box.closest(".excerpts")];
  if (!row || !whole) return;
  if (box.checked) whole.querySelector(".quoted")?.append(row);
  else whole.querySelector(".others")?.prepend(row);
  box.focus();
  told(whole);
}

/** What the way to the excerpts of a theme is called. @param {Element} theme @param {string} words */
function called(theme, words) {
  const said = opener(theme).querySelector(".said");
  if (said) said.textContent = words;
}

/** Says which excerpts are quoted now: they are chosen by hand from now on. @param {Element} whole */
export function told(whole) {
  const theme = whole.closest(".theme");
  if (!theme) return;
  const keys = [...whole.querySelectorAll(".quoted > .one")].map(key);
  whole.toggleAttribute("data-hand", true);
  const said = whole.querySelector(".chosen-by");
  if (said?.firstChild) said.firstChild.textContent = "Chosen by hand, in this order.";
  said?.querySelector("[data-lets]")?.removeAttribute("hidden");
  called(theme, `${keys.length} chosen`);
  quotes(key(theme), keys);
}

const choices = /** @type {HTMLElement} */ (document.getElementById("choices"));

choices.addEventListener("click", (event) => {
  const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("button"));
  const row = button?.closest(".theme");
  if (!button || !row) return;
  if (button.dataset.lets !== undefined) {
    quotes(key(row), null);
    called(row, "quotes");
    choices.dispatchEvent(new Event("let-choose"));
    // What the program chooses is known when it is kept that it is to choose.
    window.setTimeout(() => void load(row), 300);
  }
  if (button.dataset.more) {
    attempt(async () => {
      const piece = await asked(row, Number(button.dataset.more));
      const others = place(row).querySelector(".others");
      const fresh = [...piece.querySelectorAll(".others > .one")];
      others?.append(...fresh);
      const more = piece.querySelector("[data-more]");
      if (more) button.replaceWith(more);
      else button.remove();
      /** @type {HTMLElement | null | undefined} */ (fresh[0]?.querySelector("input"))?.focus();
    });
  }
});
