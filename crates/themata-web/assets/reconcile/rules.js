/** Clear cases decided by a rule, and the decisions so far. */

import { keys } from "../parts/keys.js";
import { onRenewed, renew } from "../parts/renew.js";
import { say } from "../parts/say.js";
import { seek } from "../parts/seek.js";
import { attempt, send, study } from "../parts/send.js";

/** The numbers of the cases that are to stay open, on whichever part of the list. @type {Set<number>} */
let except = new Set();
/** What tells whether the list is the one that was last shown. */
let stamp = "";
/** What that list is of. */
let of = "";

const form = () => /** @type {HTMLFormElement | null} */ (document.getElementById("apply"));
const boxes = () => /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("#cases input[type=checkbox]"));

/** What a list is of: another rule or query has other cases, and of those nothing is left out. */
function asked() {
  const { rule, overlap, boundary, q } = form()?.dataset ?? {};
  return form() ? JSON.stringify([rule, overlap, boundary, q]) : of;
}

/** Cases left out stay so where the list changes: they are known by the numbers of their codings. */
function begin() {
  const now = form()?.dataset.stamp ?? "";
  if (asked() !== of) except = new Set();
  else if (stamp && now && now !== stamp) say("The list has changed: somebody has coded or decided meanwhile. Cases that you left open stay open.");
  of = asked();
  stamp = now || stamp;
  for (const box of boxes()) box.checked = !except.has(Number(box.value));
  tell();
}

function tell() {
  const place = document.getElementById("how-many");
  // Some of those left out may be no clear cases any more.
  const many = (form()?.dataset.numbers ?? "").split(" ").filter((number) => number && !except.has(Number(number))).length;
  if (place) place.textContent = String(many).replace(/\B(?=(\d{3})+$)/g, "\u202f");
  form()?.querySelector("button")?.toggleAttribute("disabled", many < 1);
}

document.addEventListener("change", (event) => {
  const box = event.target;
  // Of the decisions those are shown that are chosen.
  if (box instanceof HTMLSelectElement && box.form?.id === "narrow") return void seek(box.form);
  if (!(box instanceof HTMLInputElement) || !box.closest("#cases")) return;
  if (box.checked) except.delete(Number(box.value));
  else except.add(Number(box.value));
  tell();
});
// What is typed keeps the part from being replaced.
document.addEventListener("input", (event) => {
  const field = event.target;
  if (field instanceof HTMLInputElement && field.id === "reason") field.toggleAttribute("data-unsaved", field.value.trim() !== "");
});
document.addEventListener("submit", (event) => {
  if (event.target instanceof HTMLFormElement && event.target.id === "narrow") {
    event.preventDefault();
    return void seek(event.target);
  }
  const apply = form();
  if (event.target !== apply || !apply) return;
  event.preventDefault();
  const { stamp: listed, rule, overlap, boundary, q } = apply.dataset;
  const field = /** @type {HTMLInputElement} */ (apply.querySelector("#reason"));
  const button = apply.querySelector("button");
  void attempt(async () => {
    button?.setAttribute("disabled", "");
    try {
      const body = { stamp: listed, rule, overlap, boundary, q, reason: field.value.trim(), except: [...except] };
      const done = /** @type {{ said: string }} */ (await send(`${study()}/reconcile/rules/apply`, body));
      field.value = "";
      field.removeAttribute("data-unsaved");
      stamp = "";
      say(done.said, { name: "Undo", action: () => document.getElementById("undo")?.click() });
      await renew();
    } finally {
      button?.removeAttribute("disabled");
    }
  });
});
// What was undone here is no news.
document.addEventListener("turned-back", () => (stamp = ""));
onRenewed(begin);
begin();

/** @param {string} id */
const focus = (id) => document.getElementById(id)?.focus();
keys([{ keys: "/", says: "write a query", act: () => focus("q") }]);
if (form()) keys([{ keys: "r", says: "write a reason", act: () => focus("reason") }]);
