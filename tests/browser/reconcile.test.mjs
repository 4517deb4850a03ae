// Two coders' disagreements decided by key, put off, redrawn, undone; clear cases by rule.

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { accessible, browse, folder, run, saved, serve } from "./bench.mjs";

const INTERVIEW = `INTERVIEWER: How does it go with the records?

NURSE: We write everything down twice. There is no money for licences. The vendor answers after weeks.

INTERVIEWER: And with the others?

NURSE: The Wednesday call helps. Everybody says what they need, and somebody writes it down. It works, honestly.
`;

/** Who says what, in the order of the numbers of the codings. */
const CODED = [
  ["ana", "We write everything down twice", "double entry"],
  ["ben", "everything down twice", "double entry"],
  ["ana", "There is no money for licences", "funding"],
  ["ben", "There is no money for licences", "leadership"],
  ["ana", "The vendor answers after weeks", "vendor"],
  ["ana", "Everybody says what they need, and somebody writes it down", "teamwork"],
  ["ben", "somebody writes it down", "teamwork"],
  ["ana", "The Wednesday call helps", "teamwork"],
  ["ben", "The Wednesday call helps", "teamwork"],
];

/** A study of one interview, coded by two, and a browser at its disagreements. */
async function bench(t, options = {}) {
  const place = folder(t);
  fs.writeFileSync(path.join(place, "01-nurse.txt"), INTERVIEW);
  run(place, "init", "care.themata", "--title", "Care", "--coder", "ana");
  run(place, "import", "01-nurse.txt");
  for (const code of ["double entry", "funding", "leadership", "vendor", "teamwork"]) run(place, "codebook", "add", code);
  for (const [coder, quote, code] of CODED) run(place, "code", "01-nurse", "--quote", quote, "--code", code, "--coder", coder);
  const served = await serve(t, place, "--coder", "ana");
  const browser = await browse(t, served.address, options);
  const { page } = browser;
  await page.goto(`${served.origin}/s/care/reconcile`);
  await page.locator("#case[data-number]").waitFor();
  return { place, served, ...browser };
}

const number = (page) => page.locator("#case").getAttribute("data-number");
const isAt = (page, wanted) => page.locator(`#case[data-number="${wanted}"]`).waitFor();
const consensus = (place) => run(place, "codings", "list", "coder:consensus", "--format", "csv");

test("disagreements are decided by key, one after the other, and undone", async (t) => {
  const { page, place } = await bench(t);
  // The other codes cost most: both coders' whole sentences.
  await page.goto(`${page.url().split("?")[0]}?order=place`);
  await isAt(page, 1);
  assert.match(page.url(), /order=place&at=1$/);
  await page.locator("#rows .by-all", { hasText: "everything down twice" }).waitFor();
  await page.locator("#lane-names text", { hasText: "2 ben" }).waitFor();
  // Stripes stand beside the lines of their words, and no lane is another's.
  const lanes = await page.evaluate(() => [...document.querySelectorAll("#rows .stripe")].map((one) => one.getAttribute("x")));
  assert.deepEqual([...new Set(lanes)].length, 2);
  await accessible(page, "a disagreement");

  await page.keyboard.press("r");
  await page.keyboard.type("the verb belongs to it");
  await page.keyboard.press("Enter");
  assert.match(page.url(), /order=place&at=1$/);
  assert.equal(await page.locator("#reason").inputValue(), "the verb belongs to it");
  await page.keyboard.press("1");
  await saved(page);
  await isAt(page, 3);
  assert.equal(await page.locator("#reason").inputValue(), "", "a reason goes with its decision");
  await page.keyboard.press("u");
  await isAt(page, 1);
  assert.equal(await page.locator("#reason").inputValue(), "the verb belongs to it", "and comes back with it");
  await page.keyboard.press("1");
  await isAt(page, 3);
  assert.match(consensus(place), /We write everything down twice/);
  await page.keyboard.press("b");
  await isAt(page, 5);
  assert.match(consensus(place), /leadership,consensus/);
  assert.match(consensus(place), /funding,consensus/);

  await page.keyboard.press("r");
  await page.keyboard.type("ask ben");
  await page.keyboard.press("Escape");
  await page.keyboard.press("p");
  await isAt(page, 6);

  await page.keyboard.press("d");
  await page.locator("#palette").waitFor();
  // The code is that of this disagreement, though others were shown before.
  const its = await page.locator('#redraw-code optgroup[label="Codes of this disagreement"] option').allInnerTexts();
  assert.equal(its.length, 1);
  assert.equal(await page.locator("#redraw-code option:checked").innerText(), its[0]);
  // At the end of the page nothing lies half under what stays at its foot.
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
  await accessible(page, "redrawing");
  // Both ends by a word: "says what they need, and somebody writes it".
  await page.keyboard.press("}");
  await page.keyboard.press("[");
  await page.keyboard.press("Enter");
  await page.locator("#sum", { hasText: "3 decided" }).waitFor();
  assert.match(consensus(place), /says what they need, and somebody writes it/);
  assert.doesNotMatch(consensus(place), /Everybody says/);

  // What was put off is what is left.
  await isAt(page, 5);
  await page.locator(".decisions", { hasText: "ask ben" }).waitFor();
  await page.keyboard.press("u");
  await isAt(page, 6);
  await page.locator("#sum", { hasText: "2 decided" }).waitFor();
  assert.doesNotMatch(consensus(place), /somebody writes it/);

  await page.reload();
  assert.equal(await number(page), "6", "a reload returns to it");
  await page.goto(page.url().replace("at=6", "at=1"));
  await page.locator(".decided", { hasText: "the verb belongs to it" }).waitFor();
  await page.keyboard.press("x");
  await page.locator("#said", { hasText: "instead of what was decided before: accept" }).waitFor();
  await page.locator("#sum", { hasText: "2 decided" }).waitFor();
  assert.doesNotMatch(consensus(place), /We write everything down twice/, "decided anew");
  await page.getByRole("link", { name: "Decisions" }).click();
  await page.locator("table.figures tbody tr", { hasText: "replaced" }).waitFor();
  await page.locator('[name="state"]').focus();
  await page.locator('[name="state"]').selectOption("replaced");
  await page.waitForURL(/state=replaced/);
  await page.waitForFunction(() => document.querySelectorAll("table.figures tbody tr").length === 1);
  await page.locator("table.figures tbody tr", { hasText: "replaced" }).waitFor();
  assert.equal(await page.evaluate(() => /** @type {HTMLSelectElement} */ (document.activeElement)?.name), "state", "the choice keeps the focus");
  await accessible(page, "the decisions");
});

