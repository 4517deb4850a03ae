/** A form over the transcript in which something is written on what is picked, or on the document. */

import { say } from "../parts/say.js";
import { choose, pick } from "./pick.js";
import { rangeOf, wordsOf } from "./places.js";

/** So many letters of what is picked are shown. */
const SHOWN = 80;

const reader = /** @type {HTMLElement} */ (document.getElementById("reader"));

/**
 * Readies a form and returns what opens it. What was begun on another passage stays on that one
 * until it is saved.
 *
 * @param {{ place: string, form: string, about: string, opener: string, closer: string, called: (picked: string | null) => string }} what
 * the ids of its parts, and how it is called over what is picked
 */
export function writer(what) {
  const place = /** @type {HTMLElement} */ (document.getElementById(what.place));
  const form = /** @type {HTMLFormElement} */ (document.getElementById(what.form));
  const words = /** @type {HTMLTextAreaElement} */ (form.querySelector("textarea"));
  const isOpen = () => place.matches(":popover-open");

  /** Whether other words stand by now where it was begun: its document was replaced. */
  function isMoved() {
    const [, start, end] = /^passage-\d+-(\d+)-(\d+)$/.exec(form.dataset.place ?? "") ?? [];
    return end !== undefined && wordsOf({ start: Number(start), end: Number(end) }) !== form.dataset.picked;
  }

  function write() {
    if (!words.value.trim() || isMoved()) {
      const span = pick();
      if (span) form.dataset.picked = wordsOf(span);
      else delete form.dataset.picked;
      form.dataset.place = span ? `passage-${reader.dataset.document}-${span.start}-${span.end}` : `document-${reader.dataset.document}`;
      const about = /** @type {HTMLElement} */ (document.getElementById(what.about));
      const said = (span && rangeOf(span)?.toString().replace(/\s+/g, " ").trim()) || "";
      const short = said.length > SHOWN ? `${said.slice(0, SHOWN - 1)}…` : said;
      about.textContent = what.called(span ? short : null);
    } else if (!isOpen()) {
      say("What you began stands here still; save it before you begin another.");
    }
    if (!isOpen()) place.showPopover();
    words.focus();
  }

  function close() {
    if (!isOpen()) return;
    const within = place.contains(document.activeElement);
    place.hidePopover();
    if (within) document.getElementById("rows")?.focus({ preventScroll: true });
  }

  form.addEventListener("memo-left", close);
  document.getElementById(what.opener)?.addEventListener("click", write);
  document.getElementById(what.closer)?.addEventListener("click", close);
  return write;
}

reader.addEventListener("click", (event) => {
  const place = /** @type {Element} */ (event.target).closest("[data-passage]")?.getAttribute("data-passage");
  const [start, end] = (place ?? "").split("-").map(Number);
  if (place) choose({ start, end }, { scroll: true });
});
