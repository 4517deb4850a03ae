/** Says something at the foot of the page, for eyes and for screen readers. */

/** @typedef {{ name: string, action: () => void }} Offer */

let timer = 0;

/**
 * @param {string} words
 * @param {Offer} [offer]
 */
export function say(words, offer) {
  show(words, false, ...(offer ? [offer] : []));
  timer = window.setTimeout(clear, offer ? 9000 : 4000);
}

/**
 * Says something that is no answer to what was done: what went wrong before is not put away by it.
 *
 * @param {string} words
 */
export function remark(words) {
  if (!document.querySelector("#said .line.wrong")) say(words);
}

/**
 * Says what went wrong. It stays until it is put away, or something else is said.
 *
 * @param {string} words
 * @param {Offer[]} offers
 */
export function wrong(words, ...offers) {
  show(words, true, ...(offers.length ? offers : [{ name: "Close", action: clear }]));
}

/** What the server did not hear of: each is sent once more by its function. @type {(() => unknown)[]} */
const waiting = [];

/**
 * Says that something was not sent. Whatever else is said, it stays until it is tried again or
 * given up: nothing else remembers what was done.
 *
 * @param {string} words
 * @param {() => unknown} again
 */
export function unsent(words, again) {
  waiting.push(again);
  const tryAgain = async () => {
    dropUnsent();
    // In their order: the later may rest on the earlier.
    for (const one of waiting.splice(0)) await one();
  };
  const giveUp = () => {
    dropUnsent();
    waiting.length = 0;
  };
  const many = waiting.length > 1 ? ` (${waiting.length})` : "";
  dropUnsent();
  document.getElementById("said")?.prepend(line("unsent", words, { name: `Try again${many}`, action: tryAgain }, { name: "Leave it", action: giveUp }));
}

window.addEventListener("beforeunload", (event) => {
  if (waiting.length) event.preventDefault();
});

function dropUnsent() {
  document.querySelector("#said .line.unsent")?.remove();
}

/** Puts away what was said. */
export function clear() {
  window.clearTimeout(timer);
  document.querySelector("#said .line:not(.unsent)")?.remove();
}

/**
 * @param {string} words
 * @param {boolean} isWrong
 * @param {Offer[]} offers
 */
function show(words, isWrong, ...offers) {
  clear();
  const closing = offers.map(({ name, action }) => ({ name, action: () => (clear(), action()) }));
  document.getElementById("said")?.append(line(isWrong ? "wrong" : "", words, ...closing));
}

/**
 * @param {string} kind
 * @param {string} words
 * @param {Offer[]} offers
 */
function line(kind, words, ...offers) {
  const made = document.createElement("div");
  made.className = `line ${kind}`.trim();
  made.append(words);
  for (const offer of offers) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = offer.name;
    button.addEventListener("click", offer.action);
    made.append(button);
  }
  return made;
}
