/** What is done to attributes, on the sheets of documents and of speakers alike. */

import { renew } from "./renew.js";
import { say } from "./say.js";
import { send, study } from "./send.js";
import { askWhat } from "./thing.js";

/** @typedef {{ said: string }} Said */

const undo = { name: "Undo", action: () => document.getElementById("undo")?.click() };

/**
 * Does something, says what was done with a way back, and draws what is there now.
 *
 * @param {string} path
 * @param {unknown} body
 */
export async function act(path, body) {
  const done = /** @type {Said} */ (await send(`${study()}/${path}`, body));
  say(done.said, undo);
  await renew();
}

export function newAttribute() {
  askWhat({
    title: "New attribute",
    fields: [
      { name: "Name", value: "" },
      { name: "Values are", value: "text", options: [["text", "words"], ["number", "numbers"], ["date", "days, such as 2024-05-31"], ["boolean", "yes or no"]] },
    ],
    deed: "Make it",
    act: ([name, kind]) => act("documents/attributes", { name, kind }),
  });
}

/**
 * @param {HTMLElement} head
 * @param {boolean} removes
 */
export function openAttribute(head, removes) {
  const { attribute, value = "", kind } = head.dataset;
  const kinds = /** @type {Record<string, string>} */ ({ text: "words", number: "numbers", date: "days", boolean: "yes and no" });
  askWhat({
    title: `Attribute ${value}`,
    fields: [{ name: `Name (its values are ${kinds[kind ?? "text"]})`, value }],
    deed: "Rename",
    act: ([name]) => act(`documents/attributes/${attribute}/rename`, { name, was: value }),
    going: "All its values go with it, of documents and of speakers. Undo brings them back.",
    removal: "Remove the attribute",
    remove: () => act(`documents/attributes/${attribute}/remove`, {}),
    removes,
  });
}
