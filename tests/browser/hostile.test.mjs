// Words that a page could take for something else, in every place where a study keeps words; and
// words that stand in no log and no address.

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { browse, folder, run, serve, saved } from "./bench.mjs";

/** The list of others, if there is one (`THEMATA_CORPUS`), else a short one of our own. */
function strings() {
  const list = path.join(process.env.THEMATA_CORPUS ?? "", "odd/naughty-strings/blns.json");
  if (process.env.THEMATA_CORPUS && fs.existsSync(list)) return JSON.parse(fs.readFileSync(list, "utf8"));
  return [
    "<script>alert(1)</script>", '"><script>alert(2)</script>', "</textarea><script>alert(3)</script>",
    "</title><script>alert(4)</script>", "<img src=x onerror=alert(5)>", '" onmouseover="alert(6)',
    "' autofocus onfocus='alert(7)", "<svg/onload=alert(8)>", "<iframe src=javascript:alert(9)></iframe>",
    "javascript:alert(10)", "<base href=//elsewhere.example/>", "<link rel=stylesheet href=//elsewhere.example/x.css>",
    "<img src=//elsewhere.example/x.png>", "<meta http-equiv=refresh content=0;url=//elsewhere.example/>",
    "</style><style>*{display:none}</style>", "<style>@import '//elsewhere.example/x.css';</style>",
    "<!--", "]]>", "&lt;b&gt;", "&#x3c;script&#x3e;alert(11)&#x3c;/script&#x3e;", "\u202eturned", "a\u200bb\u200dc\ufeff",
    "Z\u0351\u0346a\u0300l\u0316go", "👩‍👩‍👧‍👦", "../../etc/passwd", "%s%n{{7*7}}${7*7}", "'; DROP TABLE coding; --",
    "=cmd|'/c calc'!A0", "__proto__", "constructor", "שלום", "``", "\\", "~0123456789abcdef", "x".repeat(150),
  ];
}

/** Does something as the page does it; returns the status. */
function does(page, deeds) {
  return page.evaluate(async (deeds) => {
    const all = [];
    for (const [path, body] of deeds) {
      const headers = { "content-type": "application/json" };
      all.push((await fetch(`/s/hostile/${path}`, { method: "POST", headers, body: JSON.stringify(body) })).status);
    }
    return all;
  }, deeds);
}

