// A text of the record and the source that it was made of, cut into the same pieces.
//
// A record has its own texts and the changes that led to them, not the page. So the source is found
// by undoing the changes: each says which bytes of the text it gave (`out`) and what stood there
// before. Changes that touch one another are undone together, the last first; one whose result a
// later change replaced is looked up in what that one found. Where that is not certain (a summary
// of many edits, a result that stands there twice) the piece says so instead of guessing.

import type { Change } from "./data";

export interface Segment {
  source: string;
  result: string;
  changes: Change[]; // none: both sides are the same
  certain: boolean;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

interface Group {
  from: number;
  to: number;
  changes: Change[];
}

// Changes of one text whose places overlap or are one, in the order of the text.
function groups(changes: Change[], size: number): Group[] {
  const found: Group[] = [];
  const ordered = changes
    .map((change, order) => ({ change, order }))
    .sort((a, b) => a.change.out[0] - b.change.out[0] || a.change.out[1] - b.change.out[1] || a.order - b.order);
  for (const { change } of ordered) {
    const [from, to] = change.out;
    if (from < 0 || to > size || from > to) continue;
    const last = found[found.length - 1];
    const touches = last && (from < last.to || (from === last.from && to === last.to));
    if (touches) {
      last.to = Math.max(last.to, to);
      last.changes.push(change);
    } else {
      found.push({ from, to, changes: [change] });
    }
  }
  return found;
}

const isSummary = (change: Change): boolean => (change.count ?? 1) > 1;

function undo(group: Group, result: string, order: Map<Change, number>): [string, boolean] {
  let text = result;
  let certain = true;
  const latest = [...group.changes].sort((a, b) => (order.get(b) ?? 0) - (order.get(a) ?? 0));
  for (const change of latest) {
    if (isSummary(change)) {
      certain = false;
      continue;
    }
    if (text === change.after) {
      text = change.before;
      continue;
    }
    if (change.after === "") {
      // Left out beside other text of the group: on which side, the page says.
      const first = group.changes.every((other) => change.page[0] <= other.page[0]);
      text = first ? change.before + text : text + change.before;
      certain = false;
      continue;
    }
    const at = text.indexOf(change.after);
    if (at < 0 || text.indexOf(change.after, at + 1) >= 0) {
      certain = false;
      continue;
    }
    text = text.slice(0, at) + change.before + text.slice(at + change.after.length);
  }
  return [text, certain];
}

export function segments(text: string, changes: Change[]): Segment[] {
  const bytes = encoder.encode(text);
  const slice = (from: number, to: number): string => decoder.decode(bytes.subarray(from, to));
  const order = new Map(changes.map((change, index) => [change, index]));
  const summaries = changes.filter(isSummary);
  const out: Segment[] = [];
  let at = 0;
  const same = (to: number): void => {
    if (to <= at) return;
    const piece = slice(at, to);
    out.push({ source: piece, result: piece, changes: [], certain: true });
  };
  for (const group of groups(changes.filter((change) => !isSummary(change)), bytes.length)) {
    if (group.from < at) continue;
    same(group.from);
    const result = slice(group.from, group.to);
    const [source, certain] = undo(group, result, order);
    out.push({ source, result, changes: group.changes, certain });
    at = group.to;
  }
  same(bytes.length);
  // What a summary stands for is somewhere in the text.
  for (const change of summaries) {
    out.push({ source: "", result: "", changes: [change], certain: false });
  }
  return out;
}
