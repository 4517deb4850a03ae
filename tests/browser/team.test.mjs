// A team on one server: accounts, links, roles, who else is there, two editors of one text.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { accessible, browse, folder, run, saved, serve } from "./bench.mjs";

const PASSWORD = "ladder otter seven pink";
const STUDY = "/s/integrated-care";

/** A server with the sample study, and the link for its first account. */
async function server(t, place = folder(t), ...words) {
  run(place, "demo");
  const bench = await serve(t, place, "integrated-care.themata", "--users", "team.json", ...words);
  let link;
  for (let patience = 0; !link && patience < 100; patience += 1) {
    link = /https?:\S+\/join\/\S+/.exec(bench.printed())?.[0];
    if (!link) await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.ok(link, bench.printed());
  return { place, link, ...bench };
}

/** Opens a link in a browser of its own and makes an account. */
async function join(t, link, name, options = {}) {
  const browser = await browse(t, link, options);
  const { page } = browser;
  const named = page.getByLabel(/Your name/);
  // A link for somebody who coded before says who that is.
  if (await named.count()) await named.fill(name);
  await page.getByLabel(/A password of at least/).fill(PASSWORD);
  await page.getByLabel("The password again").fill(PASSWORD);
  await page.keyboard.press("Enter");
  // Whoever was invited to a study comes into it, a coder to what is theirs to do.
  await page.waitForURL((url) => !url.pathname.startsWith("/join/"));
  await page.locator("main h1").waitFor();
  return browser;
}

/** Has a lead make a link, and returns it. */
async function invite(page, origin, role, name) {
  await page.goto(`${origin}${STUDY}/team`);
  await page.locator("select#role").selectOption(role);
  if (name) await page.getByLabel("in the name of").selectOption(name);
  await page.getByRole("button", { name: "Make a link" }).click();
  return page.getByLabel("The link").inputValue();
}

/** A code of the sample study that can be applied. */
const aCode = (place) => JSON.parse(run(place, "codebook", "show", "--format", "json")).rows.find((row) => row.state === null).code;

/** Codes the first words of the first document, as a window does that hears of it as others do. */
async function codes(page, code) {
  const status = await page.evaluate(async ([study, code]) => {
    const answer = await fetch(`${study}/read/1/code`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ start: 0, end: 40, codes: [code] }) });
    return answer.status;
  }, [STUDY, code]);
  assert.equal(status, 200);
}

test("sign-in, invitation, role limits", async (t) => {
  const { link, origin, printed } = await server(t);
  const lead = await join(t, link, "lea");
  await lead.page.getByRole("link", { name: "Accounts" }).waitFor();
  await accessible(lead.page, "the first page of a server");

  const coderLink = await invite(lead.page, origin, "coder", "ana");
  await accessible(lead.page, "the team with a link");
  const coder = await join(t, coderLink, "ana", { width: 1024, dark: true, troubles: [/status of 422/] });
  await coder.page.getByRole("link", { name: /Joined-Up Care/ }).first().click();
  await coder.page.getByRole("heading", { name: "Documents" }).first().waitFor();
  // Nobody is asked who they are: the account says it, and there is no other name to take.
  await coder.page.locator("#acting summary").click();
  await coder.page.getByRole("link", { name: "Team of this study" }).waitFor();
  assert.equal(await coder.page.locator("#acting").getByRole("button").count(), 1, "only signing out");

  const readerLink = await invite(lead.page, origin, "reader");
  const reader = await join(t, readerLink, "rob", { width: 390, height: 720, troubles: [/status of 403/] });
  await reader.page.goto(`${origin}${STUDY}/codebook`);
  await accessible(reader.page, "the codebook for a reader");
  assert.equal(await reader.page.getByRole("button", { name: "Make a link" }).count(), 0);
  const refused = await reader.page.evaluate(async (study) => {
    const answer = await fetch(`${study}/codebook/add`, { method: "POST", headers: { "content-type": "application/json", accept: "application/json" }, body: '{"name":"trust"}' });
    return [answer.status, (await answer.json()).message];
  }, STUDY);
  assert.equal(refused[0], 403);
  assert.match(refused[1], /reader/);

  // Signing out and in again, with a wrong password first.
  await coder.page.getByRole("button", { name: "Sign out" }).click();
  await coder.page.getByRole("heading", { name: "Sign in" }).waitFor();
  await accessible(coder.page, "the page to sign in");
  await coder.page.goto(`${origin}${STUDY}/memos`);
  await coder.page.getByLabel("Name").fill("ana");
  await coder.page.getByLabel("Password").fill("not this one");
  await coder.page.keyboard.press("Enter");
  await coder.page.getByRole("alert").getByText("do not belong together").waitFor();
  await coder.page.getByLabel("Password").fill(PASSWORD);
  await coder.page.keyboard.press("Enter");
  await coder.page.waitForURL(`${origin}${STUDY}/memos`);
  assert.doesNotMatch(printed(), new RegExp(PASSWORD), "a password stands in the terminal");
}, { timeout: 120_000 });

