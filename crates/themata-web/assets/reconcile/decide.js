/** Decides on the disagreement that is shown, as it is shown, and goes on to the next. */

import { say, wrong } from "../parts/say.js";
import { attempt, Refused, send, study } from "../parts/send.js";
import { addressOf, current, go, hasJustChanged, onLeave, onShown, written as noted } from "./swap.js";

/** @typedef {{ start: number, end: number, code: number, valence: string }} Redrawn */
/** @typedef {{ verdict: string, coder?: number, redraw?: Redrawn, after?: () => void }} Verdict */

const reason = /** @type {HTMLInputElement} */ (document.getElementById("reason"));

/** Reasons that were written and not sent, by the number of the disagreement. @type {Map<number, string>} */
const written = new Map();
/** What was decided here, by the moment of each: on what, and with which words. @type {Map<number, { number: number, why: string }>} */
const decided = new Map();
let busy = false;
let back = false;

onLeave(() => {
  const { number } = current();
  if (number && reason.value.trim()) written.set(number, reason.value);
  else if (number) written.delete(number);
  reason.value = "";
});
onShown(() => {
  const { number } = current();
  if (number && !reason.value) reason.value = written.get(number) ?? "";
});
// Enter ends the writing; a key decides, and takes the reason with it.
document.getElementById("decide")?.addEventListener("submit", (event) => {
  event.preventDefault();
  reason.blur();
});
window.addEventListener("beforeunload", (event) => {
  if (reason.value.trim() || written.size) event.preventDefault();
});

/** @param {Verdict} verdict */
export function decide({ verdict, coder, redraw, after }) {
  const seen = current();
  if (!seen.number || busy) return;
  if (hasJustChanged()) return say("Nothing was decided: someone else has just changed this disagreement. Look at what stands now; what you do next decides on it.");
  const number = seen.number;
  const why = reason.value;
  const body = { number, fingerprint: seen.fingerprint, decision: seen.decision, verdict, coder, redraw, reason: why.trim(), q: seen.q };
  // The server may be gone: then the reason stays in its field, and the same is sent once more,
  // whatever is shown and typed by then.
  void attempt(async () => {
    busy = true;
    try {
      const done = await noted(() => /** @type {Promise<{ said: string, moment: number }>} */ (send(`${study()}/reconcile/decide`, body)));
      // Sent once more, it may be answered when something else is shown.
      const isShown = current().number === number;
      if (isShown && reason.value === why) reason.value = "";
      if (written.get(number) === why) written.delete(number);
      decided.set(done.moment, { number, why });
      if (isShown) after?.();
      if (isShown && seen.nextOpen && seen.nextOpen !== number) await go(addressOf(seen.nextOpen));
      else await go(window.location.href, { stays: true });
      const last = seen.nextOpen ? "" : " Nothing else is open.";
      say(`${done.said}${last}`, { name: "Undo", action: goBack });
    } catch (error) {
      if (!(error instanceof Refused) || !error.now) throw error;
      // Someone was faster. What stands now is shown; what was typed and picked stays.
      await go(window.location.href, { stays: true });
      wrong(error.message);
    } finally {
      busy = false;
    }
  }, `decide ${number}`);
}

/** Takes the last decision back and returns to it. */
export function goBack() {
  back = true;
  document.getElementById("undo")?.click();
}

document.addEventListener("turned-back", (event) => {
  const undone = /** @type {CustomEvent<number>} */ (event).detail;
  const last = decided.get(undone);
  decided.delete(undone);
  // The reason was good for something; it is there to be written on.
  if (last?.why.trim() && !written.has(last.number)) written.set(last.number, last.why);
  const returns = back && last;
  back = false;
  void attempt(() => (returns ? go(addressOf(last.number)) : go(window.location.href, { stays: true })));
});
