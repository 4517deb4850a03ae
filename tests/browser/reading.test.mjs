// Reading and coding a transcript: with keys, with the mouse, in two windows, and when the
// server is gone.

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { accessible, browse, folder, run, serve, saved } from "./bench.mjs";

/** The sample study, opened by a coder of it, at an interview. */
async function reading(t, options = {}) {
  const place = folder(t);
  run(place, "demo");
  const bench = await serve(t, place, "--coder", "ana");
  const browser = await browse(t, bench.address, options);
  const read = `${bench.origin}/s/integrated-care/read/3`;
  await browser.page.goto(read);
  return { place, bench, read, ...browser };
}

/** The codings of the sample study as the program lists them. */
function codings(place, query) {
  const listed = run(place, "codings", "list", ...query.split(" "), "--format", "json");
  return JSON.parse(listed).rows;
}

test("a passage is coded by keys alone, and undone", async (t) => {
  const { page, place } = await reading(t);
  const before = codings(place, "document:01-nurse-w1 coder:ana code:=time").length;
  for (const key of ["j", "j", "j", "s", "c"]) await page.keyboard.press(key);
  await page.keyboard.type("time");
  await page.keyboard.press("Enter");
  await page.locator(".names", { hasText: "time" }).first().waitFor();
  await saved(page);
  assert.equal(codings(place, "document:01-nurse-w1 coder:ana code:=time").length, before + 1);

  await page.keyboard.press("Control+z");
  await page.getByText("Undone").waitFor();
  assert.equal(codings(place, "document:01-nurse-w1 coder:ana code:=time").length, before);
  await page.keyboard.press("Control+Shift+Z");
  await page.getByText("Done again").waitFor();
  assert.equal(codings(place, "document:01-nurse-w1 coder:ana code:=time").length, before + 1);
});

test("a passage is coded by the mouse, over another coding, and its ends are changed", async (t) => {
  const { page, place } = await reading(t);
  const row = page.locator(".row:has(.lanes rect)").first();
  const box = await row.locator("p[data-sentences]").boundingBox();
  await page.mouse.move(box.x + 30, box.y + 12);
  await page.mouse.down();
  await page.mouse.move(box.x + 240, box.y + 12, { steps: 8 });
  await page.mouse.up();
  await page.locator("#codes li", { hasText: "workload" }).click();
  const name = row.locator(".names button", { hasText: "workload" });
  await name.waitFor({ state: "attached" });
  const lanes = await row.locator(".lanes rect").count();
  assert.ok(lanes >= 2, `stripes beside each other: ${lanes}`);
  const all = codings(place, "document:01-nurse-w1 coder:ana code:=workload");
  const first = all.sort((a, b) => a.coding - b.coding).at(-1);
  assert.match(first.quote, /^\S.*\S$/s, "whole words");

  await name.click();
  await page.getByRole("button", { name: "Change its ends" }).click();
  await page.keyboard.press("]");
  await page.keyboard.press("]");
  const done = page.waitForResponse(/\/revise$/);
  await page.keyboard.press("Enter");
  assert.equal((await done).status(), 200);
  const changed = codings(place, "document:01-nurse-w1 coder:ana code:=workload").find((coding) => coding.coding === first.coding);
  assert.ok(changed.end > first.end, `${first.end} to ${changed.end}`);
  assert.equal(changed.start, first.start);
});

test("a new code is made of what is typed, with valence and memo", async (t) => {
  const { page, place } = await reading(t);
  for (const key of ["j", "j", "t", "v", "c"]) await page.keyboard.press(key);
  await page.keyboard.type("night shifts");
  await page.keyboard.press("Enter");
  await page.locator(".names", { hasText: "night shifts" }).first().waitFor();
  const [made] = codings(place, "code:=night-shifts").length ? codings(place, "code:=night-shifts") : codings(place, "code:'night shifts'");
  assert.equal(made.valence, "barrier");
  assert.equal(made.coder, "ana");
});

test("two windows and the command line stay in step", async (t) => {
  const { page, context, place, read } = await reading(t);
  const other = await context.newPage();
  await other.goto(read);
  for (const key of ["j", "s", "c"]) await page.keyboard.press(key);
  await page.keyboard.type("staffing");
  await page.keyboard.press("Enter");
  await other.locator(".row", { has: other.locator(".names", { hasText: "staffing" }) }).first().waitFor({ timeout: 2000 });

  const words = (await page.locator(".row p[data-sentences]").nth(3).textContent()).slice(0, 60);
  run(place, "code", "01-nurse-w1", "--quote", words, "--code", "funding", "--coder", "ana");
  const coded = page.locator(".row").nth(3).locator(".names", { hasText: "funding" });
  await coded.waitFor({ timeout: 3000 });
});

test("when the server is gone the page says so and keeps what was typed", async (t) => {
  const { page, bench } = await reading(t, { troubles: [/Failed to load resource|ERR_CONNECTION|ERR_INCOMPLETE/] });
  for (const key of ["j", "s", "m"]) await page.keyboard.press(key);
  await page.keyboard.type("ask her again about the rota");
  await bench.end("SIGKILL");
  await page.locator("#filter").fill("staffing");
  await page.keyboard.press("Enter");
  await page.locator('#saved[data-state="lost"]').waitFor();
  await page.getByText("kept on this page").waitFor();
  assert.equal(await page.locator("#memo").inputValue(), "ask her again about the rota");
});

