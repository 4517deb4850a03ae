/** Asks a page for what a form says: words travel apart from the address, which holds numbers. */

import { visit } from "./renew.js";
import { attempt, consult } from "./send.js";

/**
 * What a form does not show, such as an order, is asked as the address says it now: links that
 * change it do not draw the form anew.
 *
 * @param {HTMLFormElement} form
 */
export function seek(form) {
  const address = new URLSearchParams(window.location.search);
  for (const field of /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll('input[type="hidden"]:not([name="to"])'))) {
    field.value = address.get(field.name) ?? "";
  }
  const fields = [.../** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll("input, textarea"))].map((field) => ({ field, sent: field.value }));
  const asked = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value).trim()]));
  return attempt(async () => {
    const { address } = /** @type {{ address: string }} */ (await consult(form.action + "/place", asked));
    // What is typed while that is looked up is not asked yet.
    await visit(address, fields.filter(({ field, sent }) => field.value !== sent).map(({ field }) => field));
  });
}
