/** Bringing documents in: files are handed in, the findings corrected, and then imported. */

import { gathered } from "./import/draft.js";
import { uploaded } from "./import/upload.js";
import { onEnter } from "./parts/enter.js";
import { keys } from "./parts/keys.js";
import { wrong } from "./parts/say.js";
import { Lost, attempt, send, study } from "./parts/send.js";
import { ended, show } from "./parts/task.js";

const root = /** @type {HTMLElement} */ (document.getElementById("import"));
let visit = root.dataset.visit;
/** What was corrected and is not kept by the server yet. */
let unkept = false;

const place = () => document.getElementById("progress");
const here = (/** @type {string} */ what) => `${study()}/import/${visit}/${what}`;

/** @param {import("./import/upload.js").Chosen[]} files */
function handIn(files) {
  if (!files.length) return;
  attempt(async () => {
    if (!visit) {
      const begun = /** @type {{ visit: number }} */ (await send(`${study()}/import/visit`, {}));
      visit = String(begun.visit);
    }
    const passedOver = await uploaded(here("files"), files, (done) => show(place(), "Handing in", done, files.length));
    if (passedOver === files.length) {
      wrong("None of these files is of a kind that can be read. Choose others, or choose a file itself whatever its ending is.");
      const bar = place();
      if (bar) bar.hidden = true;
      return;
    }
    await read(document.getElementById("findings") ? gathered() : null);
  });
}

/** @param {unknown} draft */
async function read(draft) {
  await send(here("read"), draft);
  unkept = false;
  await finished("Reading the files");
}

/** @param {string} what */
async function finished(what) {
  await ended(here("state"), place(), what);
  window.location.assign(`${study()}/import?visit=${visit}`);
}

// A page that was opened while something went on waits for it.
if (visit && document.querySelector("#import > h1 + .progress:not([hidden])")) {
  const what = document.querySelector("#import > h1")?.textContent ?? "";
  attempt(() => finished(what));
}

/* Files: chosen, or dropped anywhere on the page. */

/** @param {string} id */
const input = (id) => /** @type {HTMLInputElement | null} */ (document.getElementById(id));
for (const [opener, id] of [["choose", "files"], ["choose-folder", "folder"]]) {
  const chooser = input(id);
  document.getElementById(opener)?.addEventListener("click", () => chooser?.click());
  chooser?.addEventListener("change", () => {
    handIn([...(chooser.files ?? [])].map((file) => ({ file, path: file.webkitRelativePath || file.name })));
    chooser.value = "";
  });
}
if (input("files")) {
  keys([
    { keys: "f", says: "choose files", act: () => input("files")?.click() },
    { keys: "Shift F", says: "choose a folder", act: () => input("folder")?.click() },
  ]);
  document.addEventListener("dragover", (event) => {
    event.preventDefault();
    root.classList.add("over");
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) root.classList.remove("over");
  });
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    root.classList.remove("over");
    const entries = [...(event.dataTransfer?.items ?? [])].map((one) => one.webkitGetAsEntry());
    attempt(async () => handIn((await Promise.all(entries.map(within))).flat()));
  });
}

/**
 * The files that something dropped holds.
 *
 * @param {FileSystemEntry | null} entry
 * @returns {Promise<import("./import/upload.js").Chosen[]>}
 */
