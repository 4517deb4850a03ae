/** What is done with a round as a whole, and freezing the codebook for the next. */

import { renew } from "../parts/renew.js";
import { say } from "../parts/say.js";
import { attempt, send, study } from "../parts/send.js";

/**
 * @typedef {{ title: string, about: string, called: string | null, value?: string, must?: boolean,
 *   button: string, path: string, body: (words: string) => unknown }} Telling
 */

const dialog = /** @type {HTMLDialogElement | null} */ (document.getElementById("telling"));
const words = /** @type {HTMLInputElement | null} */ (document.getElementById("telling-words"));
const round = () => /** @type {HTMLElement} */ (document.getElementById("round"))?.dataset ?? {};

/** What is asked about now. @type {Telling | null} */
let now = null;

/** Asks for a word, and then does it. @param {Telling} telling */
function tell(telling) {
  if (!dialog || !words) return;
  const set = (/** @type {string} */ id, /** @type {string} */ said) => {
    const place = document.getElementById(id);
    if (place) place.textContent = said;
  };
  set("telling-title", telling.title);
  set("telling-about", telling.about);
  set("telling-called", telling.called ?? "");
  set("telling-do", telling.button);
  const label = /** @type {HTMLElement} */ (words.closest("label"));
  label.hidden = telling.called === null;
  // What was written for the same and could not be sent is there still.
  if (now?.path !== telling.path) words.value = telling.value ?? "";
  words.required = telling.must ?? false;
  now = telling;
  dialog.showModal();
  if (telling.called === null) document.getElementById("telling-do")?.focus();
  else words.select();
}

dialog?.addEventListener("submit", (event) => {
  event.preventDefault();
  const telling = now;
  if (!telling || !words) return;
  const said = words.value.trim();
  dialog.close();
  void attempt(async () => {
    const done = /** @type {{ said: string, address?: string | null }} */ (await send(`${study()}/${telling.path}`, telling.body(said)));
    now = null;
    if (done.address) return window.location.assign(done.address);
    say(done.said, { name: "Undo", action: () => document.getElementById("undo")?.click() });
    await renew();
  });
});
dialog?.addEventListener("click", (event) => {
  if (/** @type {Element} */ (event.target).closest("[data-closes]")) dialog.close();
});

export function rename() {
  const { round: number, called } = round();
  tell({
    title: "Rename the round",
    about: "Queries that name it have to be written anew.",
    called: "Name from now on",
    value: called,
    must: true,
    button: "Rename",
    path: `rounds/${number}/rename`,
    body: (words) => ({ words }),
  });
}

export function openEarly() {
  tell({
    title: "Open the round early",
    about: "From now on everybody sees all codings on its documents, though not all have finished. It goes on record.",
    called: "Why",
    must: true,
    button: "Open for everybody",
    path: `rounds/${round().round}/open`,
    body: (words) => ({ words }),
  });
}

export function remove() {
  tell({
    title: `Remove “${round().called}”?`,
    about: "Nobody has begun in it. Undo brings it back.",
    called: null,
    button: "Remove",
    path: `rounds/${round().round}/remove`,
    body: () => ({}),
  });
}

export function freeze() {
  tell({
    title: "Freeze the codebook as it stands",
    about: "A frozen version never changes: later one can say what was coded with which.",
    called: "What is new, if that should be on record",
    button: "Freeze",
    path: "codebook/freeze",
    body: (note) => ({ note }),
  });
}
