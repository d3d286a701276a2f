// The run's data as they stand in the file: a summary in JSON, and parts packed by gzip and base64.
// Parts of pages are unpacked when one of their pages is opened.

export interface Summary {
  title: string;
  inputs: string[];
  madeBy: string[];
  journal: boolean;
  remarks: string[];
  totals: Record<
    | "inputs" | "records" | "rejects" | "duplicates" | "skipped"
    | "changes" | "flags" | "changedPages" | "flaggedPages",
    number
  >;
  kinds: [string, number][];
  languages: [string, number][];
  sites: [string, number][];
  rules: [string, string, number][];
  rejected: [string, string, number][];
  skippedReasons: [string, number][];
  untoldReviews: number;
  rowsUnknown: number; // records of which nobody knows what was protected and linked
  reused: number;
  stages: [string, number, number][];
}

export interface Row {
  number: number;
  outcome: "record" | "reject" | "duplicate" | "skipped";
  place: string;
  title: string;
  url: string;
  kind: string;
  language: string;
  site: string;
  changes: number;
  flags: number;
  part: number; // -1: nothing was changed or flagged
  within: number;
  stage: string;
  reason: string;
}

export interface Change {
  at: string[];
  stage: string;
  rule: string;
  dictionary: string | null;
  before: string;
  after: string;
  page: [number, number];
  out: [number, number];
  count?: number;
}

export interface Flag {
  at: string[];
  page: [number, number];
  kind: string;
  rule: string;
  dictionary: string | null;
  text: string;
  note: string | null;
  action: string;
  candidates: string[];
}

export interface Dropped {
  role: string;
  rule: string;
  page: [number, number];
  chars: number;
}

export interface Page {
  id: string;
  texts: [string, string][];
  changes: Change[];
  flags: Flag[];
  dropped: Dropped[];
}

export interface Review {
  kind: string;
  rule: string;
  row: string;
  text: string;
  note: string;
  action: string;
  candidates: string[];
  language: string;
  count: number;
  pages: number;
  examples: [number, string, string][]; // row, pointer, context
}

export interface DictionaryRow {
  name: string;
  mode: string;
  match: string;
  replace: string;
  changes: number;
  flags: number;
  kept: number;
  linked: number;
  pages: number;
}

async function unpack(element: Element): Promise<unknown> {
  const binary = atob(element.textContent ?? "");
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; ++i) bytes[i] = binary.charCodeAt(i);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}

async function all<T>(part: string): Promise<T[]> {
  const lists = await Promise.all(
    Array.from(document.querySelectorAll(`script[data-part="${part}"]`), unpack),
  );
  return (lists as T[][]).flat();
}

function json<T>(id: string): T {
  return JSON.parse(document.getElementById(id)?.textContent ?? "null") as T;
}

export const summary = (): Summary => json<Summary>("summary");
export const textsLeftOut = (): number => json<number>("left-out");

const OUTCOMES = ["record", "record", "reject", "duplicate", "skipped"] as const;

export async function rows(): Promise<Row[]> {
  const lists = await all<(string | number)[]>("rows");
  return lists.map((cells, index): Row => {
    const s = (i: number): string => String(cells[i] ?? "");
    const n = (i: number, otherwise = 0): number =>
      typeof cells[i] === "number" ? (cells[i] as number) : otherwise;
    const outcome = OUTCOMES[n(0)] ?? "skipped";
    const none = { title: "", url: "", kind: "", language: "", site: "", changes: 0, flags: 0 };
    if (outcome !== "record") {
      return {
        ...none, number: index, outcome, place: s(1), stage: s(2), reason: s(3), part: -1, within: 0,
      };
    }
    return {
      number: index, outcome, place: s(1), title: s(2), url: s(3), kind: s(4), language: s(5),
      site: s(6), changes: n(7), flags: n(8), part: n(9, -1), within: n(10), stage: "", reason: "",
    };
  });
}

export const reviews = (): Promise<Review[]> => all<Review>("review");

export async function dictionary(): Promise<DictionaryRow[]> {
  type Cells = [string, string, string, string, number, number, number, number, number];
  const lists = await all<Cells>("dictionary");
  return lists.map(([name, mode, match, replace, changes, flags, kept, linked, pages]) => ({
    name, mode, match, replace, changes, flags, kept, linked, pages,
  }));
}

let opened: { part: number; pages: Page[] } | null = null;

// Nothing where the text of the page was left out of the report.
export async function page(row: Row): Promise<Page | null> {
  if (row.part < 0) return null;
  if (opened?.part !== row.part) {
    const element = document.querySelector(`script[data-part="pages"][data-number="${row.part}"]`);
    if (!element) return null;
    opened = { part: row.part, pages: (await unpack(element)) as Page[] };
  }
  return opened.pages[row.within] ?? null;
}
