// The table of pages: filters, search, a hundred rows at a time. The filter is in the address, so a
// view can be kept as a bookmark.

import type { Row } from "./data";
import { add, announce, counted, el, number, replace } from "./dom";

const PER_VIEW = 100;
const OUTCOMES: [string, string][] = [
  ["", "all pages"],
  ["record", "records"],
  ["flagged", "records with flags"],
  ["changed", "records with changes"],
  ["untouched", "records as they were"],
  ["reject", "rejects"],
  ["duplicate", "duplicates"],
  ["skipped", "skipped"],
];
type SortKey = "number" | "title" | "kind" | "language" | "site" | "changes" | "flags";
const COLUMNS: [SortKey, string][] = [
  ["number", "Page"],
  ["kind", "Kind"],
  ["language", "Language"],
  ["site", "Site"],
  ["changes", "Changes"],
  ["flags", "Flags"],
];

function fits(row: Row, outcome: string): boolean {
  switch (outcome) {
    case "":
      return true;
    case "flagged":
      return row.flags > 0;
    case "changed":
      return row.changes > 0;
    case "untouched":
      return row.outcome === "record" && row.changes === 0 && row.flags === 0;
    default:
      return row.outcome === outcome;
  }
}

const folded = (text: string): string => text.normalize("NFKC").toLowerCase();

export class PageTable {
  readonly section: HTMLElement;
  private readonly searchable: string[];
  private readonly search = el("input", { type: "search", id: "search", placeholder: "title, address, place, reason" });
  private readonly selects: Record<string, HTMLSelectElement> = {};
  private readonly body = el("tbody");
  private readonly head = el("tr");
  private readonly status = el("p", { class: "dim", id: "pages-status", "aria-live": "polite" });
  private readonly pager = el("nav", { class: "pager", "aria-label": "Parts of the table" });
  private sort: { key: SortKey; down: boolean } = { key: "number", down: false };
  private from = 0;
  private timer = 0;

  constructor(private readonly rows: Row[]) {
    this.searchable = rows.map((row) => folded(`${row.title}\n${row.url}\n${row.place}\n${row.stage} ${row.reason}`));
    const filters = el("form", { class: "filters", role: "search", submit: (event) => event.preventDefault() });
    filters.append(el("span", {}, el("label", { for: "search" }, "Search"), this.search));
    this.search.addEventListener("input", () => {
      window.clearTimeout(this.timer);
      this.timer = window.setTimeout(() => this.refresh(), 120);
    });
    this.addSelect(filters, "outcome", "Show", OUTCOMES);
    for (const [key, label] of [["kind", "Kind"], ["language", "Language"], ["site", "Site"]] as const) {
      const values = [...new Set(rows.map((row) => row[key]).filter((value) => value !== ""))].sort();
      this.addSelect(filters, key, label, [["", "any"], ...values.slice(0, 2000).map((v): [string, string] => [v, v])]);
    }
    this.section = el(
      "section",
      { id: "view-pages", hidden: true },
      el("h2", { tabindex: -1 }, "Pages"),
      filters,
      this.status,
      el(
        "table",
        { class: "pages", "aria-describedby": "pages-status" },
        el("thead", {}, this.head),
        this.body,
      ),
      this.pager,
    );
    this.writeHead();
  }

  // Takes the filter of an address: #pages?kind=faq&search=…
  apply(parameters: URLSearchParams): void {
    this.search.value = parameters.get("search") ?? "";
    for (const [key, select] of Object.entries(this.selects)) select.value = parameters.get(key) ?? "";
    this.refresh(false);
  }

  private addSelect(to: HTMLElement, key: string, label: string, options: [string, string][]): void {
    const select = el("select", { id: `filter-${key}`, change: () => this.refresh() });
    for (const [value, text] of options) select.append(el("option", { value }, text));
    this.selects[key] = select;
    to.append(el("span", {}, el("label", { for: `filter-${key}` }, label), select));
  }

