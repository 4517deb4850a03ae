// Words that run from right to left: read, picked and coded by mouse and keys, with ends moved.

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { browse, folder, run, saved, serve } from "./bench.mjs";

const INTERVIEW = `מראיינת: איך היה החורף?

אחות: המערכת לא נפתחה שלושה ימים. הדפסנו כל דבר פעמיים, גם את תוצאות MRI מיום 12, ושלחנו ל-Dr Hale בפקס.

מראיינת: IBM אמרה שהכול עובד.

NURSE: She wrote שלום on the board and left.
`;

/** A study of one interview in Hebrew and English, open in the reader. */
async function reading(t, options = {}) {
  const place = folder(t);
  fs.writeFileSync(path.join(place, "winter.txt"), INTERVIEW);
  run(place, "init", "winter.themata", "--title", "Winter", "--coder", "ana");
  run(place, "import", "winter.txt");
  run(place, "codebook", "add", "workarounds");
  const bench = await serve(t, place, "winter.themata", "--coder", "ana");
  const { page } = await browse(t, bench.address, options);
  await page.goto(`${bench.origin}/s/winter/read/1`);
  await page.locator(".row").first().waitFor();
  return { page, place };
}

/** The words of all codings. */
function quotes(place) {
  return JSON.parse(run(place, "codings", "list", "--format", "json")).rows.map((row) => row.quote);
}

/** Where words stand on the page. */
function boxOf(page, words) {
  return page.evaluate((words) => {
    for (const paragraph of document.querySelectorAll("p[data-sentences]")) {
      const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.data.indexOf(words);
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + words.length);
        const { left, right, top, bottom } = range.getBoundingClientRect();
        return { left, right, top, bottom };
      }
    }
    throw new Error(`not on the page: ${words}`);
  }, words);
}

for (const width of [1440, 390]) {
  test(`turns run as their words do, and the margin stays, at ${width}`, async (t) => {
    const { page, place } = await reading(t, { width });
    const rows = await page.evaluate(() =>
      [...document.querySelectorAll("#rows .row")].map((row) => {
        const said = row.querySelector(".said");
        const words = document.createRange();
        words.selectNodeContents(said.querySelector("p"));
        const name = document.createRange();
        name.selectNodeContents(said.querySelector("h3"));
        const box = said.getBoundingClientRect();
        const side = (range) => (Math.abs(range.getBoundingClientRect().left - box.left) < 2 ? "left" : "right");
        return { runs: getComputedStyle(said).direction, words: side(words), name: side(name) };
      }),
    );
    assert.deepEqual(
      rows.map(({ runs, name }) => `${runs} ${name}`),
      // The third begins with Latin letters and is Hebrew; the last has a Hebrew word and is English.
      ["rtl right", "rtl right", "rtl right", "ltr left"],
    );
    assert.equal(rows[0].words, "right");
    run(place, "code", "winter", "--quote", "הדפסנו כל דבר פעמיים", "--code", "workarounds", "--coder", "ana");
    const stripe = page.locator(".lanes [data-coding]").first();
    await stripe.waitFor();
    const [text, margin] = [await page.locator(".row .said").nth(1).boundingBox(), await stripe.boundingBox()];
    assert.ok(margin.x >= text.x + text.width, "stripes stand at the right of the words");
  });
}

test("words from right to left are picked by the mouse, and an end is dragged", async (t) => {
  const { page, place } = await reading(t);
  const [first, last] = [await boxOf(page, "הדפסנו"), await boxOf(page, "פעמיים")];
  await page.mouse.move(first.right - 6, (first.top + first.bottom) / 2);
  await page.mouse.down();
  await page.mouse.move(last.left + 6, (last.top + last.bottom) / 2, { steps: 12 });
  await page.mouse.up();
  const start = page.locator('.grip[data-end="start"]');
  await start.waitFor();
  // The first word is at the right, so the grip of the beginning is, too.
  const grip = await start.boundingBox();
  assert.ok(Math.abs(grip.x + grip.width / 2 - first.right) < 3, `${grip.x + grip.width / 2} beside ${first.right}`);
  const end = page.locator('.grip[data-end="end"]');
  const held = await end.boundingBox();
  assert.ok(Math.abs(held.x + held.width / 2 - last.left) < 3, `${held.x + held.width / 2} beside ${last.left}`);

  const before = await boxOf(page, "דבר");
  await page.mouse.move(held.x + held.width / 2, held.y + 12);
  await page.mouse.down();
  await page.mouse.move(before.left + 2, (before.top + before.bottom) / 2 + 12, { steps: 12 });
  await page.mouse.up();
  await page.locator("#codes li", { hasText: "workarounds" }).click();
  await page.locator(".names button", { hasText: "workarounds" }).waitFor();
  await saved(page);
  assert.deepEqual(quotes(place), ["הדפסנו כל דבר"]);
});

test("words from right to left are coded by keys, with arrows as they are seen", async (t) => {
  const { page, place } = await reading(t);
  // The first sentence of the second turn; then its end two words to the left, and one back.
  for (const key of ["j", "j", "s", "ArrowLeft", "ArrowLeft", "ArrowRight", "c"]) await page.keyboard.press(key);
  await page.keyboard.type("workarounds");
  await page.keyboard.press("Enter");
  await page.locator(".names button", { hasText: "workarounds" }).waitFor();
  await saved(page);
  assert.deepEqual(quotes(place), ["המערכת לא נפתחה שלושה ימים. הדפסנו"]);

  await page.locator(".names button", { hasText: "workarounds" }).click();
  await page.getByRole("button", { name: "Change its ends" }).click();
  await page.keyboard.press("Shift+ArrowLeft");
  const done = page.waitForResponse(/\/revise/);
  await page.keyboard.press("Enter");
  assert.equal((await done).status(), 200);
  assert.deepEqual(quotes(place), ["לא נפתחה שלושה ימים. הדפסנו"]);
});
