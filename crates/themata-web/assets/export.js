/** What can be had as files. Without this script the buttons work too, and say less. */

import { keys } from "./parts/keys.js";
import { Lost, Refused, attempt } from "./parts/send.js";

for (const form of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll("form[data-file]"))) {
  const button = form.querySelector("button");
  const key = form.querySelector("kbd");
  const number = String([...document.querySelectorAll("form[data-file]")].indexOf(form) + 1);
  if (key) key.textContent = number;
  keys([{ keys: number, says: `make ${form.dataset.file}`, act: () => button?.click() }]);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    attempt(() => fetched(form));
  });
}

/** @param {HTMLFormElement} form */
async function fetched(form) {
  const said = form.closest("section")?.querySelector("[role=status]");
  const button = form.querySelector("button");
  const name = form.dataset.file ?? "";
  /** @param {string} words */
  const say = (words) => said && (said.textContent = words);
  if (button) button.disabled = true;
  const slow = window.setTimeout(() => say(`Making ${name} …`), 200);
  try {
    const answer = await fetch(form.action, { method: "POST", headers: { accept: "application/json" } }).catch(() => {
      throw new Lost("The workbench does not answer. It was ended, or this machine slept.");
    });
    if (!answer.ok) {
      const told = await answer.json().catch(() => ({ message: `This did not work (${answer.status}).`, hints: [] }));
      throw new Refused(told);
    }
    const bytes = await answer.blob();
    const link = document.createElement("a");
    link.href = URL.createObjectURL(bytes);
    link.download = name;
    link.click();
    window.setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    say(`${name}, ${size(bytes.size)}, is in the folder that your browser keeps downloads in.`);
  } catch (error) {
    say("");
    throw error;
  } finally {
    window.clearTimeout(slow);
    if (button) button.disabled = false;
  }
}

/** @param {number} bytes */
function size(bytes) {
  return bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
