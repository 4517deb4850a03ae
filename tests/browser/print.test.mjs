// What pages look like on paper: nothing to press, black on white, codes named beside the words.

import assert from "node:assert/strict";
import { test } from "node:test";
import { browse, folder, run, serve } from "./bench.mjs";

const PAGES = ["read/1", "read/1?lanes=coders", "codebook", "codebook/2", "excerpts?q=code:staffing", "memos", "history", "documents", "people"];

test("pages print without anything to press, black on white, also from dark ones", async (t) => {
  const place = folder(t);
  run(place, "demo");
  const bench = await serve(t, place, "--coder", "ana");
  const { page, origin } = await browse(t, bench.address, { dark: true });
  for (const name of PAGES) {
    await page.emulateMedia({ media: "screen" });
    await page.goto(`${origin}/s/integrated-care/${name}`);
    if (name.startsWith("read/")) await page.locator(".lanes [data-share]").first().waitFor({ state: "attached" });
    await page.emulateMedia({ media: "print" });
    const seen = await page.evaluate(() => {
      window.dispatchEvent(new Event("beforeprint"));
      const isSeen = (element) => element.checkVisibility() && element.getClientRects().length > 0;
      const rows = [...document.querySelectorAll("#rows .row")];
      const foot = (element) => element.getBoundingClientRect().bottom;
      return {
        pressed: [...document.querySelectorAll("button, .button, .head, nav:not(.path), dialog, #palette, kbd")]
          .filter((element) => isSeen(element) && !element.closest(".names"))
          .map((element) => element.outerHTML.slice(0, 80)),
        ink: getComputedStyle(document.body).color,
        paper: getComputedStyle(document.body).backgroundColor,
        unnamed: rows.filter((row) => row.querySelector(".names [data-coding]") && !isSeen(row.querySelector(".names [data-coding]"))).length,
        outside: rows.filter((row) => row.querySelector("ul.names") && foot(row.querySelector("ul.names")) > foot(row) + 1).length,
        moved: document.querySelectorAll(".lanes [data-share]").length
          - [...document.querySelectorAll(".lanes [data-share]")].filter((stripe) => `${stripe.getAttribute("y")} ${stripe.getAttribute("height")}` === stripe.dataset.share).length,
        broken: rows.filter((row) => getComputedStyle(row).breakInside !== "avoid").length,
      };
    });
    assert.deepEqual(seen, { pressed: [], ink: "rgb(0, 0, 0)", paper: "rgb(255, 255, 255)", unnamed: 0, outside: 0, moved: 0, broken: 0 }, name);
  }
});
