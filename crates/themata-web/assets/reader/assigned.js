/** What the head of the transcript says of one's own assignment, and finishing it. */

import { keys } from "../parts/keys.js";
import { say } from "../parts/say.js";
import { ask, attempt, send, study } from "../parts/send.js";
import { catchUp, onRedrawn } from "./apply.js";

const number = Number(document.getElementById("reader")?.dataset.document);
const place = () => document.getElementById("assigned");
const own = () => /** @type {HTMLElement | null | undefined} */ (place()?.querySelector("[data-round]"))?.dataset;

/** Draws it as it is now. */
async function fresh() {
  const { html } = /** @type {{ html: string }} */ (await ask(`${study()}/rounds/on/${number}`));
  const here = place();
  const within = here?.contains(document.activeElement);
  if (here) here.outerHTML = html;
  if (within) document.getElementById("rows")?.focus({ preventScroll: true });
}

function finish() {
  const { round, state } = own() ?? {};
  if (!round) return say("This document is not assigned to you in a round.");
  if (state === "finished" || state === "excused") return say(`You are through with it already: ${state}.`);
  void attempt(async () => {
    const done = /** @type {{ said: string }} */ (await send(`${study()}/rounds/${round}/step`, { step: "finish", documents: [number] }));
    say(done.said, { name: "Undo", action: () => document.getElementById("undo")?.click() });
    await fresh();
    await catchUp();
  });
}

// The first coding starts an assignment.
onRedrawn(() => {
  if (own()?.state === "assigned") void attempt(fresh);
});
document.addEventListener("turned-back", () => {
  if (own()) void attempt(fresh);
});
document.addEventListener("click", (event) => {
  if (/** @type {Element} */ (event.target).closest("#finish")) finish();
});

if (own() && document.body.dataset.may?.split(" ").includes("code")) {
  keys([{ keys: "Shift F", says: "finish the document in its round", act: finish }]);
}