test("a redrawing begins with the mouse, and codes that differ have to be chosen", async (t) => {
  const { page, place } = await bench(t);
  await page.goto(`${page.url().split("?")[0]}?at=3`);
  await isAt(page, 3);
  const box = await page.evaluate(() => {
    const words = document.querySelector("#rows .by-some, #rows .by-all");
    const { left, right, top, bottom } = words.getClientRects()[0];
    return { left, right, y: (top + bottom) / 2 };
  });
  await page.mouse.move(box.left + 2, box.y);
  await page.mouse.down();
  await page.mouse.move(box.left + 90, box.y, { steps: 4 });
  await page.mouse.up();
  await page.locator("#palette").waitFor();
  await page.keyboard.press("Enter");
  await page.getByText("choose which holds").last().waitFor();
  await page.locator("#redraw-code").selectOption({ label: "funding" });
  await page.locator("#palette button.main").click();
  await page.locator("#sum", { hasText: "1 decided" }).waitFor();
  assert.match(consensus(place), /funding,consensus/);
});

test("what someone else decided meanwhile is shown, and the reason stays", async (t) => {
  const { page, place } = await bench(t, { troubles: [/409/] });
  await page.goto(`${page.url().split("?")[0]}?at=5`);
  await isAt(page, 5);
  await page.keyboard.press("r");
  await page.keyboard.type("weeks are long");
  await page.keyboard.press("Escape");
  // The page has not heard of it yet.
  await page.route("**/reconcile?*", (route) => route.abort());
  run(place, "adjudicate", "5", "--reject", "--coder", "ben");
  await page.unroute("**/reconcile?*");
  await page.keyboard.press("1");
  await page.locator("#said .wrong, .decided").first().waitFor();
  await page.locator(".decided", { hasText: "ben" }).waitFor();
  assert.equal(await page.locator("#reason").inputValue(), "weeks are long");
  assert.doesNotMatch(run(place, "codings", "list", "--format", "csv"), /consensus/, "the key took nobody's place");
  const decisions = run(place, "adjudicate", "--list", "--format", "csv");
  assert.match(decisions, /reject/);
  assert.doesNotMatch(decisions, /accept/);
});

test("what someone else changes right behind one's own decision is told, and the focus stays", async (t) => {
  const { page, place } = await bench(t, { troubles: [/409/] });
  await page.goto(`${page.url().split("?")[0]}?order=place&at=1`);
  await isAt(page, 1);
  // With Enter on a button, which goes with its disagreement.
  await page.locator('#case [data-verdict="accept"]').first().focus();
  await page.keyboard.press("Enter");
  await isAt(page, 3);
  assert.equal(await page.evaluate(() => document.activeElement?.id), "case");
  assert.equal(await page.getByText("changed by someone else").count(), 0, "one's own decision is no news");
  run(place, "adjudicate", "3", "--reject", "--coder", "ben");
  await page.getByText("changed by someone else").waitFor();
  await page.locator(".decided", { hasText: "ben" }).waitFor();
  // A key that was on its way when it came was meant for what stood there before.
  await page.keyboard.press("b");
  await page.getByText("Nothing was decided").waitFor();
  assert.doesNotMatch(run(place, "adjudicate", "--list", "--format", "csv"), /both/);
  await page.waitForTimeout(1600);
  await page.keyboard.press("b");
  await isAt(page, 5);
  assert.match(run(place, "adjudicate", "--list", "--format", "csv"), /both/);
});