test("what was done while the server was away waits, and is sent in its order and once", async (t) => {
  const { page, place, context } = await reading(t, { troubles: [/ERR_INTERNET_DISCONNECTED|Failed to load/] });
  const before = codings(place, "document:01-nurse-w1 coder:ana").length;
  const code = async (/** @type {string} */ name) => {
    for (const key of ["j", "j", "s", "c"]) await page.keyboard.press(key);
    await page.keyboard.type(name);
    await page.keyboard.press("Enter");
  };
  await context.setOffline(true);
  await code("time");
  await page.getByRole("button", { name: "Try again", exact: true }).waitFor();
  await code("workload");
  await page.getByRole("button", { name: "Try again (2)" }).waitFor();
  // What waits is taken back without the server; a retry that fails leaves the order as it is.
  await page.keyboard.press("Control+z");
  await page.getByText("it had not been sent").waitFor();
  await code("staffing");
  await page.getByRole("button", { name: "Try again (2)" }).click();
  await page.getByRole("button", { name: "Try again (2)" }).waitFor();
  await context.setOffline(false);
  await page.getByRole("button", { name: "Try again (2)" }).dblclick();
  await page.locator("#said .unsent").waitFor({ state: "detached" });
  await page.locator(".names", { hasText: "staffing" }).first().waitFor();
  const now = codings(place, "document:01-nurse-w1 coder:ana").sort((a, b) => a.coding - b.coding);
  assert.equal(now.length, before + 2, "each once");
  assert.deepEqual(now.slice(-2).map((coding) => coding.code), ["time", "staffing"]);
});

test("what the page showed as saved is there after the program was killed", async (t) => {
  const { page, bench, place } = await reading(t, { troubles: [/Failed to load resource|ERR_CONNECTION|ERR_INCOMPLETE/] });
  let shown = 0;
  for (let round = 0; round < 5; round += 1) {
    const before = await page.locator('.names [data-coder="ana"]').count();
    for (const key of ["j", "s", "c"]) await page.keyboard.press(key);
    await page.keyboard.type("staffing");
    await page.keyboard.press("Enter");
    await page.waitForFunction((before) => document.querySelectorAll('.names [data-coder="ana"]').length > before, before);
    shown = await page.locator('.names [data-coder="ana"]').count();
  }
  await bench.end("SIGKILL");
  run(place, "check");
  assert.equal(codings(place, "document:01-nurse-w1 coder:ana").length, shown);
});

test("a copy of the file alone has what the page called saved", async (t) => {
  const { page, place } = await reading(t);
  const file = fs.readdirSync(place).find((name) => name.endsWith(".themata"));
  for (const key of ["j", "s", "c"]) await page.keyboard.press(key);
  await page.keyboard.type("staffing");
  await page.keyboard.press("Enter");
  await saved(page);
  const copied = () => {
    const copy = fs.mkdtempSync(path.join(place, "copy-"));
    fs.copyFileSync(path.join(place, file), path.join(copy, file));
    return codings(copy, "document:01-nurse-w1 coder:ana").length;
  };
  const expect = codings(place, "document:01-nurse-w1 coder:ana").length;
  for (let patience = 20; copied() !== expect; patience -= 1) {
    assert.ok(patience > 0, "the file itself never had it");
    await page.waitForTimeout(500);
  }
});

test("a window that shows another name does nothing in the one that was chosen elsewhere", async (t) => {
  const { page, context, place, read } = await reading(t, { troubles: [/422/] });
  const other = await context.newPage();
  await other.goto(read);
  await other.locator("#acting summary").click();
  await other.locator("#acting button", { hasText: "ben" }).click();
  await other.locator("#acting summary", { hasText: "ben" }).waitFor();
  const before = codings(place, "document:01-nurse-w1").length;
  for (const key of ["j", "s", "c"]) await page.keyboard.press(key);
  await page.keyboard.type("staffing");
  await page.keyboard.press("Enter");
  await page.getByText("You are ben since that was chosen in another window").waitFor();
  assert.equal(codings(place, "document:01-nurse-w1").length, before);
  await page.reload();
  await page.locator("#acting summary", { hasText: "ben" }).waitFor();
  for (const key of ["j", "s", "c"]) await page.keyboard.press(key);
  await page.keyboard.type("staffing");
  await page.keyboard.press("Enter");
  await saved(page);
  assert.equal(codings(place, "document:01-nurse-w1").length, before + 1);
});

for (const dark of [false, true]) {
  test(`the transcript is accessible in ${dark ? "dark" : "light"}`, async (t) => {
    const { page } = await reading(t, { dark });
    await accessible(page, "the reader");
    await page.keyboard.press("j");
    await page.keyboard.press("s");
    await page.keyboard.press("c");
    await accessible(page, "the reader with a passage picked");
  });
}