test("no words become anything else in a browser", { timeout: 600_000 }, async (t) => {
  const all = strings();
  const place = folder(t);
  fs.mkdirSync(path.join(place, "in"));
  const said = all.map((words, at) => `I: And then?\n\nP1: Number ${at}, ${words}\n`).join("\n");
  fs.writeFileSync(path.join(place, "in/words.txt"), said);
  for (let at = 0; at < 8; at += 1) fs.writeFileSync(path.join(place, `in/more${at}.txt`), `I: How?\n\nQ${at}: Well.\n\nI: So?\n\nQ${at}: Yes.\n`);
  run(place, "init", "hostile", "--title", "<img src=x onerror=alert(0)>", "--coder", "ana");
  run(place, "import", "in", "--study", "hostile.themata");
  const bench = await serve(t, place, "hostile.themata", "--coder", "ana");
  // Names that cannot be kept are refused; every page itself has to be there.
  const { page, origin } = await browse(t, bench.address, { troubles: [/status of (404|422) /] });
  await page.goto(`${origin}/s/hostile/documents`);

  const made = await does(page, all.map((words, at) => ["codebook/add", { name: `${words} ${at}` }]));
  assert.ok(made.every((status) => [200, 422].includes(status)), `${made}`);
  const codes = made.filter((status) => status === 200).length;
  assert.ok(codes > all.length * 0.8, `${codes} of ${all.length} are names of codes`);
  const markup = all.filter((words) => /[<"'&`]/.test(words));
  const some = markup.filter((_, at) => at % Math.ceil(markup.length / 60) === 0);
  const deeds = some.flatMap((words, at) => [
    [`codebook/${at}/field`, { field: "short", value: words }],
    [`codebook/${at}/field`, { field: "definition", value: words }],
    [`codebook/${at}/field`, { field: "examples", value: [words] }],
    ["people/coders", { name: `${words} ${at}` }],
    ["memos/write", { place: ["study", `code-${at}`, "document-1", `passage-1-${at}-${at + 9}`][at % 4], words, title: `${words} ${at}` }],
    ["excerpts/save", { name: `${words} ${at}`, q: "document:*" }],
    ["read/1/code", { start: at, end: at + 9, codes: [], new: `new ${at} ${words}`, memo: words }],
    ...(at % 8 ? [] : [["documents/attributes", { name: `${words} ${at}`, kind: "text" }]]),
    ...(at < 8 ? [[`documents/${at + 2}/rename`, { name: `${words} ${at}` }], ["people/rename", { from: `Q${at}`, to: `${words} ${at}` }]] : []),
    ["documents/fill", { cells: [{ document: 1, attribute: 1, value: words }] }],
  ]);
  const done = await does(page, deeds);
  assert.ok(done.every((status) => [200, 404, 422].includes(status)), `${done}`);
  assert.ok(done.filter((status) => status === 200).length > done.length / 2, `${done}`);
  await does(page, [["codebook/rules", { text: some[0] }], ["codebook/freeze", { note: some[0] }]]);

  const pages = ["documents", "codebook", "codebook/versions", "codebook/0", "codebook/3/split?into=1,2", "excerpts", "proposals", "people", "memos", "memos/journal", "history", "import", "export", "read/1", "read/2"];
  for (let at = 5; at < some.length; at += 7) pages.push(`codebook/${at}`);
  const ours = await page.evaluate(() => [...document.scripts].map((script) => new URL(script.src).pathname.replace(/[^/]*\/[^/]*$/, "")));
  for (const name of pages) {
    const answer = await page.goto(`${origin}/s/hostile/${name}`);
    assert.equal(answer.status(), 200, name);
    // What stands under the mouse and in the focus is tried, too.
    for (let at = 0; at < 12; at += 1) await page.keyboard.press("Tab");
    const found = await page.evaluate(() => ({
      scripts: [...document.scripts].map((script) => new URL(script.src).pathname.replace(/[^/]*\/[^/]*$/, "")),
      // Scripts of ours move things to lines, and nothing else.
      inline: [...document.querySelectorAll("*")].filter((one) => [...one.attributes].some(({ name, value }) => /^on/.test(name) || (name === "style" && !/^(\s*(margin-top|left|top): -?[\d.]+px;)*$/.test(value)))).length,
      strange: document.querySelectorAll("iframe, object, embed, base, style, meta[http-equiv], body svg[onload], marquee, math").length,
      away: [...document.querySelectorAll("a[href], form[action], link[href], img[src]")].filter((one) => new URL(one.href ?? one.action ?? one.src).origin !== location.origin).length,
    }));
    assert.ok(found.scripts.every((script) => ours.includes(script)), `${name}: ${found.scripts}`);
    assert.deepEqual({ ...found, scripts: 0 }, { scripts: 0, inline: 0, strange: 0, away: 0 }, name);
  }
  // What scripts draw: the palette, the completions, a card, a dialog.
  await page.goto(`${origin}/s/hostile/read/1`);
  for (const key of ["j", "s", "c"]) await page.keyboard.press(key);
  await page.keyboard.type("<s");
  await page.locator("#codes li:not([hidden])").first().waitFor();
  await page.goto(`${origin}/s/hostile/excerpts`);
  await page.locator("#q").pressSequentially("code:");
  await page.locator(".candidates li").first().waitFor();
  assert.equal(await page.locator(".candidates script, .candidates img, .candidates svg").count(), 0);
});

const WORDS = ["aardvark", "bumblebee", "chinchilla", "dromedary", "echidna"];

test("no words of a study stand in a log or an address", async (t) => {
  const [text, code, memo, file, saved_] = WORDS;
  const place = folder(t);
  fs.writeFileSync(path.join(place, `${file}.txt`), `I: How is it here?\n\nN1: The ${text} never loads.\n\nI: Why?\n\nN1: Nobody knows the ${text}.\n`);
  run(place, "init", "care", "--title", "Care", "--coder", "ana");
  const bench = await serve(t, place, "care.themata", "--coder", "ana");
  const { browser, page, origin, asked } = await browse(t, bench.address);
  await page.goto(`${origin}/s/care/import`);
  await page.locator("#files").setInputFiles(path.join(place, `${file}.txt`));
  await page.locator("#start").click();
  await page.getByRole("link", { name: "Read the first one" }).click();
  await page.locator(".row").nth(1).waitFor();
  for (const key of ["j", "j", "s", "m"]) await page.keyboard.press(key);
  await page.locator("#memo").fill(memo);
  await page.locator("#filter").fill(code);
  await page.keyboard.press("Enter");
  await page.locator(".names", { hasText: code }).first().waitFor();
  await saved(page);

  await page.goto(`${origin}/s/care/excerpts`);
  await page.locator("#q").pressSequentially(`${text}`);
  await page.waitForTimeout(200);
  await page.keyboard.press("Enter");
  await page.getByText("2 places").waitFor();
  assert.match(page.url(), /\/excerpts\?q=~[0-9a-f]+$/);
  assert.equal(await page.locator("#q").inputValue(), text);
  const download = page.waitForEvent("download");
  await page.locator('button[value="csv"]').click();
  assert.match(fs.readFileSync(await (await download).path(), "utf8"), new RegExp(text));
  await page.locator("#save-as").fill(saved_);
  await page.keyboard.press("Enter");
  await page.locator("#saved-queries a", { hasText: saved_ }).click();
  await page.getByText("2 places").waitFor();

  await page.goto(`${origin}/s/care/codebook/0`);
  await page.locator("#tree a.n").first().click();
  await page.getByText("1 excerpt").waitFor();
  assert.match(await page.locator("#q").inputValue(), new RegExp(code));
  await page.goto(`${origin}/s/care/documents`);
  await page.locator("#q").fill(`document:${file}`);
  await page.keyboard.press("Enter");
  await page.waitForURL(/documents\?q=~/);
  await page.goto(`${origin}/s/care/history`);
  await page.locator("#about").fill(code);
  await page.keyboard.press("Enter");
  await page.waitForURL(/history\?about=~/);
  await page.locator(".operation", { hasText: code }).first().waitFor();

  const words = new RegExp(WORDS.join("|"), "i");
  assert.ok(asked.length > 40);
  assert.deepEqual(asked.filter((address) => words.test(decodeURIComponent(address))), []);
  await browser.close();
  await bench.end();
  assert.match(bench.printed(), /the workbench is open at/);
  assert.doesNotMatch(bench.printed(), words);
  run(place, "check");
});

test("what two windows write in one field is shown to whoever comes second", async (t) => {
  const place = folder(t);
  run(place, "demo");
  const bench = await serve(t, place, "--coder", "ana");
  const { page, context, origin } = await browse(t, bench.address, { troubles: [/409 \(Conflict\)/] });
  const open = `${origin}/s/integrated-care/codebook/1`;
  await page.goto(open);
  const other = await context.newPage();
  await other.goto(open);
  const [mine, theirs] = [page.locator("#f-definition"), other.locator("#f-definition")];
  await mine.focus();
  await mine.fill("what I think it is");
  await theirs.fill("what they think it is");
  await other.locator("#f-use_when").focus();
  await saved(other);
  await page.waitForTimeout(1500);
  assert.equal(await mine.inputValue(), "what I think it is", "what is typed stays");
  await page.locator("#f-use_when").focus();
  const told = page.locator("#said");
  await told.getByText("was changed meanwhile").waitFor();
  assert.match(await told.textContent(), /what they think it is.*what I think it is/s);
  assert.equal(await theirs.inputValue(), "what they think it is");
  await told.getByRole("button", { name: "Keep yours" }).click();
  // Until the page is read anew; a field that is drawn anew while one types is saved as it is.
  await told.getByRole("button", { name: "Undo" }).waitFor();
  await other.waitForFunction(() => /** @type {HTMLTextAreaElement} */ (document.getElementById("f-definition")).value === "what I think it is");

  await mine.fill("once more mine");
  await theirs.fill("once more theirs");
  await other.locator("#f-use_when").focus();
  await saved(other);
  await page.locator("#f-use_when").focus();
  await told.getByRole("button", { name: "Take theirs" }).click();
  await page.waitForFunction(() => /** @type {HTMLTextAreaElement} */ (document.getElementById("f-definition")).value === "once more theirs");
  // Writing on from there is in nobody's way.
  await mine.fill("once more theirs, and mine");
  await page.locator("#f-use_when").focus();
  await other.waitForFunction(() => /** @type {HTMLTextAreaElement} */ (document.getElementById("f-definition")).value === "once more theirs, and mine");
});

test("what is typed while the page is read anew is saved as one leaves it", async (t) => {
  const place = folder(t);
  run(place, "demo");
  const bench = await serve(t, place, "--coder", "ana");
  const { page, context, origin } = await browse(t, bench.address);
  const open = `${origin}/s/integrated-care/codebook/1`;
  await page.goto(open);
  const other = await context.newPage();
  await other.goto(open);
  /** @type {() => void} */
  let arrive = () => undefined;
  const arrived = new Promise((resolve) => (arrive = () => resolve(undefined)));
  await page.route(open, async (route) => {
    await arrived;
    await route.fallback();
  });
  const asked = page.waitForRequest(open);
  await other.locator("#f-use_when").fill("said by somebody else");
  await other.locator("#f-definition").focus();
  await asked;
  await page.locator("#f-definition").focus();
  await page.locator("#f-definition").fill("typed while it is read");
  arrive();
  await page.waitForFunction(() => /** @type {HTMLTextAreaElement} */ (document.getElementById("f-use_when")).value === "said by somebody else");
  assert.equal(await page.locator("#f-definition").inputValue(), "typed while it is read");
  await page.locator("#f-use_when").focus();
  await other.waitForFunction(() => /** @type {HTMLTextAreaElement} */ (document.getElementById("f-definition")).value === "typed while it is read");
});

test("what two windows write in one cell is shown to whoever comes second", async (t) => {
  const place = folder(t);
  run(place, "demo");
  const bench = await serve(t, place, "--coder", "ana");
  const { page, context, origin } = await browse(t, bench.address, { troubles: [/409 \(Conflict\)/] });
  await page.goto(`${origin}/s/integrated-care/documents`);
  const other = await context.newPage();
  await other.goto(page.url());
  const cell = (/** @type {import("playwright-core").Page} */ page) => page.locator('td[data-edit="value"]').first();
  await cell(page).focus();
  await page.keyboard.press("F2");
  await page.keyboard.type("mine");
  await cell(other).focus();
  await other.keyboard.press("F2");
  await other.keyboard.type("theirs");
  await other.keyboard.press("Enter");
  await saved(other);
  await page.keyboard.press("Enter");
  const told = page.locator("#said");
  await told.getByText("was changed meanwhile").waitFor();
  assert.match(await told.textContent(), /“theirs”.*“mine”/s);
  await told.getByRole("button", { name: "Take theirs" }).click();
  await page.waitForFunction(() => document.querySelector('td[data-edit="value"]')?.getAttribute("data-value") === "theirs");
  await cell(page).focus();
  await page.keyboard.press("F2");
  await page.keyboard.press("Control+a");
  await page.keyboard.type("both");
  await page.keyboard.press("Enter");
  await other.waitForFunction(() => document.querySelector('td[data-edit="value"]')?.getAttribute("data-value") === "both");
});
