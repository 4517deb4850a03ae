/** Excerpts and places of words: to find, choose, copy, recode and open. */

import { keys } from "./parts/keys.js";
import { say } from "./parts/say.js";
import { attempt, Refused, send, study } from "./parts/send.js";
import { anew, onAnew, stayFresh } from "./excerpts/anew.js";
import "./excerpts/builder.js";
import { complete } from "./excerpts/complete.js";
import { copy } from "./excerpts/copy.js";
import { current, results, walk } from "./excerpts/list.js";
import { openRecode } from "./excerpts/recode.js";

const page = /** @type {HTMLElement} */ (document.getElementById("excerpts"));
const field = /** @type {HTMLInputElement} */ (document.getElementById("q"));

stayFresh(page);
complete(field);
walk(page);

/** The box that chooses a result. @param {Element} result */
const box = (result) => /** @type {HTMLInputElement} */ (result.querySelector(".choose input"));
const chosen = () => results().filter((result) => box(result).checked);
/** What a deed is about: the results that were chosen, or the one where one is. */
const meant = () => (chosen().length ? chosen() : [current()].filter((result) => result !== null));

/** Says on the page how many are chosen. */
function tell() {
  const all = /** @type {HTMLInputElement | null} */ (document.getElementById("choose-all"));
  const [some, whole] = [chosen().length, results().length];
  if (all) {
    all.checked = whole > 0 && some === whole;
    all.indeterminate = some > 0 && some < whole;
  }
  for (const result of results()) result.toggleAttribute("data-chosen", box(result).checked);
}

/** @param {boolean} wanted */
function chooseAll(wanted) {
  for (const result of results()) box(result).checked = wanted;
  tell();
  say(wanted ? `${results().length} chosen.` : "None is chosen.");
}

function choose() {
  const result = current();
  if (!result) return say("Go to a result first, with j and k.");
  box(result).checked = !box(result).checked;
  tell();
}

function recode() {
  const list = document.getElementById("results");
  if (!list || list.dataset.as !== "codings") return say("Coded excerpts can be recoded, places of words cannot.");
  const some = chosen();
  openRecode(some.length ? some.flatMap((result) => (result.dataset.codings ?? "").split(" ").map(Number)) : null, {
    excerpts: some.length || Number(list.dataset.total),
    query: field.defaultValue,
  });
}

page.addEventListener("change", (event) => {
  const input = /** @type {HTMLInputElement} */ (event.target);
  if (input.id === "choose-all") chooseAll(input.checked);
  else if (input.closest(".choose")) tell();
});

page.addEventListener("click", (event) => {
  const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("button"));
  if (!button) return;
  const result = /** @type {HTMLElement | null} */ (button.closest(".result"));
  if (button.dataset.copies !== undefined && result) copy([result]);
  if (button.dataset.does === "copy") copy(chosen().length ? chosen() : results());
  if (button.dataset.does === "recode") recode();
  if (button.dataset.forget) forget(button.dataset.forget);
});

/** @param {string} name */
function forget(name) {
  attempt(async () => {
    const done = /** @type {{ said: string }} */ (await send(`${study()}/excerpts/forget`, { name }));
    say(done.said, { name: "Undo", action: () => document.getElementById("undo")?.click() });
    await anew();
  });
}

/** @param {string} name @param {string} q @param {boolean} replace */
function save(name, q, replace) {
  return attempt(async () => {
    try {
      const done = /** @type {{ said: string }} */ (await send(`${study()}/excerpts/save`, { name, q, replace }));
      say(done.said);
    } catch (error) {
      if (!(error instanceof Refused) || replace || !error.message.includes("already")) throw error;
      say(`A saved query is called ${name} already.`, { name: "Replace it", action: () => save(name, q, true) });
      return;
    }
    const input = /** @type {HTMLInputElement | null} */ (document.getElementById("save-as"));
    if (input) input.value = "";
    await anew();
  });
}

page.addEventListener("submit", (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (form.id !== "save") return;
  event.preventDefault();
  const input = /** @type {HTMLInputElement} */ (form.querySelector("input"));
  save(input.value, form.dataset.query ?? "", false);
});

onAnew(tell);

keys([
  { keys: "/", says: "write a query", act: () => field.select() },
  { keys: "Space", says: "choose the result, or not", act: choose },
  { keys: "Shift A", says: "choose all on this page, or none", act: () => chooseAll(chosen().length < results().length) },
  { keys: "y", says: "copy with credit: what is chosen, or the result", act: () => copy(meant()) },
  { keys: "e", says: "recode what is chosen, or all that is listed", act: recode },
]);
