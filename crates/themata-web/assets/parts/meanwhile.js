/** What was typed is one thing, and what somebody else wrote meanwhile another: both are shown, and
 * whoever typed chooses. */

import { wrong } from "./say.js";
import { Refused } from "./send.js";

/** So much of a text is shown. */
const SHOWN = 400;

/**
 * Asks what is to stand, if that is why something was refused; returns whether it was.
 *
 * @param {unknown} error
 * @param {string[]} yours
 * @param {(now: string[]) => void} keep keeps what was typed, over what stands there now
 * @param {(now: string[]) => void} take takes what stands there now
 */
export function disagree(error, yours, keep, take) {
  if (!(error instanceof Refused) || !error.now) return false;
  const now = error.now;
  wrong(
    `${error.said} It says now: ${quoted(now)} You wrote: ${quoted(yours)}`,
    { name: "Keep yours", action: () => keep(now) },
    { name: "Take theirs", action: () => take(now) },
  );
  return true;
}

/** @param {string[]} texts */
function quoted(texts) {
  const said = texts.filter((text) => text.trim());
  if (!said.length) return "nothing.";
  const whole = said.map((text) => `“${text}”`).join(", ");
  return whole.length > SHOWN ? `${whole.slice(0, SHOWN)} …` : `${whole}.`;
}
