// The study's board: two views are put there from their pages, stand in the order that keys give
// them, open as they were asked, are edited where they stand, and all of it is undone.

import assert from "node:assert/strict";
import { test } from "node:test";
import { accessible, browse, folder, run, saved, serve } from "./bench.mjs";

/** The sample study, opened by a coder of it. */
async function opened(t, options = {}) {
  const place = folder(t);
  run(place, "demo");
  const bench = await serve(t, place, "--coder", "ana");
  const browser = await browse(t, bench.address, options);
  return { place, bench, study: `${bench.origin}/s/integrated-care`, ...browser };
}

/** Opens a view and puts it on the board by keys. */
async function put(page, address, title, note) {
  await page.goto(address);
  await page.locator(".figures").first().waitFor();
  const heading = [await page.locator(".way h1").innerText(), await page.locator(".way > h2").first().innerText()].join(": ");
  await page.keyboard.press("b");
  await page.locator("#put-on-board[open]").waitFor();
  assert.equal(await page.locator("#put-name").inputValue(), heading.trim());
  if (title) await page.keyboard.type(title);
  await page.locator("#put-note").fill(note);
  await page.locator("#put-name").focus();
  await page.keyboard.press("Enter");
  await page.locator("#said", { hasText: "is on the board." }).waitFor();
  await saved(page);
  return new URL(page.url()).searchParams;
}

const titles = (page) => page.locator(".on-board h2").allInnerTexts();
const told = (place) => JSON.parse(run(place, "board", "--format", "json")).rows;

test("two views are put on the board, moved by a key, opened as they were asked, and undone", async (t) => {
  const { page, study, place, asked: requests } = await opened(t);
  await page.goto(`${study}/analyse/board`);
  await page.locator(".nothing").waitFor();
  await accessible(page, "an empty board");

  await page.goto(`${study}/analyse/patterns`);
  await page.keyboard.press("b");
  await accessible(page, "asking for a title");
  await page.keyboard.press("Escape");

  const asked = await put(page, `${study}/analyse/frequencies?q=site:04&level=theme`, "Site 04", "for <b>chapter</b> 3");
  assert.match(asked.get("q") ?? "", /^~/);
  await put(page, `${study}/analyse/patterns?size=2..&layer=any-coder`, "", "");
  await page.getByRole("button", { name: "Open the board" }).click();
  await page.locator(".on-board").nth(1).waitFor();
  assert.equal((await titles(page))[0], "Site 04");
  await page.locator(".on-board .note", { hasText: "for <b>chapter</b> 3" }).waitFor();
  await page.locator(".look table").waitFor();
  await page.waitForFunction(() => [...document.querySelectorAll(".look img")].every((img) => img.complete && img.naturalWidth > 0));
  await accessible(page, "the board");
  assert.deepEqual(told(place).map((row) => row.asks), ["q=site:04; level=theme", "size=2..; layer=any-coder"]);

  // The second goes before the first, and keeps the focus.
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("Alt+ArrowUp");
  await page.waitForFunction(() => document.querySelector(".on-board h2")?.textContent !== "Site 04");
  await page.waitForFunction(() => document.activeElement?.id === "view-2");
  assert.deepEqual(told(place).map((row) => row.number), [2, 1]);
  await page.keyboard.press("Control+z");
  await page.waitForFunction(() => document.querySelector(".on-board h2")?.textContent === "Site 04");
  assert.deepEqual(told(place).map((row) => row.number), [1, 2]);

  // Dragged by its head, too.
  await page.locator(".on-board .top").nth(1).dragTo(page.locator(".on-board").first());
  await page.waitForFunction(() => document.querySelector(".on-board h2")?.textContent !== "Site 04");
  await page.keyboard.press("Control+z");
  await page.waitForFunction(() => document.querySelector(".on-board h2")?.textContent === "Site 04");

  // Edited where it stands; of two the later is told what it says.
  await page.locator("#view-1").focus();
  await page.keyboard.press("e");
  await page.keyboard.type("Fourth site");
  await page.keyboard.press("Enter");
  await page.locator(".on-board h2", { hasText: "Fourth site" }).waitFor();
  await saved(page);
  assert.equal(told(place)[0].title, "Fourth site");
  await accessible(page, "a view that is edited");

  // It opens at the address that it was put there from.
  await page.locator("#view-1").click();
  await page.waitForURL(/frequencies\?/);
  const opens = new URL(page.url()).searchParams;
  assert.deepEqual([...opens].sort(), [...asked].sort());
  assert.equal(await page.locator("#q").inputValue(), "site:04");

  // What somebody else does is seen in the picture.
  await page.goto(`${study}/analyse/board`);
  await page.waitForFunction(() => [...document.querySelectorAll(".look img")].every((img) => img.complete && img.naturalWidth > 0));
  const drawn = () => requests.filter((address) => address.includes("picture.svg")).length;
  const before = drawn();
  run(place, "codebook", "add", "one more code", "--coder", "ana");
  await page.locator('.look img[src*="at="]').waitFor();
  assert.ok(drawn() > before);

  // Removed and brought back.
  await page.locator("#view-2").focus();
  await page.keyboard.press("Delete");
  await page.locator("#view-2").waitFor({ state: "detached" });
  assert.equal(told(place).length, 1);
  await page.keyboard.press("Control+z");
  await page.locator("#view-2").waitFor();
  run(place, "board", "remove", "1", "--coder", "ana");
  await page.locator("#view-1").waitFor({ state: "detached" });
  run(place, "check");
});