async function within(entry) {
  if (!entry) return [];
  if (entry.isFile) {
    const one = /** @type {FileSystemFileEntry} */ (entry);
    const file = await new Promise((resolve, reject) => one.file(resolve, reject)).catch(() => null);
    return file ? [{ file, path: entry.fullPath.replace(/^\//, "") }] : [];
  }
  const reader = /** @type {FileSystemDirectoryEntry} */ (entry).createReader();
  const all = [];
  // A browser tells of a folder a hundred entries at a time.
  for (;;) {
    /** @type {FileSystemEntry[]} */
    const some = await new Promise((resolve) => reader.readEntries(resolve, () => resolve([])));
    if (!some.length) break;
    all.push(...some);
  }
  return (await Promise.all(all.map(within))).flat();
}

/* Corrections: kept by the server as they are made, so that the page can be left. */

let timer = 0;
const findings = document.getElementById("findings");

/** @param {Event} event */
function corrected(event) {
  const field = /** @type {HTMLElement} */ (event.target);
  if (!field.dataset.field || field.closest("[data-reading]")) return;
  unkept = true;
  mark(field);
  window.clearTimeout(timer);
  // What concerns other fields too is drawn anew, by the server.
  const isOfAll = field.closest("[data-everyone]") || ["pattern", "in", "speaker"].includes(field.dataset.field);
  const redraw = isOfAll && event.type === "change";
  timer = window.setTimeout(() => attempt(() => keep(Boolean(redraw)), "corrections"), redraw ? 0 : 500);
}
findings?.addEventListener("input", corrected);
findings?.addEventListener("change", corrected);

/** @param {HTMLElement} field */
function mark(field) {
  if (field instanceof HTMLInputElement) field.classList.toggle("changed", field.value !== (field.dataset.was ?? field.value));
}

/** @param {boolean} redraw */
async function keep(redraw) {
  await send(here("draft"), gathered());
  unkept = false;
  if (redraw) await drawn();
}

/** Draws the findings anew, and leaves the focus and what is being typed where they are. */
async function drawn() {
  const answer = await fetch(window.location.href).catch(() => null);
  if (!answer?.ok) throw new Lost("The workbench does not answer.");
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const focused = /** @type {HTMLInputElement | null} */ (document.activeElement);
  const typed = focused?.id && "value" in focused ? focused.value : null;
  const scrolls = [...document.querySelectorAll("#findings .scrolls")].map((one) => one.scrollLeft);
  for (const id of ["tally", "findings", "start"]) {
    const old = document.getElementById(id);
    const fresh = page.getElementById(id);
    if (!old || !fresh) continue;
    old.replaceChildren(...fresh.childNodes);
    if (old instanceof HTMLButtonElement) old.disabled = fresh.hasAttribute("disabled");
  }
  document.querySelectorAll("#findings .scrolls").forEach((one, at) => (one.scrollLeft = scrolls[at] ?? 0));
  const again = /** @type {HTMLInputElement | null} */ (focused?.id ? document.getElementById(focused.id) : null);
  if (!again) return;
  if (typed !== null && unkept) again.value = typed;
  again.focus({ preventScroll: true });
}

findings?.addEventListener("click", (event) => {
  const button = /** @type {HTMLElement} */ (event.target).closest("button");
  if (button?.id === "add-attribute") addColumn();
  if (button?.id === "read-again") attempt(() => read(gathered()));
});
findings?.addEventListener("keydown", (event) => {
  const field = /** @type {HTMLElement} */ (event.target);
  if (event.key !== "Enter" || !(field instanceof HTMLInputElement)) return;
  event.preventDefault();
  if (field.id === "attribute") addColumn();
  else field.blur();
});

function addColumn() {
  const name = input("attribute")?.value.trim();
  if (!name) return;
  const draft = gathered();
  draft.attributes.push(name);
  attempt(async () => {
    await send(here("draft"), draft);
    unkept = false;
    await drawn();
    input("attribute")?.focus();
  });
}

function start() {
  const button = /** @type {HTMLButtonElement | null} */ (document.getElementById("start"));
  if (!button || button.disabled) return;
  button.disabled = true;
  window.clearTimeout(timer);
  attempt(async () => {
    try {
      await send(here("start"), gathered());
      unkept = false;
      await finished("Bringing the documents in");
    } finally {
      button.disabled = false;
    }
  });
}

document.getElementById("start")?.addEventListener("click", start);
if (findings) keys([{ keys: "Ctrl Enter", says: "bring the documents in", act: start, typing: true }]);
document.getElementById("leave")?.addEventListener("click", () => {
  attempt(async () => {
    await send(here("leave"), {});
    unkept = false;
    window.location.assign(`${study()}/import`);
  });
});
onEnter(document.getElementById("go-on"));

window.addEventListener("beforeunload", (event) => {
  if (unkept) event.preventDefault();
});
