/** Who else is in the study, and where they write: told by the server, shown quietly. */

import { study } from "./send.js";

/** @typedef {{ name: string, at: string, writes: string }} Other */

/** What tells this window from others. */
export const number = crypto.getRandomValues(new Uint32Array(1))[0];

/** The page that is open, by the end of its address. */
export const at = window.location.pathname.split("/").slice(3).join("/");

/** @type {Other[]} */
let others = [];

/** What a page is called. @param {string} place */
function called(place) {
  const [part] = place.split("/");
  if (part === "read") return "reads a document";
  const link = document.querySelector(`.head nav a[href="${study()}/${part}"]`);
  return link ? `is at ${link.textContent}` : "is here";
}

/** @param {Other[]} told */
export function present(told) {
  others = told;
  const menu = /** @type {HTMLDetailsElement | null} */ (document.getElementById("present"));
  const list = menu?.querySelector("ul");
  const summary = menu?.querySelector("summary");
  if (!menu || !list || !summary) return;
  menu.hidden = others.length === 0;
  const names = [...new Set(others.map((other) => other.name))];
  const here = [...new Set(others.filter((other) => other.at === at).map((other) => other.name))];
  const also = here.length === 0 ? "" : " on this page";
  const shown = here.length === 0 ? names : here;
  summary.textContent = shown.length < 3 ? `${shown.join(", ")}${also}` : `${shown.length} others${also}`;
  list.replaceChildren(
    ...others.map((other) => {
      const line = document.createElement("li");
      const name = document.createElement("bdi");
      name.textContent = other.name;
      if (other.at === at) {
        line.append(name, other.writes ? " writes on this page" : " is on this page");
      } else {
        const link = document.createElement("a");
        link.href = `${study()}/${other.at}`;
        link.textContent = called(other.at);
        line.append(name, " ", link);
      }
      return line;
    }),
  );
  mark();
}

/** Shows where others write on this page. */
function mark() {
  for (const marked of document.querySelectorAll("[data-writer]")) marked.removeAttribute("data-writer");
  for (const { name, at: place, writes } of others) {
    if (place !== at || !writes) continue;
    const coding = writes.match(/^coding-(\d+)$/)?.[1];
    const target = coding
      ? document.querySelector(`.names [data-coding="${coding}"]`)
      : document.getElementById(writes)?.parentElement;
    target?.setAttribute("data-writer", `${name} is writing here`);
  }
}

let told = "";
/** @type {number | undefined} */
let waiting;

/**
 * Tells the others where one writes.
 *
 * @param {string} field its name; empty for nowhere
 */
export function writing(field) {
  clearTimeout(waiting);
  waiting = window.setTimeout(() => {
    if (field === told) return;
    told = field;
    fetch(`${study()}/writes`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ window: number, field }),
    }).catch(() => {
      // The next field is told again.
      told = "";
    });
  }, 150);
}

/** Watches what is written in on this page. */
export function watch() {
  const main = document.getElementById("main");
  if (!main || !document.body.dataset.may?.split(" ").includes("note")) return;
  const isField = (/** @type {EventTarget | null} */ target) =>
    target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type === "text");
  document.addEventListener("focusin", (event) => {
    const field = /** @type {HTMLElement} */ (event.target);
    const card = field.closest("#coding")?.getAttribute("data-shows");
    if (card) writing(`coding-${card}`);
    else if (isField(field) && field.id && main.contains(field)) writing(field.id);
    else writing("");
  });
  document.addEventListener("focusout", (event) => {
    if (!event.relatedTarget) writing("");
  });
  // What is drawn anew is marked anew.
  new MutationObserver(() => {
    if (others.some((other) => other.at === at && other.writes)) mark();
  }).observe(main, { childList: true, subtree: true });
}
