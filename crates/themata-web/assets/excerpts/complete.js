/** Completes a query as it is written: a field with a list of what may stand there. */

import { consult, study } from "../parts/send.js";

/**
 * @typedef {{ text: string, name: string, what: string, code: number | null }} Candidate
 * @typedef {{ from: number, to: number, candidates: Candidate[] }} Offered
 */

/** Code points before a place that the browser counts in units. @param {string} words @param {number} units */
const points = (words, units) => [...words.slice(0, units)].length;
/** @param {string} words @param {number} points */
const units = (words, points) => [...words].slice(0, points).join("").length;

/** @param {HTMLInputElement} field */
export function complete(field) {
  const list = document.createElement("ul");
  list.id = `${field.id}-candidates`;
  list.className = "candidates";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "What may stand here");
  list.hidden = true;
  field.after(list);
  for (const [name, value] of [["role", "combobox"], ["aria-expanded", "false"], ["aria-controls", list.id], ["aria-autocomplete", "list"]]) {
    field.setAttribute(name, value);
  }

  /** @type {Offered} */
  let offered = { from: 0, to: 0, candidates: [] };
  let active = -1;
  let timer = 0;
  let asked = 0;

  function shut() {
    window.clearTimeout(timer);
    asked += 1;
    list.hidden = true;
    active = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }

  /** @param {number} place */
  function mark(place) {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = place;
    const option = list.children[place];
    if (!option) return field.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", option.id);
  }

  function show() {
    active = -1;
    list.replaceChildren(...offered.candidates.map(drawn));
    list.hidden = offered.candidates.length === 0;
    field.setAttribute("aria-expanded", String(!list.hidden));
    field.removeAttribute("aria-activedescendant");
  }

  /** @param {Candidate} candidate @param {number} place */
  function drawn(candidate, place) {
    const option = document.createElement("li");
    option.id = `${list.id}-${place}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.dataset.place = String(place);
    if (candidate.code !== null) {
      const swatch = document.createElement("span");
      swatch.className = `swatch c${candidate.code}`;
      option.append(swatch);
    }
    const name = document.createElement("span");
    name.className = "name";
    name.textContent = candidate.name;
    const what = document.createElement("span");
    what.className = "hint";
    what.textContent = candidate.what;
    option.append(name, what);
    return option;
  }

  async function look() {
    const mine = (asked += 1);
    const at = points(field.value, field.selectionStart ?? field.value.length);
    try {
      const found = /** @type {Offered} */ (await consult(`${study()}/excerpts/complete`, { q: field.value, at }));
      if (mine !== asked || document.activeElement !== field) return;
      offered = found;
      show();
    } catch {
      // Without help a query can be written all the same.
      shut();
    }
  }

  function soon() {
    window.clearTimeout(timer);
    timer = window.setTimeout(look, 60);
  }

  /** @param {number} place */
  function take(place) {
    const candidate = offered.candidates[place];
    if (!candidate) return;
    const [from, to] = [units(field.value, offered.from), units(field.value, offered.to)];
    const behind = field.value.slice(to);
    const goesOn = candidate.text.endsWith(":");
    const written = candidate.text + (goesOn || /^[\s,)]/.test(behind) ? "" : " ");
    field.setRangeText(written, from, to, "end");
    shut();
    field.dispatchEvent(new Event("input", { bubbles: true }));
    if (!goesOn) shut();
  }

  field.addEventListener("input", soon);
  field.addEventListener("blur", shut);
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const open = !list.hidden;
    const last = offered.candidates.length - 1;
    if (event.key === "ArrowDown" && !open) soon();
    else if (event.key === "ArrowDown") mark(active >= last ? 0 : active + 1);
    else if (event.key === "ArrowUp" && open) mark(active <= 0 ? last : active - 1);
    else if (event.key === "Tab" && open && !event.shiftKey) take(Math.max(active, 0));
    else if (event.key === "Enter" && open && active >= 0) take(active);
    else if (event.key === "Escape" && open) shut();
    else if (event.key === "Escape") field.blur();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  // The field keeps the focus while the list is clicked.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[role=option]"));
    if (option) take(Number(option.dataset.place));
  });
}
