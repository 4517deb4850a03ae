/** What machines propose: decided one by one with a key, or all that a query means. */

import { keys } from "./parts/keys.js";
import { say } from "./parts/say.js";
import { attempt, consult, send, study } from "./parts/send.js";
import { anew, onAnew, stayFresh } from "./excerpts/anew.js";
import { complete } from "./excerpts/complete.js";
import { current, goTo, results, step, walk } from "./excerpts/list.js";

/** @typedef {{ said: string, concerned: number }} Said */

const page = /** @type {HTMLElement} */ (document.getElementById("excerpts"));
const field = /** @type {HTMLInputElement} */ (document.getElementById("q"));
const undo = { name: "Undo", action: () => document.getElementById("undo")?.click() };

stayFresh(page);
for (const input of page.querySelectorAll("input[data-completes]")) complete(/** @type {HTMLInputElement} */ (input));
walk(page);

/** Decides on a proposal and goes on to the next. @param {HTMLElement | null} result @param {boolean} accept */
function decide(result, accept) {
  if (!result) return goTo(results()[0] ?? null);
  if (result.hasAttribute("data-decided")) return;
  result.dataset.decided = accept ? "accepted" : "rejected";
  goTo(/** @type {HTMLElement | null} */ (result.nextElementSibling ?? result.previousElementSibling));
  attempt(async () => {
    try {
      const proposals = [Number(result.dataset.proposal)];
      const done = /** @type {Said} */ (await send(`${study()}/proposals/decide`, { proposals, accept }));
      say(done.said, undo);
      result.remove();
      await anew();
    } catch (error) {
      result.removeAttribute("data-decided");
      throw error;
    }
  });
}

/** @param {boolean} accept @param {string} q */
function decideAll(accept, q) {
  attempt(async () => {
    const done = /** @type {Said} */ (await send(`${study()}/proposals/decide`, { q, accept }));
    say(done.said, undo);
    await anew();
  });
}

page.addEventListener("click", (event) => {
  const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("button"));
  if (!button) return;
  const result = /** @type {HTMLElement | null} */ (button.closest(".result"));
  const { decides, all, goes } = button.dataset;
  if (decides === "skip") goTo(/** @type {HTMLElement | null} */ (result?.nextElementSibling ?? null));
  else if (decides) decide(result, decides === "accept");
  if (all) decideAll(all === "accept", button.dataset.query ?? "");
  if (goes) document.getElementById("where")?.focus();
});

const form = document.querySelector("#autocode form");
form?.addEventListener("submit", (event) => {
  event.preventDefault();
  const data = new FormData(/** @type {HTMLFormElement} */ (form));
  const pressed = /** @type {SubmitEvent} */ (event).submitter;
  const preview = pressed instanceof HTMLButtonElement && pressed.value === "preview";
  const body = { q: data.get("q"), code: data.get("code"), unit: data.get("unit"), everyone: data.has("everyone"), preview };
  const told = document.getElementById("autocode-preview");
  attempt(async () => {
    const done = /** @type {Said} */ (await (preview ? consult : send)(`${study()}/proposals/autocode`, body));
    if (told) told.textContent = done.said;
    if (preview) return;
    say(done.said, done.concerned ? undo : undefined);
    await anew();
  });
});

keys([
  { keys: "/", says: "write a query", act: () => field.select() },
  { keys: "a", says: "accept the proposal", act: () => decide(current(), true) },
  { keys: "r", says: "reject the proposal", act: () => decide(current(), false) },
  { keys: "s", says: "skip the proposal", act: () => step(1) },
]);

// The first proposal is where one begins.
function begin() {
  if (!current() && document.activeElement === document.body) goTo(results()[0] ?? null);
}
begin();
onAnew(begin);
