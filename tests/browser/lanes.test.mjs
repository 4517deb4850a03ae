// Whose stripes are shown: chosen with a key or by hand, kept in the address.

import assert from "node:assert/strict";
import { test } from "node:test";
import { accessible, browse, folder, run, saved, serve } from "./bench.mjs";

/** A document of the sample study that three have coded. */
async function reading(t, options = {}) {
  const place = folder(t);
  run(place, "demo");
  const bench = await serve(t, place, "--coder", "ana");
  const browser = await browse(t, bench.address, options);
  await browser.page.goto(`${bench.origin}/s/integrated-care/read/1`);
  await browser.page.locator(".lanes [data-coding]").first().waitFor();
  return { place, ...browser };
}

/** The coders whose names stand in the margin, as the page tells them. */
const coders = (page) => page.evaluate(() => [...new Set([...document.querySelectorAll(".names [data-coder]")].map((name) => name.dataset.coder))].sort());

test("one key shows stripes together, by coder, and only one's own; the address says it", async (t) => {
  const { page } = await reading(t);
  assert.deepEqual(await coders(page), ["ana", "ben", "chloe"]);
  await page.keyboard.press("l");
  await page.locator("#lane-names text").nth(2).waitFor();
  assert.match(page.url(), /\?lanes=coders$/);
  // Each coder's stripes are in one column, beside the others'.
  const columns = await page.evaluate(() => {
    const reach = {};
    for (const stripe of document.querySelectorAll(".lanes [data-coding]")) {
      const coder = document.querySelector(`.names [data-coding="${stripe.dataset.coding}"]`).dataset.coder;
      const [left, width] = [Number(stripe.getAttribute("x")), Number(stripe.getAttribute("width"))];
      const known = (reach[coder] ??= [left, left + width]);
      reach[coder] = [Math.min(known[0], left), Math.max(known[1], left + width)];
    }
    return reach;
  });
  assert.ok(columns.ana[1] < columns.ben[0] && columns.ben[1] < columns.chloe[0], JSON.stringify(columns));
  await accessible(page, "the reader with lanes by coder");

  await page.keyboard.press("l");
  await page.waitForFunction(() => !document.querySelector("#lane-names text"));
  assert.deepEqual(await coders(page), ["ana"]);
  assert.match(page.url(), /\?coders=\d+$/);
  await page.goBack();
  await page.locator("#lane-names text").nth(2).waitFor();
  assert.deepEqual(await coders(page), ["ana", "ben", "chloe"]);
  await page.keyboard.press("?");
  await page.locator("#keys", { hasText: "stripes: all together, by coder, only yours" }).waitFor();
});

test("coders are chosen by hand, also for the next document, and coding goes on", async (t) => {
  const { page } = await reading(t);
  await page.getByRole("checkbox", { name: /ben/ }).uncheck();
  await page.waitForFunction(() => !document.querySelector('.names [data-coder="ben"]'));
  assert.deepEqual(await coders(page), ["ana", "chloe"]);
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("name")), "coders", "the focus stays");
  await page.getByRole("radio", { name: "by coder" }).check();
  await page.locator("#lane-names text").nth(1).waitFor();

  const before = await page.locator('.names [data-coder="ana"]').count();
  await page.locator("#rows").focus();
  for (const key of ["j", "j", "s", "c"]) await page.keyboard.press(key);
  await page.keyboard.type("staffing");
  await page.keyboard.press("Enter");
  await page.waitForFunction((before) => document.querySelectorAll('.names [data-coder="ana"]').length > before, before);
  await saved(page);
  assert.deepEqual(await coders(page), ["ana", "chloe"]);

  await page.locator("#others a[rel=next]").click();
  await page.waitForURL(/\/read\/2\?lanes=coders&coders=\d+,\d+$/);

  // Who codes while others' stripes are shown alone is told that the own ones are not among them.
  await page.goBack();
  await page.getByRole("checkbox", { name: /ana/ }).uncheck();
  await page.waitForFunction(() => !document.querySelector('.names [data-coder="ana"]'));
  await page.locator("#rows").focus();
  for (const key of ["j", "s", "c"]) await page.keyboard.press(key);
  await page.keyboard.type("funding");
  await page.keyboard.press("Enter");
  await page.getByText("Your stripes are not among those that are shown").waitFor();
});
