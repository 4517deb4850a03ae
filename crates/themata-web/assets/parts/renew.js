/**
 * Keeps the part of a page that shows the study fresh: it is read again when the study changed
 * or other things are asked of it, and replaced without losing place, focus or what is typed.
 */

import { beside } from "./beside.js";
import { onMoment } from "./live.js";
import { attempt, Lost } from "./send.js";

const region = () => document.getElementById("fresh");

let reading = false;
/** Who waits for what stands on the server now. @type {(() => void)[]} */
let waiting = [];
let stale = false;

/** @type {(() => void)[]} */
const listeners = [];

/**
 * Calls a function whenever the part was replaced.
 *
 * @param {() => void} listener
 */
export function onRenewed(listener) {
  listeners.push(listener);
}

/** @typedef {HTMLInputElement | HTMLTextAreaElement} Field */

/** The fields there in which somebody typed what neither stood there nor was asked or saved since. A
 * memo's are kept elsewhere and put back. @returns {Field[]} */
const typed = () =>
  [.../** @type {NodeListOf<Field>} */ (region()?.querySelectorAll("[data-typed]") ?? [])].filter(
    (field) => field.value !== field.defaultValue && !field.closest(".memo-form"),
  );

document.addEventListener("input", (event) => {
  const field = event.target;
  const isTyped = field instanceof HTMLTextAreaElement || (field instanceof HTMLInputElement && ["text", "search", "number"].includes(field.type));
  if (isTyped) field.dataset.typed = "";
});

/** Lets go of what was typed: it was asked or saved, or someone goes elsewhere. @param {Field[]} fields */
export function letGo(fields = typed()) {
  for (const field of fields) delete field.dataset.typed;
}

/** Whether something is being typed there, or was typed and could not be saved. What is typed
 * into a memo is kept elsewhere and put back. */
function isBusy() {
  if (typed().length) return true;
  return region()?.querySelector("[data-editing], [data-unsaved]:not(.memo-form, :has(> .memo-form))") != null;
}

/**
 * Reads the page again and replaces the part, now or as soon as nothing is typed there. It is done when what stood on
 * the server as this was called is shown, also where another reading was under way.
 *
 * @returns {Promise<void>}
 */
export function renew() {
  const done = new Promise((/** @type {(value: void) => void} */ resolve) => waiting.push(() => resolve()));
  if (!reading) void readAll();
  return done;
}

/** Reads until nobody waits who came after a reading had begun. */
async function readAll() {
  reading = true;
  try {
    while (waiting.length) {
      const these = waiting;
      waiting = [];
      try {
        await read();
      } finally {
        these.forEach((done) => done());
      }
    }
  } finally {
    reading = false;
  }
}

async function read() {
  stale = isBusy();
  if (stale) return;
  const response = await fetch(window.location.href).catch(() => null);
  if (!response?.ok) return;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  // Someone may have begun to type meanwhile.
  stale = isBusy();
  if (!stale) take(page);
}

/** @param {Document} page */
function take(page) {
  const [here, there] = [region(), page.getElementById("fresh")];
  if (!here || !there) return;
  const focused = here.contains(document.activeElement) ? document.activeElement?.id : undefined;
  const open = [...here.querySelectorAll("details[open][id]")].map((one) => one.id);
  const picked = [...here.querySelectorAll("input[type=checkbox]:checked")].map((one) => /** @type {HTMLInputElement} */ (one).value);
  const scrolled = [...here.querySelectorAll(".scrolls[id]")].map((one) => [one.id, one.scrollLeft, one.scrollTop]);
  here.dataset.moment = there.dataset.moment;
  beside(page);
  here.replaceChildren(...there.childNodes);
  open.forEach((id) => document.getElementById(id)?.setAttribute("open", ""));
  // By what they stand for: rows may have moved meanwhile.
  for (const box of here.querySelectorAll("input[type=checkbox]")) {
    const known = /** @type {HTMLInputElement} */ (box);
    known.checked = picked.includes(known.value);
  }
  for (const [id, left, top] of scrolled) document.getElementById(String(id))?.scrollTo(Number(left), Number(top));
  listeners.forEach((listener) => listener());
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
}

/**
 * Asks for another part of the same page: the address says so, and the place stays.
 *
 * @param {string} address
 * @param {Field[]} stay fields in which something is being typed that is not asked by it
 */
export function visit(address, stay = []) {
  window.history.pushState(null, "", address);
  letGo(typed().filter((field) => !stay.includes(field)));
  return attempt(async () => {
    await renew();
    if (!region()) throw new Lost("The workbench does not answer.");
  });
}

window.addEventListener("popstate", () => {
  letGo();
  void renew();
});

onMoment((moment) => {
  if (moment > Number(region()?.dataset.moment ?? 0)) renew();
});
document.addEventListener("turned-back", () => renew());

/** Does what waited for someone to finish typing, once that is saved or left. */
export function settle() {
  if (stale && !isBusy()) renew();
}

document.addEventListener("focusout", () => window.setTimeout(settle));

// Links that ask for the same part in another order do not leave the page.
document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("a[data-stays]") : null;
  if (!(link instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  visit(link.href);
});
