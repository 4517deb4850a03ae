/** The codes beside the transcript: what is typed narrows them, Enter applies. */

import { keys } from "../parts/keys.js";
import { say } from "../parts/say.js";
import { attempt, send, study } from "../parts/send.js";
import { apply, onRedrawn } from "./apply.js";
import { choose, onPick, pick, sentence, sentenceMore, turn } from "./pick.js";
import { rangeOf } from "./places.js";

const palette = /** @type {HTMLElement} */ (document.getElementById("palette"));
const filter = /** @type {HTMLInputElement} */ (document.getElementById("filter"));
const hint = /** @type {HTMLElement} */ (document.getElementById("palette-hint"));
const list = () => /** @type {HTMLElement} */ (document.getElementById("codes"));

/** The names of codes that go on together with the next. @type {Set<string>} */
const gathered = new Set();

const codes = () => /** @type {HTMLElement[]} */ ([...list().querySelectorAll('[role="option"]')]);
const shown = () => codes().filter((code) => !code.hidden && code.hasAttribute("data-assignable"));
const active = () => /** @type {HTMLElement | null} */ (list().querySelector("[data-active]"));

/** @param {string} words */
const plain = (words) => words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** Shows the codes that what is typed means: each word must begin a word of the name or be in it. */
function narrow() {
  const wanted = plain(filter.value).split(/\s+/).filter(Boolean);
  let exact = false;
  for (const code of codes()) {
    const name = plain(code.dataset.name ?? "");
    code.hidden = !wanted.every((word) => name.includes(word));
    exact ||= name === plain(filter.value.trim());
    code.setAttribute("aria-selected", String(gathered.has(code.dataset.name ?? "")));
  }
  const typed = filter.value.trim();
  // The best match stands first under the hand: a name that begins so, else the first.
  const best = shown().find((code) => plain(code.dataset.name ?? "").startsWith(plain(typed))) ?? shown()[0];
  mark(typed ? (best ?? null) : null);
  if (typed && !exact) {
    hint.replaceChildren(best ? "Enter applies the marked code; Ctrl Enter makes " : "Enter makes the code ", quoted(typed));
  } else if (gathered.size) {
    hint.textContent = `${gathered.size} gathered: Enter applies them together.`;
  } else {
    hint.replaceChildren("Enter applies, Space gathers several, digits apply at once.");
  }
}

/** @param {string} words */
function quoted(words) {
  const name = document.createElement("b");
  name.textContent = words;
  return name;
}

/** @param {HTMLElement | null} code */
function mark(code) {
  active()?.removeAttribute("data-active");
  if (code) {
    code.dataset.active = "";
    code.scrollIntoView({ block: "nearest" });
    filter.setAttribute("aria-activedescendant", code.id);
  } else {
    filter.removeAttribute("aria-activedescendant");
  }
}

/** @param {1 | -1} way */
function step(way) {
  const all = shown();
  const here = all.indexOf(/** @type {HTMLElement} */ (active()));
  mark(all[(here + way + all.length) % all.length] ?? null);
}

/** @param {string} name */
function gather(name) {
  if (!gathered.delete(name)) gathered.add(name);
  const here = active();
  narrow();
  mark(here);
}

function done() {
  gathered.clear();
  filter.value = "";
  narrow();
  palette.removeAttribute("data-open");
  document.getElementById("rows")?.focus({ preventScroll: true });
}

/** @param {HTMLElement | null} code */
function applyCode(code) {
  const names = new Set(gathered);
  if (code?.dataset.name) names.add(code.dataset.name);
  if (names.size === 0) return;
  apply({ codes: [...names] });
  done();
}

/** Makes a code of what is typed, under the group before `/` if there is one. */
function make() {
  const typed = filter.value.trim();
  if (!typed) return;
  const [under, name] = typed.includes("/") ? typed.split("/").map((part) => part.trim()) : [undefined, typed];
  apply({ codes: [...gathered], make: name, under });
  done();
}

export function openPalette() {
  palette.dataset.open = "";
  filter.focus();
  filter.select();
  narrow();
}

/** Makes a code of the words that are picked. */
function inVivo() {
  const span = pick();
  const words = span && rangeOf(span)?.toString().replace(/\s+/g, " ").trim();
  if (!words) return say("Select the words that the code is to be called by.");
  openPalette();
  filter.value = words.length > 60 ? `${words.slice(0, 59)}…` : words;
  narrow();
  mark(null);
  hint.textContent = "Enter makes a code of these words; change them as you like.";
}

