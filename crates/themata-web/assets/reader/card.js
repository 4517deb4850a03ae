/** A coding to see, change and remove: opened from its stripe, its name or its words. */

import { keys } from "../parts/keys.js";
import { clear, say } from "../parts/say.js";
import { onRedrawn, remove, revise } from "./apply.js";
import { choose, current, pick } from "./pick.js";

const card = /** @type {HTMLElement} */ (document.getElementById("coding"));
const rows = /** @type {HTMLElement} */ (document.getElementById("rows"));

/** The button with everything that is known of a coding. @param {string} coding */
const known = (coding) => /** @type {HTMLElement | null} */ (rows.querySelector(`.names [data-coding="${coding}"]`));

/** @param {string | null} coding */
function light(coding) {
  for (const lit of rows.querySelectorAll("[data-lit]")) lit.removeAttribute("data-lit");
  if (!coding) return;
  for (const part of rows.querySelectorAll(`[data-coding="${coding}"], [data-codings~="${coding}"]`)) {
    part.setAttribute("data-lit", "");
  }
}

/** The codings that something in the transcript belongs to. @param {Element} element */
function codingsOf(element) {
  const one = element.closest("[data-coding]")?.getAttribute("data-coding");
  if (one) return [one];
  return element.closest("[data-codings]")?.getAttribute("data-codings")?.split(" ") ?? [];
}

/**
 * @param {string} name
 * @param {Record<string, string>} attributes
 * @param {...(Node | string)} children
 */
function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** @param {string} words @param {() => void} action @param {Record<string, string>} [attributes] */
function button(words, action, attributes = {}) {
  const made = element("button", { type: "button", ...attributes }, words);
  made.addEventListener("click", action);
  return made;
}

/** @type {Element | null} */
let opener = null;

/** @param {string[]} codings @param {Element} from */
function open(codings, from) {
  opener = from;
  const all = codings.map(known).filter((coding) => coding !== null);
  if (all.length === 0) return;
  card.replaceChildren(...(all.length === 1 ? one(all[0]) : several(all, from)));
  // What others are told that one writes on.
  card.dataset.shows = all.length === 1 ? all[0].dataset.coding : "";
  const box = from.getBoundingClientRect();
  card.showPopover();
  const width = card.offsetWidth;
  const left = Math.max(8, Math.min(box.left, document.documentElement.clientWidth - width - 8));
  const below = box.bottom + card.offsetHeight + 8 < window.innerHeight;
  card.style.left = `${left + window.scrollX}px`;
  card.style.top = `${(below ? box.bottom + 4 : Math.max(8, box.top - card.offsetHeight - 4)) + window.scrollY}px`;
  /** @type {HTMLElement | null} */ (card.querySelector("button, select, textarea"))?.focus();
}

/** @param {HTMLElement[]} codings @param {Element} from */
function several(codings, from) {
  const list = element("ul", {});
  for (const coding of codings) {
    const words = coding.getAttribute("aria-label") ?? "";
    list.append(element("li", {}, button(words, () => open([coding.dataset.coding ?? ""], from), { class: coding.className })));
  }
  return [element("h2", {}, `${codings.length} codings here`), list];
}

