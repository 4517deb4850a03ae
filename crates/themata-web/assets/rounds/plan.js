/** A new round: what is drawn is seen before it is made, and made as it was seen. */

import { complete } from "../excerpts/complete.js";
import { keys } from "../parts/keys.js";
import { attempt, consult, send, study } from "../parts/send.js";

const form = /** @type {HTMLFormElement | null} */ (document.getElementById("plan"));
const drawn = /** @type {HTMLElement} */ (document.getElementById("drawn"));
const making = /** @type {HTMLElement} */ (document.getElementById("making"));
const seed = /** @type {HTMLInputElement} */ (document.getElementById("plan-seed"));

/** What was seen. @type {Record<string, unknown> | null} */
let seen = null;

/** What the form says. @param {HTMLFormElement} form */
function plan(form) {
  const data = new FormData(form);
  const said = (/** @type {string} */ name) => String(data.get(name) ?? "").trim();
  return {
    name: said("name"),
    q: said("q"),
    documents: data.getAll("documents"),
    size: said("size"),
    share: said("share"),
    number: said("number"),
    stratify: data.getAll("stratify"),
    seed: said("seed"),
    coders: data.getAll("coders"),
    each: said("each"),
    blind: data.has("blind"),
    codebook: said("codebook"),
  };
}

/** @param {HTMLFormElement} form */
function preview(form) {
  const wanted = plan(form);
  return attempt(async () => {
    const { html, seed: start } = /** @type {{ html: string, seed: string | null }} */ (await consult(`${study()}/rounds/plan`, wanted));
    // Someone may have gone on writing meanwhile.
    if (JSON.stringify(plan(form)) !== JSON.stringify(wanted)) return;
    if (start !== null) seed.value = start;
    seen = { ...wanted, seed: start ?? wanted.seed };
    drawn.innerHTML = html;
    making.hidden = false;
    document.getElementById("make")?.focus({ preventScroll: true });
    drawn.scrollIntoView({ block: "nearest" });
  });
}

function make() {
  const wanted = seen;
  if (!wanted) return;
  void attempt(async () => {
    const done = /** @type {{ address: string }} */ (await send(`${study()}/rounds/new`, wanted));
    window.location.assign(done.address);
  });
}

if (form) {
  for (const field of /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll("input[data-completes]"))) complete(field);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void preview(form);
  });
  form.addEventListener("input", (event) => {
    const field = /** @type {HTMLInputElement} */ (event.target);
    // Whoever writes a share or a number means it.
    if (field.name === "share" || field.name === "number") {
      const size = /** @type {HTMLInputElement | null} */ (form.querySelector(`[name="size"][value="${field.name}"]`));
      if (size) size.checked = true;
    }
    if (!seen) return;
    seen = null;
    making.hidden = true;
    const told = document.createElement("p");
    told.className = "hint";
    told.textContent = "The plan is another now: see again what is drawn.";
    drawn.replaceChildren(told);
  });
  document.getElementById("make")?.addEventListener("click", make);
  keys([
    { keys: "Ctrl Enter", says: "see what is drawn", typing: true, act: () => form.requestSubmit() },
    { keys: "m", says: "make the round that was seen", act: make },
  ]);
}
