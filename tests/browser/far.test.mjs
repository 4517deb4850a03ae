// A long transcript, of which only what is near is laid out: whatever leads far down arrives.

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { browse, folder, run, serve } from "./bench.mjs";

const TURNS = 400;

/** Turns of quite different lengths: the room that a row is given before is mostly wrong. */
function transcript() {
  const turns = [];
  for (let turn = 1; turn <= TURNS; turn += 1) {
    const words = `This is what was said in turn ${turn}. ${"We wait for weeks, and nobody calls anybody back. ".repeat((turn * 7) % 23)}`;
    turns.push(`${turn % 2 ? "INTERVIEWER" : "NURSE"}: ${words.trim()}`);
  }
  turns[TURNS - 30] += " Here stands the needle.";
  return turns.join("\n\n");
}

/** A study of one long transcript, coded far down, at an address of it. */
async function opened(t, hash = "", options = {}) {
  const place = folder(t);
  run(place, "init", "long.themata", "--title", "Long", "--coder", "ana");
  fs.writeFileSync(path.join(place, "long.txt"), transcript());
  run(place, "import", "long.txt", "--coder", "ana");
  run(place, "codebook", "add", "waiting", "--coder", "ana");
  for (const turn of [3, 200, 390]) {
    run(place, "code", "long", "--quote", `This is what was said in turn ${turn}.`, "--code", "waiting", "--coder", "ana");
  }
  const bench = await serve(t, place, "--coder", "ana");
  const browser = await browse(t, bench.address, options);
  const read = `${bench.origin}/s/long/read/1`;
  await browser.page.goto(read + hash);
  return { place, bench, read, ...browser };
}

/** The place of the last coding of the study in its document. */
function last(place) {
  const { start, end } = JSON.parse(run(place, "codings", "list", "--format", "json")).rows.at(-1);
  return { start, end, hash: `#at-${start}-${end}` };
}

/** Where the current row, its coded words, their stripe and the grip are, in the window. */
function where(page) {
  return page.evaluate(() => {
    const row = document.querySelector(".row[data-current]");
    const box = (found) => {
      const { top, bottom, left } = (typeof found === "string" ? row.querySelector(found) : found).getBoundingClientRect();
      return { top, bottom, left };
    };
    return {
      words: row.querySelector("p[data-sentences]").textContent.slice(0, 34),
      row: box(row),
      run: box(".run"),
      stripe: box(".lanes rect[data-coding]"),
      grip: box(document.querySelector('.grip[data-end="start"]')),
    };
  });
}

/** The same once nothing moves any more: rows that come near are laid out one after the other. */
async function still(page) {
  await page.locator(".row[data-current] .run").first().waitFor();
  for (let before = ""; ; ) {
    const now = JSON.stringify(await where(page));
    if (now === before) return JSON.parse(now);
    before = now;
    await page.waitForTimeout(300);
  }
}

/** That a passage of one line is in the middle. */
function inTheMiddle({ row }, height) {
  assert.ok(Math.abs((row.top + row.bottom) / 2 - height / 2) < 80, `the row is at ${row.top} to ${row.bottom}`);
}

/** That the coded passage is the one that was meant, with its stripe and grip beside it. */
function together({ words, run, stripe, grip }) {
  assert.equal(words, "This is what was said in turn 390.");
  assert.ok(Math.abs(stripe.top - run.top) < 4 && Math.abs(stripe.bottom - run.bottom) < 4, `the stripe is at ${stripe.top}, its words at ${run.top}`);
  assert.ok(Math.abs(grip.top - run.bottom) < 4, `the grip is at ${grip.top}, the words end at ${run.bottom}`);
}

test("an address leads to the middle of the window far down, and grips stay at their words", async (t) => {
  const { page, read, place } = await opened(t);
  const { hash } = last(place);
  await page.goto("about:blank");
  await page.goto(read + hash);
  const height = await page.evaluate(() => window.innerHeight);
  const first = await still(page);
  inTheMiddle(first, height);
  together(first);
  // Above are rows that were never in sight; on the way up and back they are laid out. Where a
  // wheel that is turned back ends is the browser's affair; that all stays together is the page's.
  await page.mouse.move(500, 400);
  for (const way of [-1, 1]) {
    for (let turn = 0; turn < 12; turn += 1) {
      await page.mouse.wheel(0, way * 700);
      await page.waitForTimeout(40);
    }
  }
  together(await still(page));
});

test("someone else begins to code: coders are named and the place far down stays", async (t) => {
  const { page, read, place } = await opened(t);
  const { hash } = last(place);
  await page.goto("about:blank");
  await page.goto(read + hash);
  const before = await still(page);
  const rows = page.locator("#rows");
  assert.equal(await rows.getAttribute("data-several"), null);
  run(place, "coders", "add", "ben", "--coder", "ana");
  run(place, "code", "long", "--quote", "This is what was said in turn 5.", "--code", "waiting", "--coder", "ben");
  await page.locator("#rows[data-several]").waitFor();
  const after = await still(page);
  assert.ok(Math.abs(after.row.top - before.row.top) < 4, `the row was at ${before.row.top} and is at ${after.row.top}`);
  await page.emulateMedia({ media: "print" });
  const named = (name) => page.locator(name).first().evaluate((name) => getComputedStyle(name, "::after").content);
  assert.match(await named(".row[data-current] .names button"), /ana/);
  await page.emulateMedia({ media: "screen" });
  run(place, "undo", "--coder", "ben");
  await page.locator("#rows:not([data-several])").waitFor();
});

test("all rows are printed, also those that were never in sight", async (t) => {
  const { page } = await opened(t);
  await page.emulateMedia({ media: "print" });
  const hidden = await page.evaluate(() => [...document.querySelectorAll(".row")].filter((row) => getComputedStyle(row).contentVisibility !== "visible").length);
  assert.equal(hidden, 0);
  await page.emulateMedia({ media: "screen" });
  const pages = (await page.pdf({ format: "A4" })).toString("latin1").match(/\/Type\s*\/Page\b/g);
  assert.ok(pages.length > 30, `${pages.length} pages`);
});
