/** Gives the focus to what it belongs on after something was done, but never takes it from where someone went meanwhile. */

/**
 * Remembers where the focus is. What this returns is called once the page was renewed, with what is to have the focus
 * then: whoever went on by key while the server answered stays there.
 *
 * @returns {(wanted: HTMLElement | null | undefined) => void}
 */
export function refocus() {
  const from = document.activeElement;
  return (wanted) => {
    const here = document.activeElement;
    const stayed = !here || here === document.body || here === from || (here.id !== "" && here.id === from?.id);
    if (stayed) wanted?.focus({ preventScroll: true });
  };
}
