// Rounds, agreement and questions: made, worked through and read by keys, by two coders in two
// browsers who do not see each other's codings until both have finished.

import assert from "node:assert/strict";
import { test } from "node:test";
import { accessible, browse, folder, run, serve, saved } from "./bench.mjs";

const STUDY = "/s/integrated-care";

/** The sample study, opened by a coder of it. */
async function opened(t, where, options = {}) {
  const place = folder(t);
  run(place, "demo");
  for (const words of options.before ?? []) run(place, ...words);
  const bench = await serve(t, place, "--coder", "ana");
  const browser = await browse(t, bench.address, options);
  await browser.page.goto(`${bench.origin}${STUDY}/${where}`);
  return { place, bench, study: `${bench.origin}${STUDY}`, ...browser };
}

/** A blind round of two documents. */
const PILOT = ["round", "new", "pilot 1", "document:01-doctor-w2,04-nurse-w1", "--coders", "ana,ben", "--blind"];

/** Assignments as the program lists them. */
function states(place, round) {
  const rows = JSON.parse(run(place, "assignments", "list", "--everyone", "--round", round, "--format", "json")).rows;
  return rows.map((row) => `${row.coder} ${row.document} ${row.state}`);
}

test("a round is made by keys after what is drawn was seen, and made as it was seen", async (t) => {
  const { page, place } = await opened(t, "rounds");
  await page.getByText("A round is a named pass").waitFor();
  await accessible(page, "rounds, none yet");
  await page.keyboard.press("n");
  await page.waitForURL(/rounds\/new$/);
  await page.locator("#plan-name").fill("pilot <1>");
  await page.locator('[name="number"]').fill("4");
  await page.locator('[name="stratify"]').first().check();
  for (const name of ["ana", "ben"]) await page.locator(`[name="coders"][value="${name}"]`).check();
  await page.locator('[name="blind"]').check();
  await page.locator('[name="codebook"][value="freeze"]').check();
  await page.keyboard.press("Control+Enter");
  await page.getByText("would have 4 documents and 2 coders").waitFor();
  const seed = await page.locator("#plan-seed").inputValue();
  assert.match(seed, /^\d+$/);
  const drawn = await page.locator('[data-table="round-documents"] tbody tr td:first-child').allInnerTexts();
  assert.equal(drawn.length, 4);
  await accessible(page, "a round before it is made");
  assert.ok(!run(place, "history").includes("pilot"), "looking makes nothing");
  // What is changed has to be seen again.
  await page.locator('[name="number"]').fill("5");
  await page.locator("#making").waitFor({ state: "hidden" });
  await page.locator('[name="number"]').fill("4");
  await page.locator("#preview").click();
  await page.locator("#make").waitFor();
  await page.locator("#make").blur();
  await page.keyboard.press("m");
  await page.waitForURL(/rounds\/1$/);
  assert.equal(await page.locator("h1").innerText(), "pilot <1>");
  const made = states(place, "pilot <1>").filter((one) => one.startsWith("ana "));
  assert.deepEqual(made.map((one) => one.split(" ")[1]).sort(), [...drawn].sort());
  await page.getByText("version 1 of the codebook").waitFor();
  await accessible(page, "a round");
  run(place, "check");
});

test("two coders work blind in two browsers, finish by key, and then see each other's codings", async (t) => {
  const { page, place, study } = await opened(t, "rounds", { before: [PILOT] });
  const other = await serve(t, place, "--coder", "ben");
  const ben = (await browse(t, other.address)).page;
  const theirs = `${other.origin}${STUDY}`;
  await page.locator("#mine").getByText("2 documents to code").waitFor();
  await accessible(page, "my work");
  await page.keyboard.press("Enter");
  await page.waitForURL(/read\/\d+$/);
  const number = page.url().split("/").pop();
  await page.getByText("nobody sees another's codings here").waitFor();
  await ben.goto(`${theirs}/read/${number}`);
  await ben.getByText("nobody sees another's codings here").waitFor();
  // Only what each has coded is there for each.
  const coders = (where) => where.evaluate(() => [...document.querySelectorAll("#whose bdi")].map((one) => one.textContent));
  assert.deepEqual([await coders(page), await coders(ben)], [[], []]);
  for (const key of ["j", "j", "s"]) await page.keyboard.press(key);
  await page.keyboard.press("Shift+Q");
  await page.getByText("A question on “").waitFor();
  await accessible(page, "asking the team");
  await page.keyboard.type("is <b>this</b> one code?");
  await page.keyboard.press("Control+Enter");
  await saved(page);
  await page.keyboard.press("Shift+F");
  await page.getByText(/Blind until 1 other coder finished/).waitFor();
  await accessible(page, "a finished document");
  await ben.keyboard.press("Shift+F");
  await ben.getByText("You have finished it in").waitFor();
  // The last to finish opens the document for both.
  await page.locator("#whose bdi", { hasText: "ben" }).waitFor();
  await page.getByText(/Blind until/).waitFor({ state: "detached" });
  assert.equal(states(place, "pilot 1").filter((one) => one.endsWith("finished")).length, 2);

  await page.goto(`${study}/reconcile/questions`);
  await page.getByText("is <b>this</b> one code?").waitFor();
  await page.keyboard.press("j");
  await page.keyboard.press("a");
  await page.keyboard.type("two codes");
  await page.keyboard.press("Control+Enter");
  await page.locator(".answers", { hasText: "two codes" }).waitFor();
  await accessible(page, "questions");
  await page.locator(".questions > li").first().focus();
  await page.keyboard.press("s");
  await page.getByText("Every question is settled.").waitFor();
  run(place, "check");
});

