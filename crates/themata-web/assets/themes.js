/** Themes: the list in its order, and one of them with its statement, codes and evidence. */

import "./parts/board.js";
import { keys } from "./parts/keys.js";
import { renew } from "./parts/renew.js";
import { say } from "./parts/say.js";
import { seek } from "./parts/seek.js";
import { attempt, send, study } from "./parts/send.js";
import { askWhat } from "./parts/thing.js";
import "./themes/order.js";
import { step, speaks } from "./themes/evidence.js";
import "./themes/fields.js";

/** @typedef {{ said: string, address?: string | null }} Done */

const page = document.getElementById("theme-page");
const theme = page?.dataset.themeNumber;
const undo = { name: "Undo", action: () => document.getElementById("undo")?.click() };

/** @param {string} path @param {unknown} body */
async function act(path, body) {
  const done = /** @type {Done} */ (await send(`${study()}/analyse/themes/${path}`, body));
  say(done.said, undo);
  return done;
}

/** @param {string} id */
const field = (id) => /** @type {HTMLInputElement | null} */ (document.getElementById(id));

/** Goes to another page, as soon as what is being typed is saved. @param {string} address */
function leave(address) {
  /** @type {HTMLElement | null} */ (document.activeElement)?.blur();
  window.location.assign(address);
}

/**
 * The code that is meant by a part of its name, if there is only one such.
 *
 * @param {string} typed
 * @returns {{ meant: string, several?: string }}
 */
function code(typed) {
  const all = [.../** @type {NodeListOf<HTMLOptionElement>} */ (document.querySelectorAll("#codes option"))].map((one) => one.value);
  const key = typed.toLowerCase();
  // What belongs to the theme already is no part of another name, but itself.
  const members = [...document.querySelectorAll(".codes .code [dir]")].map((one) => one.textContent ?? "");
  const whole = [...all, ...members].find((name) => name.toLowerCase() === key);
  const parts = all.filter((name) => name.toLowerCase().includes(key));
  if (whole || parts.length === 1) return { meant: whole ?? parts[0] };
  return parts.length ? { meant: typed, several: parts.slice(0, 6).join(", ") } : { meant: typed };
}

document.addEventListener("submit", (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (form.id === "make") {
    event.preventDefault();
    const title = field("new-theme")?.value.trim();
    if (!title) return say("Type the title of the theme.");
    void attempt(async () => {
      const { address } = await act("new", { title });
      if (address) leave(address);
    });
  } else if (form.id === "add-code") {
    event.preventDefault();
    const input = field("new-code");
    const add = input?.value.trim();
    if (!add) return say("Type the name of a code.");
    const { meant, several } = code(add);
    if (several) return say(`Several codes are meant by that: ${several}.`);
    void attempt(async () => {
      await act(`${theme}/edit`, { add: meant });
      if (input) {
        input.value = "";
        delete input.dataset.editing;
      }
      // The next code is typed into the same field, however this one was sent; whoever left it is not called back.
      if (form.contains(document.activeElement)) input?.focus();
      await renew();
    });
  } else if (form.id === "narrow") {
    event.preventDefault();
    void seek(form);
  }
});

document.addEventListener("click", (event) => {
  const target = /** @type {Element} */ (event.target);
  const does = target.closest("[data-does]")?.getAttribute("data-does");
  const drops = target.closest("[data-drops]")?.getAttribute("data-drops");
  if (does === "from-codebook") void attempt(async () => void (await act("from-codebook", {}), await renew()));
  if (drops) void attempt(async () => void (await act(`${theme}/edit`, { remove: Number(drops) }), await renew()));
  if (does === "remove-theme") {
    askWhat({
      title: `Theme ${field("f-title")?.defaultValue}`,
      going: "What the framework matrix says of it goes with it. Its codes and their codings stay. Undo brings all of it back.",
      removal: "Remove the theme",
      remove: async () => {
        await act(`${theme}/remove`, {});
        window.location.assign(`${study()}/analyse/themes`);
      },
      removes: true,
    });
  }
});

/** @param {string} what */
const press = (what) => /** @type {HTMLElement | null} */ (document.querySelector(what))?.click();
/** @param {string} id */
const focus = (id) => {
  field(id)?.focus();
  field(id)?.select();
};

if (page) {
  keys([
    { keys: "e", says: "write the statement", act: () => field("f-statement")?.focus() },
    { keys: "r", says: "rename the theme", act: () => focus("f-title") },
    { keys: "a", says: "add a code", act: () => focus("new-code") },
    { keys: "/", says: "narrow the excerpts by a query", act: () => focus("q") },
    { keys: "j", says: "next excerpt", act: () => step(1) },
    { keys: "k", says: "excerpt before", act: () => step(-1) },
    { keys: "+", says: "the excerpt speaks for the theme", act: () => speaks("for") },
    { keys: "-", says: "the excerpt speaks against the theme", act: () => speaks("against") },
    { keys: "Delete, Backspace", says: "the excerpt is no evidence", act: () => speaks(null) },
    { keys: "[", says: "the theme before", act: () => press('[data-step="before"]') },
    { keys: "]", says: "the theme behind", act: () => press('[data-step="behind"]') },
    { keys: "Esc", says: "all themes", act: () => press("[data-up]") },
    { keys: "Esc", says: "", typing: true, act: () => /** @type {HTMLElement} */ (document.activeElement).blur() },
  ]);
} else {
  keys([
    { keys: "n", says: "make a theme", act: () => focus("new-theme") },
    { keys: "/", says: "count only what a query means", act: () => focus("q") },
    { keys: "m", says: "the thematic map", act: () => leave(`${study()}/analyse/map`) },
    { keys: "Esc", says: "", typing: true, act: () => /** @type {HTMLElement} */ (document.activeElement).blur() },
  ]);
}