/** @param {HTMLElement} coding */
function one(coding) {
  const { coding: number = "", code = "", coder = "", valence = "", memo = "", kind = "person" } = coding.dataset;
  const name = coding.firstChild?.textContent ?? "";
  const head = element("h2", {}, element("span", { class: `swatch c${code}` }), name);
  const whose = element("p", {}, kind === "machine" ? `proposed by ${coder}` : coder);
  const id = Number(number);
  const close = () => card.hidePopover();

  const kinds = element("select", { "aria-label": "Valence" });
  for (const [value, words] of [["", "without valence"], ["barrier", "− barrier"], ["facilitator", "+ facilitator"]]) {
    kinds.append(element("option", value === valence ? { value, selected: "" } : { value }, words));
  }
  kinds.addEventListener("change", () => revise(id, { valence: /** @type {HTMLSelectElement} */ (kinds).value }));

  const other = element("select", { "aria-label": "Another code" });
  other.append(element("option", { value: "" }, "another code…"));
  for (const option of document.querySelectorAll("#codes [data-assignable]")) {
    const words = /** @type {HTMLElement} */ (option).dataset.name ?? "";
    if (words !== name) other.append(element("option", { value: words }, words));
  }
  other.addEventListener("change", () => {
    close();
    revise(id, { code: /** @type {HTMLSelectElement} */ (other).value });
  });

  const weight = /** @type {HTMLInputElement} */ (element("input", { type: "number", min: "0", max: "100", "aria-label": "Weight from 0 to 100", placeholder: "weight" }));
  weight.value = coding.dataset.weight ?? "";
  weight.addEventListener("change", () => revise(id, { weight: weight.value }));

  const remark = /** @type {HTMLTextAreaElement} */ (element("textarea", { "aria-label": "Memo", rows: "3", maxlength: "20000", placeholder: "Memo" }));
  remark.value = memo;
  remark.addEventListener("change", () => revise(id, { memo: remark.value }));

  const pickIt = button("Pick the passage", () => {
    close();
    choose({ start: Number(coding.dataset.from), end: Number(coding.dataset.to) });
  });
  const buttons = element(
    "div",
    { class: "buttons" },
    button("Change its ends", () => {
      close();
      changing = id;
      choose({ start: Number(coding.dataset.from), end: Number(coding.dataset.to) }, { scroll: true });
      say("Drag the ends or use [ ] and { }; Enter keeps the new ends, Esc the old.", { name: "Keep the new ends", action: keepEnds });
    }),
    pickIt,
    button("Remove", () => {
      close();
      remove([id]);
    }, { class: "danger" }),
  );
  const isOwn = coding.hasAttribute("data-own");
  if (!isOwn) return [head, whose, ...(memo ? [element("p", {}, memo)] : []), element("div", { class: "buttons" }, pickIt)];
  return [head, whose, element("div", { class: "fields" }, kinds, weight, other), remark, buttons];
}

/** The coding whose ends are being changed. @type {number | null} */
let changing = null;

/** Keeps the ends that were changed, if any were. */
export function keepEnds() {
  const span = pick();
  if (changing === null || !span) return false;
  revise(changing, span);
  changing = null;
  clear();
  choose(null);
  return true;
}

/** Leaves the ends as they were. */
export function leaveEnds() {
  if (changing !== null) clear();
  changing = null;
}

rows.addEventListener("click", (event) => {
  const target = /** @type {Element} */ (event.target);
  const selection = document.getSelection();
  if (selection && !selection.isCollapsed) return;
  const codings = codingsOf(target);
  if (codings.length) open(codings, target);
});
rows.addEventListener("pointerover", (event) => {
  const codings = codingsOf(/** @type {Element} */ (event.target));
  light(codings.length === 1 ? codings[0] : null);
});
rows.addEventListener("focusin", (event) => light(codingsOf(/** @type {Element} */ (event.target))[0] ?? null));
card.addEventListener("toggle", (event) => {
  if (/** @type {ToggleEvent} */ (event).newState === "closed" && opener instanceof HTMLElement && opener.isConnected && card.contains(document.activeElement)) {
    (opener.closest("button") ?? rows).focus({ preventScroll: true });
  }
});
onRedrawn(() => {
  if (card.matches(":popover-open")) card.hidePopover();
});

keys([
  {
    keys: "o",
    says: "open the codings of the current paragraph",
    act: () => {
      const row = current();
      const codings = [...(row?.querySelectorAll(".lanes [data-coding]") ?? [])].map((stripe) => stripe.getAttribute("data-coding") ?? "");
      if (row && codings.length) open([...new Set(codings)], row.querySelector("p") ?? row);
      else say("Nothing is coded here.");
    },
  },
]);
