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
 * Says what went wrong. It stays until it is put away.
 *
 * @param {string} words
 * @param {Offer[]} offers
 */
export function wrong(words, ...offers) {
  show(words, true, ...(offers.length ? offers : [{ name: "Close", action: clear }]));
}

/** Puts away what was said. */
export function clear() {
  const place = document.getElementById("said");
  place?.replaceChildren();
}

/**
 * @param {string} words
 * @param {boolean} isWrong
 * @param {Offer[]} offers
 */
function show(words, isWrong, ...offers) {
  window.clearTimeout(timer);
  const place = document.getElementById("said");
  if (!place) return;
  place.classList.toggle("wrong", isWrong);
  place.replaceChildren(words);
  for (const offer of offers) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = offer.name;
    button.addEventListener("click", () => {
      clear();
      offer.action();
    });
    place.append(button);
  }
}