test("assignments are moved from cell to cell, others' in a dialog with a reason", async (t) => {
  const { page, place, study } = await opened(t, "rounds/1", { before: [PILOT] });
  await page.locator(".grid tbody button").first().focus();
  await page.keyboard.press("s");
  await page.locator(".grid", { hasText: "started" }).waitFor();
  assert.ok(states(place, "pilot 1").includes("ana 01-doctor-w2 started"));
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("x");
  await page.locator("#step[open]").waitFor();
  await accessible(page, "excusing somebody");
  await page.keyboard.press("Enter");
  assert.equal(await page.locator("#step-reason").getAttribute("aria-invalid"), "true");
  await page.keyboard.type("knows her");
  await page.keyboard.press("Enter");
  await page.locator(".grid", { hasText: "excused" }).waitFor();
  assert.ok(states(place, "pilot 1").includes("ben 01-doctor-w2 excused"));
  assert.equal(await page.evaluate(() => document.activeElement?.id.split("-").slice(0, 2).join("-")), "at-1");
  await page.locator("#undo").click();
  await page.locator(".grid", { hasText: "excused" }).waitFor({ state: "detached" });

  await page.keyboard.press("Shift+R");
  await page.locator("#telling-words").fill("first pilot");
  await page.keyboard.press("Enter");
  await page.locator("h1", { hasText: "first pilot" }).waitFor();
  await page.keyboard.press("Shift+O");
  await page.locator("#telling-words").fill("ben is ill");
  await page.keyboard.press("Enter");
  await page.getByText("blind, and opened early").waitFor();
  await page.goto(`${study}/rounds`);
  await page.keyboard.press("j");
  await page.keyboard.press("f");
  await page.getByText("1 document to code, 1 behind you").waitFor();
  run(place, "check");
});

test("agreement is chosen in the address, read out row by row, and left without coefficients", async (t) => {
  const { page, context } = await opened(t, "reconcile/agreement");
  await page.locator("#reading", { hasText: "all codes" }).waitFor();
  await accessible(page, "agreement");
  await page.locator('[name="interval"]').selectOption("percentile");
  await page.locator('[data-column="alpha_low"]').waitFor();
  assert.match(page.url(), /interval=percentile/);
  await page.locator("#reading", { hasText: "Krippendorff (2004)" }).waitFor();
  await page.keyboard.press("Escape");
  await page.locator("h1").click();
  await page.keyboard.press("k");
  await page.waitForURL(/row=\d+/);
  await page.waitForFunction(() => !document.getElementById("reading-title")?.textContent?.includes("all codes"));
  await page.locator("#q").fill("coder:ana,ben");
  await page.locator("#q").press("Enter");
  await page.waitForURL(/q=~/);
  assert.ok(!page.url().includes("ana"));
  const loaded = page.waitForEvent("download");
  await page.locator("h1").click();
  await page.keyboard.press("1");
  assert.equal((await loaded).suggestedFilename(), "integrated-care-agreement.csv");
  await page.keyboard.press("d");
  await page.locator('[data-column="to_talk_about"]').waitFor();
  assert.match(page.url(), /discuss=1/);
  assert.equal(await page.locator('[data-column="alpha"]').count(), 0);
  await accessible(page, "agreement without coefficients");
  const again = await context.newPage();
  await again.goto(page.url());
  await again.locator('[data-column="to_talk_about"]').waitFor();
});

test("the pages fit three widths, light and dark", async (t) => {
  const { context, study } = await opened(t, "rounds", { before: [PILOT] });
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [1440, 1024, 390]) {
      const page = await context.newPage();
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      for (const where of ["rounds", "rounds/1", "rounds/new", "reconcile/agreement?measures=items&interval=bca&replicates=50", "reconcile/questions"]) {
        await page.goto(`${study}/${where}`);
        const [wide, room] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
        assert.ok(wide <= room, `${where} at ${width}: ${wide} of ${room}`);
        await accessible(page, `${where} at ${width}, ${colorScheme}`);
      }
      await page.close();
    }
  }
});
