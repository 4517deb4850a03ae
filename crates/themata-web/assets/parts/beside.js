/** What a page says beside the part that is read anew, and that changes with it. */

/**
 * That not everything is counted, and what is asked, which links to other pages carry there.
 *
 * @param {Document} page
 */
export function beside(page) {
  const [here, there] = [document.getElementById("kept-back"), page.getElementById("kept-back")];
  if (here && there) here.replaceWith(document.adoptNode(there));
  for (const place of document.querySelectorAll("[data-carries]")) {
    const links = page.getElementById(place.id)?.querySelectorAll("a") ?? [];
    place.querySelectorAll("a").forEach((link, at) => link.setAttribute("href", links[at]?.getAttribute("href") ?? link.href));
  }
  // What was chosen says what is shown, also after going back.
  for (const field of /** @type {NodeListOf<HTMLSelectElement>} */ (document.querySelectorAll("#narrow select[name]"))) {
    const asked = /** @type {HTMLSelectElement | null} */ (page.querySelector(`#narrow select[name="${field.name}"]`))?.value;
    if (asked !== undefined && [...field.options].some((one) => one.value === asked)) field.value = asked;
  }
}
