/** Steps that assignments take: at once where nothing is to be said, or in a dialog with a reason. */

import { renew } from "../parts/renew.js";
import { say } from "../parts/say.js";
import { attempt, send, study } from "../parts/send.js";

/** @typedef {"start" | "finish" | "excuse" | "reopen"} Step */
/** @typedef {{ round: string, documents: number[], coder?: number, who: string, own: boolean, called: string, state: string }} Target */

/** How steps are called, and from where they can be taken. @type {Record<Step, { name: string, from: string[], why: boolean }>} */
const STEPS = {
  start: { name: "Start", from: ["assigned"], why: false },
  finish: { name: "Finish", from: ["assigned", "started"], why: false },
  excuse: { name: "Excuse", from: ["assigned", "started"], why: true },
  reopen: { name: "Take up again", from: ["finished", "excused"], why: true },
};

const dialog = /** @type {HTMLDialogElement | null} */ (document.getElementById("step"));
const reason = /** @type {HTMLInputElement | null} */ (document.getElementById("step-reason"));

/** What a row, a cell or a button stands for. @param {HTMLElement} element @returns {Target} */
export function targetOf(element) {
  const round = element.closest("[data-round]") ?? document.getElementById("round");
  const { document: number, coder, who, called, state } = element.dataset;
  const own = element.hasAttribute("data-own");
  return {
    round: round?.getAttribute("data-round") ?? "",
    documents: number === undefined ? [] : [Number(number)],
    coder: own || coder === undefined ? undefined : Number(coder),
    who: who ?? "",
    own,
    called: called ?? "",
    state: state ?? "",
  };
}

/** The steps that can be taken. Of several documents some can take any. @param {Target} target */
const ways = (target) => /** @type {Step[]} */ (Object.keys(STEPS)).filter((step) => !target.state || STEPS[step].from.includes(target.state));

/** @param {Target} target @param {Step} step @param {string} [why] */
function go(target, step, why) {
  const body = { step, documents: target.documents, coder: target.coder, reason: why || null };
  return attempt(async () => {
    const done = /** @type {{ said: string }} */ (await send(`${study()}/rounds/${target.round}/step`, body));
    if (reason) reason.value = "";
    say(done.said, { name: "Undo", action: () => document.getElementById("undo")?.click() });
    await renew();
  });
}

/** Takes a step, or asks for what has to be said of it. @param {Target} target @param {Step} step */
export function take(target, step) {
  if (!ways(target).includes(step)) {
    return say(`“${target.called}” is ${target.state}: ${ways(target).map((way) => STEPS[way].name.toLowerCase()).join(" or ")} it instead.`);
  }
  // What concerns others or several documents is not done by a slip.
  if (STEPS[step].why || !target.own || !target.documents.length) return ask(target, [step]);
  void go(target, step);
}

/** Offers all that can be done. @param {Target} target */
export const offer = (target) => ask(target, ways(target));

/** @param {Target} target @param {Step[]} steps */
function ask(target, steps) {
  if (!dialog || !reason) return;
  const set = (/** @type {string} */ id, /** @type {string} */ words) => {
    const place = document.getElementById(id);
    if (place) place.textContent = words;
  };
  const which = target.documents.length ? target.called : "all documents that can be";
  set("step-title", target.own ? which : `${target.who}: ${which}`);
  const needs = steps.some((step) => STEPS[step].why);
  const lines = [];
  if (steps.includes("finish")) lines.push("To finish says: what is not coded now was left uncoded on purpose.");
  if (!target.own) lines.push("It is done in another's place; the history says by whom.");
  set("step-about", lines.join(" "));
  set("step-why", needs && steps.every((step) => STEPS[step].why) ? "Why" : needs ? "Why (to excuse or to take up again it must be said)" : "Why, if that should be on record");
  const buttons = steps.map((step, place) => {
    const button = document.createElement("button");
    button.type = place ? "button" : "submit";
    button.className = place ? "" : "main";
    button.textContent = STEPS[step].name;
    button.dataset.way = step;
    return button;
  });
  document.getElementById("step-ways")?.replaceChildren(...buttons);
  reason.removeAttribute("aria-invalid");
  dialog.dataset.target = JSON.stringify(target);
  dialog.showModal();
  if (needs && steps.length === 1) reason.focus();
  else buttons[0]?.focus();
}

/** @param {Step} step */
function decide(step) {
  if (!dialog || !reason) return;
  const why = reason.value.trim();
  if (STEPS[step].why && !why) {
    reason.setAttribute("aria-invalid", "true");
    reason.placeholder = "Say why: it goes on record";
    return reason.focus();
  }
  dialog.close();
  void go(/** @type {Target} */ (JSON.parse(dialog.dataset.target ?? "{}")), step, why);
}

dialog?.addEventListener("submit", (event) => {
  event.preventDefault();
  const pressed = /** @type {SubmitEvent} */ (event).submitter;
  const step = pressed instanceof HTMLElement && pressed.dataset.way;
  if (step) decide(/** @type {Step} */ (step));
});
dialog?.addEventListener("click", (event) => {
  const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("button"));
  if (button?.hasAttribute("data-closes")) dialog.close();
  else if (button?.dataset.way && button.getAttribute("type") === "button") decide(/** @type {Step} */ (button.dataset.way));
});
