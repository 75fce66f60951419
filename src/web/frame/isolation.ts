import { isolated, isolatedParts, runsRightToLeft } from '../../domain/isolation.js';
import { cleanText } from '../../domain/text.js';
import { type Octets, octetsOf } from './octets.js';

/** Elements that isolate by themselves, or contain only characters: in these the isolating characters stay. */
const withoutIsolation = ['bdi', 'title', 'textarea', 'option', 'text', 'script', 'style'];
const withoutEnd = ['meta', 'link', 'input', 'br', 'base', 'img'];
const token = /<%[\s\S]*?%>|\s[\w-]+="|"|<\/?[a-z]\w*|\/?>/gi;

/** What views can print. */
type Printed = string | number | boolean | null | undefined;

interface Element {
  readonly name: string;
  /** True if what is printed in it needs no isolation of its own. */
  isIsolated: boolean;
}

/**
 * Rewrites a view so that everything printed between elements goes through `isolatedHtml`, except inside elements that
 * isolate it, have a direction of their own, or contain only characters. So no view has to take care of it.
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

/** Opens the element, or closes it with all that is open in it. */
function enter(open: Element[], tag: Element): void {
  if (!tag.name.startsWith('/')) {
    if (!withoutEnd.includes(tag.name)) open.push(tag);
    return;
  }
  const begun = open.findLastIndex(({ name }) => `/${name}` === tag.name);
  if (begun >= 0) open.length = begun;
}

/** A text that a page prints a thousand times, escaped once for attributes, and once for between elements. */
export class EscapedText {
  readonly octets: Octets;
  private between: Octets | null = null;

  constructor(readonly text: string) {
    this.octets = octetsOf(escaped(text));
  }

  get isolated(): Octets {
    this.between ??= octetsOf(isolatedHtml(this.text));
    return this.between;
  }
}

/** Most of what is printed: letters, digits and signs of ASCII of which none but & means anything in HTML. */
const plain = /^[\n !#-&(-;=?-~]*$/;
/** Nothing in it has a direction of its own or is not allowed: only signs that mean something in HTML are escaped. */
const ascii = /^[\n -~]*$/;

/** The same of Latin letters with marks, quotation marks, dashes and the like: texts of these stay as they are stored. */
const ordinary = /^[\t\n -~\u00A0-\u00AC\u00AE-\u017F\u2010-\u2027\u2030-\u205E\u20AC]*$/;

/** A text of ASCII, escaped; null for any other. */
export function asciiHtml(value: Printed): Octets | null {
  const text = String(value ?? '');
  if (plain.test(text)) return (text.includes('&') ? text.replaceAll('&', '&amp;') : text) as Octets;
  return ascii.test(text) ? (markedUp(text) as Octets) : null;
}

/** The names of all cells of a matrix have quotation marks; to look in each for what is not allowed takes longer than all else. */
function ordinaryHtml(value: Printed): string | null {
  const text = String(value);
  return ordinary.test(text) ? markedUp(text) : null;
}

/** Escaped as plain characters: for attributes, titles, choices, feeds. */
export function escaped(value: Printed): string {
  return (
    asciiHtml(value) ?? ordinaryHtml(value) ?? printed(String(value), (part) => isolated(markedUp(part)))
  );
}

/** Escaped for printing between elements: texts that run from right to left are put in a `bdi`. */
export function isolatedHtml(value: Printed): string {
  const html = asciiHtml(value) ?? ordinaryHtml(value);
  if (html !== null) return html;
  const isolate = (part: string) => `<bdi>${markedUp(part)}</bdi>`;
  const parts = isolatedParts(String(value));
  const isOneText = parts.length === 1 && runsRightToLeft(parts[0] as string);
  return isOneText ? isolate(cleanText(parts[0] as string)) : printed(String(value), isolate);
}

/** Cleaned, whatever is stored, because HTML and XML do not allow some characters. */
function printed(text: string, isolate: (part: string) => string): string {
  const [first = '', ...further] = isolatedParts(text);
  const ours = (part: string) => markedUp(cleanText(part));
  const rest = further.map((part, index) => (index % 2 === 0 ? isolate(cleanText(part)) : ours(part)));
  return `${ours(first)}${rest.join('')}`;
}

/** As EJS does it, but not sign by sign: in a matrix to copy as HTML there are thousands. */
function markedUp(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&#34;')
    .replaceAll("'", '&#39;');
}