test("who is there is seen, edits appear within a second, and two editors of one text lose nothing", async (t) => {
  const { link, origin, place } = await server(t);
  const lead = await join(t, link, "lea");
  const coder = await join(t, await invite(lead.page, origin, "coder", "ana"), "ana", { troubles: [/status of 409/] });
  await lead.page.goto(`${origin}${STUDY}/codebook/0`);
  await coder.page.goto(`${origin}${STUDY}/codebook/0`);
  await lead.page.locator("#present summary", { hasText: "ana on this page" }).waitFor();

  const field = (page) => page.locator("#f-definition");
  await field(coder.page).click();
  await lead.page.locator('[data-writer="ana is writing here"]').waitFor();
  await field(coder.page).fill("What ana means by it.");
  // The lead was quicker.
  await field(lead.page).fill("What lea means by it.");
  await lead.page.keyboard.press("Tab");
  await saved(lead.page);
  await coder.page.keyboard.press("Tab");
  await coder.page.getByText("What lea means by it.").first().waitFor();
  assert.equal(await field(coder.page).inputValue(), "What ana means by it.", "what was typed stays");

  // Coding in one window is seen in the other within a second.
  await lead.page.goto(`${origin}${STUDY}/read/1`);
  await coder.page.goto(`${origin}${STUDY}/read/1`);
  await coder.page.locator(".lanes [data-coding]").first().waitFor();
  const before = await lead.page.locator('.names [data-coder="lea"]').count();
  const code = aCode(place);
  await codes(lead.page, code);
  await coder.page.locator('.names [data-coder="lea"]').nth(before).waitFor({ timeout: 1500 });
}, { timeout: 120_000 });

test("a restart keeps accounts and sessions; what was saved is there", async (t) => {
  const place = folder(t);
  run(place, "demo");
  const port = 20_000 + (process.pid % 20_000);
  const words = ["integrated-care.themata", "--users", "team.json", "--port", String(port)];
  const first = await serve(t, place, ...words);
  let link;
  while (!link) {
    link = /http:\S+\/join\/\S+/.exec(first.printed())?.[0];
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const { page } = await join(t, link, "lea", { troubles: [/ERR_/] });
  await page.goto(`${first.origin}${STUDY}/codebook/0`);
  await page.locator("#f-definition").fill("Kept over a restart.");
  await page.keyboard.press("Tab");
  await saved(page);
  await first.end("SIGKILL");
  await page.locator('#saved[data-state="lost"]').waitFor();
  const second = await serve(t, place, ...words);
  assert.equal(second.origin, first.origin);
  await page.goto(`${first.origin}${STUDY}/codebook/0`);
  assert.equal(await page.locator("#f-definition").inputValue(), "Kept over a restart.");
  assert.doesNotMatch(second.printed(), /join/, "nobody has to be invited again");
}, { timeout: 120_000 });

test("what another coded just before is drawn with what one codes oneself", async (t) => {
  const { link, origin, place } = await server(t);
  const lead = await join(t, link, "lea");
  const coder = await join(t, await invite(lead.page, origin, "coder", "ana"), "ana", { troubles: [/ERR_/] });
  // This window hears nothing, as one that is told a moment later.
  await coder.page.route("**/live?*", (route) => route.abort());
  await coder.page.goto(`${origin}${STUDY}/read/1`);
  await coder.page.locator(".lanes [data-coding]").first().waitFor();
  const before = await coder.page.locator('.names [data-coder="lea"]').count();
  const code = aCode(place);
  await lead.page.goto(`${origin}${STUDY}/read/1`);
  await codes(lead.page, code);
  for (const key of ["j", "j", "s", "c"]) await coder.page.keyboard.press(key);
  await coder.page.keyboard.type(code);
  await coder.page.keyboard.press("Enter");
  await coder.page.locator('.names [data-coder="lea"]').nth(before).waitFor({ timeout: 3000 });
}, { timeout: 120_000 });

test("with a certificate, over HTTP/2: signing in, coding, and hearing of it", async (t) => {
  const place = folder(t);
  const made = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "key.pem", "-out", "cert.pem", "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
  execFileSync("openssl", made, { cwd: place, stdio: "ignore" });
  const port = String(41_000 + (process.pid % 20_000));
  const sealed = ["--tls-cert", "cert.pem", "--tls-key", "key.pem", "--address", `https://localhost:${port}`, "--port", port];
  const { link, origin } = await server(t, place, ...sealed);
  assert.match(link, /^https:/);
  const lead = await join(t, link, "lea");
  const protocol = await lead.page.evaluate(() => {
    const [entry] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
    return entry.nextHopProtocol;
  });
  assert.equal(protocol, "h2");
  const [cookie] = await lead.context.cookies();
  assert.ok(cookie.secure && cookie.name.startsWith("__Host-"), JSON.stringify(cookie));

  const coder = await join(t, await invite(lead.page, origin, "coder", "ana"), "ana");
  await lead.page.goto(`${origin}${STUDY}/read/1`);
  await coder.page.goto(`${origin}${STUDY}/read/1`);
  await lead.page.locator("#present summary", { hasText: "ana on this page" }).waitFor();
  const before = await lead.page.locator('.names [data-coder="ana"]').count();
  const code = aCode(place);
  await codes(coder.page, code);
  await lead.page.locator('.names [data-coder="ana"]').nth(before).waitFor({ timeout: 3000 });
}, { timeout: 120_000 });
