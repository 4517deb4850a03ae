/** Those who speak and those who code. */

import { act, newAttribute, openAttribute } from "./parts/attributes.js";
import { grid } from "./parts/grid.js";
import { keys } from "./parts/keys.js";
import { onRenewed, renew } from "./parts/renew.js";
import { say } from "./parts/say.js";
import { ask, attempt, send, study } from "./parts/send.js";
import { askWhat } from "./parts/thing.js";

const undo = { name: "Undo", action: () => document.getElementById("undo")?.click() };

/** @param {Element} cell */
const nameOf = (cell) => /** @type {HTMLElement | null} */ (cell.closest("tr[data-name]"))?.dataset.name ?? "";

grid({
  async write(changes) {
    const [{ cell, value, was }] = changes;
    if (cell.dataset.edit === "name") {
      await act("people/rename", { from: nameOf(cell), to: value });
    } else if (cell.dataset.edit === "attribute") {
      await act(`documents/attributes/${cell.dataset.attribute}/rename`, { name: value, was });
    } else {
      const cells = changes.map(({ cell, value, was }) => ({ name: nameOf(cell), attribute: Number(cell.dataset.attribute), value, was }));
      const done = /** @type {{ said: string }} */ (await send(`${study()}/people/fill`, { cells }));
      say(done.said, undo);
    }
    return undefined;
  },
  open(cell) {
    if (cell.dataset.edit === "attribute") return openAttribute(cell, document.activeElement === cell);
    const from = nameOf(cell);
    askWhat({
      title: `Speaker ${from}`,
      fields: [{ name: "Name, in all documents", value: from }],
      deed: "Rename",
      act: ([to]) => act("people/rename", { from, to }),
    });
  },
});

/** The names that are picked, in order. */
function picked() {
  const boxes = document.querySelectorAll(".sheet .pick input:checked");
  return [...boxes].map(nameOf);
}

/** @param {string[]} names */
function merge(names) {
  if (names.length < 2) return say("Pick the names that are one person’s first: with Space, or with the boxes before them.");
  askWhat({
    title: `Merge ${names.length} names`,
    fields: [{ name: `One person in all documents: ${names.join(", ")}. The name that stays`, value: names[0], options: names.map((name) => [name, name]) }],
    deed: "Merge",
    act: async ([into]) => {
      document.querySelectorAll(".sheet .pick input:checked").forEach((box) => ((/** @type {HTMLInputElement} */ (box)).checked = false));
      await act("people/merge", { names, into });
    },
  });
}

const button = /** @type {HTMLButtonElement | null} */ (document.getElementById("merge"));
const count = () => button && (button.disabled = picked().length < 2);
button?.addEventListener("click", () => merge(picked()));

document.addEventListener("change", (event) => {
  const input = event.target;
  if (input instanceof HTMLInputElement && input.closest(".pick")) count();
  if (input instanceof HTMLSelectElement && input.closest(".sheet")) {
    attempt(async () => {
      try {
        const done = /** @type {{ said: string }} */ (await send(`${study()}/people/role`, { name: nameOf(input), role: input.value }));
        say(done.said, undo);
      } finally {
        await renew();
      }
    });
  }
});

document.addEventListener("click", (event) => {
  if (!(event.target instanceof Element)) return;
  const same = event.target.closest("button[data-like]");
  if (same instanceof HTMLElement) merge([nameOf(same), same.dataset.like ?? ""]);
});

function renameCoder() {
  const names = [...document.querySelectorAll('[data-table="coders"] tbody td:first-child')].map((cell) => cell.textContent ?? "");
  if (!names.length) return;
  const acting = document.querySelector("#acting summary");
  const own = names.find((name) => acting?.textContent?.endsWith(name)) ?? names[0];
  askWhat({
    title: "Rename a coder",
    fields: [
      { name: "Coder", value: own, options: names.map((name) => [name, name]) },
      { name: "New name", value: "" },
    ],
    deed: "Rename",
    act: async ([from, to]) => {
      await act("people/coders/rename", { from, to });
      // Whoever gives themselves another name goes on under it, and the page says so.
      if (acting?.textContent?.endsWith(from)) window.location.reload();
    },
  });
}

document.getElementById("new-coder")?.addEventListener("click", () =>
  askWhat({
    title: "Add a coder",
    fields: [{ name: "Name", value: "" }],
    deed: "Add",
    act: ([name]) => act("people/coders", { name }),
  }),
);
document.getElementById("rename-coder")?.addEventListener("click", renameCoder);
document.getElementById("new-attribute")?.addEventListener("click", newAttribute);

/** @type {Record<string, number> | undefined} */
let spoken;
let of = "";

/** Counting words takes a moment in a large study, so the page does not wait for it. */
async function countWords() {
  const moment = document.getElementById("fresh")?.dataset.moment ?? "";
  if (!document.querySelector("[data-words]")) return;
  if (spoken) write();
  if (of === moment) return;
  of = moment;
  spoken = await ask(`${study()}/people/words`).catch(() => undefined);
  write();
}

function write() {
  const digits = (/** @type {number} */ number) => String(number).replace(/\B(?=(\d{3})+$)/g, "\u202f");
  for (const place of document.querySelectorAll("[data-words]")) {
    const words = spoken?.[nameOf(place)];
    place.textContent = words === undefined ? "…" : digits(words);
  }
}

onRenewed(() => {
  count();
  countWords();
});
countWords();

keys([
  { keys: "a", says: "new attribute", act: newAttribute },
  { keys: "n", says: "add a coder", act: () => document.getElementById("new-coder")?.click() },
  { keys: "r", says: "rename a coder", act: renameCoder },
  { keys: "m", says: "merge the names that are picked", act: () => merge(picked()) },
]);
