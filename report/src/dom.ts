// Elements without markup: whatever a page brings becomes a text node or an attribute, never HTML.

export type Child = Node | string | null | undefined;
type Attributes = Record<string, string | number | boolean | ((event: Event) => void) | undefined>;

export function el<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(key, value);
    else element.setAttribute(key, value === true ? "" : String(value));
  }
  add(element, ...children);
  return element;
}

export function add(to: Node, ...children: Child[]): void {
  for (const child of children) {
    if (child === null || child === undefined) continue;
    to.appendChild(typeof child === "string" ? document.createTextNode(visible(child)) : child);
  }
}

export function replace(inside: Element, ...children: Child[]): void {
  inside.replaceChildren();
  add(inside, ...children);
}

// Characters that reorder or hide what stands beside them are shown by their number.
const UNSEEN = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/g;
export function visible(text: string): string {
  return text.replace(UNSEEN, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

export const number = (value: number): string => value.toLocaleString("en");
export const counted = (value: number, noun: string): string =>
  `${number(value)} ${noun}${value === 1 ? "" : "s"}`;

// Links lead out of the report, so only to what is a web address.
export function address(url: string): Child {
  if (!/^https?:\/\//i.test(url)) return url;
  return el("a", { href: url, rel: "noopener noreferrer" }, url);
}

// Tells a screen reader what has just changed.
export function announce(text: string): void {
  const live = document.getElementById("live");
  if (live) live.textContent = text;
}
