/** Hears of whatever is written to the study, by whichever window or program. */

import { found, lost, study } from "./send.js";

/** @type {((moment: number) => void)[]} */
const listeners = [];

/**
 * Calls a function with every new moment of the study.
 *
 * @param {(moment: number) => void} listener
 */
export function onMoment(listener) {
  listeners.push(listener);
}

export function listen() {
  const source = new EventSource(`${study()}/live`);
  source.addEventListener("moment", (event) => {
    found();
    const moment = Number(event.data);
    if (moment > 0) listeners.forEach((listener) => listener(moment));
  });
  source.addEventListener("open", found);
  source.addEventListener("error", lost);
  window.addEventListener("pagehide", () => source.close());
  // A page that comes back from where the browser kept it hears again.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) window.location.reload();
  });
}
