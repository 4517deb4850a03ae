/** What is seen of the views: pictures that cannot be drawn say so, and tables are fetched as they
 * come into sight. */

import { onRenewed } from "../parts/renew.js";

/** The first rows that are known, by where they come from, as long as the page is at one moment. @type {Map<string, string>} */
const known = new Map();
let moment = "";

/** @param {HTMLElement} place @param {string} words */
function show(place, words) {
  const rows = new DOMParser().parseFromString(words, "text/html").body.childNodes;
  for (const old of [...place.children].slice(1)) old.remove();
  place.append(...rows);
}

/** @param {HTMLElement} place */
async function fill(place) {
  const address = place.dataset.rows;
  if (!address) return;
  const answer = await fetch(address).catch(() => null);
  if (!answer?.ok) return;
  const words = await answer.text();
  known.set(address, words);
  if (place.isConnected) show(place, words);
}

/** The newest that was drawn of a picture, by its plain address. @type {Map<string, string>} */
const newest = new Map();

/** Draws a picture anew: a browser takes what it has of an address for the same picture.
 *
 * @param {HTMLImageElement} picture */
function redraw(picture) {
  const { plain } = picture.dataset;
  if (!plain) return;
  const address = `${plain}${plain.includes("?") ? "&" : "?"}at=${moment}`;
  const next = new Image();
  next.addEventListener("load", () => {
    newest.set(plain, address);
    if (picture.isConnected) picture.src = address;
  });
  next.addEventListener("error", () => broken(picture));
  next.src = address;
}

const seen = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    if (!isIntersecting) continue;
    seen.unobserve(target);
    if (target instanceof HTMLImageElement) redraw(target);
    else void fill(/** @type {HTMLElement} */ (target));
  }
}, { rootMargin: "200px" });

function ready() {
  seen.disconnect();
  const now = document.getElementById("fresh")?.dataset.moment ?? "";
  for (const place of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-rows]"))) {
    // What is known stands there at once, so that nothing jumps.
    const words = known.get(place.dataset.rows ?? "");
    if (words !== undefined) show(place, words);
    if (words === undefined || now !== moment) seen.observe(place);
  }
  for (const picture of /** @type {NodeListOf<HTMLImageElement>} */ (document.querySelectorAll(".look img"))) {
    const plain = picture.getAttribute("src") ?? "";
    picture.dataset.plain = plain;
    picture.src = newest.get(plain) ?? plain;
    if (moment && now !== moment) seen.observe(picture);
  }
  moment = now;
  // Some may have failed before anybody listened.
  for (const picture of /** @type {NodeListOf<HTMLImageElement>} */ (document.querySelectorAll(".look img"))) {
    if (picture.complete && !picture.naturalWidth) broken(picture);
  }
}

/** @param {Element} picture */
function broken(picture) {
  const look = picture.closest(".look");
  if (!(look instanceof HTMLElement)) return;
  look.dataset.broken = "";
  look.textContent = "This view cannot be drawn as the study is now. Open it to see why.";
}

// Errors of pictures do not bubble.
document.addEventListener("error", (event) => {
  if (event.target instanceof HTMLImageElement) broken(event.target);
}, { capture: true });

onRenewed(ready);
ready();
