// Memos and the journal: written, changed, removed and brought back where they stand; nothing
// that was typed is lost.

import assert from "node:assert/strict";
import { test } from "node:test";
import { accessible, browse, folder, run, serve, saved } from "./bench.mjs";

/** The sample study, opened by a coder of it. */
async function opened(t, where, options = {}) {
  const place = folder(t);
  run(place, "demo");
  const bench = await serve(t, place, "--coder", "ana");
  const browser = await browse(t, bench.address, options);
  const study = `${bench.origin}/s/integrated-care`;
  await browser.page.goto(`${study}/${where}`);
  return { place, bench, study, ...browser };
}

/** The memos as the program lists them. */
function memos(place) {
  return JSON.parse(run(place, "memos", "--author", "ana", "--format", "json")).rows;
}

test("a memo is written on a passage by keys alone, opened, changed, removed and brought back", async (t) => {
  const { page, place } = await opened(t, "read/3");
  for (const key of ["j", "j", "s", "Shift+M"]) await page.keyboard.press(key);
  await page.getByText("A memo on “").waitFor();
  await accessible(page, "writing a memo");
  await page.keyboard.type("whose <b>voice</b> is this?");
  await page.keyboard.press("Control+Enter");
  const memo = page.locator("#rows details.memo", { hasText: "whose <b>voice</b> is this?" });
  await memo.waitFor();
  await saved(page);
  const [written] = memos(place);
  assert.deepEqual([written.on, written.memo], ["passage", "whose <b>voice</b> is this?"]);
  assert.ok(written.about.length > 0);

  await memo.locator("summary").focus();
  await page.keyboard.press("Enter");
  const words = memo.locator("textarea");
  await accessible(page, "an open memo");
  await words.fill("nobody's voice");
  // What others do meanwhile draws the row anew, and what is typed stays.
  run(place, "memos", "add", "a second one", "--document", "01-nurse-w1", "--coder", "ana");
  await page.locator("#document-memos details.memo", { hasText: "a second one" }).waitFor();
  const again = page.locator(`#${await page.locator("#rows details.memo[data-unsaved]").getAttribute("id")} textarea`);
  assert.equal(await again.inputValue(), "nobody's voice");
  await again.focus();
  await page.keyboard.press("Control+Enter");
  const changed = page.locator("#rows details.memo", { hasText: "nobody's voice" });
  await changed.waitFor();
  await changed.locator("summary").click();
  await changed.locator("[data-remove]").click();
  await changed.waitFor({ state: "detached" });
  await page.locator("#said button", { hasText: "Undo" }).click();
  await page.locator("#rows details.memo", { hasText: "nobody's voice" }).waitFor();
  run(place, "check");
});

test("with nothing picked a memo is on the document, and Esc keeps what was begun", async (t) => {
  const { page, place } = await opened(t, "read/3");
  await page.keyboard.press("Shift+M");
  await page.getByText("A memo on this document").waitFor();
  await page.keyboard.type("a tired voice");
  await page.keyboard.press("Escape");
  await page.locator("#writing").waitFor({ state: "hidden" });
  await page.keyboard.press("Shift+M");
  assert.equal(await page.locator("#new-memo-words").inputValue(), "a tired voice");
  await page.keyboard.press("Control+Enter");
  await page.locator("#document-memos", { hasText: "a tired voice" }).waitFor();
  assert.deepEqual(memos(place).map((memo) => memo.on), ["document"]);
});

test("the journal takes an entry, the newest first, and keeps it when the server is gone", async (t) => {
  const troubles = [/ERR_CONNECTION|ERR_INCOMPLETE|Failed to load/];
  const { page, place, bench } = await opened(t, "memos/journal", { troubles });
  await page.keyboard.press("n");
  await page.keyboard.type("Began to read.");
  await page.keyboard.press("Control+Enter");
  await page.locator(".entries li", { hasText: "Began to read." }).waitFor();
  await page.locator("#new-entry-words").fill("Read on.\nTired.");
  await page.getByRole("button", { name: /^Save/ }).first().click();
  await page.locator(".entries li", { hasText: "Tired." }).waitFor();
  assert.match(await page.locator(".entries li").first().innerText(), /Read on/);
  assert.equal(await page.locator("#new-entry-words").inputValue(), "");
  assert.deepEqual(memos(place).map((memo) => memo.memo), ["Began to read.", "Read on.\nTired."]);

  await bench.end();
  await page.locator("#new-entry-words").fill("not to be lost");
  await page.locator("#new-entry-words").press("Control+Enter");
  await page.locator("#said", { hasText: "Try again" }).waitFor();
  assert.equal(await page.locator("#new-entry-words").inputValue(), "not to be lost");
});

