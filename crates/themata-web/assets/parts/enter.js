/** The one thing that Enter does on a page as long as nothing has the focus that it would press. */

/** @param {HTMLElement | null} main */
export function onEnter(main) {
  if (!main) return;
  document.addEventListener("keydown", (event) => {
    const focused = document.activeElement;
    const nothing = !focused || focused === document.body || focused.id === "main";
    if (event.key === "Enter" && nothing && !event.defaultPrevented) main.click();
  });
}
