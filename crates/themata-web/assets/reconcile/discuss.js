/** Asks the team about what is shown, and answers. */

import { say } from "../parts/say.js";
import { attempt, send, study } from "../parts/send.js";
import { current, expected, go, onLeave, onShown } from "./swap.js";

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
  const { number, document: of, start, end } = current();
  if (!number) return;
  const said = words.value.trim();
  if (!said) return say("Write something first.");
  const [kind, place] = on.value.split("-");
  const about = { answer: { question: Number(place) }, code: { code: Number(place) }, passage: { passage: [of, start, end] } }[kind];
  void attempt(async () => {
    if (busy) return;
    busy = true;
    try {
      expected();
      const done = /** @type {{ said: string }} */ (await send(`${study()}/reconcile/${kind === "answer" ? "answer" : "ask"}`, { words: said, ...about }));
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
