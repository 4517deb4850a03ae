/**
 * What the server did not hear of. Whatever else is said on the page, it has a line of its own
 * until it is sent or given up: often nothing else remembers what was done.
 */

import { gathering, line, say } from "./say.js";

/** @typedef {{ words: string, again: () => Promise<unknown>, drop: () => unknown }} Waiting */

/** In the order in which it was done, by what it is about. @type {Map<unknown, Waiting>} */
const waiting = new Map();
let sending = false;

/**
 * Keeps something to be sent again. The same thing done again takes the place of what was kept,
 * and comes last; tried again, it stays where it is.
 *
 * @param {unknown} about
 * @param {string} words why it was not sent
 * @param {() => Promise<unknown>} again gives `false` if it was not heard of this time either
 * @param {() => unknown} [drop] what is to be done if it is given up
 */
export function keep(about, words, again, drop = () => undefined) {
  if (!sending) waiting.delete(about);
  waiting.set(about, { words, again, drop });
  draw();
}

/** Forgets what was kept of something that the server has heard of. @param {unknown} about */
export function heard(about) {
  if (waiting.delete(about)) draw();
}

/** Takes back what was done last, if it waits still: returns whether it did. */
export function forgetLast() {
  const last = [...waiting.keys()].at(-1);
  if (last === undefined || sending) return false;
  waiting.get(last)?.drop();
  heard(last);
  say("Taken back: it had not been sent.");
  return true;
}

/** Sends all of it in the order in which it was done. */
async function sendAll() {
  if (sending) return;
  sending = true;
  draw();
  try {
    await gathering(async () => {
      for (const [about, one] of [...waiting]) {
        // Meanwhile it may have been done by hand.
        if (waiting.get(about) !== one) continue;
        const isLost = (await one.again().finally(() => waiting.get(about) === one && heard(about))) === false;
        // Who says in their own words that it was lost has kept it anew.
        if (isLost || waiting.has(about)) return;
      }
    });
  } finally {
    sending = false;
    draw();
  }
}

function giveUp() {
  const all = [...waiting.values()];
  waiting.clear();
  for (const { drop } of all) drop();
  draw();
}

function draw() {
  document.querySelector("#said .unsent")?.remove();
  const last = [...waiting.values()].at(-1);
  if (!last) return;
  const many = waiting.size > 1;
  const words = many ? `${last.words} ${waiting.size} things that you did wait on this page.` : last.words;
  const offers = [
    { name: many ? `Try again (${waiting.size})` : "Try again", action: () => void sendAll() },
    { name: "Do not send", action: giveUp },
  ];
  document.getElementById("said")?.prepend(line("unsent", words, ...(sending ? [] : offers)));
}

window.addEventListener("beforeunload", (event) => {
  if (waiting.size) event.preventDefault();
});