filter.addEventListener("input", narrow);
filter.addEventListener("focus", () => {
  palette.dataset.open = "";
});
filter.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  const here = active();
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    step(event.key === "ArrowDown" ? 1 : -1);
  } else if (event.key === "Enter") {
    if (event.ctrlKey || event.metaKey || (!here && gathered.size === 0)) make();
    else applyCode(here);
  } else if (event.key === " " && here && !filter.value.trim()) {
    gather(here.dataset.name ?? "");
  } else if (event.key === "Escape") {
    done();
  } else {
    return;
  }
  event.preventDefault();
  event.stopPropagation();
});

// The list is replaced now and then; its place is not.
palette.addEventListener("click", (event) => {
  const code = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest('[role="option"]'));
  if (!code) return;
  if (!code.hasAttribute("data-assignable")) return say("This is a group; apply one of the codes in it.");
  if (/** @type {MouseEvent} */ (event).ctrlKey || /** @type {MouseEvent} */ (event).metaKey) return gather(code.dataset.name ?? "");
  applyCode(code);
});

// Where there are no keys, buttons pick what the tapped paragraph holds.
palette.addEventListener("click", (event) => {
  const what = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[data-picks]"))?.dataset.picks;
  if (what === "sentence") sentence();
  else if (what === "more") sentenceMore();
  else if (what === "turn") turn();
  else if (what === "nothing") {
    choose(null);
    done();
  }
});

onRedrawn(narrow);
onPick(() => palette.toggleAttribute("data-picked", pick() !== null));

// Nine codes on keys, chosen from lists that are made only when someone looks at them.
const slots = /** @type {HTMLDetailsElement} */ (document.getElementById("slots"));
slots.addEventListener("toggle", () => {
  const place = /** @type {HTMLElement} */ (slots.querySelector("div"));
  if (!slots.open || place.childElementCount > 0) return;
  const usable = codes().filter((code) => code.hasAttribute("data-assignable"));
  for (let key = 1; key <= 9; key += 1) {
    const select = document.createElement("select");
    select.setAttribute("aria-label", `Code on the key ${key}`);
    const now = list().querySelector(`[data-key="${key}"]`);
    select.append(new Option(`${key}  –`, ""));
    for (const code of usable) {
      const name = code.dataset.name ?? "";
      select.append(new Option(`${key}  ${name}`, name, code === now, code === now));
    }
    place.append(select);
  }
});
slots.addEventListener("change", () => {
  const chosen = [...slots.querySelectorAll("select")].map((select) => select.value).filter(Boolean);
  attempt(async () => {
    await send(`${study()}/favourites`, { codes: chosen });
    say("Kept. The keys have these codes when a transcript is opened next.");
  });
});

/** @param {string} value */
function valence(value) {
  const wanted = /** @type {HTMLInputElement | null} */ (palette.querySelector(`[name="valence"][value="${value}"]`));
  if (wanted) wanted.checked = true;
}

const VALENCES = ["", "barrier", "facilitator"];

keys([
  { keys: "c", says: "find a code for what is picked", act: openPalette },
  { keys: "i", says: "make a code of the words that are picked (in vivo)", act: inVivo },
  {
    keys: "v",
    says: "valence of the next coding: none, barrier, facilitator",
    act: () => {
      const now = /** @type {HTMLInputElement | null} */ (palette.querySelector('[name="valence"]:checked'));
      const next = VALENCES[(VALENCES.indexOf(now?.value ?? "") + 1) % VALENCES.length];
      valence(next);
      say(next || "without valence");
    },
  },
  {
    keys: "m",
    says: "memo on the next coding",
    act: () => {
      palette.dataset.open = "";
      const more = palette.querySelector("details.more");
      more?.setAttribute("open", "");
      more?.querySelector("textarea")?.focus();
    },
  },
  ...Array.from({ length: 9 }, (_, at) => ({
    keys: String(at + 1),
    says: at === 0 ? "1 to 9: apply the code with that key" : "",
    act: () => applyCode(/** @type {HTMLElement | null} */ (list().querySelector(`[data-key="${at + 1}"]`))),
  })),
]);
