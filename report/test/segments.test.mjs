// The source side of a text: tables of texts, changes, and the pieces that they give.

import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const made = await build({
  entryPoints: [fileURLToPath(new URL("../src/segments.ts", import.meta.url))], bundle: true, write: false, format: "esm",
});
const { segments } = await import(`data:text/javascript;base64,${Buffer.from(made.outputFiles[0].text).toString("base64")}`);

const change = (before, after, out, page = [0, 0], more = {}) => ({
  at: ["/t"], stage: "s", rule: "r", dictionary: null, before, after, out, page, ...more,
});
const source = (pieces) => pieces.map((piece) => piece.source).join("");
const certain = (pieces) => pieces.every((piece) => piece.certain);

const cases = [
  ["nothing changed", "plain text", [], "plain text", true],
  ["an empty text", "", [], "", true],
  ["one replacement", "low back pain", [change("lotium", "low", [0, 3])], "lotium back pain", true],
  ["places count in bytes", "腰痛：low", [change("lo", "low", [9, 12])], "腰痛：lo", true],
  ["an insertion", "a. b", [change("", " ", [2, 3])], "a.b", true],
  ["a deletion", "about one", [change(" about", "", [5, 5])], "about about one", true],
  ["several, in any order", "A b C", [change("c", "C", [4, 5]), change("a", "A", [0, 1])], "a b c", true],
  ["a change of a change", "low back pain", [change("pian", "pain", [0, 13]), change("waist pain", "low back pain", [0, 13])], "waist pian", true],
  ["a deletion beside a replacement", "xy", [change("q", "", [1, 1]), change("Y", "y", [1, 2])], "xqY", true],
  // What is not certain says so.
  ["a result that stands there twice", "low", [change("a", "b", [0, 3]), change("b b", "low", [0, 3])], "b b", false],
  ["two deletions at one place", "xy", [change("1", "", [1, 1], [10, 11]), change("2", "", [1, 1], [12, 13])], "x12y", false],
  ["a summary of many", "轉換", [change("转", "轉", [0, 6], [0, 6], { count: 2 })], "轉換", false],
  // Records that are wrong are shown as they are.
  ["a place behind the end", "ab", [change("x", "y", [1, 9])], "ab", true],
  ["a place that runs backwards", "ab", [change("x", "y", [2, 1])], "ab", true],
  ["a place before the beginning", "ab", [change("x", "y", [-1, 1])], "ab", true],
  ["a result that is not there", "ab", [change("x", "y", [0, 1])], "ab", false],
];

let failed = 0;
for (const [name, text, changes, expected, sure] of cases) {
  const pieces = segments(text, changes);
  try {
    assert.equal(source(pieces), expected);
    assert.equal(certain(pieces), sure);
    assert.equal(pieces.map((piece) => piece.result).join(""), text, "the result is never touched");
  } catch (error) {
    ++failed;
    console.log(`FAIL  ${name}: ${error.message}`);
  }
}
console.log(`${cases.length - failed} of ${cases.length} texts`);
process.exit(failed > 0 ? 1 : 0);
