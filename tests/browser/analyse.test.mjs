// Views of what was coded: every one of them drawn, asked otherwise by its form, its numbers
// followed to their excerpts, its files saved.

import assert from "node:assert/strict";
import fs from "node:fs";
import { test } from "node:test";
import { accessible, browse, folder, run, serve } from "./bench.mjs";

const WAYS = ["frequencies", "tables", "cooccurrence", "across", "patterns", "saturation", "lines", "words", "keyness"];

/** The sample study, at a view. */
async function opened(t, where, options = {}) {
  const place = folder(t);
  run(place, "demo");
  const bench = await serve(t, place, "--coder", "ana");
  const browser = await browse(t, bench.address, options);
  const views = `${bench.origin}/s/integrated-care/analyse`;
  await browser.page.goto(`${views}/${where}`);
  return { place, bench, views, ...browser };
}

/** Waits until the picture of a view is there, if it has one. */
const drawn = (page) => page.waitForFunction(() => {
  const picture = document.querySelector("#picture img");
  return !picture || (picture.complete && picture.naturalWidth > 0);
});

test("every view is drawn with its picture, table and definition, and is accessible", async (t) => {
  const { page, views } = await opened(t, "../analyse");
  assert.match(page.url(), /\/analyse\/frequencies$/);
  for (const way of WAYS) {
    await page.goto(`${views}/${way}`);
    await drawn(page);
    await page.locator(".way .figures tbody tr").first().waitFor();
    assert.ok((await page.locator(".way .definition").innerText()).length > 40, way);
    assert.equal(await page.locator('.ways > .parts a[aria-current="page"]').count(), 1, way);
    await accessible(page, way);
  }
});

test("three widths and the dark need no scrolling sideways and are accessible", async (t) => {
  const { page, views } = await opened(t, "cooccurrence", { dark: true });
  for (const [width, height] of [[1440, 900], [1024, 768], [390, 720]]) {
    await page.setViewportSize({ width, height });
    for (const way of ["frequencies", "cooccurrence?shape=matrix", "saturation", "keyness"]) {
      await page.goto(`${views}/${way}`);
      await drawn(page);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), `${way} at ${width}`);
    }
    await accessible(page, `keyness at ${width}, dark`);
  }
});

test("a choice goes into the address, and back brings the view of before", async (t) => {
  const { page } = await opened(t, "frequencies");
  await page.locator("#f-group").focus();
  await page.locator("#f-group").selectOption({ label: "site" });
  await page.locator(".figures th", { hasText: "site 04" }).waitFor();
  assert.match(page.url(), /group=a\d+/);
  assert.equal(await page.evaluate(() => document.activeElement.id), "f-group", "the focus stays");
  await drawn(page);
  await page.locator("#f-words").check();
  await page.locator(".figures th", { hasText: "Share of words" }).waitFor();
  await page.goBack();
  await page.locator(".figures th", { hasText: "Share of words" }).waitFor({ state: "detached" });
  assert.equal(await page.locator("#f-words").isChecked(), false);
  await page.goBack();
  await page.locator(".figures th", { hasText: "site 04" }).waitFor({ state: "detached" });

  // The query is typed with help, and does not stand in the address.
  await page.keyboard.press("/");
  await page.keyboard.type("code:staf");
  await page.locator("#q-candidates [role=option]").first().waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelectorAll(".way .figures tbody tr").length < 6);
  assert.match(page.url(), /q=~[0-9a-f]{16}/);
  assert.doesNotMatch(decodeURIComponent(page.url()), /staf/);
});

