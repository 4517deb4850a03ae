// Reading and coding on a phone, with fingers alone.

import assert from "node:assert/strict";
import { test } from "node:test";
import { accessible, browse, folder, run, saved, serve } from "./bench.mjs";

/** The sample study on a phone, at an interview. */
async function reading(t) {
  const place = folder(t);
  run(place, "demo");
  const bench = await serve(t, place, "--coder", "ana");
  const browser = await browse(t, bench.address, { width: 390, height: 844, phone: true });
  await browser.page.goto(`${bench.origin}/s/integrated-care/read/3`);
  await browser.page.locator(".row").first().waitFor();
  return { place, ...browser };
}

function staffing(place) {
  const listed = run(place, "codings", "list", "document:01-nurse-w1", "coder:ana", "code:=staffing", "--format", "json");
  return JSON.parse(listed).rows;
}

/** Whether something is neither covered by the head of the page nor by the codes. */
async function isSeen(page, locator) {
  const box = await locator.boundingBox();
  const [head, palette] = [await page.locator(".head").boundingBox(), await page.locator("#palette").boundingBox()];
  return box.y >= head.y + head.height && box.y + box.height <= palette.y;
}

test("a tapped paragraph's sentence is coded, its coding opened and removed", async (t) => {
  const { page, place } = await reading(t);
  const before = staffing(place).length;
  const row = page.locator("#rows .row").nth(1);
  await row.locator("p[data-sentences]").tap({ position: { x: 40, y: 40 } });
  await page.locator("#filter").tap();
  await page.getByRole("button", { name: "Sentence", exact: true }).tap();
  await page.getByRole("button", { name: "and the next" }).tap();
  assert.ok(await isSeen(page, page.locator('.grip[data-end="start"]')), "what is picked can be seen above the codes");
  await accessible(page, "the reader on a phone with a passage picked");
  await page.locator("#codes li", { hasText: "staffing" }).tap();
  const name = row.locator(".names button", { hasText: "staffing" });
  await name.waitFor();
  await saved(page);
  const all = staffing(place);
  assert.equal(all.length, before + 1);
  assert.ok(all.some((coding) => coding.quote.startsWith("Right. So I'm a district nursing sister")), "two sentences");

  await page.getByRole("button", { name: "Put away" }).tap();
  await page.locator("#codes").waitFor({ state: "hidden" });
  await name.tap();
  await page.getByRole("button", { name: "Remove" }).tap();
  await name.waitFor({ state: "detached" });
  await saved(page);
  assert.equal(staffing(place).length, before);
});

test("words that a finger selects are picked whole, and a grip is dragged", async (t) => {
  const { page, context, place } = await reading(t);
  const before = staffing(place).length;
  const row = page.locator("#rows .row").nth(1);
  await row.locator("p[data-sentences]").scrollIntoViewIfNeeded();
  // Where a finger rests the browser selects and takes the touch for itself: the selection
  // changes while the finger is down, and the page hears that the touch was cancelled.
  const finger = await context.newCDPSession(page);
  const at = await row.locator("p[data-sentences]").boundingBox();
  const touch = (type, points) => finger.send("Input.dispatchTouchEvent", { type, touchPoints: points });
  await touch("touchStart", [{ x: at.x + 60, y: at.y + 12 }]);
  await row.evaluate((row) => {
    const words = document.createTreeWalker(row.querySelector("p[data-sentences]"), NodeFilter.SHOW_TEXT).nextNode();
    const from = words.data.indexOf("strict nursing");
    document.getSelection().setBaseAndExtent(words, from, words, from + "strict nurs".length);
  });
  await page.waitForTimeout(700);
  assert.equal(await page.locator("#grips").isHidden(), true, "nothing is taken from under the finger");
  await touch("touchCancel", []);
  const end = page.locator('.grip[data-end="end"]');
  await end.waitFor();
  const size = await end.boundingBox();
  assert.ok(size.width >= 24 && size.height >= 24, `${size.width} by ${size.height}`);

  const target = await row.evaluate((row) => {
    const words = document.createTreeWalker(row.querySelector("p[data-sentences]"), NodeFilter.SHOW_TEXT).nextNode();
    const from = words.data.indexOf("sister");
    const range = document.createRange();
    range.setStart(words, from);
    range.setEnd(words, from + 6);
    const box = range.getBoundingClientRect();
    return { x: box.right - 2, y: (box.top + box.bottom) / 2 };
  });
  await touch("touchStart", [{ x: size.x + size.width / 2, y: size.y + 8 }]);
  for (let step = 1; step <= 6; step += 1) {
    const share = step / 6;
    const x = size.x + size.width / 2 + (target.x - size.x - size.width / 2) * share;
    await touch("touchMove", [{ x, y: size.y + 8 + (target.y + 12 - size.y - 8) * share }]);
  }
  await touch("touchEnd", []);
  // What is tapped within a moment of a drag counts as part of it; the first test taps a code.
  await page.locator("#codes li", { hasText: "staffing" }).click();
  await row.locator(".names button", { hasText: "staffing" }).waitFor();
  await saved(page);
  const all = staffing(place);
  assert.equal(all.length, before + 1);
  assert.ok(all.some((coding) => coding.quote === "district nursing sister"), JSON.stringify(all.map((coding) => coding.quote)));
});
