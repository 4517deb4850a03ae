/** Hears of whatever is written to the study, by whichever window or program. */

import { at, number, present, watch } from "./presence.js";
import { found, lost, study } from "./send.js";

/** @type {((moment: number, documents: string[] | null) => void)[]} */
const listeners = [];

/**
 * Calls a function with every new moment of the study, and with the documents whose codings and
 * memos were changed, among them a stroke for what is on no document; with nothing where more may
 * have changed than that.
 *
 * @param {(moment: number, documents: string[] | null) => void} listener
 */
export function onMoment(listener) {
  listeners.push(listener);
}

/** Where many write at once, a window is told so often at most, in milliseconds. */
const BREATH = 800;

/** What was heard and not told yet. @type {{ moment: number, documents: string[] | null } | null} */
let heard = null;
let last = -Infinity;
/** @type {number | undefined} */
let timer;

/** Tells what was heard: at once, or when the last time is long enough ago. Nobody looks at a
 * window that is hidden: it is told when it is seen again. */
function tell() {
  clearTimeout(timer);
  if (!heard || document.hidden) return;
  const wait = last + BREATH - performance.now();
  if (wait > 0) {
    timer = window.setTimeout(tell, wait);
    return;
  }
  last = performance.now();
  const { moment, documents } = heard;
  heard = null;
  listeners.forEach((listener) => listener(moment, documents));
}

/** @param {string} data a moment, and the documents that were written on, or a star */
function hear(data) {
  const [said, touched] = data.split(" ");
  const moment = Number(said);
  const documents = touched === "*" ? null : touched.split(",").filter(Boolean);
  if (!(moment > 0) || documents?.length === 0) return;
  const before = heard ? heard.documents : [];
  heard = { moment, documents: before && documents ? [...new Set([...before, ...documents])] : null };
  tell();
}

/** A window that nobody looks at for so long hears nothing until it is seen again, in
 * milliseconds: browsers give a server few connections, and who is hidden reads nothing. */
const UNSEEN = 60_000;

export function listen() {
  /** @type {EventSource | null} */
  let source = null;
  /** @type {number | undefined} */
  let leaving;
  const open = () => {
    source = new EventSource(`${study()}/live?window=${number}&at=${encodeURIComponent(at)}`);
    source.addEventListener("moment", (event) => {
      found();
      hear(event.data);
    });
    source.addEventListener("present", (event) => present(JSON.parse(event.data)));
    source.addEventListener("open", found);
    source.addEventListener("error", lost);
  };
  const close = () => {
    source?.close();
    source = null;
  };
  open();
  watch();
  document.addEventListener("visibilitychange", () => {
    clearTimeout(leaving);
    if (document.hidden) {
      leaving = window.setTimeout(close, UNSEEN);
    } else if (!source) {
      open();
    }
    tell();
  });
  window.addEventListener("pagehide", close);
  // A page that comes back from where the browser kept it hears again.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) window.location.reload();
  });
}
