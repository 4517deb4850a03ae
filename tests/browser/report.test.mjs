// The report: what it holds is chosen by keys, seen as it will print, and taken away as a page
// and for Word.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { accessible, browse, folder, run, serve } from "./bench.mjs";

/** The sample study with its report open. */
async function opened(t, options = {}) {
  const place = folder(t);
  run(place, "demo");
  const bench = await serve(t, place, "--coder", "ana");
  const browser = await browse(t, bench.address, options);
  const study = `${bench.origin}/s/integrated-care`;
  await browser.page.goto(`${study}/report`);
  await drawn(browser.page, 0);
  return { place, bench, study, ...browser };
}

/** Waits until the report was drawn so many times anew, and returns the frame that it is in. */
async function drawn(page, times) {
  await page.waitForFunction((times) => Number(document.getElementById("paper")?.dataset.drawn ?? -1) >= times, times);
  return page.frameLocator("#paper iframe:not([data-next])");
}

const times = (page) => page.locator("#paper").getAttribute("data-drawn").then(Number);

/** Does something, and waits until the report is drawn anew. */
async function anew(page, deed) {
  const before = await times(page);
  await deed();
  return drawn(page, before + 1);
}

/** What stands in the report, as a reader sees it. */
const words = (frame) => frame.locator("body").innerText();

test("a part is left out, two excerpts are chosen and put in order by keys, and both files have them", async (t) => {
  const { page, place } = await opened(t);
  let frame = await drawn(page, 0);
  await frame.getByRole("heading", { name: "How far the coders agreed" }).waitFor();
  await page.keyboard.press("j");
  assert.equal(await page.evaluate(() => document.activeElement?.id), "part-summary");
  for (const key of ["j", "j", "j"]) await page.keyboard.press(key);
  assert.equal(await page.evaluate(() => document.activeElement?.id), "part-agreement");
  frame = await anew(page, () => page.keyboard.press("Space"));
  assert.equal(await frame.getByRole("heading", { name: "How far the coders agreed" }).count(), 0);
  frame = await anew(page, () => page.keyboard.press("Alt+ArrowUp"));
  const order = () => page.locator("#parts .row").evaluateAll((rows) => rows.map((row) => row.dataset.key));
  assert.deepEqual((await order()).slice(0, 4), ["summary", "study", "agreement", "coding"]);
  frame = await anew(page, () => page.keyboard.press("Alt+ArrowDown"));

  const theme = page.locator("#themes .row.theme").first();
  const title = (await theme.locator("> label").innerText()).trim();
  await theme.locator("> input").focus();
  await page.keyboard.press("o");
  await theme.locator(".quoted .one").first().waitFor();
  assert.match(await theme.locator(".chosen-by").innerText(), /Chosen by the program/);
  await accessible(page, "the report with the excerpts of a theme");
  // Those that the program chose are taken away, and two others are chosen.
  const quoted = theme.locator(".quoted .one");
  while (await quoted.count()) {
    await quoted.first().locator("input").focus();
    frame = await anew(page, () => page.keyboard.press("Space"));
  }
  const others = theme.locator(".others .one");
  const chosen = [];
  for (const at of [6, 9]) {
    const one = others.nth(at);
    chosen.push((await one.locator(".words").textContent()).replace(/\s+/g, " ").trim());
    await one.locator("input").focus();
    frame = await anew(page, () => page.keyboard.press("Space"));
  }
  frame = await anew(page, () => page.keyboard.press("Alt+ArrowUp"));
  assert.equal(await theme.locator(".opens .said").innerText(), "2 chosen");
  const chapter = frame.locator("section.theme", { hasText: title }).first();
  const quotes = (await chapter.locator("blockquote").allInnerTexts()).map((one) => one.replace(/\s+/g, " ").trim());
  assert.deepEqual(quotes.slice(0, 2), [chosen[1], chosen[0]]);
  assert.match(await chapter.locator(".credit").first().innerText(), /^[A-Z].* \d, site 0\d, /);

  for (const [key, name] of [["h", "integrated-care-report.html"], ["d", "integrated-care-report.docx"]]) {
    const [file] = await Promise.all([page.waitForEvent("download"), page.keyboard.press(key)]);
    assert.equal(file.suggestedFilename(), name);
    await file.saveAs(path.join(place, name));
  }
  const html = fs.readFileSync(path.join(place, "integrated-care-report.html"), "utf8");
  assert.ok(!html.includes("How far the coders agreed") && html.includes('id="coding"'));
  const unpacked = spawnSync("unzip", ["-p", path.join(place, "integrated-care-report.docx"), "word/document.xml"], { encoding: "utf8", maxBuffer: 1e8 });
  const text = [...unpacked.stdout.matchAll(/<w:t [^>]*>([^<]*)/g)].map((found) => found[1]).join(" ");
  const plain = (/** @type {string} */ said) => said.replace(/&apos;/g, "'").replace(/&quot;/g, '"').replace(/&amp;/g, "&").replace(/\s+/g, " ");
  for (const one of chosen) assert.ok(plain(text).includes(one), one);
  assert.ok(plain(text).indexOf(chosen[1]) < plain(text).indexOf(chosen[0]));
  assert.ok(!text.includes("How far the coders agreed") && unpacked.stdout.includes("<w:drawing>"));
});

