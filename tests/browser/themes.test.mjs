// The framework matrix filled in where it stands, a theme with what speaks for it and against it,
// and the map arranged by hand: two windows, keys alone, nothing that was typed lost.

import assert from "node:assert/strict";
import { test } from "node:test";
import { accessible, browse, folder, run, saved, serve } from "./bench.mjs";

/** The sample study, opened by a coder of it. */
async function opened(t, where, options = {}, prepare = () => undefined) {
  const place = folder(t);
  run(place, "demo");
  prepare(place);
  const bench = await serve(t, place, "--coder", "ana");
  const browser = await browse(t, bench.address, options);
  const study = `${bench.origin}/s/integrated-care`;
  await browser.page.goto(`${study}/analyse/${where}`);
  return { place, bench, study, ...browser };
}

/** The cells of the matrix as the program tells them. */
const told = (place) => JSON.parse(run(place, "matrix", "--long", "--format", "json")).rows;

/** Cells in which something is to be written, as they stand on the page. */
const open = (page) => page.locator('td[data-gap="unwritten"]');

test("three cells are written by keys, with their excerpts beside, and undone", async (t) => {
  const { page, place } = await opened(t, "matrix");
  const before = Number(/(\d+) cells? to write/.exec(await page.locator(".count b").innerText())?.[1]);
  assert.ok(before > 3);
  await accessible(page, "the matrix");
  for (const words of ["They wait for the record.", "A person carries it.\nThen she left.", "<b>Nobody</b> decides."]) {
    const cell = open(page).first();
    const name = await cell.getAttribute("id");
    if (words.startsWith("A person")) {
      await cell.locator(".gap").click();
    } else {
      await cell.focus();
      await page.keyboard.press("Enter");
    }
    await page.locator("#behind li").first().waitFor();
    await page.keyboard.type(words);
    await page.keyboard.press("Alt+1");
    assert.match(await page.locator(`#${name} textarea`).inputValue(), /\[\d+\]$/);
    assert.ok(await page.locator("#behind li input").first().isChecked());
    if (words.startsWith("They")) await accessible(page, "writing in a cell");
    await page.keyboard.press("Control+Enter");
    await page.locator(`#${name} .words`, { hasText: words.split("\n")[0] }).waitFor();
    await page.locator(`#${name} .of`, { hasText: "rests on 1" }).waitFor();
    // The cell has the focus again, and arrows go on from it.
    assert.equal(await page.evaluate(() => document.activeElement?.id), name);
  }
  await saved(page);
  const written = told(place).filter((row) => row.summary);
  assert.equal(written.length, 3);
  assert.ok(written.every((row) => row.rests_on.startsWith("“")));
  await page.locator(".count b", { hasText: `${before - 3} cell` }).waitFor();
  await page.keyboard.press("Control+z");
  await page.locator(".count b", { hasText: `${before - 2} cell` }).waitFor();
  assert.equal(told(place).filter((row) => row.summary).length, 2);
  run(place, "check");
});

test("of two windows on one cell the later is told what stands there, and keeps what it typed", async (t) => {
  const troubles = [/409/];
  const { page, context, study, place } = await opened(t, "matrix", { troubles });
  const other = await context.newPage();
  await other.goto(`${study}/analyse/matrix`);
  const name = await open(page).first().getAttribute("id");
  for (const [window, words] of [[page, "mine"], [other, "theirs"]]) {
    await window.locator(`#${name}`).focus();
    await window.keyboard.press("Enter");
    await window.locator("#behind li").first().waitFor();
    await window.keyboard.type(words);
    await window.keyboard.press(words === "mine" ? "Alt+1" : "Alt+2");
  }
  await other.keyboard.press("Control+Enter");
  await other.locator(`#${name} .words`, { hasText: "theirs" }).waitFor();
  await page.keyboard.press("Control+Enter");
  await page.locator("#said", { hasText: /It says now: “theirs.*You wrote: “mine/ }).waitFor();
  const mine = await page.locator(`#${name} textarea`).inputValue();
  const excerpt = (await page.locator("#behind li blockquote").first().innerText()).replace(/\s+/g, " ").slice(0, 20);
  assert.match(mine, /^mine/);
  await page.getByRole("button", { name: "Keep yours" }).click();
  await page.locator(`#${name} .words`, { hasText: "mine" }).waitFor();
  await other.locator(`#${name} .words`, { hasText: "mine" }).waitFor();
  await page.locator(`#${name} .of`, { hasText: "rests on 1" }).waitFor();
  const [row, ...others] = told(place).filter((row) => row.summary);
  assert.deepEqual([row.summary, others.length], [mine, 0]);
  // What the other rested theirs on is no evidence for these words.
  assert.ok(row.rests_on.includes(excerpt) && !row.rests_on.includes("\n"), row.rests_on);
});

