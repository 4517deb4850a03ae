// The walk of someone who has never seen a terminal: from nothing to a coded excerpt and its
// export; and every page of the sample study, which must be accessible and ask nobody else.

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { accessible, browse, folder, run, serve } from "./bench.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const samples = path.join(here, "../../corpus-samples/integrated-care/interviews");

test("from nothing to a coded excerpt and its export", async (t) => {
  const place = folder(t);
  const bench = await serve(t, place);
  const { page } = await browse(t, bench.address);
  await page.getByRole("button", { name: "Make a study" }).first().click();
  await page.locator("#title").fill("A first study");
  await page.locator("#coder").fill("ana");
  await page.getByRole("button", { name: "Make the study" }).click();
  await page.getByRole("link", { name: "Import documents" }).click();

  const word = fs.readdirSync(samples).find((name) => name.endsWith(".docx"));
  await page.locator("#files").setInputFiles(path.join(samples, word));
  await page.locator("#start").click();
  await page.getByRole("link", { name: "Read the first one" }).click();
  await page.locator(".row").nth(3).waitFor();

  for (const key of ["j", "j", "s", "c"]) await page.keyboard.press(key);
  await page.keyboard.type("first impressions");
  await page.keyboard.press("Enter");
  await page.locator(".names", { hasText: "first impressions" }).first().waitFor();

  await page.getByRole("link", { name: "Excerpts", exact: true }).click();
  await page.waitForURL(/\/excerpts/);
  await page.getByText("first impressions").first().waitFor();
  await page.goto(page.url().replace(/\/excerpts.*/, "/export"));
  const fetched = page.waitForEvent("download");
  await page.locator("form[method=post] button, button").filter({ hasText: /CSV|tables/i }).first().click();
  const download = await fetched;
  assert.ok(fs.statSync(await download.path()).size > 100, download.suggestedFilename());
  run(place, "check");
});

const PAGES = ["documents", "codebook", "codebook/1", "codebook/versions", "excerpts", "excerpts?q=care", "proposals", "people", "memos", "memos/journal", "history", "import", "export", "read/1"];

for (const [width, dark] of [[1440, false], [1024, true], [390, false]]) {
  test(`every page is accessible at ${width}, ${dark ? "dark" : "light"}`, async (t) => {
    const place = folder(t);
    run(place, "demo");
    const bench = await serve(t, place, "--coder", "ana");
    const { page, origin } = await browse(t, bench.address, { width, dark });
    for (const name of PAGES) {
      await page.goto(`${origin}/s/integrated-care/${name}`);
      await accessible(page, `${name} at ${width}`);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(wide <= 1, `${name} scrolls sideways at ${width} by ${wide}`);
      if (process.env.PICTURES) {
        const file = `${name.replaceAll(/[/?=]/g, "-")}-${width}${dark ? "-dark" : ""}.png`;
        await page.screenshot({ path: path.join(process.env.PICTURES, file) });
      }
    }
  });
}
