/** The thematic map: themes moved by hand, by arrows, or in a table of their places. */

import "./parts/board.js";
import { keys } from "./parts/keys.js";
import { refocus } from "./parts/refocus.js";
import { letGo, onRenewed, renew, settle } from "./parts/renew.js";
import { say } from "./parts/say.js";
import { attempt, send, study } from "./parts/send.js";

/** How far an arrow moves a theme, and with Shift, in pixels. */
const [STEP, FAR] = [8, 48];

/** How long after the last arrow the place is saved, in milliseconds. */
const PATIENCE = 500;

/** As far as a theme can stand from the corner. */
const FARTHEST = 20000;

const sheet = () => document.getElementById("map");
const mayMove = () => document.body.dataset.may?.split(" ").includes("analyse") ?? false;
/** @returns {SVGGElement[]} */
const themes = () => [.../** @type {NodeListOf<SVGGElement>} */ (document.querySelectorAll("#map [data-map-theme]"))];
/** @param {EventTarget | null} target */
const themeOf = (target) => /** @type {SVGGElement | null} */ (target instanceof Element ? target.closest("#map [data-map-theme]") : null);

/** Where a theme was drawn, and where it stands now. @param {SVGGElement} theme */
function places(theme) {
  const drawn = [Number(theme.dataset.x), Number(theme.dataset.y)];
  const by = [Number(theme.dataset.byX ?? 0), Number(theme.dataset.byY ?? 0)];
  return { drawn, by, now: [drawn[0] + by[0], drawn[1] + by[1]] };
}

/** The map is drawn: themes can be gone to and are told. */
function enter() {
  const svg = sheet()?.querySelector("svg");
  if (!svg || !mayMove() || !themes().length) return;
  svg.setAttribute("role", "group");
  svg.setAttribute("aria-label", "Thematic map; each theme can be moved with the arrows");
  for (const theme of themes()) {
    theme.id = `map-theme-${theme.dataset.mapTheme}`;
    theme.setAttribute("tabindex", "0");
    theme.setAttribute("role", "group");
    theme.setAttribute("aria-roledescription", "movable theme");
    tell(theme);
  }
}

/** @param {SVGGElement} theme */
function tell(theme) {
  const { now } = places(theme);
  const row = rowOf(theme);
  const title = row?.querySelector("a")?.textContent?.trim() ?? "theme";
  theme.setAttribute("aria-label", `${title}, ${now[0]} from the left, ${now[1]} from above. Arrows move it.`);
}

/** Its row in the table of places. @param {SVGGElement} theme */
const rowOf = (theme) => /** @type {HTMLElement | null} */ (document.querySelector(`#places [data-put="${theme.dataset.mapTheme}"]`));

/** Moves a theme with its lines to a place. @param {SVGGElement} theme @param {number} x @param {number} y */
function move(theme, x, y) {
  const { drawn } = places(theme);
  const within = (/** @type {number} */ place) => Math.min(FARTHEST, Math.max(0, Math.round(place)));
  const [byX, byY] = [within(x) - drawn[0], within(y) - drawn[1]];
  const [lineX, lineY] = [byX - Number(theme.dataset.byX ?? 0), byY - Number(theme.dataset.byY ?? 0)];
  theme.dataset.byX = String(byX);
  theme.dataset.byY = String(byY);
  theme.dataset.moved = "";
  const page = document.getElementById("fresh");
  // What others do meanwhile is drawn when the hand is off.
  theme.dataset.editing = "";
  theme.setAttribute("transform", `translate(${byX} ${byY})`);
  const number = theme.dataset.mapTheme;
  for (const line of page?.querySelectorAll("[data-map-from]") ?? []) {
    if (line.getAttribute("data-map-from") === number) shift(line, "1", lineX, lineY);
    if (line.getAttribute("data-map-to") === number) shift(line, "2", lineX, lineY);
  }
  for (const middle of /** @type {NodeListOf<SVGGElement>} */ (document.querySelectorAll("[data-map-middle]"))) {
    if (!middle.dataset.mapMiddle?.split(" ").includes(number ?? "")) continue;
    const [oldX, oldY] = [Number(middle.dataset.byX ?? 0) + lineX / 2, Number(middle.dataset.byY ?? 0) + lineY / 2];
    middle.dataset.byX = String(oldX);
    middle.dataset.byY = String(oldY);
    middle.setAttribute("transform", `translate(${oldX} ${oldY})`);
  }
  tell(theme);
}

/** @param {Element} line @param {string} end @param {number} x @param {number} y */
function shift(line, end, x, y) {
  line.setAttribute(`x${end}`, String(Number(line.getAttribute(`x${end}`)) + x));
  line.setAttribute(`y${end}`, String(Number(line.getAttribute(`y${end}`)) + y));
}

