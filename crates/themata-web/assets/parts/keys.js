/** Keys: every page and every part of one says which it has, and `?` lists them. */

/** @typedef {{ keys: string, says: string, act: (event: KeyboardEvent) => void, typing?: boolean }} Key */

/** @type {Key[]} */
const known = [];

/**
 * Gives keys something to do. `keys` is as it is shown: `c`, `Ctrl Z`, `Shift N`, `g d`.
 *
 * @param {Key[]} keys
 */
export function keys(keys) {
  known.push(...keys);
}

let first = "";

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing) return;
  // What lies behind a dialog is out of reach, for keys as for the mouse.
  if (document.querySelector("dialog:modal")) return;
  const name = named(event);
  const pair = first && `${first} ${name}`;
  first = "";
  const typing = isTyping(event.target);
  const meant = (/** @type {string} */ words) =>
    known.find((key) => key.keys.split(", ").includes(words) && (!typing || key.typing));
  const key = (pair && meant(pair)) || meant(name);
  if (key) {
    event.preventDefault();
    key.act(event);
  } else if (!typing && known.some((key) => key.keys.startsWith(`${name} `))) {
    first = name;
  }
});

/**
 * A key as it is shown.
 *
 * @param {KeyboardEvent} event
 */
function named(event) {
  const special = { ArrowUp: "↑", ArrowDown: "↓", ArrowLeft: "←", ArrowRight: "→", Escape: "Esc", " ": "Space" };
  const base = special[/** @type {keyof typeof special} */ (event.key)] ?? event.key;
  const letter = base.length === 1 ? base.toLowerCase() : base;
  const parts = [];
  if (event.ctrlKey || event.metaKey) parts.push("Ctrl");
  if (event.altKey) parts.push("Alt");
  // What a letter key gives with Shift is said as the letter; a sign is what it is, an arrow is none.
  const isSign = base.length === 1 && event.key.length === 1 && base.toLowerCase() === base.toUpperCase();
  if (event.shiftKey && !isSign) parts.push("Shift");
  parts.push(letter.length === 1 && parts.length ? letter.toUpperCase() : letter);
  return parts.join(" ");
}

/** @param {EventTarget | null} target */
function isTyping(target) {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && !["checkbox", "radio", "button", "submit", "file"].includes(target.type);
}

/** Shows all keys of the page. */
export function showKeys() {
  const dialog = /** @type {HTMLDialogElement | null} */ (document.getElementById("keys"));
  if (!dialog) return;
  const list = document.createElement("dl");
  for (const key of known.filter((key) => key.says)) {
    const term = document.createElement("dt");
    for (const [place, one] of key.keys.split(", ").entries()) {
      if (place) term.append(" ");
      const shown = document.createElement("kbd");
      shown.textContent = one;
      term.append(shown);
    }
    const meaning = document.createElement("dd");
    meaning.textContent = key.says;
    list.append(term, meaning);
  }
  const title = document.createElement("h2");
  title.id = "keys-title";
  title.textContent = "Keys on this page";
  const close = document.createElement("button");
  close.textContent = "Close (Esc)";
  close.addEventListener("click", () => dialog.close());
  // Above the list: what has the focus first is in sight then, and so are the first keys.
  dialog.replaceChildren(title, close, list);
  dialog.showModal();
}
