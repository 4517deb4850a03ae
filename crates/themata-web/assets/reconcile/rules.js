/** Clear cases decided by a rule, and the decisions so far. */

import { keys } from "../parts/keys.js";
import { onRenewed, renew } from "../parts/renew.js";
import { say } from "../parts/say.js";
import { attempt, send, study } from "../parts/send.js";

/** The numbers of the cases that are to stay open, on whichever part of the list. @type {Set<number>} */
let except = new Set();
let stamp = "";

const form = () => /** @type {HTMLFormElement | null} */ (document.getElementById("apply"));
const boxes = () => /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("#cases input[type=checkbox]"));

/** Of another list nothing is left out yet. */
function begin() {
  const now = form()?.dataset.stamp ?? "";
  if (now !== stamp) except = new Set();
  stamp = now;
  for (const box of boxes()) box.checked = !except.has(Number(box.value));
  tell();
}

function tell() {
  const place = document.getElementById("how-many");
  const many = Number(form()?.dataset.cases ?? 0) - except.size;
  if (place) place.textContent = String(many).replace(/\B(?=(\d{3})+$)/g, "\u202f");
  form()?.querySelector("button")?.toggleAttribute("disabled", many < 1);
}

document.addEventListener("change", (event) => {
  const box = event.target;
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
  const apply = form();
  if (event.target !== apply || !apply) return;
  event.preventDefault();
  const { stamp, rule, overlap, boundary, q } = apply.dataset;
  const field = /** @type {HTMLInputElement} */ (apply.querySelector("#reason"));
  const button = apply.querySelector("button");
  void attempt(async () => {
    button?.setAttribute("disabled", "");
    try {
      const body = { stamp, rule, overlap, boundary, q, reason: field.value.trim(), except: [...except] };
      const done = /** @type {{ said: string }} */ (await send(`${study()}/reconcile/rules/apply`, body));
      field.value = "";
      field.removeAttribute("data-unsaved");
      say(done.said, { name: "Undo", action: () => document.getElementById("undo")?.click() });
      await renew();
    } finally {
      button?.removeAttribute("disabled");
    }
  });
});
onRenewed(begin);
begin();

/** @param {string} id */
const focus = (id) => document.getElementById(id)?.focus();
keys([{ keys: "/", says: "write a query", act: () => focus("q") }]);
if (form()) keys([{ keys: "r", says: "write a reason", act: () => focus("reason") }]);
