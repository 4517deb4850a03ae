/**
 * Goes from one disagreement to the next without leaving the page: what is marked with
 * `data-swap` is replaced by its like, the rest stays, and with it what is typed and picked.
 */

import { beside } from "../parts/beside.js";
import { onMoment } from "../parts/live.js";
import { remark } from "../parts/say.js";
import { attempt, consult, Lost } from "../parts/send.js";

/** @typedef {{ number: number | null, document: number, fingerprint: string, decision: number | null, start: number, end: number, words: string, nextOpen: number | null, q: string }} Current */

/** @type {(() => void)[]} */
const listeners = [];
/** @type {(() => void)[]} */
const leavers = [];

/** Calls a function whenever something else is shown. @param {() => void} listener */
export function onShown(listener) {
  listeners.push(listener);
}

/** Calls a function before another disagreement is shown. @param {() => void} listener */
export function onLeave(listener) {
  leavers.push(listener);
}

/** The disagreement that is shown. @returns {Current} */
export function current() {
  const { number, document: of, fingerprint = "", decision, start, end, words = "", nextOpen, q = "" } = section().dataset;
  const known = (/** @type {string | undefined} */ value) => (value ? Number(value) : null);
  return { number: known(number), document: Number(of), fingerprint, decision: known(decision), start: Number(start), end: Number(end), words, nextOpen: known(nextOpen), q };
}

const section = () => /** @type {HTMLElement} */ (document.getElementById("case"));
const moment = () => Number(document.getElementById("desk")?.dataset.moment ?? 0);

/** How long what someone else changed is looked at before keys mean it, in milliseconds. */
const LOOK = 1500;
/** When someone else changed what is shown, as `performance.now()` tells time. */
let changed = -LOOK;

/** Whether what is shown was changed by someone else a moment ago: a key was meant for what stood there. */
export function hasJustChanged() {
  return performance.now() - changed < LOOK;
}

let asked = 0;
/** How many pages are on their way, and the last moment that was told meanwhile. */
let underway = 0;
let latest = 0;
/** The moments at which this window wrote; what they changed is no news. @type {Set<number>} */
const own = new Set();
/** How many things are being written: until their moments are known nothing is read anew. */
let writing = 0;

/**
 * Does something that changes what is shown, and remembers the moment at which it was done: what
 * others do is news before and behind it.
 *
 * @template {{ moment?: number }} T
 * @param {() => Promise<T>} deed
 * @returns {Promise<T>}
 */
export async function written(deed) {
  writing += 1;
  try {
    const done = await deed();
    if (done.moment) own.add(done.moment);
    return done;
  } finally {
    writing -= 1;
    // Where someone goes now, what is shown is read anyway.
    window.setTimeout(freshen);
  }
}

document.addEventListener("turning-back", (event) => {
  const sent = /** @type {CustomEvent<Promise<{ moment: number }>>} */ (event).detail;
  // That it did not work is said where it was wanted.
  void written(() => sent).catch(() => undefined);
});

/** Whether others wrote between two moments. @param {number} from @param {number} to */
function byOthers(from, to) {
  for (let at = from + 1; at <= to; at += 1) if (!own.has(at)) return true;
  return false;
}

/** The address of another disagreement of the same list. @param {number} number */
export function addressOf(number) {
  const address = new URL(window.location.href);
  address.searchParams.set("at", String(number));
  address.searchParams.delete("part");
  return address.href;
}

/**
 * Shows what another address says, or the same anew.
 *
 * @param {string} address
 * @param {{ stays?: boolean }} [how] whether the place in the history of the browser stays
 */
export async function go(address, { stays = false } = {}) {
  underway += 1;
  try {
    await fetched(address, stays);
  } finally {
    underway -= 1;
  }
  freshen();
}

/** Reads what is shown anew if the study has changed, but never in the way of where someone goes. */
function freshen() {
  if (underway || writing || latest <= moment()) return;
  // Once: a page that tells no moment would be asked for without end.
  latest = 0;
  void go(window.location.href, { stays: true }).catch(() => undefined);
}

