// One page: what the page said and what the record says, side by side, with every change.
//
// A change can be followed both ways: it is a button in the result, its source is marked in the
// text beside it, and a panel names stage, rule, dictionary row and bytes of the page.

import type { Change, Flag, Page, Row } from "./data";
import { add, address, announce, counted, el, number, replace } from "./dom";
import type { ReviewList } from "./review";
import { segments, type Segment } from "./segments";
import { stageTone } from "./stages";

const span = (page: [number, number]): string => `${number(page[0])}–${number(page[1])}`;

const FIELD_NAMES: [RegExp, string][] = [
  [/^\/name$/, "Title"],
  [/^\/mainEntity\/(\d+)\/name$/, "Question #, title"],
  [/^\/mainEntity\/(\d+)\/text$/, "Question #"],
  [/^\/mainEntity\/(\d+)\/author\//, "Question #, asker"],
  [/^\/mainEntity\/(\d+)\/(accepted|suggested)Answer\/\d+\/text$/, "Question #, answer"],
  [/^\/mainEntity\/(\d+)\/(accepted|suggested)Answer\/\d+\/author\//, "Question #, who answers"],
  [/^\/mainEntity\/(\d+)\/(accepted|suggested)Answer\/\d+\/medloom\/greeting$/, "Question #, greeting"],
  [/^\/mainEntity\/(\d+)\/(accepted|suggested)Answer\/\d+\/medloom\/signature$/, "Question #, signature"],
  [/^\/mainEntity\/(\d+)\/medloom\/turns\//, "Question #, later"],
  [/^\/hasPart\/(\d+)\/text$/, "Part #"],
  [/headingPath\/\d+$/, "Heading"],
  [/^\/medloom\/related\//, "Teaser of another page"],
  [/^\/medloom\/titles\//, "Other title"],
  [/^\/medloom\/breadcrumb/, "Path of the page"],
];

function fieldName(pointer: string): string {
  for (const [pattern, name] of FIELD_NAMES) {
    const match = pattern.exec(pointer);
    if (match) return name.replace("#", String(Number(match[1] ?? 0) + 1));
  }
  return pointer;
}

function explain(change: Change): string {
  const row = change.dictionary ? `, row ${change.dictionary}` : "";
  const count = (change.count ?? 1) > 1 ? `, ${number(change.count ?? 1)} times` : "";
  return `${change.stage}: ${change.rule}${row}, bytes ${span(change.page)}${count}`;
}

export class PageView {
  readonly section = el("section", { id: "view-page", hidden: true });
  private readonly panel = el("aside", { id: "change", "aria-label": "The change", tabindex: -1 });

  constructor(private readonly review: ReviewList, private readonly count: number) {}

  show(row: Row, page: Page | null): void {
    const steps = el("p", { class: "pager" });
    if (row.number > 0) add(steps, el("a", { href: `#page/${row.number - 1}` }, "Page before"), " ");
    add(steps, el("a", { href: "#pages" }, "All pages"), " ");
    if (row.number + 1 < this.count) add(steps, el("a", { href: `#page/${row.number + 1}` }, "Next page"));
    replace(
      this.section,
      steps,
      el("h2", { tabindex: -1 }, row.title || row.place),
      el(
        "dl",
        { class: "facts" },
        el("dt", {}, "Input"), el("dd", {}, row.place),
        el("dt", {}, "Address"), el("dd", {}, row.url ? address(row.url) : "none"),
        el("dt", {}, "Kind"), el("dd", {}, row.kind || row.outcome),
        el("dt", {}, "Language"), el("dd", {}, row.language || "unknown"),
      ),
    );
    replace(this.panel, el("p", { class: "dim" }, "Choose a change to see its rule and its source."));
    if (row.outcome !== "record") {
      add(this.section, el("p", {}, `${row.outcome}: ${row.stage ? `${row.stage}: ` : ""}${row.reason}`));
    } else if (page) {
      this.showTexts(row, page);
    } else if (row.part >= 0) {
      add(this.section, el("p", {}, "The text of this page was left out to keep the report small. ",
        `medloom explain ${row.place}`));
    } else {
      add(this.section, el("p", {}, "Nothing was changed and nothing was flagged: the record has the page's own words."));
    }
  }

  private showTexts(row: Row, page: Page): void {
    add(this.section, this.legend(page), this.propose(row), this.panel);
    const known = new Set(page.texts.map(([pointer]) => pointer));
    const home = (at: string[]): string => at.find((pointer) => known.has(pointer)) ?? "";
    const seen = new Set<string>();
    const first = (at: string[]): string => at[0] ?? "";
    const table = el("div", { class: "sides" });
    add(table, el("h3", {}, "As the page said it"), el("h3", {}, "As the record says it"));
    for (const [pointer, text] of page.texts) {
      const changes = page.changes.filter((change) => first(change.at) === pointer);
      const flags = page.flags.filter((flag) => home(flag.at) === pointer);
      if (changes.length === 0 && flags.length === 0 && seen.has(text)) continue;
      seen.add(text);
      const [source, result] = this.sides(segments(text, changes), flags, row);
      add(
        table,
        el("h4", {}, fieldName(pointer), el("small", {}, pointer)),
        el("div", { class: "side source", lang: row.language }, source),
        el("div", { class: "side result", lang: row.language }, result),
      );
    }
    add(this.section, table, this.elsewhere(page, known), this.dropped(page));
  }

  private legend(page: Page): HTMLElement {
    const counts = new Map<string, number>();
    for (const change of page.changes) {
      counts.set(change.stage, (counts.get(change.stage) ?? 0) + (change.count ?? 1));
    }
    const list = el("ul", { class: "legend", "aria-label": "Changes by stage" });
    for (const [stage, value] of counts) {
      list.append(el("li", {}, el("span", { class: `mark ${stageTone(stage)}` }, stage), ` ${counted(value, "change")}`));
    }
    if (page.flags.length > 0) {
      list.append(el("li", {}, el("span", { class: "mark flag" }, "flag"), ` ${counted(page.flags.length, "passage")} to review`));
    }
    return list;
  }

  private sides(pieces: Segment[], flags: Flag[], row: Row): [DocumentFragment, DocumentFragment] {
    const source = document.createDocumentFragment();
    const result = document.createDocumentFragment();
    const waiting = [...flags];
    for (const piece of pieces) {
      if (piece.changes.length === 0) {
        add(source, piece.source);
        this.withFlags(result, piece.result, waiting, row);
        continue;
      }
      const last = piece.changes[piece.changes.length - 1] as Change;
      const tone = stageTone(last.stage);
      const summary = piece.source === "" && piece.result === "";
      if (summary) {
        add(result, el("small", { class: `note ${tone}`, title: explain(last) },
          ` (${explain(last)}: “${last.before}” → “${last.after}”; the source is shown as converted) `));
        continue;
      }
      const tip = piece.changes.map(explain).join("\n") + (piece.certain ? "" : "\nthe source is not certain");
      const from = el("del", { class: `mark ${tone}`, title: tip, tabindex: -1 }, piece.source === "" ? "∅" : piece.source);
      const to = el("ins", {
        class: `mark ${tone}`, title: tip, tabindex: 0, role: "button",
        "aria-label": `${piece.result === "" ? "nothing" : piece.result}, changed from ${piece.source === "" ? "nothing" : piece.source}`,
      }, piece.result === "" ? "∅" : piece.result);
      const open = (event: Event): void => {
        if (event instanceof KeyboardEvent && event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        this.follow(piece, from, to, row);
      };
      for (const side of [from, to]) {
        side.addEventListener("click", open);
        side.addEventListener("keydown", open);
      }
      add(source, from);
      add(result, to);
    }
    for (const flag of waiting) add(result, " ", this.flagMark(flag, row));
    return [source, result];
  }

  // Flags have no place in the record but their words: each takes the first that are free.
  private withFlags(to: Node, text: string, waiting: Flag[], row: Row): void {
    let rest = text;
    while (rest !== "") {
      let best = -1;
      let at = rest.length;
      waiting.forEach((flag, index) => {
        const found = flag.text === "" ? -1 : rest.indexOf(flag.text);
        if (found >= 0 && found < at) {
          at = found;
          best = index;
        }
      });
      const flag = waiting[best];
      if (!flag) break;
      add(to, rest.slice(0, at), this.flagMark(flag, row));
      rest = rest.slice(at + flag.text.length);
      waiting.splice(best, 1);
    }
    add(to, rest);
  }

  private flagMark(flag: Flag, row: Row): HTMLElement {
    const tip = `flag ${flag.kind}: ${flag.note ?? flag.rule}${flag.dictionary ? `, row ${flag.dictionary}` : ""}, bytes ${span(flag.page)}`;
    const mark = el("mark", { class: "mark flag", title: tip, tabindex: 0, role: "button", "aria-label": `${flag.text}, flagged: ${flag.note ?? flag.kind}` }, flag.text || "⚑");
    const open = (event: Event): void => {
      if (event instanceof KeyboardEvent && event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      this.tell(
        el("h3", {}, "To review"),
        el("p", {}, el("mark", { class: "mark flag" }, flag.text), ` ${flag.note ?? ""}`),
        facts([
          ["Kind", flag.kind], ["Rule", flag.rule], ["Dictionary row", flag.dictionary ?? "none"],
          ["Bytes of the page", span(flag.page)], ["What else it could be", flag.candidates.join(", ") || "unknown"],
          ["What was done", flag.action],
        ]),
        el("p", {}, el("a", { href: `#review?${new URLSearchParams({ search: flag.text }).toString()}` }, "Decide about it in the review list")),
      );
    };
    mark.addEventListener("click", open);
    mark.addEventListener("keydown", open);
    void row;
    return mark;
  }

  private follow(piece: Segment, from: HTMLElement, to: HTMLElement, row: Row): void {
    for (const old of this.section.querySelectorAll(".chosen")) old.classList.remove("chosen");
    from.classList.add("chosen");
    to.classList.add("chosen");
    from.scrollIntoView({ block: "nearest" });
    const steps = el("ol");
    for (const change of piece.changes) {
      steps.append(
        el("li", {}, el("del", { class: "mark" }, change.before || "∅"), " → ", el("ins", { class: "mark" }, change.after || "∅"),
          facts([
            ["Stage", change.stage], ["Rule", change.rule], ["Dictionary row", change.dictionary ?? "none"],
            ["Bytes of the page", span(change.page)], ["In the record", change.at.join(", ")],
          ])),
      );
    }
    const wrong = el("button", { type: "button", click: () => {
      const side = (from.closest(".source")?.textContent ?? "").replaceAll("∅", "");
      this.review.propose(piece.source.trim(), "", row.language, row, around(side, piece.source.trim()), "change");
      announce("Added to the review list");
      wrong.textContent = "Added to the review list";
      wrong.disabled = true;
    } }, "This change is wrong: add it to the review list");
    this.tell(el("h3", {}, piece.certain ? "The change" : "The changes; the source is not certain"), steps,
      piece.source.trim() === "" ? null : wrong);
  }

  private tell(...children: (Node | null)[]): void {
    replace(this.panel, ...children);
    this.panel.focus({ preventScroll: true });
    announce(this.panel.textContent ?? "");
  }

  // A wrong term that nobody flagged: select it in the record's text, or type it.
  private propose(row: Row): HTMLElement {
    const wrong = el("input", { id: "wrong-term", required: true, autocomplete: "off" });
    const right = el("input", { id: "right-term", autocomplete: "off" });
    const form = el("form", { class: "propose" },
      el("label", { for: "wrong-term" }, "Wrong term"), wrong,
      el("label", { for: "right-term" }, "should be"), right,
      el("button", { type: "submit" }, "Add to review"));
    let context = "";
    this.section.addEventListener("mouseup", () => {
      const selection = window.getSelection();
      const text = selection?.toString().trim() ?? "";
      const side = selection?.anchorNode?.parentElement?.closest(".result");
      if (text === "" || text.length > 200 || !side || /[\n\t]/.test(text)) return;
      wrong.value = text;
      context = side.textContent ?? "";
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const term = wrong.value.trim();
      if (term === "") return;
      const found = context.includes(term)
        ? context
        : Array.from(this.section.querySelectorAll(".result"), (side) => side.textContent ?? "").find((text) => text.includes(term)) ?? "";
      this.review.propose(term, right.value.trim(), row.language, row, around(found, term), "proposed");
      announce(`${term} is in the review list`);
      wrong.value = "";
      right.value = "";
    });
    return form;
  }

  // Changes whose text is not shown above: it was left out of the record, or stands in no text.
  private elsewhere(page: Page, known: Set<string>): HTMLElement | null {
    const others = page.changes.filter((change) => !known.has(change.at[0] ?? ""));
    if (others.length === 0) return null;
    const list = el("ul");
    for (const change of others) {
      list.append(el("li", {}, el("del", { class: `mark ${stageTone(change.stage)}` }, change.before || "∅"), " → ",
        el("ins", { class: `mark ${stageTone(change.stage)}` }, change.after || "∅"), ` ${explain(change)}`));
    }
    return el("details", {}, el("summary", {}, `${counted(others.length, "change")} in text that is not in the record`), list);
  }

  private dropped(page: Page): HTMLElement | null {
    if (page.dropped.length === 0) return null;
    const body = el("tbody");
    for (const drop of page.dropped) {
      body.append(el("tr", {}, el("th", { scope: "row" }, drop.role), el("td", {}, drop.rule),
        el("td", { class: "number" }, number(drop.chars)), el("td", {}, span(drop.page))));
    }
    return el("details", {}, el("summary", {}, `${counted(page.dropped.length, "piece")} of the page left out of the record`),
      el("table", {}, el("thead", {}, el("tr", {}, ...["What it was", "Rule", "Characters", "Bytes of the page"].map((h) => el("th", { scope: "col" }, h)))), body));
  }
}

// The line that a term stands in, some hundred characters of it.
function around(text: string, term: string): string {
  const at = text.indexOf(term);
  if (at < 0) return term;
  const from = Math.max(text.lastIndexOf("\n", at) + 1, at - 200);
  const end = text.indexOf("\n", at);
  return text.slice(from, Math.min(end < 0 ? text.length : end, at + term.length + 200));
}

function facts(pairs: [string, string][]): HTMLElement {
  const list = el("dl", { class: "facts" });
  for (const [name, value] of pairs) add(list, el("dt", {}, name), el("dd", {}, value));
  return list;
}
