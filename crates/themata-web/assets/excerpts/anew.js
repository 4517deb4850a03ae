/** Draws the parts of the page anew that show the study, when something was written to it. What
 * is chosen, typed and where one is stays. */

import { beside } from "../parts/beside.js";
import { onMoment } from "../parts/live.js";

/** @type {(() => void)[]} */
const listeners = [];
let known = 0;
let asking = false;
let again = false;

/** @param {() => void} listener */
export function onAnew(listener) {
  listeners.push(listener);
}

/**
 * Draws the page anew with every moment of the study that it does not know.
 *
 * @param {HTMLElement} page
 */
export function stayFresh(page) {
  known = Number(page.dataset.moment ?? 0);
  onMoment((moment) => {
    if (moment > known) anew();
  });
  document.addEventListener("turned-back", () => anew());
}

/** Reads the page again. */
export async function anew() {
  if (asking) {
    again = true;
    return;
  }
  asking = true;
  try {
    const answer = await fetch(window.location.href);
    if (answer.ok) replace(new DOMParser().parseFromString(await answer.text(), "text/html"));
  } catch {
    // The server is gone; the head of the page says so, and what is shown stays.
  }
  asking = false;
  if (again) {
    again = false;
    await anew();
  }
}

/** @param {Document} fresh */
function replace(fresh) {
  known = Math.max(known, Number(fresh.getElementById("excerpts")?.dataset.moment ?? 0));
  beside(fresh);
  const focused = document.activeElement;
  const focus = focused?.id || focused?.closest("[id]")?.id || "";
  const inside = focused?.closest("[data-anew]") ?? null;
  const here = document.querySelector("#results > [data-current]");
  const place = here ? [...(here.parentElement?.children ?? [])].indexOf(here) : -1;
  const checked = [...document.querySelectorAll("#results .choose :checked")].map((box) => box.closest("li")?.id ?? "");
  const typed = /** @type {HTMLInputElement[]} */ ([...document.querySelectorAll("[data-anew] input[id]")])
    .filter((input) => input.value !== input.defaultValue && input.type === "text");
  const scroll = window.scrollY;
  for (const part of document.querySelectorAll("[data-anew]")) {
    const other = fresh.getElementById(part.id);
    if (other && other.innerHTML !== part.innerHTML) part.replaceChildren(...other.childNodes);
  }
  for (const input of typed) {
    const now = /** @type {HTMLInputElement | null} */ (document.getElementById(input.id));
    if (now) now.value = input.value;
  }
  for (const id of checked) {
    const box = /** @type {HTMLInputElement | null | undefined} */ (document.getElementById(id)?.querySelector(".choose input"));
    if (box) box.checked = true;
  }
  const all = document.querySelectorAll("#results > .result");
  const now = /** @type {HTMLElement | null} */ (here && (document.getElementById(here.id) ?? all[Math.min(place, all.length - 1)] ?? null));
  if (now) {
    document.querySelector("#results > [data-current]")?.removeAttribute("data-current");
    now.dataset.current = "";
  }
  if (inside && !document.activeElement?.closest("[data-anew]")) {
    const wanted = now ?? document.getElementById(focus) ?? document.getElementById("main");
    wanted?.focus({ preventScroll: true });
  }
  window.scrollTo({ top: scroll });
  listeners.forEach((listener) => listener());
}
