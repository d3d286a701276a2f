// The report in a browser, as its reader uses it: headless Chromium, without any network.
//
//   npm test                      needs chromium (CHROMIUM, else /usr/bin/chromium) and a built
//                                 medloom (MEDLOOM, else ../build/release/apps/medloom/medloom)
//   SCREENSHOTS=folder npm test   keeps pictures of every view in both themes

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const root = resolve(fileURLToPath(new URL("../..", import.meta.url)));
const medloom = process.env.MEDLOOM ?? join(root, "build/release/apps/medloom/medloom");
const browserPath = process.env.CHROMIUM ?? "/usr/bin/chromium";
assert.ok(existsSync(medloom), `there is no ${medloom}; build it first`);
assert.ok(existsSync(browserPath), `there is no ${browserPath}`);

const folder = mkdtempSync(join(tmpdir(), "medloom-report-"));
const shots = process.env.SCREENSHOTS;
if (shots) mkdirSync(shots, { recursive: true });

// What a hostile page may try in every text that reaches the report.
const HOSTILE = '<script>window.broken=1</script><img src=x onerror="window.broken=1">';

function makeRun() {
  const inputs = readdirSync(join(root, "samples"))
    .flatMap((name) => ["html", "txt", "md"].map((ending) => join(root, "samples", name, `input.${ending}`)))
    .filter((path) => existsSync(path));
  const hostile = join(folder, "hostile.txt");
  writeFileSync(hostile, `About ${HOSTILE} rest\n\nLotium back pain ${HOSTILE} after October is common in the ward.\n`);
  const done = spawnSync(medloom, ["run", ...inputs, hostile, "-o", join(folder, "out.jsonl"), "--report", join(folder, "run.html"), "--force", "-q"], { encoding: "utf8" });
  assert.ok(done.status === 0 || done.status === 1, done.stderr);
}

const tests = [];
const test = (name, run) => tests.push({ name, run });

async function open(browser, options = {}) {
  const context = await browser.newContext({ acceptDownloads: true, viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.trouble = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) page.trouble.push(message.text());
  });
  page.on("pageerror", (error) => page.trouble.push(String(error)));
  page.on("request", (request) => {
    if (!/^(file|blob|data):/.test(request.url())) page.trouble.push(`asks for ${request.url()}`);
  });
  await page.goto(pathToFileURL(join(folder, "run.html")).href);
  await page.waitForSelector("html[data-ready]");
  return page;
}

async function go(page, hash) {
  await page.evaluate((to) => { location.hash = to; }, hash);
  const view = hash.split(/[?/]/)[0].slice(1);
  await page.waitForSelector(`#view-${view}:not([hidden])`);
}

async function openPage(page, search) {
  await go(page, `#pages?search=${encodeURIComponent(search)}`);
  await page.locator("table.pages tbody a").first().click();
  await page.waitForSelector("#view-page:not([hidden])");
}

test("opens with totals and charts that fit the run", async (page) => {
  const records = readFileSync(join(folder, "out.jsonl"), "utf8").trim().split("\n").length;
  const tile = page.locator(".tiles li").first();
  assert.match(await tile.innerText(), new RegExp(`^${records}\\s`));
  assert.equal(await page.locator("figure.chart").count(), 6);
  assert.ok((await page.locator("figure.chart svg").count()) >= 5);
  // Each chart says the same as a table.
  assert.ok((await page.locator("figure.chart table tr").count()) > 20);
});

test("filters and searches the table of pages", async (page) => {
  await go(page, "#pages");
  const all = await page.locator("table.pages tbody tr").count();
  await page.selectOption("#filter-kind", "faq");
  const faqs = await page.locator("table.pages tbody tr").count();
  assert.ok(faqs > 0 && faqs < all, `${faqs} of ${all}`);
  assert.match(page.url(), /kind=faq/);
  await page.selectOption("#filter-kind", "");
  await page.selectOption("#filter-outcome", "reject");
  assert.match(await page.locator("table.pages tbody").innerText(), /by structure: no content/);
  await page.selectOption("#filter-outcome", "");
  await page.fill("#search", "ARTICLE-translated");
  await page.waitForFunction(() => document.querySelectorAll("table.pages tbody tr").length === 1);
  await page.fill("#search", "no such page anywhere");
  await page.waitForFunction(() => document.querySelector("#pages-status")?.textContent === "No page fits.");
});

test("sorts by the keyboard and says so", async (page) => {
  await go(page, "#pages");
  await page.locator("thead button", { hasText: "Changes" }).focus();
  await page.keyboard.press("Enter");
  assert.equal(await page.locator("thead th[aria-sort=descending]").innerText(), "Changes ▼");
  const numbers = (await page.locator("table.pages tbody tr td:nth-child(5)").allInnerTexts()).map(Number);
  assert.deepEqual(numbers, [...numbers].sort((a, b) => b - a));
});