test("a reason goes with the decision that it was written for, also when that is sent once more", async (t) => {
  const { page, place } = await bench(t, { troubles: [/ERR_FAILED|Failed to load/] });
  await page.goto(`${page.url().split("?")[0]}?order=place&at=1`);
  await isAt(page, 1);
  await page.keyboard.press("r");
  await page.keyboard.type("of the first");
  await page.keyboard.press("Escape");
  await page.route("**/reconcile/decide", (route) => route.abort());
  await page.keyboard.press("1");
  await page.getByRole("button", { name: "Try again" }).waitFor();
  // Whatever else is said, what was not sent stays where it can be sent again.
  run(place, "adjudicate", "1", "--put-off", "--coder", "ben");
  await page.getByText("changed by someone else").waitFor();
  run(place, "undo", "--coder", "ben");
  await page.locator("#case:not(:has(.decided))").waitFor();
  await page.waitForTimeout(1600);
  await page.unroute("**/reconcile/decide");
  await page.keyboard.press("j");
  await isAt(page, 3);
  await page.keyboard.press("r");
  await page.keyboard.type("of the second");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Try again" }).click();
  await page.locator("#sum", { hasText: "1 decided" }).waitFor();
  assert.equal(await number(page), "3");
  assert.equal(await page.locator("#reason").inputValue(), "of the second");
  assert.match(run(place, "adjudicate", "--list", "--format", "csv"), /of the first/);
});

test("the server is gone: the decision is kept and sent again", async (t) => {
  const { page, place, context } = await bench(t, { troubles: [/ERR_INTERNET_DISCONNECTED|Failed to load/] });
  await page.goto(`${page.url().split("?")[0]}?at=5`);
  await page.keyboard.press("r");
  await page.keyboard.type("never lost");
  await page.keyboard.press("Escape");
  await context.setOffline(true);
  await page.keyboard.press("1");
  await page.getByRole("button", { name: "Try again" }).waitFor();
  assert.equal(await page.locator("#reason").inputValue(), "never lost");
  await context.setOffline(false);
  await page.getByRole("button", { name: "Try again" }).click();
  await page.locator("#sum", { hasText: "1 decided" }).waitFor();
  assert.match(run(place, "adjudicate", "--list", "--format", "csv"), /never lost/);
});

test("clear cases are listed by rule, decided and undone; the team is asked", async (t) => {
  const { page, place } = await bench(t);
  await page.getByRole("link", { name: "Rules" }).click();
  await page.getByRole("radio", { name: /^Agreed/ }).check();
  await page.getByRole("button", { name: "List what it decides" }).click();
  await page.getByText("1 clear case", { exact: true }).waitFor();
  await page.locator("#cases tr", { hasText: "The Wednesday call helps" }).waitFor();
  await accessible(page, "clear cases");
  await page.getByRole("button", { name: /^Decide/ }).click();
  await page.getByText("This rule finds nothing to decide.").waitFor();
  assert.match(consensus(place), /Wednesday call/);
  await page.keyboard.press("Control+z");
  await page.getByText("1 clear case", { exact: true }).waitFor();

  await page.getByRole("link", { name: "Disagreements" }).click();
  await page.locator("#case[data-number]").waitFor();
  await page.keyboard.press("a");
  await page.keyboard.type("Whose licences?");
  await page.keyboard.press("Control+Enter");
  await page.locator(".question", { hasText: "Whose licences?" }).waitFor();
  await page.getByRole("button", { name: "Answer" }).click();
  await page.keyboard.type("The hospital's.");
  await page.keyboard.press("Control+Enter");
  await page.locator(".answers", { hasText: "The hospital's." }).waitFor();
  await page.getByRole("button", { name: "Settled" }).click();
  await page.locator(".settled").waitFor();
});

test("the report is shown and downloaded", async (t) => {
  const { page } = await bench(t);
  await page.getByRole("link", { name: "Report" }).last().click();
  await page.locator('[name="replicates"]').fill("50");
  await page.getByRole("button", { name: "Show the report" }).click();
  await page.getByRole("heading", { name: "What to talk about first" }).waitFor();
  await accessible(page, "the report");
  for (const name of ["HTML", "Markdown", "XLSX", "JSON"]) {
    const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name, exact: true }).click()]);
    assert.match(file.suggestedFilename(), /^care-reconciliation\.(html|md|xlsx|json)$/);
  }
});

for (const [width, height] of [[1440, 900], [1024, 768], [390, 720]]) {
  test(`nothing is wider than the page at ${width}`, async (t) => {
    const { page, origin } = await bench(t, { width, height, dark: width === 1024, phone: width === 390 });
    for (const address of ["reconcile", "reconcile/rules?rule=agreed", "reconcile/decisions", "reconcile/report"]) {
      await page.goto(`${origin}/s/care/${address}`);
      const [has, shows] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
      assert.ok(has <= shows, `${address}: ${has} > ${shows}`);
      await accessible(page, `${address} at ${width}`);
    }
  });
}
