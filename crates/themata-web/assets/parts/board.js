/** Puts the view that is open on the study's board. */

import { keys } from "./keys.js";
import { say } from "./say.js";
import { Lost, Refused, send, study } from "./send.js";

const dialog = /** @type {HTMLDialogElement | null} */ (document.getElementById("put-on-board"));
const form = dialog?.querySelector("form");
const mayPut = () => document.body.dataset.may?.split(" ").includes("analyse") ?? false;

/** @param {string} name */
const field = (name) => /** @type {HTMLInputElement} */ (form?.elements.namedItem(name));

/** What the view is called on its page, with what its table or its theme is called. */
function heading() {
  const theme = /** @type {HTMLInputElement | null} */ (document.getElementById("f-title"));
  const parts = [document.querySelector(".way h1")?.textContent, document.querySelector(".way > h2")?.textContent, theme?.value];
  return parts.map((part) => part?.trim()).filter(Boolean).join(": ").slice(0, 200);
}

/** The title that was offered, which gives way to that of another view. */
let offered = "";

function ask() {
  if (!mayPut()) return say("Someone who may analyse puts views on the board.");
  // A draft that was left is still there.
  if (field("title").value === offered) field("title").value = offered = heading();
  tell("");
  dialog?.showModal();
  field("title").select();
}

/** @param {string} words */
function tell(words) {
  const trouble = dialog?.querySelector(".refused");
  if (trouble) trouble.textContent = words;
}

async function put() {
  const page = window.location.pathname.slice(`${study()}/analyse/`.length);
  const parameters = [...new URLSearchParams(window.location.search)];
  try {
    const path = `${study()}/analyse/board/put`;
    const { said } = /** @type {{ said: string }} */ (await send(path, { page, parameters, title: field("title").value, note: field("note").value }));
    form?.reset();
    offered = "";
    dialog?.close();
    say(said, { name: "Open the board", action: () => window.location.assign(`${study()}/analyse/board`) });
  } catch (error) {
    // What was typed stays where it is, and can be sent again.
    if (!(error instanceof Lost || error instanceof Refused)) throw error;
    tell(error.message);
  }
}

if (dialog && form) {
  document.getElementById("to-board")?.addEventListener("click", ask);
  dialog.querySelector("[data-closes]")?.addEventListener("click", () => dialog.close());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void put();
  });
  keys([{ keys: "b", says: "put this view on the board", act: ask }]);
}