test("opens a page and follows a change to its source", async (page) => {
  await openPage(page, "article-translated");
  const change = page.locator("ins.mark.tone-normalize", { hasText: "Low back pain" }).first();
  assert.match(await change.getAttribute("title"), /normalize: fix, row dictionaries\/terms\/[^,]+\.tsv:\d+, bytes \d+–\d+/);
  await change.focus();
  await page.keyboard.press("Enter");
  assert.equal(await page.locator("del.chosen").innerText(), "Lotium back pain");
  const panel = await page.locator("#change").innerText();
  assert.match(panel, /normalize/);
  assert.match(panel, /en-mt-slips\.tsv:\d+/);
  // The bytes that it names are those of the page.
  const [, from, to] = /Bytes of the page\s+([\d,]+)–([\d,]+)/.exec(panel);
  const bytes = readFileSync(join(root, "samples/article-translated/input.txt"));
  const number = (text) => Number(text.replaceAll(",", ""));
  assert.equal(bytes.subarray(number(from), number(to)).toString(), "Lotium back pain");
});

test("the source side is what the page said", async (page) => {
  await openPage(page, "article-translated");
  const bytes = readFileSync(join(root, "samples/article-translated/input.txt"), "utf8").replace(/\s+/g, " ");
  const sides = await page.locator(".side.source").allTextContents();
  const whole = sides.filter((text) => text.length > 80);
  assert.ok(whole.length > 0);
  let found = 0;
  for (const text of whole) {
    for (const line of text.split("\n").filter((one) => one.length > 40)) {
      if (bytes.includes(line.replace(/^[-•\d.()]+\s*/, "").replace(/\s+/g, " ").trim())) ++found;
    }
  }
  assert.ok(found > 5, `only ${found} lines of the source side stand in the page`);
});

test("the dictionary counts what was protected and linked, and what was never met", async (page) => {
  await go(page, "#dictionary");
  const parts = page.locator("#view-dictionary > section");
  const heads = await parts.nth(0).locator("th[scope=col]").allInnerTexts();
  assert.deepEqual(heads.slice(-5), ["Changes", "Flags", "Protected", "Links", "Pages"]);
  const links = heads.indexOf("Links");
  await page.fill("#dictionary-hits", "low back pain");
  const row = parts.nth(0).locator("tbody tr", { hasText: "concept" }).first();
  assert.ok(Number(await row.locator(":scope > *").nth(links).innerText()) > 0);
  assert.doesNotMatch(await page.locator("#view-dictionary > p").first().innerText(), /nobody knows/);
  await page.fill("#dictionary-never-hit", "low back pain");
  assert.ok((await parts.nth(1).locator("tbody tr", { hasText: /^dictionaries\/concepts\.tsv:\d+ ?\s*concept\s*low back pain ·/ }).count()) === 0);
});

test("decides about a passage, proposes a term, and exports both", async (page) => {
  await go(page, "#review?search=after%20October");
  const card = page.locator("ol.review > li").first();
  await card.locator("input[type=radio][value=reject]").check();
  await openPage(page, "article-translated");
  await page.fill("#wrong-term", "firm sole");
  await page.fill("#right-term", "stiff sole");
  await page.locator(".propose button").click();
  await go(page, "#review");
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("#export")]);
  assert.equal(download.suggestedFilename(), "review.tsv");
  const file = join(folder, "review.tsv");
  await download.saveAs(file);
  const lines = readFileSync(file, "utf8").trimEnd().split("\n").map((line) => line.split("\t"));
  assert.ok(lines.every((cells) => cells.length === lines[0].length));
  assert.deepEqual(lines[1].slice(0, 3), ["accept", "firm sole", "stiff sole"]);
  assert.ok(lines.some((cells) => cells[0] === "reject" && /after October/i.test(cells[1])));
  const table = join(folder, "my-terms.tsv");
  const added = spawnSync(medloom, ["dict", "add", "--from-review", file, "--file", table], { encoding: "utf8" });
  assert.equal(added.status, 0, added.stderr);
  assert.match(readFileSync(table, "utf8"), /firm sole\tstiff sole/);
  assert.match(readFileSync(join(folder, "my-terms.cases.tsv"), "utf8"), /firm sole.*stiff sole/);
  const again = spawnSync(medloom, ["dict", "add", "--from-review", file, "--file", table], { encoding: "utf8" });
  assert.match(again.stderr, /0 rows added, 1 there already/);
});

test("a wrong change becomes words that are kept", async (page) => {
  await openPage(page, "article-translated");
  await page.locator("ins.mark.tone-normalize", { hasText: "Low back pain" }).first().click();
  await page.click("#change button");
  await go(page, "#review");
  const card = page.locator("ol.review > li").first();
  await card.locator("input[id$=-words]").fill("Lotium back pain in the months");
  await card.locator("input[type=radio][value=keep]").check();
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("#export")]);
  const file = join(folder, "kept.tsv");
  await download.saveAs(file);
  const table = join(folder, "kept-terms.tsv");
  const added = spawnSync(medloom, ["dict", "add", "--from-review", file, "--file", table], { encoding: "utf8" });
  assert.equal(added.status, 0, added.stderr);
  const again = spawnSync(medloom, ["run", join(root, "samples/article-translated/input.txt"), "--dictionary", table, "-q"], { encoding: "utf8" });
  assert.match(again.stdout, /"text":"[^"]*Lotium back pain in the months/);
});

