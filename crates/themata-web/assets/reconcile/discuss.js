/** Asks the team about what is shown, and answers. */

import { say } from "../parts/say.js";
import { attempt, send, study } from "../parts/send.js";
import { current, go, onLeave, onShown, written as noted } from "./swap.js";

const form = /** @type {HTMLFormElement} */ (document.getElementById("ask"));
const on = /** @type {HTMLSelectElement} */ (document.getElementById("ask-on"));
const words = /** @type {HTMLTextAreaElement} */ (document.getElementById("ask-words"));

/** What was typed and not sent, by the number of the disagreement. @type {Map<number, string>} */
const written = new Map();

onLeave(() => {
  const { number } = current();
  if (number && words.value.trim()) written.set(number, words.value);
  else if (number) written.delete(number);
  words.value = "";
});
onShown(() => {
  const { number } = current();
  if (number && !words.value) words.value = written.get(number) ?? "";
});
window.addEventListener("beforeunload", (event) => {
  if (words.value.trim() || written.size) event.preventDefault();
});

/** Goes where something is written. @param {string} [about] */
export function write(about) {
  if (about) on.value = about;
  words.focus();
}

let busy = false;

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const { number, document: of, start, end, words: picked } = current();
  if (!number) return;
  const said = words.value.trim();
  if (!said) return say("Write something first.");
  const [kind, place] = on.value.split("-");
  // The words go with their place: by now others may stand there.
  const about = { answer: {}, code: { place: on.value }, passage: { place: `passage-${of}-${start}-${end}`, picked } }[kind];
  const path = kind === "answer" ? `${place}/answer` : "ask";
  void attempt(async () => {
    if (busy) return;
    busy = true;
    try {
      const done = await noted(() => /** @type {Promise<{ said: string, moment: number }>} */ (send(`${study()}/reconcile/questions/${path}`, { words: said, ...about })));
      if (words.value.trim() === said) words.value = "";
      written.delete(number);
      on.value = "passage";
      await go(window.location.href, { stays: true });
      say(done.said, { name: "Undo", action: () => document.getElementById("undo")?.click() });
    } finally {
      busy = false;
    }
  });
});
words.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  form.requestSubmit();
});
