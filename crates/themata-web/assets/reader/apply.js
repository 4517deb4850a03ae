/** Applying codes to what is picked, and drawing the rows that look different then. */

import { say } from "../parts/say.js";
import { ask, attempt, Lost, send, study } from "../parts/send.js";
import { choose, current, draw, firstInSight, pick } from "./pick.js";

/**
 * @typedef {{ moment: number, said: string, rows: [string, string][], whole: boolean,
 *   stripes: string | null, codes: string | null, codings: number[] }} Redrawn
 */

const reader = /** @type {HTMLElement} */ (document.getElementById("reader"));
/** Where an action is sent to, with what the address says of stripes. @param {string} what */
const address = (what) => `${study()}/read/${reader.dataset.document}/${what}${window.location.search}`;
let moment = Number(reader.dataset.moment);

/** @type {(() => void)[]} */
const listeners = [];

/**
 * Calls a function whenever rows or codes were drawn anew.
 *
 * @param {() => void} listener
 */
export function onRedrawn(listener) {
  listeners.push(listener);
}

/**
 * @param {{ codes?: string[], make?: string, under?: string }} what
 */
export function apply({ codes = [], make, under }) {
  const span = pick();
  if (!span) {
    say("Select a passage first: with the mouse, or with s for a sentence and t for a turn.");
    return;
  }
  const memo = /** @type {HTMLTextAreaElement} */ (document.getElementById("memo"));
  const valence = /** @type {HTMLInputElement | null} */ (document.querySelector('#palette [name="valence"]:checked'));
  const weight = /** @type {HTMLInputElement} */ (document.getElementById("weight"));
  const body = { ...span, codes, new: make, under, valence: valence?.value || null, weight: weight.value || null, memo: memo.value || null };
  attempt(async () => {
    const redrawn = await act("code", body);
    memo.value = weight.value = "";
    // Like memo and weight, a valence is of one coding: none goes on unseen.
    if (valence) /** @type {HTMLInputElement} */ (document.querySelector('#palette [name="valence"][value=""]')).checked = true;
    const isSeen = redrawn.codings.every((coding) => document.querySelector(`.names [data-coding="${coding}"]`));
    say(isSeen ? redrawn.said : `${redrawn.said}. Your stripes are not among those that are shown.`, redrawn.codings.length ? { name: "Undo", action: () => document.getElementById("undo")?.click() } : undefined);
  });
}

/**
 * Changes a coding.
 *
 * @param {number} coding
 * @param {{ start?: number, end?: number, code?: string, valence?: string, weight?: string, memo?: string }} change
 */
export function revise(coding, change) {
  return attempt(async () => void (await act("revise", { coding, ...change })), `revise ${coding} ${Object.keys(change)}`);
}

/** @param {number[]} codings */
export function remove(codings) {
  return attempt(async () => {
    const redrawn = await act("remove", { codings });
    say(redrawn.said, { name: "Undo", action: () => document.getElementById("undo")?.click() });
  });
}

/** Whether rows are on their way. */
let busy = false;
/** The moment that was heard of meanwhile. */
let heard = 0;

/**
 * Does something and draws what comes of it. That something was done is heard, too, before the
 * answer is here: it is not asked for once more.
 *
 * @param {string} what
 * @param {unknown} body
 * @returns {Promise<Redrawn>}
 */
function act(what, body) {
  return alone(async () => {
    const before = moment;
    const redrawn = /** @type {Redrawn} */ (await send(address(what), body));
    await take(redrawn);
    // The answer has the rows of this action alone, and others may have acted before it.
    if (redrawn.moment > before + 1) await take(await changedSince(before));
    return redrawn;
  });
}

/**
 * Draws what others have written since this window last knew.
 *
 * @param {number} [now]
 */
export async function catchUp(now = Infinity) {
  if (now <= moment) return;
  if (busy) {
    heard = Math.max(heard, now);
    return;
  }
  await alone(() => attempt(async () => take(await changedSince(moment))));
}

/** @param {number} since a moment */
async function changedSince(since) {
  const here = address("rows");
  return /** @type {Redrawn} */ (await ask(`${here}${here.includes("?") ? "&" : "?"}since=${since}`));
}

