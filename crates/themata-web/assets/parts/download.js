/** Fetches a file that a form makes, and says where it is. Without this the form works too. */

import { Lost, Refused } from "./send.js";

/**
 * @param {HTMLFormElement} form with the name of the file as `data-file`
 * @param {(words: string) => void} say
 */
export async function download(form, say) {
  const button = form.querySelector("button");
  const name = form.dataset.file ?? "";
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