test("a view that does not fit the study any more says so, and a theme stands there by its title", async (t) => {
  const { page, study, place } = await opened(t, { troubles: [/Failed to load resource/] });
  run(place, "themes", "from-codebook", "--coder", "ana");
  await page.goto(`${study}/analyse/frequencies?q=code:nowhere`);
  await page.keyboard.press("b");
  await page.keyboard.type("Gone");
  await page.keyboard.press("Enter");
  await page.locator("#said", { hasText: "is on the board." }).waitFor();
  await page.goto(`${study}/analyse/themes/1`);
  const title = await page.locator("#f-title").inputValue();
  await page.keyboard.press("b");
  assert.ok((await page.locator("#put-name").inputValue()).endsWith(title));
  await page.keyboard.press("Enter");
  await page.locator("#said", { hasText: "is on the board." }).waitFor();
  await page.goto(`${study}/analyse/board`);
  await page.locator(".look[data-broken]", { hasText: "cannot be drawn" }).waitFor();
  await accessible(page, "a board with a view that does not fit");
  await page.locator(".look a", { hasText: "Open the theme" }).click();
  await page.waitForURL(/\/analyse\/themes\/1$/);
});

for (const [width, height, dark] of [[1440, 900, false], [1024, 768, true], [390, 800, false]]) {
  test(`nothing of the board is pushed out of sight at ${width}${dark ? " in the dark" : ""}`, async (t) => {
    const { page, study } = await opened(t, { width, height, dark, phone: width === 390 });
    await put(page, `${study}/analyse/frequencies`, "", "A note.\nOf two lines.");
    await put(page, `${study}/analyse/patterns?size=2..&layer=any-coder`, "", "");
    await put(page, `${study}/analyse/cooccurrence?q=site:04`, "Together".repeat(12), "");
    for (const where of ["board", "frequencies", "themes", "matrix"]) {
      await page.goto(`${study}/analyse/${where}`);
      if (where === "board") {
        await page.locator(".on-board").nth(2).waitFor();
        await page.locator(".edit > summary").first().click();
        await page.locator(".look table").first().scrollIntoViewIfNeeded();
      } else {
        await page.locator("#to-board").waitFor();
        assert.ok(await page.locator("#to-board").evaluate((button) => button.getBoundingClientRect().right <= window.innerWidth));
      }
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(wide <= 0, `${where} is ${wide} too wide`);
      await accessible(page, `${where} at ${width}${dark ? " in the dark" : ""}`);
    }
  });
}
