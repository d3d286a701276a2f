// The first view: what came of the run, in numbers and charts.

import { bars, type Bar } from "./charts";
import type { Summary } from "./data";
import { counted, el, number } from "./dom";
import { stageTone } from "./stages";

const filtered = (key: string, value: string): string =>
  `#pages?${new URLSearchParams({ [key]: value }).toString()}`;

function named(counts: [string, number][], key: string, unnamed: string): Bar[] {
  return counts.map(([name, value]) => ({
    name: name || unnamed,
    value,
    href: name ? filtered(key, name) : undefined,
  }));
}

function tile(value: number, name: string, note: string, href?: string): HTMLElement {
  const inner = [
    el("strong", {}, number(value)),
    el("span", {}, name),
    el("small", {}, note),
  ];
  return el("li", {}, href ? el("a", { href }, ...inner) : el("div", {}, ...inner));
}

function milliseconds(nanoseconds: number): string {
  const ms = nanoseconds / 1e6;
  return ms >= 1000 ? `${(ms / 1000).toFixed(1)} s` : `${ms.toFixed(ms < 10 ? 1 : 0)} ms`;
}

export function overview(data: Summary, leftOut: number): HTMLElement {
  const t = data.totals;
  const remarks = [...data.remarks];
  if (!data.journal) {
    remarks.push("This report was made of records alone: what gave no record, and the times, are unknown.");
  }
  if (leftOut > 0) {
    remarks.push(`The texts of ${counted(leftOut, "changed page")} are left out to keep this file small.`);
  }
  if (data.untoldReviews > 0) {
    remarks.push(`${counted(data.untoldReviews, "more flag")} are counted, but not listed for review.`);
  }
  const section = el(
    "section",
    { id: "view-overview" },
    el("h2", { tabindex: -1 }, "Overview"),
    el(
      "p",
      { class: "dim" },
      `${data.madeBy.join(", ")}${data.inputs.length > 0 ? `, from ${data.inputs.slice(0, 5).join(", ")}` : ""}`,
    ),
    el(
      "ul",
      { class: "tiles" },
      tile(t.records, "records", `of ${counted(t.inputs, "input")}`, filtered("outcome", "record")),
      tile(t.changes, "changes", `on ${counted(t.changedPages, "page")}`, filtered("outcome", "changed")),
      tile(t.flags, "flags to review", `on ${counted(t.flaggedPages, "page")}`, "#review"),
      tile(t.rejects, "rejects", "pages that gave no record", filtered("outcome", "reject")),
      tile(t.duplicates, "duplicates", "pages seen before", filtered("outcome", "duplicate")),
      tile(t.skipped, "skipped", "no pages, or not wanted", filtered("outcome", "skipped")),
    ),
    remarks.length > 0 ? el("ul", { class: "remarks" }, ...remarks.map((r) => el("li", {}, r))) : null,
  );
  const times = data.stages.map(([name, value]): Bar => ({
    name,
    value,
    shown: milliseconds(value),
    tone: stageTone(name),
  }));
  section.append(
    el(
      "div",
      { class: "charts" },
      bars("Pages by kind", named(data.kinds, "kind", "unknown")),
      bars("Pages by language", named(data.languages, "language", "unknown")),
      bars("Pages by site", named(data.sites, "site", "no address")),
      bars(
        "Changes by rule",
        data.rules.map(([stage, rule, value]) => ({ name: `${stage}: ${rule}`, value, tone: stageTone(stage) })),
        "nothing was changed",
      ),
      bars(
        "Rejects by reason",
        data.rejected.map(([stage, reason, value]) => ({ name: `${stage}: ${reason}`, value, href: filtered("search", reason) })),
        data.journal ? "nothing was rejected" : "unknown without a journal",
      ),
      bars(
        data.reused > 0
          ? `Time by stage (all threads; without ${counted(data.reused, "page")} of earlier runs)`
          : "Time by stage (all threads)",
        times,
        "unknown",
      ),
    ),
  );
  return section;
}
