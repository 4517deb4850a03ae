// Pictures of every page of the sample study, for docs/workbench.md:
// `node pictures.mjs FOLDER`. Each run draws the same: what differs between machines and days
// (folders, dates, the clock) is fixed or put away.

import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { browserPath, run, serve } from "./bench.mjs";
import { small } from "./png.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const samples = path.join(here, "../../corpus-samples/integrated-care/interviews");
const out = process.argv[2] ?? path.join(here, "../../docs/pictures");

/** How many bytes a picture may have. */
const MOST = 60_000;

const WIDE = { width: 1200, height: 760 };
const PHONE = { width: 390, height: 720, phone: true };
const STUDY = "/s/integrated-care";

/** Presses keys one after the other. */
const keys = (...all) => async (page) => {
  for (const key of all) await page.keyboard.press(key);
};

/** Transcripts that are not in the study. */
const NEW = [
  ["07-nurse-w1.txt", "INTERVIEWER: How did the year begin?\n\nNURSE: With two of us off and nobody asked to cover.\n\nINTERVIEWER: And now?\n\nNURSE: Now there is a rota, and a person who minds it."],
  ["07-doctor-w1.vtt", "WEBVTT\n\n00:00:04.000 --> 00:00:07.000\n<v Interviewer>What would you keep?\n\n00:00:08.000 --> 00:00:14.000\n<v Dr Lindqvist>The Wednesday call. It is short, and somebody writes it down.\n"],
];

/** Hands in new transcripts and one that is known, and waits for what is found in them. */
async function handIn(page) {
  const known = fs.readdirSync(samples).find((name) => name.endsWith(".docx"));
  const files = [...NEW, [known, fs.readFileSync(path.join(samples, known))]];
  await page.locator("#files").setInputFiles(files.map(([name, words]) => ({ name, mimeType: "", buffer: Buffer.from(words) })));
  await page.locator("#start").waitFor();
  await page.locator("#pattern").fill("{site}-{role}-w{wave}");
  await page.locator("#pattern").blur();
  await page.locator('.value input[value="07"]').first().waitFor();
}

/** Gives the operations of the history a time that is always the same. */
async function fixTimes(page) {
  await page.evaluate(() => {
    for (const [place, time] of [...document.querySelectorAll(".operation time")].reverse().entries()) {
      time.textContent = `2026-03-02 09:${String(10 + place)}:00`;
    }
  });
}

/** Puts two views on the board and goes there. */
async function fillBoard(page) {
  const home = new URL("..", page.url()).href;
  for (const [view, note] of [["frequencies", "Leadership is spoken of everywhere, and nowhere twice alike."], ["cooccurrence", "For the second chapter."]]) {
    await page.goto(`${home}analyse/${view}`);
    await page.keyboard.press("b");
    await page.locator("#put-note").fill(note);
    await page.locator("#put-on-board .main").click();
    await page.locator("#said", { hasText: "is on the board" }).waitFor();
  }
  await page.goto(`${home}analyse/board`);
  await page.waitForFunction(() => [...document.querySelectorAll(".look img")].every((img) => img.complete && img.naturalWidth > 0));
  await page.evaluate(() => {
    for (const time of document.querySelectorAll(".credit time")) time.textContent = "2026-03-02 09:17 UTC";
  });
}

/** Fills the form of a round in and shows what is drawn. */
async function drawRound(page) {
  await page.locator("#plan-name").fill("pilot 2");
  await page.locator('[name="number"]').fill("6");
  await page.locator('[name="stratify"][value="site"]').check();
  for (const name of ["ana", "ben"]) await page.locator(`[name="coders"][value="${name}"]`).check();
  await page.locator("#plan-seed").fill("7");
  await page.keyboard.press("Control+Enter");
  await page.locator("#make").waitFor();
}

