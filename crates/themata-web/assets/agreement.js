/** Agreement: what is compared and how stands in the address; rows are read out in words. */

import { complete } from "./excerpts/complete.js";
import { keys } from "./parts/keys.js";
import { renew } from "./parts/renew.js";
import { seek } from "./parts/seek.js";

const form = /** @type {HTMLFormElement} */ (document.getElementById("ask"));
const field = /** @type {HTMLInputElement} */ (document.getElementById("q"));
const discuss = /** @type {HTMLInputElement} */ (document.getElementById("discuss"));

complete(field);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  void seek(form);
});
form.addEventListener("change", (event) => {
  // Without coefficients the form has other fields, so the page is another one.
  if (event.target === discuss) form.submit();
  else void seek(form);
});
// An earlier address has other choices than those that stand in the form.
window.addEventListener("popstate", () => window.location.reload());

/** Reads the next row out. @param {1 | -1} way */
async function step(way) {
  const links = [.../** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("a.says"))];
  const now = links.findIndex((link) => link.hasAttribute("aria-current"));
  const next = links[Math.min(links.length - 1, Math.max(0, now + way))];
  if (!next) return;
  window.history.replaceState(null, "", next.href);
  await renew();
  document.getElementById(next.id)?.scrollIntoView({ block: "nearest" });
}

/** @param {string} id */
const press = (id) => document.getElementById(id)?.click();

keys([
  { keys: "/", says: "write a query", act: () => field.select() },
  { keys: "d", says: "coefficients off or on", act: () => discuss.click() },
  { keys: "j, ↓", says: "the row below in words", act: () => void step(1) },
  { keys: "k, ↑", says: "the row above in words", act: () => void step(-1) },
  { keys: "1", says: "the table as CSV", act: () => press("export-csv") },
  { keys: "2", says: "the table as XLSX", act: () => press("export-xlsx") },
  { keys: "3", says: "the table as DOCX", act: () => press("export-docx") },
]);
