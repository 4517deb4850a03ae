/** Asks a page for what a form says: words travel apart from the address, which holds numbers. */

import { visit } from "./renew.js";
import { attempt, consult } from "./send.js";

/** @param {HTMLFormElement} form */
export function seek(form) {
  const asked = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value).trim()]));
  return attempt(async () => {
    const { address } = /** @type {{ address: string }} */ (await consult(form.action + "/place", asked));
    await visit(address);
  });
}