/**
 * Calls a function during which nothing else asks for rows; what was heard of meanwhile is asked
 * for behind it.
 *
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
async function alone(work) {
  busy = true;
  try {
    return await work();
  } finally {
    busy = false;
    const later = heard;
    heard = 0;
    if (later > moment) void catchUp(later);
  }
}

/** Reads the whole page again as the address says, and keeps what is picked and where one is. */
export async function drawAnew() {
  await anew();
  draw();
  listeners.forEach((listener) => listener());
}

/** After so many frames new rows are laid out. */
const SETTLED = 6;

/**
 * Keeps a new row where the old one was while those around it are laid out: the room that they
 * were given before is mostly wrong.
 *
 * @param {HTMLElement} row
 * @param {number} top
 */
function keepAt(row, top) {
  let frames = 0;
  const align = () => {
    // Rows may have been drawn anew once more meanwhile.
    if (!row.isConnected) return;
    window.scrollBy(0, row.getBoundingClientRect().top - top);
    frames += 1;
    if (frames < SETTLED) requestAnimationFrame(align);
  };
  align();
}

async function anew() {
  const answer = await fetch(window.location.href).catch(() => null);
  if (!answer?.ok) throw new Lost("The workbench does not answer.");
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const seen = firstInSight();
  const top = seen?.getBoundingClientRect().top ?? 0;
  const now = document.querySelector(".row[data-current]")?.id;
  const focused = document.activeElement?.id;
  for (const id of ["rows", "codes", "whose", "lane-names", "others", "assigned", "document-memos"]) {
    const [here, there] = [document.getElementById(id), page.getElementById(id)];
    if (here && there) here.replaceChildren(...there.childNodes);
  }
  document.getElementById("rows")?.toggleAttribute("data-several", page.getElementById("rows")?.hasAttribute("data-several") ?? false);
  reader.dataset.stripes = page.getElementById("reader")?.dataset.stripes;
  keepKeys();
  if (now) current(document.getElementById(now));
  const again = seen && document.getElementById(seen.id);
  if (again) keepAt(again, top);
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  freshColours();
}

/** @param {Redrawn} redrawn */
async function take(redrawn) {
  moment = Math.max(moment, redrawn.moment);
  const isOther = redrawn.stripes !== null && redrawn.stripes !== reader.dataset.stripes;
  const isWhole = redrawn.whole || isOther;
  if (isWhole) await anew();
  for (const [name, html] of isWhole ? [] : redrawn.rows) {
    const row = document.getElementById(name);
    if (!row) continue;
    const isCurrent = row.hasAttribute("data-current");
    row.outerHTML = html;
    if (isCurrent) document.getElementById(name)?.setAttribute("data-current", "");
  }
  const codes = document.getElementById("codes");
  if (codes && redrawn.codes && !isWhole) {
    const known = codes.children.length;
    const scroll = codes.scrollTop;
    codes.outerHTML = redrawn.codes;
    keepKeys();
    const now = /** @type {HTMLElement} */ (document.getElementById("codes"));
    now.scrollTop = scroll;
    if (now.children.length !== known) freshColours();
  }
  draw();
  listeners.forEach((listener) => listener());
}

/** The codes on keys when the page was opened: they stay there as long as it is open. */
const onKeys = [...document.querySelectorAll("#codes [data-key]")].map((code) => [
  /** @type {HTMLElement} */ (code).dataset.key ?? "",
  /** @type {HTMLElement} */ (code).dataset.code ?? "",
]);

function keepKeys() {
  for (const code of document.querySelectorAll("#codes [data-key]")) {
    code.removeAttribute("data-key");
    code.querySelector("kbd")?.remove();
  }
  for (const [key, place] of onKeys) {
    const code = document.getElementById(`code${place}`);
    if (!code) continue;
    code.dataset.key = key;
    const shown = document.createElement("kbd");
    shown.textContent = key;
    code.querySelector(".name")?.after(shown);
  }
}

function freshColours() {
  const link = /** @type {HTMLLinkElement | null} */ (document.getElementById("colours"));
  if (!link) return;
  const fresh = /** @type {HTMLLinkElement} */ (link.cloneNode());
  fresh.href = `${study()}/colours.css?${moment}`;
  fresh.addEventListener("load", () => link.remove());
  link.after(fresh);
}

/** Puts away what is picked. */
export function unpick() {
  choose(null);
}