const PICTURES = [
  { name: "start", address: "/", ...WIDE, height: 480, then: (page) => page.evaluate(() => {
    for (const time of document.querySelectorAll(".when")) time.textContent = "2 March 2026, 09:17";
  }) },
  { name: "import", address: `${STUDY}/import`, ...WIDE, then: handIn },
  { name: "documents", address: `${STUDY}/documents`, ...WIDE },
  { name: "reader", address: `${STUDY}/read/1`, ...WIDE, then: keys("j", "j", "j", "j", "s", "Shift+S") },
  { name: "reader-by-coder", address: `${STUDY}/read/1?lanes=coders`, ...WIDE, dark: true },
  { name: "reader-phone", address: `${STUDY}/read/1`, ...PHONE, then: async (page) => {
    await page.locator("#rows .row").nth(3).locator("p[data-sentences]").tap({ position: { x: 40, y: 10 } });
    await page.locator("#filter").tap();
    await page.getByRole("button", { name: "Sentence", exact: true }).tap();
    await page.locator("#filter").blur();
  } },
  { name: "codebook", address: `${STUDY}/codebook/1`, ...WIDE },
  { name: "versions", address: `${STUDY}/codebook/versions`, ...WIDE, height: 480, then: (page) => page.evaluate(() => {
    for (const cell of document.querySelectorAll("td, time")) if (/^\d{4}-\d\d-\d\d/.test(cell.textContent.trim())) cell.textContent = "2026-03-02";
  }) },
  { name: "split", address: `${STUDY}/codebook/2/split`, ...WIDE },
  { name: "excerpts", address: `${STUDY}/excerpts?q=code:staffing`, ...WIDE },
  { name: "words", address: `${STUDY}/excerpts?q=%22rota%22`, ...WIDE, dark: true },
  { name: "excerpts-phone", address: `${STUDY}/excerpts?q=code:staffing`, ...PHONE, dark: true },
  { name: "matrix", address: `${STUDY}/analyse/matrix`, ...WIDE, then: async (page) => {
    await page.locator('td[data-gap="unwritten"]').first().focus();
    await page.keyboard.press("Enter");
    await page.locator("#behind li").first().waitFor();
    await page.keyboard.type("Two directors in a year; the plan went with the first.");
  } },
  { name: "theme", address: `${STUDY}/analyse/themes/1`, ...WIDE, dark: true },
  { name: "map", address: `${STUDY}/analyse/map`, ...WIDE },
  { name: "proposals", address: `${STUDY}/proposals`, ...WIDE },
  { name: "reconcile", address: `${STUDY}/reconcile?order=place`, ...WIDE },
  { name: "redraw", address: `${STUDY}/reconcile?order=place`, ...WIDE, dark: true, then: keys("d", "[", "[") },
  { name: "rules", address: `${STUDY}/reconcile/rules?rule=agreed`, ...WIDE },
  { name: "reconcile-phone", address: `${STUDY}/reconcile`, ...PHONE },
  { name: "people", address: `${STUDY}/people`, ...WIDE },
  { name: "memos", address: `${STUDY}/memos`, ...WIDE },
  { name: "report", address: `${STUDY}/report`, ...WIDE, then: async (page) => {
    await page.locator("#paper[data-drawn]").waitFor();
    await page.locator("#themes .row.theme .opens").first().click();
    await page.locator(".quoted .one").first().waitFor();
    await page.locator("#themes").evaluate((list) => list.scrollIntoView({ block: "start" }));
  } },
  { name: "report-phone", address: `${STUDY}/report`, ...PHONE, dark: true, then: (page) => page.locator("#paper[data-drawn]").waitFor() },
  { name: "history", address: `${STUDY}/history`, ...WIDE, height: 560, then: fixTimes },
  { name: "rounds", address: `${STUDY}/rounds`, ...WIDE },
  { name: "new-round", address: `${STUDY}/rounds/new`, ...WIDE, then: drawRound },
  { name: "agreement", address: `${STUDY}/reconcile/agreement?interval=percentile&row=4`, ...WIDE, width: 1440 },
  { name: "questions", address: `${STUDY}/reconcile/questions`, ...WIDE, height: 480, then: (page) => page.evaluate(() => {
    for (const time of document.querySelectorAll("time")) time.textContent = "2026-03-02 09:17 UTC";
  }) },
  { name: "frequencies", address: `${STUDY}/analyse/frequencies?by=site`, ...WIDE },
  { name: "cooccurrence", address: `${STUDY}/analyse/cooccurrence`, ...WIDE },
  { name: "code-lines", address: `${STUDY}/analyse/lines?document=3&coders=1`, ...WIDE, dark: true },
  { name: "board", address: `${STUDY}/analyse/frequencies`, ...WIDE, then: fillBoard },
  { name: "analyse-phone", address: `${STUDY}/analyse/saturation`, ...PHONE },
  { name: "export", address: `${STUDY}/export`, ...WIDE },
];

