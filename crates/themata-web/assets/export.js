/** What can be had as files. Without this script the buttons work too, and say less. */

import { download } from "./parts/download.js";
import { keys } from "./parts/keys.js";
import { attempt } from "./parts/send.js";

for (const form of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll("form[data-file]"))) {
  const button = form.querySelector("button");
  const key = form.querySelector("kbd");
  const said = form.closest("section")?.querySelector("[role=status]");
  const number = String([...document.querySelectorAll("form[data-file]")].indexOf(form) + 1);
  if (key) key.textContent = number;
  keys([{ keys: number, says: `make ${form.dataset.file}`, act: () => button?.click() }]);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    attempt(() => download(form, (words) => said && (said.textContent = words)));
  });
}
