/** Hands files to the server, one after the other. */

import { Lost, Refused } from "../parts/send.js";

/** @typedef {{ file: File, path: string }} Chosen */

/**
 * Sends files and says how many arrived; returns how many are of no kind that is read.
 *
 * @param {string} address
 * @param {Chosen[]} files
 * @param {(done: number) => void} arrived
 */
export async function uploaded(address, files, arrived) {
  let passedOver = 0;
  arrived(0);
  for (const [place, { file, path }] of files.entries()) {
    const form = new FormData();
    form.append("path", path);
    form.append("file", file, "file");
    const answer = await fetch(address, { method: "POST", body: form, headers: { accept: "application/json" } }).catch(() => {
      throw new Lost("The workbench does not answer. It was ended, or a file was changed while it was handed in.");
    });
    const told = await answer.json().catch(() => null);
    if (!answer.ok) throw new Refused(told ?? { message: `A file was not taken (${answer.status}).`, hints: [] });
    passedOver += told.passed_over;
    arrived(place + 1);
  }
  return passedOver;
}
