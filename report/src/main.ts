// Puts the views together and shows the one that the address names: #overview, #pages?…, #page/7,
// #review, #dictionary.

import { dictionary, page, reviews, rows, summary, textsLeftOut } from "./data";
import { el, replace } from "./dom";
import { overview } from "./overview";
import { PageView } from "./page";
import { PageTable } from "./pages";
import { ReviewList } from "./review";
import { dictionaryView } from "./rows";

const VIEWS: [string, string][] = [
  ["overview", "Overview"],
  ["pages", "Pages"],
  ["review", "Review"],
  ["dictionary", "Dictionary"],
];

function themeSwitch(): HTMLElement {
  const select = el("select", { id: "theme", change: () => {
    if (select.value === "") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = select.value;
  } });
  for (const [value, text] of [["", "as the system"], ["light", "light"], ["dark", "dark"]] as const) {
    select.append(el("option", { value }, text));
  }
  return el("p", { class: "theme" }, el("label", { for: "theme" }, "Theme"), select);
}

async function start(): Promise<void> {
  const data = summary();
  document.title = `${data.title} – medloom report`;
  const main = document.querySelector("main");
  const header = document.querySelector("header");
  if (!main || !header) return;
  const [allRows, allReviews, allDictionary] = await Promise.all([rows(), reviews(), dictionary()]);
  const review = new ReviewList(allReviews, allRows);
  const table = new PageTable(allRows);
  const view = new PageView(review, allRows.length);
  const nav = el("nav", { "aria-label": "Views" });
  for (const [name, text] of VIEWS) nav.append(el("a", { href: `#${name}` }, text));
  header.append(el("h1", {}, data.title), nav, themeSwitch());
  replace(main, overview(data, textsLeftOut()), table.section, view.section, review.section, dictionaryView(allDictionary, data.rowsUnknown));

  let latest = 0;
  const show = async (focus: boolean): Promise<void> => {
    const turn = ++latest;
    const [path = "", query = ""] = location.hash.slice(1).split("?", 2);
    const parameters = new URLSearchParams(query);
    const opened = /^page\/(\d+)$/.exec(path);
    let name = opened ? "page" : VIEWS.some(([view]) => view === path) ? path : "overview";
    const row = opened ? allRows[Number(opened[1])] : undefined;
    if (name === "page" && row) {
      const text = await page(row);
      if (turn !== latest) return;
      view.show(row, text);
    } else if (name === "page") {
      name = "pages";
    }
    if (name === "pages") table.apply(parameters);
    if (name === "review") review.apply(parameters);
    for (const section of main.children) (section as HTMLElement).hidden = section.id !== `view-${name}`;
    for (const link of nav.children) {
      const here = link.getAttribute("href") === `#${name === "page" ? "pages" : name}`;
      if (here) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    if (focus) {
      document.querySelector<HTMLElement>(`#view-${name} h2`)?.focus();
      window.scrollTo(0, 0);
    }
  };
  window.addEventListener("hashchange", () => void show(true));
  await show(false);
  document.documentElement.dataset["ready"] = "yes";
}

start().catch((error: unknown) => {
  const main = document.querySelector("main");
  if (main) replace(main, el("p", { role: "alert" }, `This report cannot be shown: ${String(error)}. It needs a browser of 2023 or later.`));
});
