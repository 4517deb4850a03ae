/** The sheet of documents. */

import { act, newAttribute, openAttribute } from "./parts/attributes.js";
import { grid } from "./parts/grid.js";
import { keys } from "./parts/keys.js";
import { seek } from "./parts/seek.js";
import { ask, attempt, send, study } from "./parts/send.js";
import { askWhat } from "./parts/thing.js";

/** @typedef {{ said: string, cells: { value: string }[] }} Filled */

/** @param {HTMLElement} cell */
const rowOf = (cell) => Number(cell.closest("tr")?.dataset.document);

const sheet = {
  /** @param {import("./parts/grid.js").Change[]} changes */
  async write(changes) {
    const [{ cell, value, was }] = changes;
    if (cell.dataset.edit === "document") {
      await act(`documents/${rowOf(cell)}/rename`, { name: value, was });
    } else if (cell.dataset.edit === "attribute") {
      await act(`documents/attributes/${cell.dataset.attribute}/rename`, { name: value, was });
    } else {
      const cells = changes.map(({ cell, value, was }) => ({ document: rowOf(cell), attribute: Number(cell.dataset.attribute), value, was }));
      const filled = /** @type {Filled} */ (await send(`${study()}/documents/fill`, { cells }));
      return filled.cells.map(({ value }) => value);
    }
  },
  /** @param {HTMLElement} cell */
  open(cell) {
    const removes = document.activeElement === cell;
    if (cell.dataset.edit === "attribute") return openAttribute(cell, removes);
    const [document_, name] = [rowOf(cell), cell.dataset.value ?? ""];
    attempt(async () => {
      const { said } = /** @type {{ said: string }} */ (await ask(`${study()}/documents/${document_}/removal`));
      askWhat({
        title: `Document ${name}`,
        fields: [{ name: "Name", value: name }],
        deed: "Rename",
        act: ([changed]) => act(`documents/${document_}/rename`, { name: changed, was: name }),
        going: said,
        removal: "Remove the document",
        remove: () => act(`documents/${document_}/remove`, {}),
        removes,
      });
    });
  },
};

grid(sheet);
document.getElementById("new-attribute")?.addEventListener("click", newAttribute);
const query = /** @type {HTMLInputElement | null} */ (document.getElementById("q"));
query?.form?.addEventListener("submit", (event) => {
  event.preventDefault();
  if (query.form) seek(query.form);
});
keys([
  { keys: "/", says: "narrow by a query", act: () => query?.select() },
  { keys: "a", says: "new attribute", act: () => document.getElementById("new-attribute")?.click() },
]);