test("text of a hostile page stays text", async (page) => {
  await openPage(page, "hostile.txt");
  assert.match(await page.locator("#view-page").innerText(), /Low back pain/);
  for (const view of ["#overview", "#pages?search=hostile", "#review", "#dictionary"]) await go(page, view);
  assert.equal(await page.evaluate(() => window.broken), undefined);
  assert.equal(await page.locator("main img, main script").count(), 0);
});

test("the policy lets nothing in", async (page) => {
  const ran = await page.evaluate(() => new Promise((done) => {
    document.addEventListener("securitypolicyviolation", (event) => done(event.violatedDirective));
    const script = document.createElement("script");
    script.textContent = "window.broken = 2";
    document.body.append(script);
    setTimeout(() => done("nothing was stopped"), 2000);
  }));
  assert.match(ran, /script-src/);
  assert.equal(await page.evaluate(() => window.broken), undefined);
  page.trouble.length = 0;
});

test("can be used by keyboard and read aloud", async (page) => {
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), "To the content");
  for (const view of ["#overview", "#pages", "#review", "#dictionary"]) {
    await go(page, view);
    const bad = await page.evaluate(() => {
      const shown = (element) => element.offsetParent !== null;
      const named = (element) => (element.labels?.length ?? 0) > 0 || element.getAttribute("aria-label") || element.textContent.trim() !== "";
      return [...document.querySelectorAll("input, select, button, a, [role=button]")].filter((e) => shown(e) && !named(e)).map((e) => e.outerHTML.slice(0, 100));
    });
    assert.deepEqual(bad, [], view);
    assert.equal(await page.locator("h1").count(), 1);
    assert.equal(await page.evaluate(() => document.activeElement?.tagName), "H2");
  }
});

// Contrast of text on its ground, by the formula of WCAG 2.
test("text can be read in both themes", async (page) => {
  await openPage(page, "article-translated");
  for (const theme of ["light", "dark"]) {
    await page.selectOption("#theme", theme);
    const worst = await page.evaluate(() => {
      const light = (c) => {
        const [r, g, b] = c.match(/[\d.]+/g).slice(0, 3).map((v) => Number(v) / 255).map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const ground = (e) => {
        for (let at = e; at; at = at.parentElement) {
          const c = getComputedStyle(at).backgroundColor;
          if (!/, 0\)$|transparent/.test(c)) return c;
        }
        return getComputedStyle(document.body).backgroundColor;
      };
      let least = [99, ""];
      for (const e of document.querySelectorAll("main *, header *")) {
        if (e.offsetParent === null || ![...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim() !== "")) continue;
        if (e.closest("svg") || e.matches("option, :disabled")) continue;
        const [a, b] = [light(getComputedStyle(e).color), light(ground(e))].sort((x, y) => y - x);
        const ratio = (a + 0.05) / (b + 0.05);
        if (ratio < least[0]) least = [ratio, e.outerHTML.slice(0, 120)];
      }
      return least;
    });
    assert.ok(worst[0] >= 4.5, `${theme}: contrast ${worst[0].toFixed(2)} of ${worst[1]}`);
  }
});

makeRun();
const version = execFileSync(browserPath, ["--version"], { encoding: "utf8" }).trim();
const browser = await chromium.launch({ executablePath: browserPath, args: ["--no-sandbox"] });
let failed = 0;
try {
  for (const { name, run } of tests) {
    const page = await open(browser);
    try {
      await run(page);
      assert.deepEqual(page.trouble, []);
      console.log(`ok    ${name}`);
    } catch (error) {
      ++failed;
      console.log(`FAIL  ${name}\n${error?.stack ?? error}`);
    }
    await page.context().close();
  }
  if (shots) {
    for (const colorScheme of ["light", "dark"]) {
      const page = await open(browser, { colorScheme });
      for (const view of ["#overview", "#pages", "#review", "#dictionary"]) {
        await go(page, view);
        await page.screenshot({ path: join(shots, `${view.slice(1)}-${colorScheme}.png`) });
      }
      await openPage(page, "article-translated");
      await page.locator("ins.mark.tone-normalize", { hasText: "Low back pain" }).first().click();
      await page.screenshot({ path: join(shots, `page-${colorScheme}.png`) });
      await page.emulateMedia({ media: "print" });
      await page.screenshot({ path: join(shots, `print-${colorScheme}.png`) });
      await page.context().close();
    }
  }
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
console.log(`${tests.length - failed} of ${tests.length} in ${version}`);
process.exit(failed > 0 ? 1 : 0);