test("a number leads to as many excerpts as it says, and a pair to its sites", async (t) => {
  const { page, views } = await opened(t, "frequencies?by=site");
  const cell = page.locator(".figures tbody tr", { hasText: "shared care record" }).locator("td").nth(2);
  const [number, place] = [await cell.innerText(), page.url()];
  await cell.locator("a").click();
  await page.locator(".sum b", { hasText: `${number} excerpts` }).waitFor();
  await page.goBack();
  assert.equal(page.url(), place);

  await page.goto(`${views}/cooccurrence?unit=excerpt`);
  const pair = page.locator(".figures tbody tr").first();
  const both = await pair.locator("td").nth(2).innerText();
  await pair.locator("td").nth(2).locator("a").click();
  await page.locator(".sum b", { hasText: new RegExp(`^${both} excerpts?$`) }).waitFor();
  await page.goBack();
  await page.locator(".figures tbody tr").first().locator("td").first().locator("a").click();
  await page.waitForURL(/\/analyse\/across\?a=\d+&b=\d+/);
  await drawn(page);
  await page.locator(".figures tbody tr", { hasText: "common" }).waitFor();
});

test("the table and the picture are saved with keys, as files of their kind", async (t) => {
  const { page, place } = await opened(t, "tables");
  const beginnings = { 1: "", 2: "PK", 3: "PK", 4: "<svg", 5: "\x89PNG\r\n" };
  for (const [key, beginning] of Object.entries(beginnings)) {
    const coming = page.waitForEvent("download");
    await page.keyboard.press(key);
    const file = await coming;
    const path = `${place}/${file.suggestedFilename()}`;
    await file.saveAs(path);
    const bytes = fs.readFileSync(path, "latin1");
    assert.ok(bytes.startsWith(beginning) && bytes.length > 400, `${path} begins with ${bytes.slice(0, 8)}`);
    if (key === "4") assert.match(bytes, /<title[^>]*>[^<]+<\/title>[\s\S]*<desc[^>]*>[^<]+<\/desc>/);
  }
  await page.keyboard.press("?");
  await page.locator("#keys", { hasText: "save the picture as PNG" }).waitFor();
});

test("nothing is lost of a query that is being typed while somebody else codes", async (t) => {
  const { page, place } = await opened(t, "frequencies");
  await page.locator("#q").fill("site:0");
  run(place, "memos", "add", "a note", "--document", "01-nurse-w1", "--coder", "ben");
  await page.waitForTimeout(800);
  assert.equal(await page.locator("#q").inputValue(), "site:0");
});

test("a wrong query says what may have been meant, and what cannot be counted says why", async (t) => {
  const { page, views } = await opened(t, "tables");
  await page.locator("#q").fill("code:staffin");
  await page.keyboard.press("Enter");
  await page.getByText("No code is called `staffin`.").waitFor();
  await page.locator("#trouble a", { hasText: "staffing" }).click();
  await page.locator(".figures tbody tr", { hasText: "staffing" }).waitFor();
  await page.goto(`${views}/tables?rows=code&cols=theme`);
  await page.getByText("codes cannot stand against codes").waitFor();
  await page.goto(`${views}/patterns?q=code:staffing+code:funding+valence:none`);
  await page.locator(".nothing, .figures").first().waitFor();
});

