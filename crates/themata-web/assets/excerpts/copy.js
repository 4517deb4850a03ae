/** Copies words with their credit: as a quote for word processors, and as plain text. */

import { say, wrong } from "../parts/say.js";

/** @param {HTMLElement[]} results */
export async function copy(results) {
  if (results.length === 0) return say("Go to a result first, with j and k.");
  const quotes = results.map((result) => ({
    words: words(result),
    credit: result.querySelector(".credit")?.textContent?.trim() ?? "",
  }));
  const plain = quotes.map(({ words, credit }) => `“${words}” (${credit})`).join("\n\n");
  const page = document.implementation.createHTMLDocument();
  for (const { words, credit } of quotes) {
    const quote = page.createElement("blockquote");
    const said = page.createElement("p");
    said.textContent = `“${words}”`;
    const by = page.createElement("p");
    by.textContent = `— ${credit}`;
    quote.append(said, by);
    page.body.append(quote);
  }
  const clips = { "text/plain": plain, "text/html": page.body.innerHTML };
  const blobs = Object.entries(clips).map(([type, text]) => [type, new Blob([text], { type })]);
  try {
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
    say(results.length === 1 ? "Copied with its credit." : `${results.length} copied with their credits.`);
  } catch {
    wrong("The browser did not let the page copy. Allow it to use the clipboard, and try again.");
  }
}

/** The words of a result: of a place of words, with what stands around it. @param {HTMLElement} result */
function words(result) {
  const found = result.classList.contains("place") ? result.querySelector(".words") : result.querySelector("a.found");
  return found?.textContent?.replace(/\s+/g, " ").trim() ?? "";
}