test("choices are there again, can be begun anew and had back; no address holds any of them", async (t) => {
  const { page, study, asked } = await opened(t);
  await page.locator("#r-title").fill("What we heard in March");
  let frame = await anew(page, () => page.locator("#r-title").blur());
  assert.equal(await frame.locator("h1").innerText(), "What we heard in March");
  frame = await anew(page, () => page.locator("#r-quoted").selectOption("0"));
  assert.equal(await frame.locator(".excerpt").count(), 0);
  await page.goto(`${study}/documents`);
  await page.keyboard.press("g");
  await page.keyboard.press("w");
  await page.waitForURL(`${study}/report`);
  frame = await drawn(page, 0);
  assert.equal(await page.locator("#r-title").inputValue(), "What we heard in March");
  assert.equal(await frame.locator("h1").innerText(), "What we heard in March");
  frame = await anew(page, () => page.locator("[data-anew]").click());
  assert.notEqual(await frame.locator("h1").innerText(), "What we heard in March");
  frame = await anew(page, () => page.locator("#said button").click());
  assert.equal(await frame.locator("h1").innerText(), "What we heard in March");
  assert.equal(await page.locator("#r-title").inputValue(), "What we heard in March");
  assert.deepEqual(asked.filter((address) => /March|heard/.test(address)), []);
});

test("a query narrows the report, and what is wrong with one is said where it is typed", async (t) => {
  const troubles = [/422/];
  const { page } = await opened(t, { troubles });
  await page.keyboard.press("/");
  await page.keyboard.type("site:04");
  let frame = await anew(page, () => page.keyboard.press("Enter"));
  assert.match(await words(frame), /for site:04/);
  await page.locator("#r-query").fill("sight:04");
  await page.locator("#r-query").press("Enter");
  await page.locator("#trouble", { hasText: "sight" }).waitFor();
  assert.equal(await page.locator("#r-query").inputValue(), "sight:04");
  await page.locator("#r-query").fill("");
  frame = await anew(page, () => page.locator("#r-query").press("Enter"));
  await page.locator("#trouble", { hasText: "sight" }).waitFor({ state: "hidden" });
});

test("rows are dragged, and what others code meanwhile is drawn", async (t) => {
  const { page, place } = await opened(t);
  const row = (part) => page.locator(`#parts .row[data-key="${part}"]`);
  let frame = await anew(page, () => row("themes").locator(".grip").dragTo(row("study"), { targetPosition: { x: 40, y: 2 } }));
  const titles = await frame.locator("h2").allInnerTexts();
  assert.ok(titles.findIndex((one) => one.includes("Theme by theme")) < titles.findIndex((one) => one.includes("What was studied")), titles.join());
  const before = await times(page);
  run(place, "memos", "add", "a thought", "--code", "time", "--coder", "ana");
  await drawn(page, before + 1);
  frame = await anew(page, () => page.locator("#part-memos").check());
  assert.match(await words(frame), /a thought/);
});

for (const dark of [false, true]) {
  test(`it fits every width and is accessible, ${dark ? "dark" : "light"}`, async (t) => {
    const { page } = await opened(t, { dark });
    for (const width of [1440, 1024, 390]) {
      await page.setViewportSize({ width, height: 900 });
      await page.waitForTimeout(100);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(over <= 0, `${width}: ${over} px too wide`);
      await accessible(page, `the report at ${width}`);
    }
  });
}