test("Esc leaves a draft, arrows move, a first excerpt folds out, and only gaps can be shown", async (t) => {
  const { page, place } = await opened(t, "matrix");
  const cell = open(page).first();
  const name = await cell.getAttribute("id");
  await cell.focus();
  await page.keyboard.press("Enter");
  await page.keyboard.type("half a thought");
  await page.keyboard.press("Escape");
  await page.locator(`#${name}[data-draft]`).waitFor();
  // What others do draws the matrix anew, and the draft stays.
  run(place, "codebook", "add", "a new code", "--coder", "ana");
  await page.waitForTimeout(1500);
  assert.equal(await page.locator("#drafts").isVisible(), true);
  await page.locator(`#${name}`).focus();
  await page.keyboard.press("Enter");
  assert.equal(await page.locator(`#${name} textarea`).inputValue(), "half a thought");
  await page.keyboard.press("Control+Enter");
  await page.locator(`#${name} .words`, { hasText: "half a thought" }).waitFor();
  assert.equal(await page.locator("#drafts").isVisible(), false);
  await page.keyboard.press("ArrowDown");
  const below = await page.evaluate(() => document.activeElement?.id);
  assert.notEqual(below, name);
  const folds = page.locator("td:has([data-fold])").first();
  await folds.focus();
  await page.keyboard.press("Space");
  await folds.locator("blockquote").waitFor();
  await page.keyboard.press("Space");
  await folds.locator("blockquote").waitFor({ state: "detached" });
  const all = await page.locator("tbody tr").count();
  await page.locator("#rows").selectOption({ label: "documents" });
  await page.waitForFunction((all) => document.querySelectorAll("tbody tr").length > all, all);
  assert.match(page.url(), /rows=documents/);
  await page.keyboard.press("Escape");
  await page.locator("#gaps").check();
  await page.waitForURL(/gaps=1/);
  assert.ok(!decodeURIComponent(page.url()).includes("leadership"));
});

test("a theme is made, stated, given codes and evidence for it and against it", async (t) => {
  const { page, place, study } = await opened(t, "themes", { troubles: [/409/] });
  await accessible(page, "themes that are groups");
  await page.getByRole("button", { name: /Make themes of the codebook/ }).click();
  await page.locator(".theme [data-move]").first().waitFor();
  const first = await page.locator(".theme h2").first().innerText();
  await page.keyboard.press("j");
  await page.keyboard.press("Alt+ArrowDown");
  await page.waitForFunction((first) => document.querySelectorAll(".theme h2")[1]?.textContent === first, first);
  await accessible(page, "the list of themes");
  await page.keyboard.press("n");
  await page.keyboard.type("Carried by people");
  await page.keyboard.press("Enter");
  await page.locator("#f-statement").waitFor();
  assert.match(page.url(), /\/analyse\/themes\/\d+$/);
  await page.keyboard.press("e");
  await page.keyboard.type("Where it works, it works through people who know each other.");
  await page.keyboard.press("Control+Enter");
  await page.locator("#said", { hasText: "The statement is saved." }).waitFor();
  await page.keyboard.press("a");
  const code = await page.locator("#codes option").nth(2).getAttribute("value");
  await page.keyboard.type(code);
  await page.keyboard.press("Enter");
  await page.locator("#picked .result").nth(1).waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("j");
  await page.keyboard.press("+");
  await page.locator(".evidence li[data-side=for]").waitFor();
  await page.keyboard.press("j");
  await page.keyboard.press("-");
  const against = page.locator(".evidence li[data-side=against]");
  await against.waitFor();
  await against.locator("textarea").fill("but see <site 02>");
  await page.keyboard.press("Control+Enter");
  await page.locator("#said", { hasText: "The note is saved." }).waitFor();
  await accessible(page, "a theme");
  const shown = JSON.parse(run(place, "themes", "show", "Carried by people", "--only", "evidence", "--format", "json")).rows;
  assert.deepEqual(shown.map((row) => [row.side, row.note]), [["for", null], ["against", "but see <site 02>"]]);

  // Two who state one theme: the later is told what it states.
  const number = /(\d+)$/.exec(page.url())[1];
  await page.keyboard.press("e");
  await page.keyboard.type(" Mine.");
  run(place, "themes", "edit", "Carried by people", "--statement", "Theirs.", "--coder", "ana");
  await page.waitForTimeout(800);
  await page.keyboard.press("Control+Enter");
  await page.locator("#said", { hasText: "It says now: “Theirs.”" }).waitFor();
  await page.getByRole("button", { name: "Take theirs" }).click();
  assert.equal(await page.locator("#f-statement").inputValue(), "Theirs.");
  await page.goto(`${study}/analyse/themes`);
  await page.locator(`[data-theme-number="${number}"]`, { hasText: "1 for, 1 against" }).waitFor();
  run(place, "check");
});

