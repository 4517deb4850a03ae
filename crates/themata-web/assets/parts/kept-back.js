/** That not everything is counted, as a page says it that was read anew. */

/** @param {Document} page */
export function keptBack(page) {
  const [here, there] = [document.getElementById("kept-back"), page.getElementById("kept-back")];
  if (here && there) here.replaceWith(document.adoptNode(there));
}
