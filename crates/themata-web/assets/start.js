/** The first page: which study? */

import { onEnter } from "./parts/enter.js";
import { keys } from "./parts/keys.js";
import { wrong } from "./parts/say.js";
import { attempt, consult, send } from "./parts/send.js";
import { ended } from "./parts/task.js";

/** @typedef {{ address: string }} Address */
/** @typedef {import("./parts/task.js").HowFar & { address: string | null }} Sample */

const ways = /** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll("details.way"));

/** @param {string} name */
function go(name) {
  for (const way of ways) way.open = way.id === name;
  const way = document.getElementById(name);
  const empty = [...(way?.querySelectorAll("input") ?? [])].find((input) => !input.value);
  (empty ?? way?.querySelector("button"))?.focus();
}

for (const way of ways) {
  way.addEventListener("toggle", () => {
    const open = [...ways].find((one) => one.open);
    history.replaceState(null, "", open ? `/?do=${open.id}` : "/");
    if (way.open) for (const other of ways) if (other !== way) other.open = false;
  });
  const summary = way.querySelector("summary span");
  keys([{ keys: way.dataset.key ?? "", says: (summary?.textContent ?? "").toLowerCase(), act: () => go(way.id) }]);
}
for (const button of document.querySelectorAll("[data-way]")) {
  button.addEventListener("click", () => go(/** @type {HTMLElement} */ (button).dataset.way ?? ""));
}
onEnter(document.getElementById("go-on"));

// Times are shown as the clock of this machine has them.
for (const time of document.querySelectorAll("time")) {
  const at = new Date(time.dateTime);
  if (!Number.isNaN(at.getTime())) time.textContent = at.toLocaleString([], { dateStyle: "medium", timeStyle: "short" });
}

const title = /** @type {HTMLInputElement | null} */ (document.getElementById("title"));
const file = document.getElementById("file");
let timer = 0;
title?.addEventListener("input", () => {
  window.clearTimeout(timer);
  timer = window.setTimeout(async () => {
    const wanted = title.value;
    const named = /** @type {{ file: string } | null} */ (await consult("/new/name", { title: wanted }).catch(() => null));
    if (file && named && wanted === title.value) file.textContent = named.file;
  }, 150);
});

/**
 * @param {string} id
 * @param {(form: HTMLFormElement) => Promise<void>} deed
 */
function onSubmit(id, deed) {
  const form = /** @type {HTMLFormElement | null} */ (document.getElementById(id));
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    attempt(() => deed(form));
  });
}

/** @param {string} path */
async function open(path) {
  const { address } = /** @type {Address} */ (await send("/open", { path }));
  window.location.assign(address);
}

onSubmit("making", async (form) => {
  const wanted = new FormData(form);
  const made = { title: wanted.get("title"), coder: wanted.get("coder") };
  const { address } = /** @type {Address} */ (await send("/new", made));
  window.location.assign(address);
});
onSubmit("opening", (form) => open(String(new FormData(form).get("path"))));
for (const button of document.querySelectorAll("[data-open]")) {
  button.addEventListener("click", () => attempt(() => open(/** @type {HTMLElement} */ (button).dataset.open ?? "")));
}
onSubmit("sampling", async (form) => {
  const button = form.querySelector("button");
  if (button) button.disabled = true;
  try {
    await send("/sample", {});
    const sample = /** @type {Sample} */ (await ended("/sample", form.querySelector(".progress"), "Making the sample"));
    if (sample.address) window.location.assign(sample.address);
    else wrong(sample.message);
  } finally {
    if (button) button.disabled = false;
  }
});
