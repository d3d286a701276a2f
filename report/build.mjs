// Makes dist/report.html of src/: one script, one style sheet, the policy that allows just these
// two, and a digest of the sources by which a test without Node sees whether it is up to date.

import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

// The order counts: tests/io/report_viewer_test.cc reads the same list.
const sources = readFileSync("sources.txt", "utf8").trim().split("\n");
const digest = createHash("sha256");
for (const file of sources) digest.update(readFileSync(file));

const packages = new Set();

async function bundle(entry) {
  const made = await build({
    metafile: true,
    entryPoints: [entry], bundle: true, minify: true, write: false, format: "iife",
    target: ["es2022"], charset: "ascii", legalComments: "none", logLevel: "warning",
    loader: { ".css": "css" },
  });
  for (const input of Object.keys(made.metafile.inputs)) {
    const found = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input);
    if (found) packages.add(found[1]);
  }
  return made.outputFiles[0].text.trim();
}

// The licences of what is bundled stand beside the page and inside it.
function licences() {
  return [...packages].sort().map((name) => {
    const { version, license } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8"));
    return `${name} ${version} (${license})\n\n${readFileSync(`node_modules/${name}/LICENSE`, "utf8").trim()}\n`;
  }).join("\n\n");
}

const hash = (text) => createHash("sha256").update(text).digest("base64");
const script = await bundle("src/main.ts");
const style = (await build({ entryPoints: ["src/style.css"], minify: true, write: false, logLevel: "warning" }))
  .outputFiles[0].text.trim();
const notices = licences();
writeFileSync("dist/LICENSES.txt", notices);
for (const text of [script, style, notices]) {
  if (/<\/(script|style)|<!--|-->|\)medloom"/i.test(text)) throw new Error("cannot stand inside a page as it is");
}
const values = {
  SOURCES: digest.digest("hex"), SCRIPT: script, STYLE: style, NOTICES: notices,
  SCRIPT_HASH: hash(script), STYLE_HASH: hash(style),
};
const page = readFileSync("src/shell.html", "utf8").replace(/@([A-Z_]+)@/g, (_, name) => values[name]);
writeFileSync("dist/report.html", page);
console.log(`dist/report.html: ${page.length} bytes`);
