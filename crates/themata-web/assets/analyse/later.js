/** Counts that take long are fetched when the page is there. */

import { wrong } from "../parts/say.js";

/** Fetches what is still to come, and puts it where it belongs. */
export async function fetchLater() {
  const place = /** @type {HTMLElement | null} */ (document.getElementById("later"));
  if (!place?.dataset.address) return;
  const answer = await fetch(place.dataset.address).catch(() => null);
  // Something else may be asked meanwhile.
  if (!place.isConnected) return;
  if (!answer?.ok) {
    wrong("The words could not be counted.", { name: "Try again", action: () => void fetchLater() });
    return;
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!place.isConnected) return;
  const form = page.getElementById("ask");
  const parts = [];
  for (let part = form?.nextElementSibling ?? null; part; part = part.nextElementSibling) parts.push(part);
  place.replaceWith(...parts);
}
