/** The history: taking back one operation, and what stands in the way. */

import { keys } from "./parts/keys.js";
import { refocus } from "./parts/refocus.js";
import { renew } from "./parts/renew.js";
import { say } from "./parts/say.js";
import { seek } from "./parts/seek.js";
import { attempt, send, study } from "./parts/send.js";

/** @typedef {{ said: string, done: boolean, obstacles: string[] }} Turned */

document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest("button[data-turn]") : null;
  if (button instanceof HTMLButtonElement) turn(button);
});

/** @param {HTMLButtonElement} button */
function turn(button) {
  const goes = refocus();
  attempt(async () => {
    button.disabled = true;
    try {
      const turned = /** @type {Turned} */ (await send(`${study()}/history/${button.dataset.turn}/turn`, {}));
      if (turned.done) {
        say(turned.said);
        await renew();
      } else {
        refuse(button, turned);
      }
    } finally {
      button.disabled = false;
      goes(document.getElementById(button.id));
    }
  });
}

/**
 * Says in the row itself what stands in the way, each with a way to it.
 *
 * @param {HTMLElement} button
 * @param {Turned} turned
 */
function refuse(button, { said, obstacles }) {
  const place = button.closest("li")?.querySelector(".obstacles");
  if (!(place instanceof HTMLElement)) return;
  const first = document.createElement("p");
  first.textContent = obstacles.length ? `${said} Take those back first, the latest first:` : said;
  const list = document.createElement("ul");
  for (const told of obstacles) {
    const line = document.createElement("li");
    const number = /^operation (\d+)/.exec(told)?.[1];
    if (number) {
      const link = document.createElement("a");
      link.href = `${study()}/history?at=${number}#op-${number}`;
      link.textContent = `no. ${number}`;
      line.append(link, told.slice(`operation ${number}`.length));
    } else {
      line.textContent = told;
    }
    list.append(line);
  }
  place.replaceChildren(first, list);
  place.hidden = false;
}

const form = document.querySelector("form.narrow");
form?.addEventListener("submit", (event) => {
  event.preventDefault();
  seek(/** @type {HTMLFormElement} */ (form));
});

/** @param {1 | -1} way */
function step(way) {
  const rows = [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".operation"))];
  const here = rows.findIndex((row) => row.contains(document.activeElement));
  rows[Math.min(rows.length - 1, Math.max(0, here + way))]?.focus();
}

const here = () => document.activeElement?.closest(".operation")?.querySelector("button[data-turn]");
const part = (/** @type {string} */ way) => /** @type {HTMLElement | null} */ (document.querySelector(`.parts a[rel="${way}"]`))?.click();

keys([
  { keys: "/", says: "narrow by what was done", act: () => document.getElementById("about")?.focus() },
  { keys: "j, ↓", says: "the operation below", act: () => step(1) },
  { keys: "k, ↑", says: "the operation above", act: () => step(-1) },
  { keys: "u", says: "take back the operation where one is, or do it again", act: () => /** @type {HTMLElement | null} */ (here())?.click() },
  { keys: "]", says: "earlier operations", act: () => part("next") },
  { keys: "[", says: "later operations", act: () => part("prev") },
]);

if (window.location.hash.startsWith("#op-")) document.getElementById(window.location.hash.slice(1))?.focus();
