/** Says something at the foot of the page, for eyes and for screen readers. */

/** @typedef {{ name: string, action: () => void }} Offer */

let timer = 0;

/** Whether what went wrong is gathered, and nothing that goes well puts it away. */
let gathers = false;

/**
 * @param {string} words
 * @param {Offer} [offer]
 */
export function say(words, offer) {
  show(words, "", ...(offer ? [offer] : []));
  timer = window.setTimeout(() => passing()?.remove(), offer ? 9000 : 4000);
}

/**
 * Says something that is no answer to what was done: what went wrong before is not put away by it.
 *
 * @param {string} words
 */
export function remark(words) {
  if (!document.querySelector("#said .wrong")) say(words);
}

/**
 * Says what went wrong. It stays until it is put away, or something else is said.
 *
 * @param {string} words
 * @param {Offer[]} offers
 */
export function wrong(words, ...offers) {
  show(words, "wrong", ...(offers.length ? offers : [{ name: "Close", action: () => undefined }]));
}

/** Does several things, and lets all that went wrong with them stand. @param {() => Promise<void>} deed */
export async function gathering(deed) {
  clear();
  gathers = true;
  try {
    await deed();
  } finally {
    gathers = false;
  }
}

/** Puts away what was said. */
export function clear() {
  window.clearTimeout(timer);
  passing()?.remove();
  if (!gathers) for (const line of document.querySelectorAll("#said .wrong")) line.remove();
}

const passing = () => document.querySelector("#said .line:not(.wrong, .unsent)");

/**
 * @param {string} words
 * @param {string} kind
 * @param {Offer[]} offers
 */
function show(words, kind, ...offers) {
  clear();
  const made = line(kind, words, ...offers.map(({ name, action }) => ({ name, action: () => (made.remove(), action()) })));
  document.getElementById("said")?.append(made);
}

/**
 * A line to be said, with what can be done about it.
 *
 * @param {string} kind
 * @param {string} words
 * @param {Offer[]} offers
 * @returns {HTMLElement}
 */
export function line(kind, words, ...offers) {
  const made = document.createElement("div");
  made.className = `line ${kind}`.trim();
  made.append(words);
  for (const offer of offers) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = offer.name;
    button.addEventListener("click", () => offer.action());
    made.append(button);
  }
  return made;
}
