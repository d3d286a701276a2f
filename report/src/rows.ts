// What the rows of the dictionaries did: hits, and those that never met anything.

import type { DictionaryRow } from "./data";
import { add, counted, el, number, replace } from "./dom";

const PER_VIEW = 200;
// Rows that only protect or link leave no trace in a record: the journal counts them.
const SILENT = new Set(["keep", "link", "concept"]);
const COUNTS = ["Changes", "Flags", "Protected", "Links", "Pages"];

// `unknown`: records of which nobody knows what was protected and linked.
export function dictionaryView(rows: DictionaryRow[], unknown: number): HTMLElement {
  const acts = (row: DictionaryRow): number => row.changes + row.flags;
  const hits = (row: DictionaryRow): number => acts(row) + row.kept + row.linked;
  // Those that changed something first: a person looks at them first.
  const met = rows.filter((row) => hits(row) > 0).sort((a, b) => acts(b) - acts(a) || hits(b) - hits(a));
  const never = rows.filter((row) => hits(row) === 0 && (unknown === 0 || !SILENT.has(row.mode)));
  const silent = rows.length - met.length - never.length;
  const section = el("section", { id: "view-dictionary", hidden: true },
    el("h2", { tabindex: -1 }, "Dictionary"),
    el("p", {}, `${counted(met.length, "row")} changed, flagged, protected or linked something, ${counted(never.length, "row")} never did. `,
      silent > 0 ? `Of ${counted(silent, "row")} that only protect or link words nobody knows: the journal of ${counted(unknown, "record")} does not say, or is not there.` : null));
  add(section, part("Hits", met, true), part("Never hit", never, false));
  return section;
}

function part(title: string, rows: DictionaryRow[], withHits: boolean): HTMLElement {
  const body = el("tbody");
  const status = el("p", { class: "dim", "aria-live": "polite" });
  const id = `dictionary-${title.toLowerCase().replace(" ", "-")}`;
  const search = el("input", { type: "search", id });
  const heads = ["Row", "Mode", "Words", "Becomes", ...(withHits ? COUNTS : [])];
  const show = (): void => {
    const words = search.value.toLowerCase();
    const found = rows.filter((row) => `${row.name}\n${row.match}\n${row.replace}`.toLowerCase().includes(words));
    status.textContent = found.length > PER_VIEW ? `the first ${PER_VIEW} of ${counted(found.length, "row")}; search for others` : counted(found.length, "row");
    replace(body, ...found.slice(0, PER_VIEW).map((row) =>
      el("tr", {}, el("th", { scope: "row" }, el("code", {}, row.name)), el("td", {}, row.mode), el("td", {}, row.match), el("td", {}, row.replace),
        ...(withHits ? [row.changes, row.flags, row.kept, row.linked, row.pages].map((n) => el("td", { class: "number" }, number(n))) : []))));
  };
  search.addEventListener("input", show);
  show();
  return el("section", {}, el("h3", {}, title), el("p", { class: "filters" }, el("label", { for: id }, "Search"), search), status,
    el("table", {}, el("thead", {}, el("tr", {}, ...heads.map((head) => el("th", { scope: "col" }, head)))), body));
}
