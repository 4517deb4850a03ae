/** Coding the excerpts of a code again, one by one, by key. */

import { keys } from "../parts/keys.js";
import { say } from "../parts/say.js";
import { attempt, send, study } from "../parts/send.js";

const split = document.getElementById("split");
const waiting = () => /** @type {HTMLElement[]} */ ([...document.querySelectorAll("#queue > li")]);
const here = () => /** @type {HTMLElement | null | undefined} */ (document.activeElement?.closest("#queue > li")) ?? waiting().find((one) => !one.hasAttribute("data-done"));

/** @param {HTMLElement | undefined} excerpt */
function show(excerpt) {
  excerpt?.focus({ preventScroll: true });
  excerpt?.scrollIntoView({ block: "center" });
}

/** @param {1 | -1} way */
function step(way) {
  const [all, now] = [waiting(), here()];
  show(document.activeElement?.closest("#queue > li") && now ? all[all.indexOf(now) + way] : now ?? undefined);
}

/** @param {HTMLElement} excerpt @param {string} into @param {string} name */
function become(excerpt, into, name) {
  const codings = (excerpt.dataset.codings ?? "").split(",").map(Number);
  void attempt(async () => {
    const done = /** @type {{ said: string }} */ (await send(`${study()}/codebook/recode`, { codings, into: Number(into) }));
    excerpt.dataset.done = into;
    for (const button of excerpt.querySelectorAll("[data-into]")) {
      button.setAttribute("aria-pressed", String(button.getAttribute("data-into") === into));
    }
    const said = excerpt.querySelector(".became");
    if (said) said.textContent = `now “${name}”`;
    const rest = waiting().find((one) => !one.hasAttribute("data-done"));
    if (rest) show(waiting().slice(waiting().indexOf(excerpt)).find((one) => !one.hasAttribute("data-done")) ?? rest);
    say(rest ? done.said : `${done.said} These are all of this page.`);
  });
}

/** @param {number} key */
function press(key) {
  const target = /** @type {HTMLElement | undefined} */ (document.querySelectorAll(".targets [data-target]")[key]);
  const excerpt = here();
  if (!target) return say("No code has this key: choose one above.");
  if (excerpt) become(excerpt, target.dataset.target ?? "", target.dataset.name ?? "");
}

if (split) {
  split.addEventListener("click", (event) => {
    const button = /** @type {Element} */ (event.target).closest("[data-into]");
    const excerpt = /** @type {HTMLElement | null | undefined} */ (button?.closest("li"));
    const into = button?.getAttribute("data-into");
    if (!excerpt || !into) return;
    const target = /** @type {HTMLElement | null} */ (document.querySelector(`.targets [data-target="${into}"]`));
    become(excerpt, into, target?.dataset.name ?? "");
  });
  document.getElementById("add-target")?.addEventListener("change", () => /** @type {HTMLFormElement | null} */ (document.getElementById("choose"))?.submit());
  document.addEventListener("turned-back", () => window.location.reload());
  keys([
    { keys: "j, ↓", says: "next excerpt", act: () => step(1) },
    { keys: "k, ↑", says: "excerpt before", act: () => step(-1) },
    ...Array.from({ length: 9 }, (_, at) => ({
      keys: String(at + 1),
      says: at === 0 ? "1 to 9: code the excerpt with the code of that key" : "",
      act: () => press(at),
    })),
    { keys: "f", says: "the next excerpts", act: () => document.getElementById("further")?.click() },
    { keys: "Esc", says: "back to the code", act: () => /** @type {HTMLElement | null} */ (split.querySelector(".back a"))?.click() },
  ]);
}