test("whoever goes on by key while the server answers stays where they went", async (t) => {
  const { page } = await opened(t, "themes", {}, (place) => {
    run(place, "themes", "new", "Carried by people", "--coder", "ana");
    const [{ code }] = JSON.parse(run(place, "frequencies", "--format", "json")).rows;
    run(place, "themes", "edit", "Carried by people", "--add", code, "--coder", "ana");
  });
  await page.locator(".theme h2 a").first().click();
  await page.locator("#picked .result").nth(1).waitFor();
  /** @type {() => void} */
  let answer = () => {};
  const held = new Promise((resolve) => (answer = () => resolve(undefined)));
  await page.route("**/evidence", async (route) => {
    const response = await route.fetch();
    await held;
    await route.fulfill({ response });
  });
  await page.keyboard.press("j");
  await page.keyboard.press("+");
  // The page hears of it before the answer is there.
  await page.locator(".evidence li[data-side=for]").waitFor();
  await page.keyboard.press("j");
  const second = await page.locator("#picked .result").nth(1).getAttribute("id");
  const focused = () => page.evaluate(() => document.activeElement?.id);
  assert.equal(await focused(), second);
  const read = page.waitForResponse((response) => response.url() === page.url());
  answer();
  await read;
  await page.locator("#said", { hasText: "for the theme" }).waitFor();
  await page.waitForTimeout(300);
  assert.equal(await focused(), second);
});

test("what is refused is said, and after a while that all else is saved", async (t) => {
  const { page } = await opened(t, "themes", { troubles: [/4\d\d/] }, (place) => {
    run(place, "themes", "new", "Carried by people", "--coder", "ana");
  });
  const sign = page.locator("#saved");
  const before = await sign.innerText();
  await page.clock.install();
  await page.keyboard.press("n");
  await page.keyboard.type("Carried by people");
  await page.keyboard.press("Enter");
  await page.getByText("not saved").waitFor();
  await page.clock.fastForward(4_000);
  await page.keyboard.press("Enter");
  await page.locator("#saved", { hasText: "not saved" }).waitFor();
  // The first refusal does not end what is said of the second.
  await page.clock.fastForward(5_000);
  assert.equal(await sign.innerText(), "not saved");
  await page.locator("#new-theme").fill("");
  await page.clock.fastForward(4_000);
  assert.equal(await sign.innerText(), before);
});

