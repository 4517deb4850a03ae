/** What every page does. */

import { keys, showKeys } from "./parts/keys.js";
import { listen } from "./parts/live.js";
import { say } from "./parts/say.js";
import { attempt, send, study } from "./parts/send.js";
import { restrict } from "./parts/needs.js";
import { localTimes } from "./parts/times.js";
import { forgetLast } from "./parts/unsent.js";

const root = document.documentElement;

/** @param {string} way */
function turnBack(way) {
  if (way === "undo" && forgetLast()) return;
  attempt(async () => {
    const sent = /** @type {Promise<{ said: string, moment: number, undone: number | null }>} */ (send(`${study()}/${way}`, {}));
    document.dispatchEvent(new CustomEvent("turning-back", { detail: sent }));
    const done = await sent;
    say(done.said);
    document.dispatchEvent(new CustomEvent("turned-back", { detail: done.undone }));
  }, null);
}

if (document.body.dataset.study) {
  listen();
  document.getElementById("undo")?.addEventListener("click", () => turnBack("undo"));
  document.getElementById("redo")?.addEventListener("click", () => turnBack("redo"));
  keys([
    { keys: "Ctrl Z", says: "undo", act: () => turnBack("undo") },
    { keys: "Ctrl Shift Z, Ctrl Y", says: "redo", act: () => turnBack("redo") },
  ]);
  for (const link of document.querySelectorAll("a[data-go]")) {
    const place = /** @type {HTMLAnchorElement} */ (link);
    keys([{ keys: `g ${place.dataset.go}`, says: `go to ${place.textContent}`, act: () => place.click() }]);
  }
}
localTimes();
restrict();
keys([{ keys: "?", says: "these keys", act: showKeys }]);

for (const opener of document.querySelectorAll('[data-opens="keys"]')) {
  opener.addEventListener("click", showKeys);
}

// Menus close behind the hand, and Esc closes them and gives the focus back.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(/** @type {Node} */ (event.target))) menu.removeAttribute("open");
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    menu.removeAttribute("open");
    menu.querySelector("summary")?.focus();
    event.preventDefault();
  }
});

// How pages look is remembered by the server, because a page has another address each time.
const looks = document.getElementById("looks");

/** @param {{ theme?: string, size?: number, serif?: boolean }} change */
function look(change) {
  const wanted = {
    theme: change.theme ?? root.dataset.theme ?? "",
    size: change.size ?? Number(root.dataset.size ?? 0),
    serif: change.serif ?? root.hasAttribute("data-serif"),
  };
  root.dataset.theme = wanted.theme;
  root.dataset.size = String(wanted.size);
  root.toggleAttribute("data-serif", wanted.serif);
  attempt(() => send("/looks", wanted));
}

looks?.addEventListener("change", (event) => {
  const input = /** @type {HTMLInputElement} */ (event.target);
  if (input.name === "theme") look({ theme: input.value });
  if (input.name === "serif") look({ serif: input.checked });
});
for (const button of looks?.querySelectorAll("button[data-size]") ?? []) {
  const step = Number(/** @type {HTMLElement} */ (button).dataset.size);
  button.addEventListener("click", () => {
    look({ size: Math.min(6, Math.max(-2, Number(root.dataset.size ?? 0) + step)) });
  });
}

// Whoever says who they are comes back to the same place.
document.getElementById("acting")?.addEventListener("submit", () => {
  const back = /** @type {HTMLInputElement | null} */ (document.querySelector('#acting [name="back"]'));
  if (back) back.value = window.location.pathname + window.location.search;
});
