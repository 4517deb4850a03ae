/**
 * What is chosen, as it stands on the page, and how it is kept. One request at a time, the last
 * state last; whoever wants to be sure waits until it is settled.
 */

import { attempt, consult, study } from "../parts/send.js";

/** @typedef {{ key: string, is_in: boolean }} Listed */

const form = /** @type {HTMLFormElement} */ (document.getElementById("choices"));

/** The excerpts that were chosen by hand, by theme. @type {Record<string, string[]>} */
let excerpts = JSON.parse(form.dataset.excerpts || "{}");

/**
 * Says which excerpts a theme quotes; none if the program is to choose.
 *
 * @param {string} theme
 * @param {string[] | null} keys
 */
export function quotes(theme, keys) {
  if (keys) excerpts[theme] = keys;
  else delete excerpts[theme];
}

/** @param {string} list @returns {Listed[]} */
function rows(list) {
  return [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(`#${list} > .row`))].map((row) => ({
    key: row.dataset.key ?? "",
    is_in: /** @type {HTMLInputElement} */ (row.querySelector("input")).checked,
  }));
}

/** What stands on the page. */
export function state() {
  const said = new FormData(form);
  const word = (/** @type {string} */ name) => String(said.get(name) ?? "");
  return {
    title: word("title"),
    query: word("query"),
    by: word("by"),
    credit: word("credit"),
    parts: [...rows("parts"), ...rows("appendices")],
    themes: document.getElementById("themes")?.hasAttribute("data-own") ? rows("themes") : null,
    quoted: word("quoted") === "" ? null : Number(word("quoted")),
    excerpts: { ...excerpts },
  };
}

let timer = 0;
let waits = false;
/** Whether what can be chosen is of before what was sent. */
let stale = false;
/** @type {Promise<void>} */
let running = Promise.resolve();
/** @type {() => unknown} */
let then = () => undefined;

/**
 * Keeps what stands on the page, in a moment.
 *
 * @param {number} wait
 * @param {() => unknown} kept what is done when it is kept
 */
export function keep(wait, kept) {
  then = kept;
  waits = true;
  window.clearTimeout(timer);
  timer = window.setTimeout(() => attempt(settled), wait);
}

/** Waits until everything is kept. */
export function settled() {
  running = running.catch(() => undefined).then(async () => {
    window.clearTimeout(timer);
    while (waits) {
      waits = false;
      try {
        await sent(state());
      } catch (error) {
        // It stands on the page still, and the next attempt sends it.
        waits = true;
        throw error;
      }
      then();
    }
  });
  return running;
}

/** @param {object} draft */
async function sent(draft) {
  const query = /** @type {HTMLInputElement} */ (document.getElementById("r-query"));
  const { trouble } = /** @type {{ trouble: string }} */ (await consult(`${study()}/report/draft`, draft));
  const told = document.getElementById("trouble");
  if (told && told.textContent !== trouble) told.textContent = trouble;
  for (const field of form.querySelectorAll("[data-unsaved]")) field.removeAttribute("data-unsaved");
  // The numbers of the themes are those of the query.
  const asked = /** @type {{ query: string }} */ (draft).query;
  if (asked === query.defaultValue && !stale) return;
  query.defaultValue = asked;
  await redraw();
}

/** Reads again what can be chosen, with the ticks that are kept. */
async function redraw() {
  const response = await fetch(window.location.href).catch(() => null);
  if (!response?.ok) return;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  // What was typed or ticked meanwhile is sent first, or it would be drawn over.
  stale = waits;
  if (stale) return;
  const [here, there] = [document.getElementById("fresh"), page.getElementById("fresh")];
  if (!here || !there) return;
  const focused = here.contains(document.activeElement) ? document.activeElement?.id : undefined;
  here.dataset.moment = there.dataset.moment;
  here.replaceChildren(...there.childNodes);
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  document.dispatchEvent(new Event("redrawn"));
}

/**
 * Puts other choices in the place of these.
 *
 * @param {object} draft
 */
export async function restored(draft) {
  waits = false;
  await settled();
  excerpts = /** @type {{ excerpts?: Record<string, string[]> }} */ (draft).excerpts ?? {};
  await sent(draft);
  await redraw();
}
