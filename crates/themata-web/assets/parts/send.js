/**
 * Sends what a person did to the server, and says what came of it. What cannot be sent because
 * the server is gone is kept and can be sent again; nothing that was typed is lost.
 */

import { remark, wrong } from "./say.js";
import { heard, keep } from "./unsent.js";

/** @typedef {{ message: string, hints: string[], now?: string[] }} Told */

/** What the server refused, in its words. */
export class Refused extends Error {
  /** @param {Told} told */
  constructor(told) {
    super([told.message, ...told.hints].join(" "));
    this.said = told.message;
    /** What stands there now, if somebody else changed it meanwhile. */
    this.now = told.now;
  }
}

/** The server cannot be reached. */
export class Lost extends Error {
  /** Whether something was to be written that it has not heard of. */
  unsaved = false;
}

/** How much the server has said that it stored. */
let stored = 0;

/** The address of the study that the page is of. */
export function study() {
  return `/s/${document.body.dataset.study}`;
}

/**
 * Sends something to be done and returns the answer.
 *
 * @template T
 * @param {string} path
 * @param {unknown} body
 * @returns {Promise<T>}
 */
export async function send(path, body) {
  saving();
  try {
    const answer = await reach(path, {
      method: "POST",
      // In whose name it is done may have been chosen anew in another window.
      headers: { "content-type": "application/json", "x-coder": document.body.dataset.coder ?? "" },
      body: JSON.stringify(body),
    });
    stored += 1;
    saved();
    return answer;
  } catch (error) {
    if (error instanceof Refused) refused();
    if (error instanceof Lost) error.unsaved = true;
    throw error;
  }
}

/**
 * Asks for something with words that do not belong into an address. Nothing is changed by it.
 *
 * @template T
 * @param {string} path
 * @param {unknown} body
 * @returns {Promise<T>}
 */
export function consult(path, body) {
  return reach(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
}

/**
 * Asks for something.
 *
 * @template T
 * @param {string} path
 * @returns {Promise<T>}
 */
export function ask(path) {
  return reach(path, {});
}

/**
 * @param {string} path
 * @param {RequestInit} request
 */
async function reach(path, request) {
  let response;
  try {
    response = await fetch(path, { ...request, headers: { accept: "application/json", ...request.headers } });
  } catch {
    lost();
    throw new Lost("The workbench does not answer. It was ended, or this machine slept.");
  }
  if (response.ok) {
    return response.status === 204 ? undefined : response.json();
  }
  const told = await response.json().catch(() => null);
  throw new Refused(told ?? { message: `This did not work (${response.status}).`, hints: [] });
}

/**
 * Does something and says what went wrong, if it did. What the server did not hear of stays here
 * and can be sent again.
 *
 * @param {() => Promise<void>} deed
 * @param {unknown} [about] what it is about: what is done about it later takes its place; `null`
 *   for what means something else later, and does not wait
 */
export async function attempt(deed, about = {}) {
  await isHeard(deed, about);
}

/** @param {() => Promise<void>} deed @param {unknown} about @returns {Promise<boolean>} */
async function isHeard(deed, about) {
  const before = stored;
  try {
    await deed();
  } catch (error) {
    if (error instanceof Lost && error.unsaved && about !== null) {
      keep(about, `${error.message} What you did last is kept on this page.`, () => isHeard(deed, about));
      return false;
    }
    if (error instanceof Lost && stored !== before) {
      wrong("It is saved, but the workbench does not answer any more: what stands here may be of before.", { name: "Load the page", action: () => window.location.reload() });
    } else if (error instanceof Lost) {
      wrong(error.message, { name: "Try again", action: () => void attempt(deed, about) });
    } else if (error instanceof Refused) {
      wrong(error.message);
    } else {
      throw error;
    }
  }
  heard(about);
  return true;
}

const sign = () => document.getElementById("saved");

/** Says that something is on its way, and keeps what was said before. */
function saving() {
  const here = sign();
  const says = here?.dataset.state ?? "saved";
  if (here && says === "saved" && back === undefined) before = here.textContent ?? "";
  state("saving", "saving");
}

function saved() {
  // By hand: a browser takes longer to spell a time than the file takes to be written.
  const now = new Date();
  const time = [now.getHours(), now.getMinutes()].map((part) => String(part).padStart(2, "0")).join(":");
  state("saved", `saved ${time}`);
}

/** How long it is said that something was not saved, in milliseconds; the message beside it says more. */
const FOR = 8000;

/** What was said before something was refused, and the timer to say it again. */
let before = "";
/** @type {number | undefined} */
let back;

/** Says that something was refused. Unless it still stands in a field, what was said before is
 * said again then: all else is stored. */
function refused() {
  state("saved", "not saved");
  back = window.setTimeout(() => {
    const fields = [.../** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("[data-typed]"))];
    const kept = document.querySelector("[data-unsaved], [data-editing]") || fields.some((field) => field.value !== field.defaultValue);
    if (!kept) state("saved", before);
  }, FOR);
}

/** Says that what stands on the page is what is stored. */
export function asStored() {
  state("saved", "saved");
}

/** Says that the server is gone. */
export function lost() {
  state("lost", "connection lost");
}

/** Says that the server is there again. */
export function found() {
  if (sign()?.dataset.state === "lost") {
    state("saved", "connected again");
    remark("The workbench answers again.");
  }
}

/**
 * @param {string} state
 * @param {string} words
 */
function state(state, words) {
  clearTimeout(back);
  back = undefined;
  const here = sign();
  if (here) {
    here.dataset.state = state;
    here.textContent = words;
  }
}
