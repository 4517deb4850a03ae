// A workbench and a browser for a test: the program is started on a study of its own, Chromium
// opens the address that it prints, and whatever goes wrong on a page fails the test.

import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const here = path.dirname(fileURLToPath(import.meta.url));

/** The program that is tested. */
export const program = process.env.THEMATA ?? path.join(here, "../../target/debug/themata");

/** The browser that drives it. */
export const browserPath = process.env.CHROMIUM ?? "/usr/bin/chromium";

const axe = fs.readFileSync(path.join(here, "node_modules/axe-core/axe.min.js"), "utf8");

/**
 * How long answers may take on a bad line, in milliseconds: with `SLOW=300` each of them comes
 * after some time of its own, up to that, and whatever counts on another order is found.
 */
const slow = Number(process.env.SLOW ?? 0);

/** Browsers in which a tool of ours works just now, whose messages are not the page's. */
const atWork = new WeakSet();

/** What each test leaves behind, the last first. */
const leavings = new WeakMap();

/** Does something when a test is over, before what was to be done until now. */
function afterwards(test, action) {
  const known = leavings.get(test);
  if (known) {
    known.unshift(action);
    return;
  }
  const all = [action];
  leavings.set(test, all);
  test.after(async () => {
    const failures = [];
    for (const action of all) await Promise.resolve().then(action).catch((error) => failures.push(error));
    if (failures.length) throw failures[0];
  });
}

/** What a person does, who waits until a page is there: its scripts come behind its words. */
const DEEDS = ["press", "type", "down", "insertText", "click", "dblclick", "tap", "fill", "pressSequentially", "check", "uncheck", "selectOption", "setInputFiles", "focus", "hover", "dragTo"];

/**
 * Makes whatever a person does on a page wait until that has loaded: the page on which the thing
 * stands that is meant, which may be the next one.
 *
 * @param {any} hands a keyboard, or what all locators have in common
 * @param {(hands: any) => import("playwright-core").Page} pageOf
 */
function patient(hands, pageOf) {
  if (Object.hasOwn(hands, "isPatient")) return;
  hands.isPatient = true;
  for (const deed of DEEDS) {
    const once = hands[deed];
    if (typeof once !== "function") continue;
    hands[deed] = async function (...words) {
      // One that is not there is told by the deed itself.
      await this.first?.().waitFor({ state: "attached" }).catch(() => undefined);
      await pageOf(this).waitForLoadState("load");
      return once.apply(this, words);
    };
  }
}

/** Runs a command of the program in a folder. */
export function run(folder, ...words) {
  const env = { ...process.env, THEMATA_STATE: path.join(folder, "state"), XDG_STATE_HOME: "" };
  const done = spawnSync(program, words, { cwd: folder, env, encoding: "utf8" });
  assert.equal(done.status, 0, `themata ${words.join(" ")}: ${done.stderr}`);
  return done.stdout;
}

/** An empty folder that is gone with the test. */
export function folder(test) {
  const made = fs.mkdtempSync(path.join(os.tmpdir(), "themata-browser-"));
  afterwards(test, () => fs.rmSync(made, { recursive: true, force: true }));
  return made;
}

/** Starts the program in a folder and returns its address, a way to end it, and all that it printed. */
export async function serve(test, folder, ...words) {
  const env = { ...process.env, THEMATA_STATE: path.join(folder, "state") };
  const child = spawn(program, ["serve", "--no-browser", ...words], { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] });
  let printed = "";
  child.stdout.setEncoding("utf8");
  child.stdout.on("data", (piece) => (printed += piece));
  const address = await new Promise((resolve, reject) => {
    let said = "";
    child.stderr.setEncoding("utf8");
    child.stderr.on("data", (piece) => {
      said += piece;
      printed += piece;
      const found = /https?:\S+/.exec(said);
      if (found) resolve(found[0]);
    });
    child.on("exit", () => reject(new Error(`the workbench ended: ${said}`)));
  });
  const ended = new Promise((resolve) => child.on("exit", resolve));
  const end = async (signal = "SIGINT") => {
    child.kill(signal);
    await ended;
  };
  afterwards(test, () => end("SIGKILL"));
  return { address, origin: new URL(address).origin, end, printed: () => printed };
}

/**
 * Opens a browser at an address. Errors of scripts, refused resources, messages of the console
 * and requests to other machines fail the test.
 */
export async function browse(test, address, { width = 1440, height = 900, dark = false, phone = false, troubles = [] } = {}) {
  const browser = await chromium.launch({ executablePath: browserPath, args: ["--no-sandbox"] });
  afterwards(test, () => browser.close());
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: dark ? "dark" : "light",
    hasTouch: phone,
    isMobile: phone,
    acceptDownloads: true,
    // A certificate that a test makes for itself is known to nobody.
    ignoreHTTPSErrors: true,
  });
  const origin = new URL(address).origin;
  const wrong = [];
  const asked = [];
  context.on("request", (request) => {
    asked.push(request.url());
    if (!request.url().startsWith(origin) && !/^(data|blob):/.test(request.url())) wrong.push(`asks ${request.url()}`);
  });
  context.on("console", (message) => {
    if (!atWork.has(context) && ["error", "warning"].includes(message.type())) wrong.push(`console: ${message.text()}`);
  });
  context.on("weberror", (error) => wrong.push(`script: ${error.error().message}`));
  afterwards(test, () => {
    const left = wrong.filter((what) => !troubles.some((known) => known.test(what)));
    assert.deepEqual(left, []);
  });
  context.on("dialog", (dialog) => {
    if (dialog.type() !== "beforeunload") wrong.push(`dialog: ${dialog.message()}`);
    dialog.accept().catch(() => undefined);
  });
  context.on("page", (page) => patient(page.keyboard, () => page));
  if (slow) {
    await context.route("**/*", async (route) => {
      await new Promise((resolve) => setTimeout(resolve, Math.random() * slow));
      await route.fallback().catch(() => undefined);
    });
  }
  const page = await context.newPage();
  patient(Object.getPrototypeOf(page.locator("body")), (locator) => locator.page());
  await page.goto(address);
  return { browser, context, page, origin, asked };
}

/** Checks a page for accessibility, in the light that it is in. */
export async function accessible(page, name) {
  // Without its styles no page is.
  await page.waitForLoadState("load");
  // The checker adds styles of its own, which the page's policy forbids.
  atWork.add(page.context());
  // What is out of sight is not laid out, and the checker would see all of it in one place.
  const lay = (/** @type {string} */ how) => page.evaluate((how) => {
    for (const row of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".row"))) row.style.contentVisibility = how;
  }, how);
  await lay("visible");
  await page.evaluate(axe);
  const found = await page.evaluate(() => window.axe.run({ preload: false, runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }));
  await lay("");
  atWork.delete(page.context());
  const violations = found.violations.map((violation) => ({
    rule: violation.id,
    help: violation.help,
    places: violation.nodes.slice(0, 5).map((node) => `${node.target} ${node.failureSummary}`),
  }));
  assert.deepEqual(violations, [], `accessibility of ${name}`);
}

/** Waits until the page says that what was done is saved. */
export async function saved(page) {
  await page.locator('#saved[data-state="saved"]').waitFor();
}
