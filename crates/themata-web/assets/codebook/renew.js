/** Reads the page again after something was written, here or elsewhere, and keeps the focus, the
 * scroll and whatever is being typed. */

import { onMoment } from "../parts/live.js";
import { say } from "../parts/say.js";
import { attempt, Lost, send, study } from "../parts/send.js";

/**
 * @typedef {{ moment: number, said: string, code: number | null, address: string | null,
 *   lines: string[] }} Written
 */

/** The parts of the page that are drawn anew. */
const PARTS = ["kept-back", "tree", "book-facts", "new-under", "open", "compared"];

const place = () => /** @type {HTMLElement | null} */ (document.querySelector("#codebook, #versions, #split"));
let moment = Number(place()?.dataset.moment ?? 0);

/** How often the page was read; of several answers under way only the last is shown. */
let readings = 0;
/** How many actions are under way: each reads the page itself when it is done. */
let acting = 0;
/** The last moment of the study that was heard of. */
let heard = moment;

/** @typedef {HTMLInputElement | HTMLTextAreaElement} Field */

/** The fields in which something stands that is not saved. @returns {Field[]} */
const unsaved = () =>
  /** @type {Field[]} */ ([...document.querySelectorAll("#open textarea, #open input:not([type])")]).filter(
    (field) => field.id && field.value !== field.defaultValue,
  );

/** What finds an element again on a page that was drawn anew. @param {Element | null} element */
function trace(element) {
  if (!element) return null;
  if (element.id) return `#${element.id}`;
  const code = element.closest("#tree [data-code]")?.getAttribute("data-code");
  if (code) return `#tree [data-code="${code}"] a.called`;
  const does = element.getAttribute("data-do");
  return does ? `#open [data-do="${does}"]` : null;
}

/**
 * Reads the page again, or another one of the codebook in its place.
 *
 * @param {string} [address]
 */
export async function renew(address = window.location.href) {
  readings += 1;
  const reading = readings;
  let answer;
  let words;
  try {
    answer = await fetch(address);
    words = await answer.text();
  } catch {
    throw new Lost("The workbench does not answer. It was ended, or this machine slept.");
  }
  if (reading !== readings) return;
  if (!answer.ok) {
    // What was open is not there any more: its making was undone.
    if (/\/codebook\/\d+$/.test(new URL(address, window.location.href).pathname)) await go(`${study()}/codebook`);
    return;
  }
  const page = new DOMParser().parseFromString(words, "text/html");
  const code = () => document.querySelector("#open [data-code]")?.getAttribute("data-code");
  const [before, scroll] = [code(), document.getElementById("open")?.scrollTop ?? 0];
  const typed = new Map(unsaved().map((field) => [field.id, { value: field.value, was: field.dataset.was }]));
  const focused = /** @type {Field | null} */ (document.activeElement);
  const back = trace(focused);
  const ends = focused && "selectionStart" in focused ? [focused.selectionStart, focused.selectionEnd] : null;
  const unfolded = [...document.querySelectorAll("#open details[open]")].map((details) => details.id);

  for (const id of PARTS) {
    const [here, there] = [document.getElementById(id), page.getElementById(id)];
    if (here && there) here.replaceWith(document.adoptNode(there));
  }
  const [here, there] = [place(), /** @type {HTMLElement | null} */ (page.querySelector("#codebook, #versions"))];
  if (here && there) {
    here.toggleAttribute("data-open", there.hasAttribute("data-open"));
    freshColours(Number(there.dataset.moment));
  }
  document.title = page.title;
  const open = document.getElementById("open");
  if (open && before === code()) {
    open.scrollTop = scroll;
    for (const [id, { value, was }] of typed) {
      const field = /** @type {Field | null} */ (document.getElementById(id));
      if (!field) continue;
      field.value = value;
      // What it was when someone began to type, whatever it is by now.
      if (was !== undefined && value !== field.defaultValue) field.dataset.was = was;
      // Nobody typed into the field that stands there now: not every browser calls it changed.
      if (value !== field.defaultValue) field.dataset.restored = "";
    }
    for (const id of unfolded) document.getElementById(id)?.setAttribute("open", "");
  }
  const again = back && /** @type {Field | null} */ (document.querySelector(back));
  if (again && document.activeElement !== again) {
    again.focus({ preventScroll: true });
    if (ends && "setSelectionRange" in again && again.type !== "color" && again.type !== "checkbox") again.setSelectionRange(ends[0], ends[1]);
  }
  document.dispatchEvent(new CustomEvent("renewed"));
}