/** Saves the places of what was moved, and of what nobody put anywhere yet: it stays where it is seen. */
function save() {
  const moved = themes().filter((theme) => theme.dataset.moved !== undefined);
  if (!moved.length) return;
  const others = themes().filter((theme) => theme.dataset.moved === undefined && rowOf(theme)?.dataset.placed === undefined);
  const put = (/** @type {SVGGElement} */ theme, /** @type {boolean} */ loose) => {
    const { now } = places(theme);
    return { theme: Number(theme.dataset.mapTheme), x: now[0], y: now[1], loose };
  };
  // What somebody else has put somewhere meanwhile is not drawn here yet, and stays there.
  const puts = [...moved.map((theme) => put(theme, false)), ...others.map((theme) => put(theme, true))];
  return attempt(async () => {
    const { said } = /** @type {{ said: string }} */ (await send(`${study()}/analyse/map/put`, { puts }));
    const focused = document.activeElement?.id;
    const goes = refocus();
    moved.forEach((theme, place) => {
      const { now } = places(theme);
      // It was moved on meanwhile: that is saved next.
      if (now[0] !== puts[place].x || now[1] !== puts[place].y || held?.theme === theme) return;
      delete theme.dataset.moved;
      delete theme.dataset.editing;
    });
    say(said, { name: "Undo", action: () => document.getElementById("undo")?.click() });
    await renew();
    settle();
    if (focused) goes(document.getElementById(focused));
  });
}

let timer = 0;
function soon() {
  window.clearTimeout(timer);
  timer = window.setTimeout(save, PATIENCE);
}

/** The theme that the hand holds, and where the hand took it. @type {{ theme: SVGGElement, from: number[], at: number[] } | null} */
let held = null;

document.addEventListener("pointerdown", (event) => {
  const theme = themeOf(event.target);
  if (!theme || event.button || !mayMove()) return;
  window.clearTimeout(timer);
  held = { theme, from: places(theme).now, at: [event.clientX, event.clientY] };
  theme.setPointerCapture(event.pointerId);
  theme.focus({ preventScroll: true });
  event.preventDefault();
});
document.addEventListener("pointermove", (event) => {
  if (!held) return;
  move(held.theme, held.from[0] + event.clientX - held.at[0], held.from[1] + event.clientY - held.at[1]);
});
for (const end of ["pointerup", "pointercancel"]) {
  document.addEventListener(end, () => {
    if (!held) return;
    held = null;
    void save();
  });
}
document.addEventListener("keydown", (event) => {
  const theme = themeOf(event.target);
  const ways = /** @type {Record<string, number[]>} */ ({ ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] });
  const way = ways[event.key];
  if (!theme || !way || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const { now } = places(theme);
  const far = event.shiftKey ? FAR : STEP;
  move(theme, now[0] + way[0] * far, now[1] + way[1] * far);
  theme.scrollIntoView({ block: "nearest", inline: "nearest" });
  soon();
});
document.addEventListener("focusout", (event) => {
  if (themeOf(event.target)) soon();
});

document.addEventListener("change", (event) => {
  const input = /** @type {HTMLInputElement} */ (event.target);
  const row = /** @type {HTMLElement | null} */ (input.closest("[data-put]"));
  const theme = row && themes().find((theme) => theme.dataset.mapTheme === row.dataset.put);
  if (!theme || !input.checkValidity() || input.value === "") return;
  const { now } = places(theme);
  const wanted = Number(input.value);
  if (input.dataset.axis === "x") move(theme, wanted, now[1]);
  else move(theme, now[0], wanted);
  // From here on the theme says where it stands.
  letGo([input]);
  void save();
});
document.addEventListener("click", (event) => {
  const does = /** @type {Element} */ (event.target).closest('[data-does="back"]');
  if (!does) return;
  void attempt(async () => {
    const { said } = /** @type {{ said: string }} */ (await send(`${study()}/analyse/map/back`, {}));
    say(said, { name: "Undo", action: () => document.getElementById("undo")?.click() });
    await renew();
  });
});
window.addEventListener("beforeunload", (event) => {
  if (document.querySelector("#map [data-moved]")) event.preventDefault();
});

enter();
onRenewed(enter);
// The themes hear of these themselves; here they are listed.
const nothing = () => {};
keys([
  { keys: "l", says: "lines where themes occur together, or none", act: () => /** @type {HTMLElement | null} */ (document.querySelector('[data-does="together"]'))?.click() },
  { keys: "Arrows", says: "move the theme that has the focus", act: nothing },
  { keys: "Shift Arrows", says: "move it farther", act: nothing },
]);
