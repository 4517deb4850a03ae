/**
 * Memos: written, changed and removed where they stand. What was typed stays until it is saved,
 * also when the page is read again meanwhile or the server is gone.
 */

import { keys } from "./keys.js";
import { disagree } from "./meanwhile.js";
import { say } from "./say.js";
import { asStored, attempt, send, study } from "./send.js";

/** @typedef {{ moment: number, said: string, number: number | null }} Written */
/** @typedef {HTMLInputElement | HTMLTextAreaElement} Field */

/** What was typed, and what stood there when somebody began to type, by the names of fields.
 * @typedef {{ typed: Map<string, string>, was: Map<string, string> }} Draft */

/** What was typed and is not saved, by the form that it stands in. @type {Map<string, Draft>} */
const drafts = new Map();
/** What is on its way to the server. @type {Set<string>} */
const underway = new Set();
/** Where somebody types. @type {{ form: string, name: string, ends: [number | null, number | null] } | null} */
let at = null;

/** @type {((written: Written, form: HTMLFormElement) => void)[]} */
const listeners = [];

/**
 * Calls a function whenever a memo was written, changed or removed.
 *
 * @param {(written: Written, form: HTMLFormElement) => void} listener
 */
export function onWritten(listener) {
  listeners.push(listener);
}

/** @param {EventTarget | null} target */
const formOf = (target) => /** @type {HTMLFormElement | null} */ (target instanceof Element ? target.closest("form.memo-form") : null);

/** @param {HTMLFormElement} form @returns {Field[]} */
const fields = (form) => [.../** @type {NodeListOf<Field>} */ (form.querySelectorAll('[name="words"], [name="title"]'))];

/** @param {HTMLFormElement} form @param {string} name */
const value = (form, name) => fields(form).find((field) => field.name === name)?.value;

/** What stands in the fields of a form on the page. @param {HTMLFormElement} form */
const standing = (form) => new Map(fields(form).map((field) => [field.name, field.defaultValue]));

/** What the fields of a form said when somebody began to type, or as they stand. @param {HTMLFormElement} form */
function known(form) {
  const was = drafts.get(form.id)?.was ?? standing(form);
  return { known: was.get("words"), known_title: was.get("title") };
}

/** @param {HTMLFormElement} form */
function note(form) {
  const changed = fields(form).filter((field) => field.value !== field.defaultValue);
  const was = drafts.get(form.id)?.was ?? standing(form);
  // What others write meanwhile is drawn into the form; `was` stays what it was.
  if (changed.length) drafts.set(form.id, { typed: new Map(changed.map((field) => [field.name, field.value])), was });
  else drafts.delete(form.id);
  (form.closest("details") ?? form).toggleAttribute("data-unsaved", changed.length > 0);
}

/** Puts what was typed back into forms that were drawn anew. */
export function restore() {
  for (const [id, draft] of drafts) {
    const form = /** @type {HTMLFormElement | null} */ (document.getElementById(id));
    if (!form) continue;
    for (const field of fields(form)) field.value = draft.typed.get(field.name) ?? field.value;
    form.closest("details")?.setAttribute("open", "");
    note(form);
  }
  const form = at && document.activeElement === document.body && document.getElementById(at.form);
  const field = form && fields(/** @type {HTMLFormElement} */ (form)).find((field) => field.name === at?.name);
  if (!field || !at) return;
  const [start, end] = at.ends;
  field.focus({ preventScroll: true });
  field.setSelectionRange(start, end);
}

/** @param {HTMLFormElement} form */
function keep(form) {
  const id = form.id;
  const now = () => /** @type {HTMLFormElement} */ (document.getElementById(id) ?? form);
  return attempt(async () => {
    const words = value(now(), "words")?.trim();
    if (!words) return say("Write something first.");
    if (underway.has(id)) return;
    const title = value(now(), "title");
    const picked = now().dataset.picked;
    const place = now().dataset.place ?? /** @type {HTMLSelectElement | null} */ (now().querySelector('[name="place"]'))?.value;
    const isNew = now().hasAttribute("data-new");
    const path = `${study()}/${now().dataset.path}`;
    underway.add(id);
    lock(now(), true);
    try {
      const written = /** @type {Written} */ (await (isNew ? send(path, { place, picked, words, title }) : send(`${path}/edit`, { words, title, ...known(now()) })));
      settle(now(), isNew);
      done(written, now());
    } catch (error) {
      if (!isTold(error, now)) throw error;
    } finally {
      underway.delete(id);
      lock(now(), false);
    }
  }, `memo ${id}`);
}

/**
 * Asks what is to stand where somebody else changed the memo meanwhile; returns whether that is
 * why it was refused.
 *
 * @param {unknown} error
 * @param {() => HTMLFormElement} form
 */
