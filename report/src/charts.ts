// Bars, the longest first, each with its number; the same as a table for who cannot see them.
// d3 gives scale and axis; everything is SVG, so that it prints and follows the theme.

import { axisTop } from "d3-axis";
import { scaleBand, scaleLinear } from "d3-scale";
import { select } from "d3-selection";

import { el, number, visible } from "./dom";

export interface Bar {
  name: string;
  value: number;
  shown?: string; // instead of the number
  href?: string;
  tone?: string; // a class
}

const WIDTH = 640;
const LABEL = 230;
const ROOM = 90; // behind the bars, for the numbers
const LINE = 24;
const TOP = 22;
const MOST = 15;

const columns = (c: string): number => (/[\u1100-\u{2FFFF}]/u.test(c) && c > "\u2E7F" ? 2 : 1);

// As much of a name as has room, East Asian characters counted twice.
function short(name: string, room: number): string {
  let used = 0;
  let out = "";
  for (const c of visible(name)) {
    used += columns(c);
    if (used > room) return `${out}…`;
    out += c;
  }
  return out;
}

export function bars(title: string, all: Bar[], empty = "none"): HTMLElement {
  const figure = el("figure", { class: "chart" }, el("figcaption", {}, title));
  const sorted = all.filter((bar) => bar.value > 0).sort((a, b) => b.value - a.value);
  if (sorted.length === 0) {
    figure.append(el("p", { class: "dim" }, empty));
    return figure;
  }
  const shown = sorted.slice(0, MOST);
  const height = TOP + shown.length * LINE + 4;
  const x = scaleLinear().domain([0, shown[0]?.value ?? 1]).range([LABEL, WIDTH - ROOM]).nice(4);
  const y = scaleBand<number>().domain(shown.map((_, i) => i)).range([TOP, height - 4]).padding(0.25);
  const svg = select(document.createElementNS("http://www.w3.org/2000/svg", "svg"))
    .attr("viewBox", `0 0 ${WIDTH} ${height}`)
    .attr("role", "img")
    .attr("aria-label", `${title}: bars; the same numbers stand in the table below`);
  const [low = 0, high = 1] = x.domain();
  const whole = high - low < 4;
  const axis = axisTop(x).ticks(whole ? Math.max(1, high - low) : 4).tickSizeInner(-(height - TOP - 4)).tickSizeOuter(0);
  svg.append("g").attr("class", "axis").attr("transform", `translate(0,${TOP})`).call(axis);
  const groups = svg.selectAll("g.bar").data(shown).join("g").attr("class", (bar) => `bar ${bar.tone ?? ""}`);
  const middle = (i: number): number => (y(i) ?? 0) + y.bandwidth() / 2;
  groups.append("text").attr("class", "name").attr("x", LABEL - 8).attr("y", (_, i) => middle(i))
    .attr("dy", "0.35em").attr("text-anchor", "end").text((bar) => short(bar.name, 30));
  groups.append("rect").attr("x", x(0)).attr("y", (_, i) => y(i) ?? 0).attr("height", y.bandwidth())
    .attr("width", (bar) => Math.max(1, x(bar.value) - x(0))).attr("rx", 2);
  groups.append("text").attr("class", "value").attr("x", (bar) => x(bar.value) + 6)
    .attr("y", (_, i) => middle(i)).attr("dy", "0.35em").text((bar) => bar.shown ?? number(bar.value));
  groups.append("title").text((bar) => `${visible(bar.name)}: ${bar.shown ?? number(bar.value)}`);
  const node = svg.node();
  if (node) figure.append(node);
  figure.append(table(title, sorted));
  return figure;
}

function table(title: string, all: Bar[]): HTMLElement {
  const body = el("tbody");
  for (const bar of all) {
    const name = bar.href ? el("a", { href: bar.href }, bar.name) : bar.name;
    body.append(el("tr", {}, el("th", { scope: "row" }, name), el("td", {}, bar.shown ?? number(bar.value))));
  }
  return el(
    "details",
    {},
    el("summary", {}, all.length > MOST ? `All ${number(all.length)}, as a table` : "As a table"),
    el("table", { class: "numbers", "aria-label": title }, body),
  );
}