/**
 * Goes to another page of the codebook without leaving this one.
 *
 * @param {string} address
 */
export async function go(address) {
  const url = new URL(address, window.location.href);
  if (!document.getElementById("codebook") || !isOfBook(url)) {
    window.location.assign(url);
    return;
  }
  const known = new URLSearchParams(window.location.search);
  for (const name of ["by", "all"]) {
    const value = known.get(name);
    if (value && !url.search) url.searchParams.set(name, value);
  }
  // What is being typed is saved before it goes out of sight.
  if (document.getElementById("open")?.contains(document.activeElement)) {
    /** @type {HTMLElement} */ (document.activeElement).blur();
  }
  await saving;
  window.history.pushState(null, "", url);
  await renew(url.href);
  if (window.matchMedia("(max-width: 60rem)").matches) window.scrollTo(0, 0);
}

/** @param {URL} url */
const isOfBook = (url) => url.origin === window.location.origin && /^\/s\/[^/]+\/codebook(\/\d+)?$/.test(url.pathname);

/** What is on its way to the server. @type {Promise<void>} */
let saving = Promise.resolve();

/**
 * Does something to the codebook, says what came of it and shows it.
 *
 * @param {string} path
 * @param {unknown} body what is sent; of a function, what it returns when what is on its way has arrived
 * @param {(written: Written) => void} [then]
 * @param {(error: unknown) => boolean} [otherwise] what else is to be done where it is refused
 * @param {string} [about] what it is about, if it takes the place of what waits to be sent
 */
export function act(path, body, then, otherwise, about) {
  const before = saving;
  /** Sent once more, it says what it said first: also what stood there then. @type {unknown} */
  let made;
  saving = attempt(async () => {
    await before;
    let written;
    acting += 1;
    try {
      written = /** @type {Written} */ (await send(`${study()}/codebook/${path}`, (made ??= typeof body === "function" ? body() : body)));
      then?.(written);
      if (written.address) await leave(written.address);
      else await renew();
      moment = Math.max(moment, written.moment);
    } catch (error) {
      if (!otherwise?.(error)) throw error;
      return;
    } finally {
      acting -= 1;
      catchUp();
    }
    say(written.said, { name: "Undo", action: () => document.getElementById("undo")?.click() });
  }, about);
  return saving;
}

/** Shows what others have written, unless an action is under way and will. */
function catchUp() {
  if (heard > moment && acting === 0 && !document.getElementById("split")) void attempt(() => renew());
}

/** Goes somewhere from within an action, which does not wait for itself. @param {string} address */
async function leave(address) {
  const url = new URL(address, window.location.href);
  if (!document.getElementById("codebook") || !isOfBook(url)) return window.location.assign(url);
  window.history.pushState(null, "", url);
  await renew(url.href);
}

/** @param {number} now */
function freshColours(now) {
  if (now === moment) return;
  moment = Math.max(moment, now);
  const link = /** @type {HTMLLinkElement | null} */ (document.getElementById("colours"));
  if (!link) return;
  const fresh = /** @type {HTMLLinkElement} */ (link.cloneNode());
  fresh.href = `${study()}/colours.css?${now}`;
  fresh.addEventListener("load", () => link.remove());
  link.after(fresh);
}

/** Keeps the page in step with the address, with other windows, and with undo. */
renew.follow = () => {
  const later = () => void attempt(() => renew());
  document.addEventListener("turned-back", later);
  window.addEventListener("popstate", later);
  onMoment((now) => {
    heard = Math.max(heard, now);
    catchUp();
  });
  document.addEventListener("click", (event) => {
    const link = /** @type {HTMLAnchorElement | null} */ (/** @type {Element} */ (event.target).closest("#codebook a[href]"));
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0 || link.hasAttribute("download")) return;
    if (!isOfBook(new URL(link.href))) return;
    event.preventDefault();
    void attempt(() => go(link.href));
  });
  window.addEventListener("beforeunload", (event) => {
    if (unsaved().length) event.preventDefault();
  });
};
