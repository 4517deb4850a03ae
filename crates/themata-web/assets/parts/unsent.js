/**
 * What the server did not hear of. Whatever else is said on the page, it has a line of its own
 * until it is sent or given up: often nothing else remembers what was done.
 */

import { gathering, line } from "./say.js";

/** @typedef {{ words: string, again: () => Promise<unknown> }} Waiting */

/** In the order in which it was done, by what it is about. @type {Map<unknown, Waiting>} */
const waiting = new Map();

/**
 * Keeps something to be sent again. The same thing done again takes the place of what was kept.
 *
 * @param {unknown} about
 * @param {string} words why it was not sent
 * @param {() => Promise<unknown>} again gives `false` if it was not heard of this time either
 */
export function keep(about, words, again) {
  waiting.delete(about);
  waiting.set(about, { words, again });
  draw();
}

/** Forgets what was kept of something that the server has heard of. @param {unknown} about */
export function heard(about) {
  if (waiting.delete(about)) draw();
}

/** Sends all of it in its order: the later may rest on the earlier. */
function sendAll() {
  return gathering(async () => {
    for (const [about, one] of [...waiting]) {
      // Meanwhile it may have been done by hand.
      if (waiting.get(about) !== one) continue;
      const isHeard = (await one.again()) !== false;
      if (!isHeard) return;
      // Who says in their own words that it was lost has kept it anew.
      if (waiting.has(about) && waiting.get(about) !== one) return;
      heard(about);
    }
  });
}

function draw() {
  document.querySelector("#said .unsent")?.remove();
  const last = [...waiting.values()].at(-1);
  if (!last) return;
  const many = waiting.size > 1;
  const words = many ? `${last.words} ${waiting.size} things that you did wait on this page.` : last.words;
  const giveUp = () => {
    waiting.clear();
    draw();
  };
  const offers = [{ name: many ? `Try again (${waiting.size})` : "Try again", action: () => void sendAll() }, { name: "Do not send", action: giveUp }];
  document.getElementById("said")?.prepend(line("unsent", words, ...offers));
}

window.addEventListener("beforeunload", (event) => {
  if (waiting.size) event.preventDefault();
});