  private writeHead(): void {
    this.head.replaceChildren();
    for (const [key, label] of COLUMNS) {
      const here = this.sort.key === key;
      const button = el("button", { type: "button", click: () => this.sortBy(key) }, label, here ? (this.sort.down ? " ▼" : " ▲") : "");
      this.head.append(
        el("th", { scope: "col", "aria-sort": here ? (this.sort.down ? "descending" : "ascending") : "none" }, button),
      );
    }
  }

  private sortBy(key: SortKey): void {
    const numeric = key === "changes" || key === "flags";
    this.sort = { key, down: this.sort.key === key ? !this.sort.down : numeric };
    this.writeHead();
    this.refresh();
    this.head.querySelectorAll("button")[COLUMNS.findIndex(([name]) => name === key)]?.focus();
  }

  private found(): Row[] {
    const words = folded(this.search.value).split(/\s+/).filter((word) => word !== "");
    const value = (key: string): string => this.selects[key]?.value ?? "";
    const found = this.rows.filter(
      (row) =>
        fits(row, value("outcome")) &&
        (value("kind") === "" || row.kind === value("kind")) &&
        (value("language") === "" || row.language === value("language")) &&
        (value("site") === "" || row.site === value("site")) &&
        words.every((word) => this.searchable[row.number]?.includes(word)),
    );
    const { key, down } = this.sort;
    if (key !== "number" || down) {
      found.sort((a, b) => {
        const order = typeof a[key] === "number" ? Number(a[key]) - Number(b[key]) : String(a[key]).localeCompare(String(b[key]));
        return (down ? -order : order) || a.number - b.number;
      });
    }
    return found;
  }

  private refresh(remember = true): void {
    this.from = 0;
    if (remember) {
      const parameters = new URLSearchParams();
      if (this.search.value !== "") parameters.set("search", this.search.value);
      for (const [key, select] of Object.entries(this.selects)) {
        if (select.value !== "") parameters.set(key, select.value);
      }
      const query = parameters.toString();
      history.replaceState(null, "", `#pages${query === "" ? "" : `?${query}`}`);
    }
    this.show();
  }

  private show(): void {
    const found = this.found();
    const rows = found.slice(this.from, this.from + PER_VIEW);
    this.status.textContent =
      found.length === 0
        ? "No page fits."
        : `${number(this.from + 1)} to ${number(this.from + rows.length)} of ${counted(found.length, "page")}`;
    replace(this.body, ...rows.map((row) => this.line(row)));
    replace(this.pager);
    const move = (text: string, from: number): void => {
      const possible = from >= 0 && from < found.length && from !== this.from;
      add(
        this.pager,
        el(
          "button",
          {
            type: "button",
            disabled: !possible,
            click: () => {
              this.from = from;
              this.show();
              announce(this.status.textContent ?? "");
              this.section.scrollIntoView();
            },
          },
          text,
        ),
      );
    };
    if (found.length > PER_VIEW) {
      move("First", 0);
      move("Before", Math.max(0, this.from - PER_VIEW));
      move("Next", this.from + PER_VIEW);
      move("Last", Math.floor((found.length - 1) / PER_VIEW) * PER_VIEW);
    }
  }

  private line(row: Row): HTMLElement {
    if (row.outcome !== "record") {
      return el(
        "tr",
        { class: `outcome-${row.outcome}` },
        el("th", { scope: "row" }, row.place),
        el("td", { colspan: COLUMNS.length - 1 }, el("em", {}, row.outcome), ` ${row.stage && row.stage !== row.outcome ? `by ${row.stage}: ` : ": "}${row.reason}`),
      );
    }
    return el(
      "tr",
      {},
      el("th", { scope: "row" }, el("a", { href: `#page/${row.number}` }, row.title || row.place), el("small", {}, row.place)),
      el("td", {}, row.kind),
      el("td", {}, row.language),
      el("td", {}, row.site),
      el("td", { class: "number" }, number(row.changes)),
      el("td", { class: "number" }, number(row.flags)),
    );
  }
}
