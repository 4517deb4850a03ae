/** Memos on the transcript: a new one on what is picked, or on the document. */

import { keys } from "../parts/keys.js";
import { onWritten, restore } from "../parts/memo.js";
import { say } from "../parts/say.js";
import { catchUp, onRedrawn } from "./apply.js";
import { choose, pick } from "./pick.js";
import { rangeOf, wordsOf } from "./places.js";

const reader = /** @type {HTMLElement} */ (document.getElementById("reader"));
const writing = /** @type {HTMLElement} */ (document.getElementById("writing"));
const form = /** @type {HTMLFormElement} */ (document.getElementById("new-memo"));
const words = /** @type {HTMLTextAreaElement} */ (form.querySelector("textarea"));
const isOpen = () => writing.matches(":popover-open");

/** Whether other words stand by now where a memo was begun: its document was replaced. */
function isMoved() {
  const [, start, end] = /^passage-\d+-(\d+)-(\d+)$/.exec(form.dataset.place ?? "") ?? [];
  return end !== undefined && wordsOf({ start: Number(start), end: Number(end) }) !== form.dataset.picked;
}

/** Opens the form. What was begun on another passage stays on that one until it is saved. */
function write() {
  if (!words.value.trim() || isMoved()) {
    const span = pick();
    if (span) form.dataset.picked = wordsOf(span);
    else delete form.dataset.picked;
    form.dataset.place = span ? `passage-${reader.dataset.document}-${span.start}-${span.end}` : `document-${reader.dataset.document}`;
    const about = /** @type {HTMLElement} */ (document.getElementById("memo-about"));
    const said = (span && rangeOf(span)?.toString().replace(/\s+/g, " ").trim()) || "";
    const short = said.length > 80 ? `${said.slice(0, 79)}…` : said;
    about.textContent = span ? `A memo on “${short}”` : "A memo on this document";
  } else if (!isOpen()) {
    say("What you began stands here still; save it before you begin another.");
  }
  if (!isOpen()) writing.showPopover();
  words.focus();
}

function close() {
  if (!isOpen()) return;
  const within = writing.contains(document.activeElement);
  writing.hidePopover();
  if (within) document.getElementById("rows")?.focus({ preventScroll: true });
}

form.addEventListener("memo-left", close);
document.getElementById("write-memo")?.addEventListener("click", write);
document.getElementById("not-now")?.addEventListener("click", close);
onWritten(() => void catchUp());
onRedrawn(restore);
reader.addEventListener("click", (event) => {
  const place = /** @type {Element} */ (event.target).closest("[data-passage]")?.getAttribute("data-passage");
  const [start, end] = (place ?? "").split("-").map(Number);
  if (place) choose({ start, end }, { scroll: true });
});

keys([{ keys: "Shift M", says: "write a memo on what is picked, or on the document", act: write }]);
