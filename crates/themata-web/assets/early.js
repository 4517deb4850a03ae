/**
 * What is typed and clicked before a page can answer. A page is in sight as soon as its words are
 * there, its scripts come a moment later, over a slow line some moments: until then everything is
 * kept here and done afterwards, in its order. This file is asked for before all others.
 */
{
  /** @type {(() => void)[]} */
  const kept = [];

  /** What the browser itself did meanwhile: `input` and `change` of which fields. @type {Map<EventTarget, Set<string>>} */
  const written = new Map();

  /** @param {Event | EventTarget | null} target */
  const isField = (target) =>
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLInputElement && !["checkbox", "radio", "button", "submit", "file"].includes(target.type));

  /** @param {Event} event */
  function hold(event) {
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    const isOurs = event.key.length === 1 || /^(Enter|Escape|Backspace|Arrow)/.test(event.key);
    // With Ctrl, most keys are the browser's; these are ours.
    const isBrowsers = (event.ctrlKey || event.metaKey || event.altKey) && !/^([zy]|Enter)$/i.test(event.key);
    if (!isOurs || isBrowsers || event.isComposing) return;
    const target = /** @type {Element} */ (event.target);
    const isWriting = isField(target) && event.key !== "Enter";
    // What has the focus gives a click of its own, which is kept below.
    const isPressing = /^(Enter| )$/.test(event.key) && target.matches("a[href], button, summary, input, select");
    if (kept.length === 0 && (isWriting || (isPressing && !isField(target)))) return;
    hold(event);
    kept.push(() => type(event));
  }

  /** @param {KeyboardEvent} event */
  function type(event) {
    const target = document.activeElement ?? document.body;
    // Told as it came; where nobody answers, what the browser would have done is done here.
    if (!target.dispatchEvent(new KeyboardEvent("keydown", event)) || !isField(target)) return;
    if (event.ctrlKey || event.metaKey) return;
    if (event.key.length === 1) document.execCommand("insertText", false, event.key);
    else if (event.key === "Backspace") document.execCommand("delete");
    else if (event.key === "Enter" && target instanceof HTMLInputElement) target.form?.requestSubmit();
    else if (event.key === "Enter") document.execCommand("insertLineBreak");
  }

  /** What a click does without a script, and tells by `change` if need be. */
  const NATIVE = "a[href], label, summary, select, textarea, input:not([type=button], [type=submit])";

  /** @param {MouseEvent} event */
  function onClick(event) {
    const target = /** @type {Element} */ (event.target);
    if (event.button !== 0 || target.closest(NATIVE)) return;
    hold(event);
    kept.push(() => target.isConnected && target.dispatchEvent(new MouseEvent("click", event)));
  }

  /** @param {Event} event */
  function onWritten(event) {
    if (!event.target) return;
    written.set(event.target, (written.get(event.target) ?? new Set()).add(event.type));
  }

  /** @type {[string, (event: any) => void][]} */
  const all = [["keydown", onKey], ["click", onClick], ["input", onWritten], ["change", onWritten]];
  for (const [name, on] of all) window.addEventListener(name, on, true);

  // All scripts of the page have run by then.
  document.addEventListener("DOMContentLoaded", () => {
    for (const [name, on] of all) window.removeEventListener(name, on, true);
    for (const [field, types] of written) {
      for (const type of types) field.dispatchEvent(new Event(type, { bubbles: true }));
    }
    for (const act of kept.splice(0)) act();
  });
}