test("people and the consensus are counted apart with a click, and the query goes along", async (t) => {
  const place = folder(t);
  run(place, "demo");
  run(place, "adjudicate", "--accept", "agreed", "--yes", "--coder", "lea");
  const bench = await serve(t, place, "--coder", "ana");
  const { page } = await browse(t, bench.address);
  const study = `${bench.origin}/s/integrated-care`;
  await page.goto(`${study}/analyse/frequencies`);
  const now = () => page.locator("#whose [aria-current]").innerText();
  const codings = async () => Number((await page.locator(".figures tr.total td.number").first().innerText()).replace(/\D/g, ""));
  // Whoever asks nothing is told what people coded: the consensus was made from it.
  assert.equal(await now(), "what people coded");
  const counts = { people: await codings() };
  await page.getByRole("link", { name: "both together" }).click();
  await page.waitForFunction(() => document.querySelector("#whose [aria-current]")?.textContent === "both together");
  counts.both = await codings();
  await page.getByRole("link", { name: "what was agreed on", exact: true }).click();
  await page.waitForFunction(() => document.querySelector("#whose [aria-current]")?.textContent === "what was agreed on");
  counts.agreed = await codings();
  assert.ok(counts.agreed > 0 && counts.people > 0, JSON.stringify(counts));
  assert.equal(counts.people + counts.agreed, counts.both);
  assert.match(await page.locator("#q").inputValue(), /coder:consensus/);
  await accessible(page, "frequencies of the consensus");
  await page.getByRole("link", { name: "what was agreed on, else what people coded" }).click();
  await page.waitForFunction(() => document.querySelector("#whose [aria-current]")?.textContent === "what was agreed on, else what people coded");
  const listed = (/** @type {string[]} */ ...query) => JSON.parse(run(place, "codings", "list", ...query, "--format", "json")).rows;
  const settled = new Set(listed("coder:consensus").map((coding) => coding.document));
  const elsewhere = listed("coder:human").filter((coding) => !settled.has(coding.document));
  assert.ok(settled.size > 0 && elsewhere.length > 0);
  assert.equal(await codings(), counts.agreed + elsewhere.length);
  await page.getByRole("link", { name: "what was agreed on", exact: true }).click();
  await page.waitForFunction(() => document.querySelector("#whose [aria-current]")?.textContent === "what was agreed on");

  // Another way is asked the same, also after the query was changed without leaving the page.
  const tables = page.locator("#ways").getByRole("link", { name: "Tables" });
  const before = await tables.getAttribute("href");
  await page.locator("#q").fill("coder:consensus site:04");
  await page.locator("#q").press("Enter");
  await page.waitForFunction((before) => document.querySelector('#ways a[href*="analyse/tables"]')?.getAttribute("href") !== before, before);
  assert.equal(await now(), "what was agreed on");
  await tables.click();
  await page.waitForURL(/analyse\/tables/);
  assert.equal(await page.locator("#q").inputValue(), "coder:consensus site:04");
  await page.locator("#ways").getByRole("link", { name: "Framework matrix" }).click();
  await page.waitForURL(/analyse\/matrix/);
  assert.equal(await now(), "what was agreed on");
  // What is asked here without leaving the page is kept by the choice.
  await page.locator("#q").fill("site:04");
  await page.locator("#q").press("Enter");
  await page.waitForFunction(() => document.querySelector("#whose [aria-current]")?.textContent === "what people coded");
  await page.getByRole("link", { name: "both together" }).click();
  await page.waitForFunction(() => document.querySelector("#whose [aria-current]")?.textContent === "both together");
  assert.match(await page.locator("#q").inputValue(), /site:04/);

  // It goes through the themes and the map, too.
  await page.locator("#ways").getByRole("link", { name: "Themes" }).click();
  await page.waitForURL(/analyse\/themes/);
  assert.equal(await now(), "both together");
  await page.locator(".themes .theme").first().waitFor();
  await accessible(page, "themes of both together");
  await page.locator("#ways").getByRole("link", { name: "Thematic map" }).click();
  await page.waitForURL(/analyse\/map/);
  assert.equal(await now(), "both together");

  await page.goto(`${study}/analyse/frequencies?q=code:nowhere`);
  await page.locator("#trouble").waitFor();
  assert.equal(await page.locator("#whose").count(), 0, "what is not sound is nobody's");

  await page.goto(`${study}/report`);
  assert.equal(await page.locator('#whose [aria-pressed="true"]').innerText(), "what people coded");
  // What was typed just before goes with it.
  await page.locator("#r-query").fill("site:02");
  await page.getByRole("button", { name: "what was agreed on", exact: true }).click();
  await page.waitForFunction(() => document.querySelector('#whose [aria-pressed="true"]')?.textContent === "what was agreed on");
  assert.match(await page.locator("#r-query").inputValue(), /site:02.* coder:consensus/);
});
