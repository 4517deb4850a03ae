/** Times are stored in UTC and shown in the time of whoever looks. */

const two = (/** @type {number} */ part) => String(part).padStart(2, "0");

/** @param {HTMLTimeElement} time */
function localise(time) {
  const at = new Date(time.dateTime);
  if (time.dataset.local !== undefined || Number.isNaN(at.getTime())) return;
  const said = time.textContent ?? "";
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join("-");
  const parts = [at.getHours(), at.getMinutes()];
  // To the second where the page says seconds.
  if (/:\d\d:\d\d/.test(said)) parts.push(at.getSeconds());
  time.dataset.local = "";
  time.title = said.endsWith("UTC") ? said : `${said} UTC`;
  time.textContent = `${day} ${parts.map(two).join(":")}`;
}

/** Says all times of the page, and those that come later, as the clock of this machine does. */
export function localTimes() {
  const all = () => document.querySelectorAll("main time[datetime]:not([data-local])").forEach((time) => localise(/** @type {HTMLTimeElement} */ (time)));
  all();
  const main = document.getElementById("main");
  if (main) new MutationObserver(all).observe(main, { childList: true, subtree: true });
}
