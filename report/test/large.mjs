// How large a report of many pages is, and how long a browser takes to open it.
//
//   node test/large.mjs [PAGES]     20,000 if not given; the same environment as report.test.mjs
//
// Pages are the samples with sentences of their own put in between, so that they do not pack as
// copies would. Fails above 60 MB, or when opening takes more than 15 seconds.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, readdirSync, rmSync, statSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const root = resolve(fileURLToPath(new URL("../..", import.meta.url)));
const medloom = process.env.MEDLOOM ?? join(root, "build/release/apps/medloom/medloom");
const pages = Number(process.argv[2] ?? 20000);

// A small generator with a seed, so that every run has the same pages.
let state = 20260101;
const random = (below) => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * below);
};

const samples = readdirSync(join(root, "samples"))
  .flatMap((name) => ["html", "txt", "md"].map((ending) => join(root, "samples", name, `input.${ending}`)))
  .filter(existsSync)
  .map((path) => ({ html: path.endsWith(".html"), bytes: readFileSync(path) }))
  .map(({ html, bytes }) => ({ html, text: bytes.toString("utf8") }))
  .filter(({ text }) => !text.includes("\uFFFD") && !text.includes("\u0000") && text.length > 300);

const words = [...new Set(samples.flatMap(({ text }) => text.replace(/<[^>]*>/g, " ").match(/[a-z]{3,}|[\u4e00-\u9fff]{2,4}/gi) ?? []))];
const sentence = (chinese) => {
  const fitting = () => {
    for (;;) {
      const word = words[random(words.length)];
      if (/[\u4e00-\u9fff]/.test(word) === chinese) return word;
    }
  };
  const picked = Array.from({ length: 8 + random(12) }, fitting);
  return chinese ? `${picked.join("")}。` : `${picked.join(" ")}.`;
};
const escaped = (text) => text.replace(/[&<>]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[c]);

function page(number) {
  const { html, text } = samples[random(samples.length)];
  const chinese = /[\u4e00-\u9fff]{5}/.test(text);
  const body = html ? text : text.split("\n").map((line) => `<p>${escaped(line)}</p>`).join("\n");
  const parts = body.split("</p>");
  const more = parts.map((part, i) => (i + 1 === parts.length ? part : `${part} ${sentence(chinese)} ${sentence(chinese)}</p>`));
  return JSON.stringify({ url: `https://site${number % 40}.example.org/${number}`, html: more.join("") });
}

const folder = mkdtempSync(join(tmpdir(), "medloom-large-"));
try {
  const input = openSync(join(folder, "pages.jsonl"), "w");
  for (let i = 0; i < pages; ++i) writeSync(input, `${page(i)}\n`);
  closeSync(input);
  const megabytes = (name) => (statSync(join(folder, name)).size / 1e6).toFixed(1);
  const timed = (run) => {
    const begun = performance.now();
    run();
    return ((performance.now() - begun) / 1000).toFixed(1);
  };
  const call = (...args) => {
    const done = spawnSync("/usr/bin/env", ["time", "-f", "%M", medloom, ...args], { encoding: "utf8" });
    assert.ok(done.status <= 1, done.stderr);
    return Number(done.stderr.trim().split("\n").pop()) / 1024;
  };
  const run = timed(() => call("run", join(folder, "pages.jsonl"), "-o", join(folder, "out.jsonl"), "-q"));
  let memory = 0;
  const made = timed(() => { memory = call("report", join(folder, "out.jsonl"), "-o", join(folder, "run.html")); });
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
  const view = await browser.newPage();
  const begun = performance.now();
  await view.goto(pathToFileURL(join(folder, "run.html")).href, { timeout: 120000 });
  await view.waitForSelector("html[data-ready]", { timeout: 120000 });
  const opened = (performance.now() - begun) / 1000;
  const searching = await view.evaluate(async () => {
    location.hash = "#pages?search=site7.example.org&outcome=flagged";
    const from = performance.now();
    await new Promise((done) => setTimeout(done, 0));
    return performance.now() - from;
  });
  const link = view.locator("table.pages tbody a").first();
  await link.waitFor();
  const paging = performance.now();
  await link.click();
  await view.waitForSelector("#view-page:not([hidden]) .sides, #view-page:not([hidden]) .pager");
  const shown = performance.now() - paging;
  const left = await view.evaluate(() => document.getElementById("left-out").textContent);
  await browser.close();
  console.log(`${pages} pages: input ${megabytes("pages.jsonl")} MB, records ${megabytes("out.jsonl")} MB, report ${megabytes("run.html")} MB (texts left out: ${left})`);
  console.log(`run ${run} s, report ${made} s in ${memory.toFixed(0)} MiB; opens in ${opened.toFixed(1)} s, filters in ${searching.toFixed(0)} ms, shows a page in ${shown.toFixed(0)} ms`);
  assert.ok(statSync(join(folder, "run.html")).size < 60e6, "larger than 60 MB");
  assert.ok(opened < 15, "opens in more than 15 s");
} finally {
  if (!process.env.KEEP) rmSync(folder, { recursive: true, force: true });
  else console.log(folder);
}