/** @param {string} address @param {boolean} stays */
async function fetched(address, stays) {
  const mine = ++asked;
  const response = await fetch(address).catch(() => null);
  if (!response) throw new Lost("The workbench does not answer.");
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  if (mine !== asked) return;
  const there = page.getElementById("desk");
  if (!there) return void (window.location.href = address);
  const [before, since] = [current(), moment()];
  const another = page.getElementById("case")?.dataset.number !== section().dataset.number;
  if (another) {
    changed = -LOOK;
    leavers.forEach((leaver) => leaver());
  }
  if (!stays) window.history.pushState(null, "", response.url);
  swap(page, another);
  const now = current();
  // What stands in the address is what is shown: back and a reload return to it.
  if (now.number && new URLSearchParams(window.location.search).get("at") !== String(now.number)) window.history.replaceState(null, "", addressOf(now.number));
  listeners.forEach((listener) => listener());
  if (another) arrive();
  else if (before.number && byOthers(since, moment()) && (before.fingerprint !== now.fingerprint || before.decision !== now.decision)) {
    changed = performance.now();
    remark("This disagreement has just been changed by someone else. What you see is what stands now.");
  }
}

/** @param {Document} page @param {boolean} another whether it is another disagreement */
function swap(page, another) {
  const before = document.activeElement;
  const focused = before?.id;
  const list = document.getElementById("list");
  const scrolled = list?.scrollTop ?? 0;
  const desk = document.getElementById("desk");
  if (desk) desk.dataset.moment = page.getElementById("desk")?.dataset.moment ?? "";
  for (const here of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-swap]"))) {
    const there = page.getElementById(here.id);
    if (!there) continue;
    // What was chosen for one disagreement is not meant for the next.
    const chosen = here instanceof HTMLSelectElement && !another ? here.value : null;
    for (const { name } of [...here.attributes]) if (name.startsWith("data-") && !there.hasAttribute(name)) here.removeAttribute(name);
    for (const { name, value } of there.attributes) if (name.startsWith("data-")) here.setAttribute(name, value);
    // What stands first: a browser chooses anew with every option that leaves or comes.
    const first = there instanceof HTMLSelectElement ? there.value : null;
    here.replaceChildren(...there.childNodes);
    if (!(here instanceof HTMLSelectElement)) continue;
    const stays = chosen !== null && [...here.options].some((one) => one.value === chosen);
    here.value = (stays ? chosen : first) ?? "";
  }
  if (list) list.scrollTop = scrolled;
  beside(page);
  const back = focused ? document.getElementById(focused) : null;
  if (back && back !== document.activeElement) back.focus({ preventScroll: true });
  // A button that was pressed has gone with its disagreement; whoever reads on goes on from here.
  else if (!back && before && !before.isConnected) section().focus({ preventScroll: true });
}

/** Brings the beginning of the disagreement and its row of the list into sight. */
function arrive() {
  const row = document.querySelector('#list [aria-current="true"]');
  const list = document.getElementById("list");
  if (row && list && list.scrollHeight > list.clientHeight) {
    const [box, around] = [row.getBoundingClientRect(), list.getBoundingClientRect()];
    if (box.top < around.top) list.scrollTop += box.top - around.top - 8;
    if (box.bottom > around.bottom) list.scrollTop += box.bottom - around.bottom + 8;
  }
  const top = section().getBoundingClientRect().top;
  const head = document.querySelector(".head")?.getBoundingClientRect().bottom ?? 0;
  if (top < head || top > window.innerHeight / 2) window.scrollBy(0, top - head - 8);
}

/** Links that stay on the page, the form that narrows the list, and other windows. @param {HTMLElement} desk */
export function follow(desk) {
  desk.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[data-stays]") : null;
    if (!(link instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    void attempt(() => go(link.href));
  });
  const narrow = /** @type {HTMLFormElement} */ (document.getElementById("narrow"));
  const seek = () => attempt(async () => {
    const said = Object.fromEntries([...new FormData(narrow)].map(([name, value]) => [name, String(value).trim()]));
    const { address } = /** @type {{ address: string }} */ (await consult(`${narrow.action}/place`, said));
    await go(address);
  });
  narrow.addEventListener("submit", (event) => {
    event.preventDefault();
    // The next keys decide, and are no part of the query.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    void seek();
  });
  narrow.addEventListener("change", (event) => {
    if (event.target instanceof HTMLSelectElement) void seek();
  });
  window.addEventListener("popstate", () => void attempt(() => go(window.location.href, { stays: true }).then(spell)));
  onMoment((now) => {
    latest = now;
    freshen();
  });
  const { number } = current();
  if (number && !new URLSearchParams(window.location.search).has("at")) window.history.replaceState(null, "", addressOf(number));
}

/** The fields of the form say what the address says. */
function spell() {
  const address = new URLSearchParams(window.location.search);
  for (const field of /** @type {NodeListOf<HTMLSelectElement>} */ (document.querySelectorAll("#narrow select"))) {
    field.value = address.get(field.name) ?? "";
  }
  const q = /** @type {HTMLInputElement | null} */ (document.getElementById("q"));
  if (q && document.activeElement !== q) q.value = current().q;
}
