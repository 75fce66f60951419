import ejs from 'ejs';
import { isolated, isolatedParts, runsRightToLeft } from '../../domain/isolation.js';
import { cleanText } from '../../domain/text.js';

/** Elements that isolate by themselves, and those that hold characters alone: there the isolating characters stay. */
const withoutIsolation = ['bdi', 'title', 'textarea', 'option', 'text', 'script', 'style'];
const withoutEnd = ['meta', 'link', 'input', 'br', 'base', 'img'];
const token = /<%[\s\S]*?%>|\s[\w-]+="|"|<\/?[a-z]\w*|\/?>/gi;

/** What views print. */
type Printed = string | number | boolean | null | undefined;

interface Element {
  readonly name: string;
  /** What is printed in it needs no isolation of its own. */
  isIsolated: boolean;
}

/**
 * A view in which all that is printed between elements passes `isolatedHtml`, unless an element around it
 * isolates it, has a direction of its own or holds characters alone. So no view has to think of it.
 */
export function withIsolation(view: string): string {
  if (view.startsWith('<?xml')) return view;
  const open: Element[] = [];
  let tag: Element | null = null;
  let isQuoted = false;
  return view.replace(token, (found) => {
    if (found.startsWith('<%')) {
      const isText = tag === null && !isQuoted && !open.some(({ isIsolated }) => isIsolated);
      return isText && found.startsWith('<%=') ? `<%- isolatedHtml(${found.slice(3, -2)}) %>` : found;
    }
    if (found.endsWith('"')) {
      isQuoted = !isQuoted && found !== '"';
      if (tag !== null && found.trim() === 'dir="') tag.isIsolated = true;
    } else if (found.startsWith('<')) {
      const name = found.slice(1);
      tag = { name, isIsolated: withoutIsolation.includes(name) };
    } else if (!isQuoted && tag !== null) {
      if (found === '>') enter(open, tag);
      tag = null;
    }
    return found;
  });
}

/** Goes into the element, or out of it and all that is open in it. */
function enter(open: Element[], tag: Element): void {
  if (!tag.name.startsWith('/')) {
    if (!withoutEnd.includes(tag.name)) open.push(tag);
    return;
  }
  const begun = open.findLastIndex(({ name }) => `/${name}` === tag.name);
  if (begun >= 0) open.length = begun;
}

/** Printed as characters: in attributes, titles, choices, feeds. */
export function escaped(value: Printed): string {
  return printed(value, (part) => isolated(ejs.escapeXML(part)));
}

/** Printed between elements: texts that run from right to left stand in a `bdi`. */
export function isolatedHtml(value: Printed): string {
  const isolate = (part: string) => `<bdi>${ejs.escapeXML(part)}</bdi>`;
  const parts = isolatedParts(String(value ?? ''));
  const isOneText = parts.length === 1 && runsRightToLeft(parts[0] as string);
  return isOneText ? isolate(cleanText(parts[0] as string)) : printed(value, isolate);
}

/** Cleaned, whatever is stored: HTML and XML have no place for some characters. */
function printed(value: Printed, isolate: (part: string) => string): string {
  const [first = '', ...further] = isolatedParts(String(value ?? ''));
  const plain = (part: string) => ejs.escapeXML(cleanText(part));
  const rest = further.map((part, index) => (index % 2 === 0 ? isolate(cleanText(part)) : plain(part)));
  return `${plain(first)}${rest.join('')}`;
}