test("the map is arranged by keys, by hand and in its table, and stays so", async (t) => {
  const { page, place } = await opened(t, "map", {}, (place) => run(place, "themes", "from-codebook", "--coder", "ana"));
  await accessible(page, "the map");
  const theme = page.locator("[data-map-theme]").nth(1);
  const key = await theme.getAttribute("data-map-theme");
  const at = async () => [Number(await page.locator(`#x${key}`).inputValue()), Number(await page.locator(`#y${key}`).inputValue())];
  const from = [Number(await theme.getAttribute("data-x")), Number(await theme.getAttribute("data-y"))];
  await theme.focus();
  for (const press of ["ArrowRight", "ArrowRight", "Shift+ArrowDown"]) await page.keyboard.press(press);
  await page.locator("#said", { hasText: "The map is saved." }).waitFor();
  await page.reload();
  const moved = page.locator(`[data-map-theme="${key}"]`);
  assert.deepEqual([await moved.getAttribute("data-x"), await moved.getAttribute("data-y")], [String(from[0] + 16), String(from[1] + 48)]);
  assert.deepEqual(await at(), [from[0] + 16, from[1] + 48]);

  await moved.scrollIntoViewIfNeeded();
  const box = await moved.locator(".map-box").boundingBox();
  await page.mouse.move(box.x + 20, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + 60, box.y + 50, { steps: 4 });
  await page.mouse.up();
  await page.waitForFunction((x) => document.querySelector(`[data-map-theme="${x[0]}"]`)?.getAttribute("data-x") === x[1], [key, String(from[0] + 56)]);
  await page.keyboard.press("l");
  await page.locator("[data-map-middle]").first().waitFor();
  assert.match(page.url(), /together=1/);
  await page.locator("#places summary").click();
  await page.locator(`#y${key}`).fill("400");
  await page.locator(`#y${key}`).press("Enter");
  await page.waitForFunction((key) => document.querySelector(`[data-map-theme="${key}"]`)?.getAttribute("data-y") === "400", key);
  await accessible(page, "the map with its table");
  await page.locator("#undo").click();
  await page.waitForFunction((key) => document.querySelector(`[data-map-theme="${key}"]`)?.getAttribute("data-y") !== "400", key);
  for (const [name, begins] of [["SVG", "<svg"], ["PNG", "\x89PNG"]]) {
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name, exact: true }).click()]);
    const chunks = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk);
    assert.ok(Buffer.concat(chunks).toString("latin1").startsWith(begins), name);
  }
  assert.ok(run(place, "plot", "map").includes(`data-map-theme="${key}"`));
});

for (const [width, height] of [[1440, 900], [1024, 768], [390, 800]]) {
  for (const dark of [false, true]) {
    test(`nothing is pushed out of sight at ${width}${dark ? " in the dark" : ""}`, async (t) => {
      const prepare = (place) => run(place, "themes", "from-codebook", "--coder", "ana");
      const { page, study } = await opened(t, "matrix", { width, height, dark, phone: width === 390 }, prepare);
      for (const where of ["matrix", "matrix?rows=documents&cols=codes", "themes", "themes/1", "map?together=1"]) {
        await page.goto(`${study}/analyse/${where}`);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.ok(wide <= 0, `${where} is ${wide} too wide`);
        await accessible(page, `${where} at ${width}${dark ? " in the dark" : ""}`);
      }
    });
  }
}

test("a theme that was just made takes nothing away, and codes are added by a part of their name", async (t) => {
  const { page, study } = await opened(t, "themes");
  const rows = () => page.locator(".themes .theme h2").allInnerTexts();
  const groups = await rows();
  assert.ok(groups.length > 3, groups.join(", "));
  await page.locator("#new-theme").fill("Getting paid");
  await page.keyboard.press("Enter");
  await page.waitForURL(/analyse\/themes\/\d+$/);
  await page.goto(`${study}/analyse/themes`);
  assert.deepEqual(await rows(), ["Getting paid", ...groups]);
  // Behind the last of one's own there are only groups.
  await page.locator("#theme-1").focus();
  await page.keyboard.press("Alt+ArrowDown");
  await page.locator("#said", { hasText: "stands at the end already" }).waitFor();
  await page.goto(`${study}/analyse/matrix`);
  assert.equal(await page.locator("thead th").count(), groups.length + 2);

  await page.goto(`${study}/analyse/themes`);
  await page.locator("#theme-1").click();
  const add = async (typed, said) => {
    await page.locator("#new-code").fill(typed);
    await page.locator("#new-code").press("Enter");
    await page.locator("#said", { hasText: said }).waitFor();
  };
  await add("paymen", "“payment rules” belongs to the theme now. From now on matrix, map and report show only themes of your own.");
  await add("leader", "Several codes are meant by that");
  await add("payment rules", "so already");
  await page.goto(`${study}/analyse/themes`);
  assert.deepEqual(await rows(), ["Getting paid"]);
  await accessible(page, "one theme");
});
