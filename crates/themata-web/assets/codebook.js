/** The codebook: its keys, and how its parts hang together. */

import { keys } from "./parts/keys.js";
import { onWritten, restore } from "./parts/memo.js";
import { say } from "./parts/say.js";
import { carry, codeHere, out, put, step } from "./codebook/move.js";
import { act, go, renew } from "./codebook/renew.js";
import { attempt, study } from "./parts/send.js";
import "./codebook/fields.js";
import "./codebook/file.js";
import "./codebook/merge.js";
import "./codebook/split.js";
import "./codebook/versions.js";

const book = document.getElementById("codebook");

/** @param {string} id */
const focus = (id) => {
  const field = /** @type {HTMLInputElement | null} */ (document.getElementById(id));
  field?.focus();
  field?.select?.();
  return field !== null;
};

/** @param {string} id */
function unfold(id) {
  const details = document.getElementById(id);
  if (!details) return say("Open a code first.");
  details.setAttribute("open", "");
  /** @type {HTMLElement | null} */ (details.querySelector("select, textarea"))?.focus();
}

/** Where a new code would stand: beside the code that is open, or under it. @param {boolean} isUnder */
function make(isUnder) {
  const under = /** @type {HTMLSelectElement} */ (document.getElementById("new-under"));
  const beside = [...under.options].findIndex((option) => option.defaultSelected);
  under.selectedIndex = isUnder ? under.options.length - 1 : Math.max(0, beside);
  focus("new-code");
}

function narrow() {
  const find = /** @type {HTMLInputElement | null} */ (document.getElementById("find-code"));
  const wanted = plain(find?.value ?? "").split(/\s+/).filter(Boolean);
  /** @param {Element} row @returns {boolean} */
  const isMeant = (row) => {
    const words = plain(`${row.querySelector(".name")?.textContent} ${row.querySelector(".short")?.textContent}`);
    return wanted.every((word) => words.includes(word));
  };
  // A code is shown if it or one under it is meant, so that its place is seen.
  for (const place of document.querySelectorAll("#tree li")) {
    /** @type {HTMLElement} */ (place).hidden = ![...place.querySelectorAll(".code")].some(isMeant);
  }
}

/** @param {string} words */
const plain = (words) => words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

if (book) {
  document.getElementById("find-code")?.addEventListener("input", narrow);
  document.addEventListener("renewed", narrow);
  document.addEventListener("renewed", restore);
  onWritten(() => void attempt(() => renew()));

  document.getElementById("add")?.addEventListener("submit", (event) => {
    event.preventDefault();
    const name = /** @type {HTMLInputElement} */ (document.getElementById("new-code"));
    const under = /** @type {HTMLSelectElement} */ (document.getElementById("new-under")).value;
    if (!name.value.trim()) return say("Type the name of the code.");
    act("add", { name: name.value, under: under ? Number(under) : null }, () => (name.value = ""));
  });

  book.addEventListener("click", (event) => {
    const target = /** @type {Element} */ (event.target);
    const does = target.closest("[data-do]")?.getAttribute("data-do");
    const code = codeHere()?.dataset.code;
    if (does === "new") make(false);
    if (does === "retire" || does === "restore") act(`${code}/${does}`, {});
    const coding = target.closest("[data-coding]")?.getAttribute("data-coding");
    if (does === "example" && coding) act(`${code}/example`, { coding: Number(coding) });
  });

  const opens = () => /** @type {HTMLAnchorElement | null} */ (document.querySelector("#open [data-recode]"));
  keys([
    { keys: "j, ↓", says: "next code", act: () => step(1) },
    { keys: "k, ↑", says: "code before", act: () => step(-1) },
    { keys: "n", says: "make a code beside the one that is open", act: () => make(false) },
    { keys: "Shift N", says: "make a code under the one that is open", act: () => make(true) },
    { keys: "r", says: "rename the code that is open", act: () => void (focus("f-name") || say("Open a code first.")) },
    { keys: "e", says: "edit its definition", act: () => void (focus("f-short") || say("Open a code first.")) },
    { keys: "x", says: "cut the code, to put it elsewhere", act: carry },
    { keys: "p", says: "put the cut code under this one", act: () => put(false) },
    { keys: "Shift P", says: "put the cut code at the top", act: () => put(true) },
    { keys: "Alt →", says: "move the code under the one above it", act: () => out(-1) },
    { keys: "Alt ←", says: "move the code one step out", act: () => out(1) },
    { keys: "Alt ↑", says: "move the code to the top", act: () => out(2) },
    {
      keys: "t",
      says: "take the code out of use, or use it again",
      act: () => {
        const button = document.querySelector('#open [data-do="retire"], #open [data-do="restore"]');
        if (button) /** @type {HTMLElement} */ (button).click();
        else say("Open a code first.");
      },
    },
    { keys: "m", says: "merge the code into another", act: () => unfold("merging") },
    { keys: "Shift M", says: "write a memo on the code", act: () => unfold(document.querySelector("#open .memo-new")?.id ?? "") },
    { keys: "s", says: "code its excerpts again one by one", act: () => opens()?.click() },
    { keys: "/", says: "find a code", act: () => void focus("find-code") },
    { keys: "v", says: "versions", act: () => /** @type {HTMLElement | null} */ (document.querySelector("[data-versions]"))?.click() },
    {
      keys: "Esc",
      says: "let go of the cut code, or close the code that is open",
      act: () => {
        if (document.querySelector("[data-carried]")) carry();
        else if (book.hasAttribute("data-open")) go(`${study()}/codebook`);
      },
    },
    // In a field Esc goes back to the tree; what was typed is saved.
    { keys: "Esc", says: "", typing: true, act: () => (/** @type {HTMLElement} */ (document.activeElement)).blur() },
  ]);
  renew.follow();
} else {
  renew.follow();
}
