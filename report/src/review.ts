// What a person should look at: equal passages once, with a decision each, exported as a table that
// `medloom dict add --from-review` reads.
//
// accept: the replacement is right, and becomes a fix. keep: the words are right as they are, and
// are protected. reject: neither; nothing becomes of it. Decisions live in this window only, so
// whoever leaves without exporting is asked.

import type { Review, Row } from "./data";
import { add, announce, counted, el, number, replace } from "./dom";

export type Decision = "" | "accept" | "keep" | "reject";

interface Item {
  review: Review;
  decision: Decision;
  replacement: string;
  when: string;
  page: string;
  pageNumber: number;
  context: string;
}

const COLUMNS = ["decision", "text", "replacement", "language", "when", "unless", "context", "count", "kind", "rule", "row", "note", "page"];
const MEANINGS: [Decision, string][] = [
  ["", "open"],
  ["accept", "accept: write the replacement"],
  ["keep", "keep: the words are right"],
  ["reject", "reject: neither"],
];
const PER_VIEW = 50;
const WRONG_CHANGE = "a wrong change; make the words longer, until they are the wrong place alone, and keep them";

// A spreadsheet takes what begins so for a formula; an apostrophe keeps it text. The reader takes
// it away again.
export function cell(text: string): string {
  const flat = text.replace(/[\t\r\n]+/g, " ");
  return /^'*[=+\-@＝＋－＠]/.test(flat) ? `'${flat}` : flat;
}

export class ReviewList {
  readonly section = el("section", { id: "view-review", hidden: true });
  private readonly items: Item[] = [];
  private readonly list = el("ol", { class: "review" });
  private readonly status = el("p", { class: "dim", "aria-live": "polite" });
  private readonly search = el("input", { type: "search", id: "review-search" });
  private readonly state = el("select", { id: "review-state" });
  private readonly pager = el("nav", { class: "pager", "aria-label": "Parts of the list" });
  private from = 0;
  private exported = true;

  constructor(reviews: Review[], private readonly rows: Row[]) {
    for (const review of reviews) {
      const [row = 0, , context = ""] = review.examples[0] ?? [];
      this.items.push({
        review, decision: "", replacement: review.candidates[0] ?? "", when: "",
        page: rows[row]?.place ?? "", pageNumber: row, context,
      });
    }
    for (const [value, text] of [["", "all"], ["open", "open"], ["decided", "decided"]] as const) {
      this.state.append(el("option", { value }, text));
    }
    const again = (): void => {
      this.from = 0;
      this.show();
    };
    this.search.addEventListener("input", again);
    this.state.addEventListener("change", again);
    add(
      this.section,
      el("h2", { tabindex: -1 }, "Review"),
      el("p", {}, "Passages that medloom left for a person. Decide, then export; ",
        el("code", {}, "medloom dict add --from-review review.tsv --file my-terms.tsv"), " turns decisions into dictionary rows with their cases."),
      el("form", { class: "filters", submit: (event) => event.preventDefault() },
        el("label", { for: "review-search" }, "Search"), this.search,
        el("label", { for: "review-state" }, "Show"), this.state,
        el("button", { type: "button", id: "export", click: () => this.download() }, "Export review.tsv")),
      this.status, this.list, this.pager,
    );
    window.addEventListener("beforeunload", (event) => {
      if (!this.exported) event.preventDefault();
    });
    this.show();
  }

  apply(parameters: URLSearchParams): void {
    this.search.value = parameters.get("search") ?? "";
    this.state.value = "";
    this.from = 0;
    this.show();
  }

  // What the reader of a page found himself. A term of his becomes a fix if he says what is right;
  // of a change that is wrong he has to say more.
  propose(text: string, replacement: string, language: string, row: Row, context: string, kind: string): void {
    const review: Review = {
      kind, rule: "", row: "", text, note: kind === "change" ? WRONG_CHANGE : "", action: "", candidates: [],
      language, count: 1, pages: 1, examples: [[row.number, "", context]],
    };
    const decision: Decision = kind === "change" || replacement === "" ? "" : "accept";
    this.items.unshift({ review, decision, replacement, when: "", page: row.place, pageNumber: row.number, context });
    this.exported = false;
    this.show();
  }

  tsv(): string {
    const lines = [COLUMNS.join("\t")];
    for (const item of this.items) {
      const { review } = item;
      lines.push(
        [item.decision, review.text, item.replacement, review.language, item.when, "", item.context, String(review.count),
          review.kind, review.rule, review.row, review.note, item.page].map(cell).join("\t"),
      );
    }
    return `${lines.join("\n")}\n`;
  }

  private download(): void {
    const link = el("a", {
      href: URL.createObjectURL(new Blob([this.tsv()], { type: "text/tab-separated-values" })),
      download: "review.tsv",
    });
    link.click();
    window.setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    this.exported = true;
    announce("review.tsv was written");
  }

  private show(): void {
    const words = this.search.value.toLowerCase();
    const found = this.items.filter(
      (item) =>
        (this.state.value === "" || (this.state.value === "open") === (item.decision === "")) &&
        (words === "" || `${item.review.text}\n${item.review.note}\n${item.context}\n${item.page}`.toLowerCase().includes(words)),
    );
    const shown = found.slice(this.from, this.from + PER_VIEW);
    this.status.textContent = this.told(found.length);
    replace(this.list, ...shown.map((item) => this.card(item)));
    this.list.setAttribute("start", String(this.from + 1));
    replace(this.pager);
    if (found.length > PER_VIEW) {
      const move = (text: string, from: number): HTMLElement =>
        el("button", { type: "button", disabled: from < 0 || from >= found.length, click: () => {
          this.from = from;
          this.show();
          this.section.scrollIntoView();
        } }, text);
      add(this.pager, move("Before", this.from - PER_VIEW), move("Next", this.from + PER_VIEW));
    }
  }

  private told(found: number): string {
    const decided = this.items.filter((item) => item.decision !== "").length;
    return `${counted(found, "passage")} shown; ${number(decided)} of ${number(this.items.length)} decided`;
  }

  private card(item: Item): HTMLElement {
    const { review } = item;
    const at = item.context.indexOf(review.text);
    const context = el("p", { class: "context", lang: review.language });
    if (at >= 0 && review.text !== "") {
      add(context, item.context.slice(0, at), el("mark", { class: "mark flag" }, review.text), item.context.slice(at + review.text.length));
    } else {
      add(context, item.context || review.text);
    }
    const name = `decision-${this.items.indexOf(item)}`;
    const choices = el("fieldset", {}, el("legend", {}, "Decision"));
    for (const [value, text] of MEANINGS) {
      const radio = el("input", { type: "radio", name, value, id: `${name}-${value}`, checked: item.decision === value, change: () => {
        item.decision = value;
        this.exported = false;
        this.status.textContent = this.told(this.list.childElementCount);
      } });
      add(choices, el("span", {}, radio, el("label", { for: `${name}-${value}` }, text)), " ");
    }
    const replacement = el("input", { value: item.replacement, id: `${name}-to`, lang: review.language, input: (event) => {
      item.replacement = (event.target as HTMLInputElement).value;
      this.exported = false;
    } });
    const when = el("input", { value: item.when, id: `${name}-when`, lang: review.language, input: (event) => {
      item.when = (event.target as HTMLInputElement).value;
      this.exported = false;
    } });
    const pages = new Set(review.examples.map(([row]) => row).filter((row) => row !== item.pageNumber));
    const longer = el("input", { value: review.text, id: `${name}-words`, lang: review.language, size: 50, input: (event) => {
      review.text = (event.target as HTMLInputElement).value;
      this.exported = false;
    } });
    const others = [...pages].map((row) => this.link(row));
    return el("li", {},
      el("h3", {}, review.text || "(no words)", el("small", {}, ` ${review.kind}, ${counted(review.count, "time")} on ${counted(review.pages, "page")}`)),
      review.note ? el("p", {}, review.note) : null,
      context,
      el("p", { class: "dim" }, review.row ? `${review.rule}, row ${review.row}; ` : `${review.rule} `, this.link(item.pageNumber),
        ...others.flatMap((other) => [", ", other])),
      review.kind === "change" ? el("p", {}, el("label", { for: `${name}-words` }, "Words"), longer) : null,
      el("p", {}, el("label", { for: `${name}-to` }, "Replacement"), replacement, " ",
        el("label", { for: `${name}-when` }, "only if the sentence has"), when,
        review.candidates.length > 1 ? el("small", {}, ` also: ${review.candidates.slice(1).join(", ")}`) : null),
      choices);
  }

  private link(row: number): HTMLElement {
    return el("a", { href: `#page/${row}` }, this.rows[row]?.place ?? `page ${row}`);
  }
}