test("what two people write in one memo is shown to whoever comes second, and other memos go on", async (t) => {
  const troubles = [/409 \(Conflict\)/];
  const { page, place, study } = await opened(t, "memos", { troubles });
  run(place, "memos", "add", "one code or two?", "--code", "time", "--coder", "ana");
  const memo = page.locator(".memos li", { hasText: "one code or two?" }).first();
  await memo.waitFor();
  await memo.focus();
  await page.keyboard.press("e");
  const id = await memo.locator("form").getAttribute("id");
  const words = page.locator(`#${id} textarea`);
  await words.fill("mine");
  run(place, "memos", "edit", id.split("-")[1], "theirs", "--coder", "ana");
  // A memo that is not saved does not keep the page from showing what others write.
  await page.locator(".memos li p.words", { hasText: "theirs" }).waitFor();
  assert.equal(await words.inputValue(), "mine");
  await words.press("Control+Enter");
  const told = page.locator("#said");
  await told.getByText("was changed meanwhile").waitFor();
  assert.match(await told.textContent(), /“theirs”.*“mine”/s);
  assert.deepEqual(memos(place).map((memo) => memo.memo), ["theirs"]);
  await told.getByRole("button", { name: "Keep yours" }).click();
  await page.locator(".memos li p.words", { hasText: "mine" }).waitFor();
  assert.deepEqual(memos(place).map((memo) => memo.memo), ["mine"]);

  await page.goto(`${study}/memos`);
  await page.locator(`#edit-${id} > summary`).click();
  await words.fill("once more mine");
  run(place, "memos", "edit", id.split("-")[1], "once more theirs", "--coder", "ana");
  await page.locator(".memos li p.words", { hasText: "once more theirs" }).waitFor();
  await words.press("Control+Enter");
  await told.getByRole("button", { name: "Take theirs" }).click();
  assert.equal(await words.inputValue(), "once more theirs");
  assert.deepEqual(memos(place).map((memo) => memo.memo), ["once more theirs"]);
});

test("memos are filtered, changed in place and left as they were", async (t) => {
  const { page, place, study } = await opened(t, "memos");
  run(place, "memos", "add", "one code or two?", "--code", "time", "--coder", "ana");
  await page.keyboard.press("n");
  await page.locator("#about").selectOption({ label: "the study: an entry of the journal" });
  await page.locator("#new-memo-words").fill("an entry");
  await page.locator("#new-memo-words").press("Control+Enter");
  await page.locator(".memos li", { hasText: "an entry" }).waitFor();
  await page.locator("#on-code").click();
  const memo = page.locator(".memos li", { hasText: "one code or two?" });
  await memo.waitFor();
  await page.locator(".memos li", { hasText: "an entry" }).waitFor({ state: "detached" });
  assert.match(page.url(), /on=code/);
  await memo.focus();
  await page.keyboard.press("e");
  await memo.locator("textarea").fill("two codes");
  await memo.getByRole("button", { name: "Leave it as it was" }).click();
  await page.locator("#said button", { hasText: "Back to what I wrote" }).click();
  assert.equal(await memo.locator("textarea").inputValue(), "two codes");
  await memo.locator("textarea").press("Control+Enter");
  await page.locator(".memos li", { hasText: "two codes" }).waitFor();
  await page.goto(`${study}/memos?on=code&q=TWO+codes`);
  assert.equal(await page.locator(".memos li").count(), 1);
  await page.locator(".memos .facts a").first().click();
  await page.waitForURL(/codebook\/\d+$/);
  await page.locator(".code-memos", { hasText: "two codes" }).waitFor();
  await page.keyboard.press("Shift+M");
  await page.keyboard.type("written beside the tree");
  await page.keyboard.press("Control+Enter");
  await page.locator(".code-memos li", { hasText: "written beside the tree" }).waitFor();
  await accessible(page, "a code with memos");
  run(place, "check");
});

test("a search keeps what links chose meanwhile, and does not bring back what was left", async (t) => {
  const { page, study } = await opened(t, "memos");
  const asked = (name) => new URL(page.url()).searchParams.get(name);
  const search = async (words) => {
    await page.locator("#q").fill(words);
    await page.locator("#q").press("Enter");
    await page.waitForFunction((q) => new URL(window.location.href).searchParams.has("q") === q, words !== "");
  };
  await page.locator("#on-code").click();
  await page.locator("#on-code[aria-current]").waitFor();
  await search("a");
  assert.equal(asked("on"), "code");
  await page.goto(`${study}/memos?on=code`);
  await page.locator("#on-all").click();
  await page.locator("#on-all[aria-current]").waitFor();
  await search("a");
  assert.equal(asked("on"), null);

  await page.goto(`${study}/documents?sort=words`);
  await page.locator('a[data-stays][href*="sort="]').last().click();
  await page.waitForFunction(() => new URL(window.location.href).searchParams.get("sort") !== "words");
  const sort = asked("sort");
  await search("care");
  assert.equal(asked("sort"), sort);
});
