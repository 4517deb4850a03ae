/** Questions to the team: moving among them, to their places, asking, answering and settling. */

import { keys } from "./parts/keys.js";
import { onWritten, restore } from "./parts/memo.js";
import { refocus } from "./parts/refocus.js";
import { onRenewed, renew } from "./parts/renew.js";
import { say } from "./parts/say.js";
import { attempt, send, study } from "./parts/send.js";

const rows = () => [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".questions > li"))];
const here = () => rows().findIndex((row) => row.contains(document.activeElement));

/** @param {1 | -1} way */
function step(way) {
  const all = rows();
  all[Math.min(all.length - 1, Math.max(0, here() + way))]?.focus();
}

/** @param {string} found */
function pressHere(found) {
  const row = rows()[here()];
  if (!row) return say("Go to a question first, with j.");
  /** @type {HTMLElement | null} */ (row.querySelector(found))?.click();
}

/** Opens the form for an answer, and goes into it before the next key is pressed. */
function answer() {
  pressHere(".memo-new:not([open]) > summary");
  rows()[here()]?.querySelector("textarea")?.focus();
}

/** Opens the form for a new question. */
function write() {
  const place = document.getElementById("write");
  place?.setAttribute("open", "");
  place?.querySelector("textarea")?.focus();
}

/** Settles a question, or opens it again. @param {HTMLElement} button */
function settle(button) {
  const question = /** @type {HTMLElement | null} */ (button.closest("[data-question]"));
  const next = question?.nextElementSibling ?? question?.previousElementSibling;
  const settled = button.dataset.settles === "true";
  const goes = refocus();
  void attempt(async () => {
    const done = /** @type {{ said: string }} */ (await send(`${study()}/reconcile/questions/${question?.dataset.question}/settle`, { settled }));
    say(done.said, { name: "Undo", action: () => document.getElementById("undo")?.click() });
    await renew();
    // What is settled may be out of the list; one goes on with the next.
    const stays = question && document.getElementById(question.id);
    goes(stays ?? (next && document.getElementById(next.id)));
  });
}

onWritten(() => renew());
onRenewed(restore);
document.addEventListener("click", (event) => {
  const target = /** @type {Element} */ (event.target);
  const button = /** @type {HTMLElement | null} */ (target.closest("[data-settles]"));
  if (button) settle(button);
  else if (target.closest("[data-writes]")) write();
});

keys([
  { keys: "j, ↓", says: "the question below", act: () => step(1) },
  { keys: "k, ↑", says: "the question above", act: () => step(-1) },
  { keys: "o", says: "go to what the question is about", act: () => pressHere("a.place") },
]);
if (document.body.dataset.may?.split(" ").includes("note")) {
  keys([
    { keys: "n", says: "ask the team", act: write },
    { keys: "a", says: "answer the question", act: answer },
    { keys: "s", says: "settle the question, or open it again", act: () => pressHere("[data-settles]") },
  ]);
}