/** What is ended when all is done, the last first. */
const endings = [];
const leaving = { after: (action) => endings.unshift(action) };

try {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), "themata-pictures-"));
  endings.unshift(() => fs.rmSync(home, { recursive: true, force: true }));
  // Folders are told from the home folder on.
  process.env.HOME = home;
  const place = path.join(home, "studies");
  fs.mkdirSync(place);
  run(place, "demo");
  run(place, "codebook", "freeze", "--note", "after the pilot", "--coder", "ana");
  run(place, "themes", "from-codebook", "--coder", "ana");
  run(place, "themes", "evidence", "Leadership", "--for", "1", "--coder", "ana");
  run(place, "themes", "evidence", "Leadership", "--against", "12", "--note", "where nobody led", "--coder", "ana");
  run(place, "autocode", "rota", "--code", "staffing", "--coder", "ana");
  run(place, "round", "new", "pilot 1", "document:04-nurse-w1,05-socialworker-w1,06-group-w2", "--coders", "ana,ben,chloe", "--codebook-version", "1", "--coder", "ana");
  run(place, "assignments", "finish", "pilot 1", "04-nurse-w1", "--coder", "ana");
  run(place, "assignments", "finish", "pilot 1", "--all", "--coder", "ben");
  run(place, "questions", "ask", "Does this take in unpaid overtime?", "--code", "staffing", "--coder", "ben");
  run(place, "questions", "answer", "1", "Only where somebody says that a post is missing.", "--coder", "ana");
  const bench = await serve(leaving, place, "--coder", "ana");
  const browser = await chromium.launch({ executablePath: browserPath, args: ["--no-sandbox", "--disable-lcd-text"] });
  endings.unshift(() => browser.close());
  const first = await browser.newContext();
  await (await first.newPage()).goto(bench.address);
  const storageState = await first.storageState();
  const workshop = await first.newPage();
  await workshop.goto("about:blank");

  fs.mkdirSync(out, { recursive: true });
  for (const { name, address, width, height, dark, phone, then } of PICTURES) {
    const context = await browser.newContext({
      viewport: { width, height },
      colorScheme: dark ? "dark" : "light",
      hasTouch: phone ?? false,
      isMobile: phone ?? false,
      locale: "en-GB",
      timezoneId: "UTC",
      reducedMotion: "reduce",
      storageState,
    });
    const page = await context.newPage();
    await page.goto(`${bench.origin}${address}`);
    await then?.(page);
    await page.waitForTimeout(400);
    const words = await page.evaluate(() => document.body.innerText);
    assert.ok(!words.includes(os.tmpdir()), `${name} shows a folder of this machine`);
    const picture = await small(workshop, await page.screenshot({ caret: "hide", animations: "disabled" }), MOST);
    fs.writeFileSync(path.join(out, `workbench-${name}.png`), picture);
    await context.close();
  }
} finally {
  for (const end of endings) await end();
}
