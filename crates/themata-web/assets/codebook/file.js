/** A codebook file that is chosen or dropped. */

import { wrong } from "../parts/say.js";
import { attempt, send, study } from "../parts/send.js";
import { renew } from "./renew.js";

const book = document.getElementById("codebook");
const input = /** @type {HTMLInputElement | null} */ (document.getElementById("book-file"));
const dialog = /** @type {HTMLDialogElement | null} */ (document.getElementById("imported"));
const veil = document.getElementById("drop-file");

/** @param {File | undefined} file */
function bring(file) {
  if (!file) return;
  if (!/\.(toml|csv|tsv)$/i.test(file.name)) {
    return wrong("This is no codebook file. Choose one whose name ends in .toml or .csv.");
  }
  void attempt(async () => {
    const bytes = [...new Uint8Array(await file.arrayBuffer())];
    const done = /** @type {import("./renew.js").Written} */ (await send(`${study()}/codebook/import`, { name: file.name, bytes }));
    await renew();
    tell(done);
  });
}

/** @param {import("./renew.js").Written} done */
function tell(done) {
  const [title, list] = [dialog?.querySelector("h2"), dialog?.querySelector("ul")];
  if (!dialog || !title || !list) return;
  title.textContent = done.said;
  list.replaceChildren(
    ...done.lines.map((line) => {
      const one = document.createElement("li");
      one.textContent = line;
      return one;
    }),
  );
  dialog.showModal();
}

if (book && input) {
  input.addEventListener("change", () => {
    bring(input.files?.[0]);
    input.value = "";
  });
  document.addEventListener("click", (event) => {
    const does = /** @type {Element} */ (event.target).closest("[data-do]")?.getAttribute("data-do");
    if (does === "import") input.click();
    if (does === "keep-import" || does === "undo-import") dialog?.close();
    if (does === "undo-import") document.getElementById("undo")?.click();
  });
  /** @param {DragEvent} event */
  const isFile = (event) => event.dataTransfer?.types.includes("Files") ?? false;
  document.addEventListener("dragover", (event) => {
    if (!isFile(event)) return;
    event.preventDefault();
    if (veil) veil.hidden = false;
  });
  document.addEventListener("dragleave", (event) => {
    if (veil && event.relatedTarget === null) veil.hidden = true;
  });
  document.addEventListener("drop", (event) => {
    if (!isFile(event)) return;
    event.preventDefault();
    if (veil) veil.hidden = true;
    bring(event.dataTransfer?.files[0]);
  });
}