function isTold(error, form) {
  const stands = (/** @type {string[]} */ now) => new Map(fields(form()).map((field, place) => [field.name, now[place]]));
  const keepMine = (/** @type {string[]} */ now) => {
    const draft = drafts.get(form().id);
    if (draft) draft.was = stands(now);
    void keep(form());
  };
  const takeTheirs = (/** @type {string[]} */ now) => {
    for (const field of fields(form())) field.value = field.defaultValue = stands(now).get(field.name) ?? "";
    note(form());
    asStored();
  };
  return disagree(error, fields(form()).map((field) => field.value), keepMine, takeTheirs);
}

/** @param {HTMLFormElement} form @param {boolean} locked */
function lock(form, locked) {
  for (const field of fields(form)) field.readOnly = locked;
}

/** What is in a form is saved: a new one is empty again, a known one folded together.
 *
 * @param {HTMLFormElement} form @param {boolean} isNew
 */
function settle(form, isNew) {
  for (const field of fields(form)) {
    if (isNew) field.value = field.defaultValue;
    else field.defaultValue = field.value;
  }
  note(form);
  leave(form);
}

/** @param {Written} written @param {HTMLFormElement} form */
function done(written, form) {
  listeners.forEach((listener) => listener(written, form));
  say(written.said, { name: "Undo", action: () => document.getElementById("undo")?.click() });
}

/** Puts the cursor behind what is written. @param {HTMLTextAreaElement | null} field */
function writeOn(field) {
  field?.focus();
  field?.setSelectionRange(field.value.length, field.value.length);
}

/** Folds a form together, and keeps what stands in it. @param {HTMLFormElement} form */
function leave(form) {
  const within = form.contains(document.activeElement);
  const folded = form.closest("details");
  folded?.removeAttribute("open");
  form.dispatchEvent(new CustomEvent("memo-left", { bubbles: true }));
  if (!within) return;
  if (folded) folded.querySelector("summary")?.focus({ preventScroll: true });
  else /** @type {HTMLElement | null} */ (document.activeElement)?.blur();
}

/** @param {HTMLFormElement} form */
function leaveAsItWas(form) {
  const draft = drafts.get(form.id);
  for (const field of fields(form)) field.value = field.defaultValue;
  note(form);
  leave(form);
  if (!draft) return;
  say("The memo is as it was.", {
    name: "Back to what I wrote",
    action: () => {
      drafts.set(form.id, draft);
      restore();
    },
  });
}

document.addEventListener("input", (event) => {
  const form = formOf(event.target);
  if (form) note(form);
});
// A letter that is put together from several keys would be lost with the field it stands in.
document.addEventListener("compositionstart", (event) => formOf(event.target)?.setAttribute("data-editing", ""));
document.addEventListener("compositionend", (event) => formOf(event.target)?.removeAttribute("data-editing"));
document.addEventListener("submit", (event) => {
  const form = formOf(event.target);
  if (!form) return;
  event.preventDefault();
  void keep(form);
});
document.addEventListener("click", (event) => {
  const target = /** @type {Element} */ (event.target);
  const summary = target.closest("details.memo-edit > summary, details.memo-new > summary, details#write > summary");
  const folded = /** @type {HTMLDetailsElement | null} */ (summary?.parentElement ?? null);
  if (folded && !folded.open) window.setTimeout(() => writeOn(folded.querySelector("textarea")));
  const form = formOf(target);
  if (form && target.closest("[data-leave]")) leaveAsItWas(form);
  if (form && target.closest("[data-remove]")) {
    void attempt(async () => {
      const written = /** @type {Written} */ (await send(`${study()}/${form.dataset.path}/remove`, known(form)));
      drafts.delete(form.id);
      form.closest("details")?.removeAttribute("data-unsaved");
      done(written, form);
    });
  }
});
// Before other keys hear of it: in a form Esc folds it together, and Enter presses what it is on.
document.addEventListener(
  "keydown",
  (event) => {
    const form = formOf(event.target);
    const pressed = event.target instanceof Element && event.target.closest("details.memo summary, details.memo-edit summary, details.memo-new summary, .memo-form button, details.memo button");
    if (form && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      event.stopPropagation();
      form.requestSubmit();
    } else if (form && event.key === "Escape" && !event.isComposing) {
      event.preventDefault();
      event.stopPropagation();
      leave(form);
    } else if (pressed && (event.key === "Enter" || event.key === " ")) {
      event.stopPropagation();
    }
  },
  true,
);
for (const kind of ["focusin", "keyup", "pointerup"]) {
  document.addEventListener(kind, (event) => {
    const form = formOf(event.target);
    const field = /** @type {Field} */ (event.target);
    if (form && fields(form).includes(field)) at = { form: form.id, name: field.name, ends: [field.selectionStart, field.selectionEnd] };
  });
}
document.addEventListener("focusout", (event) => {
  if (formOf(event.target)?.isConnected) at = null;
});
window.addEventListener("beforeunload", (event) => {
  if (drafts.size) event.preventDefault();
});
keys([{ keys: "Ctrl Enter", says: "save the memo that is being written", act: () => {} }]);
