import { datesMeant, monthNames } from '../date-as-written.js';
import type { Speaker } from '../structure/negotiation.js';
import { piecesOf, unspaced } from '../text.js';
import { type Day, type EdtfDate, isAfter } from '../when.js';

/** What stands in the text of an article and can be picked into a stance; nothing is added to it. */
export interface FoundInArticle {
  readonly quotations: readonly string[];
  readonly speakers: readonly Speaker[];
  readonly dates: readonly WrittenDate[];
}

/** A date as it is written, and what it means; null where that has to be asked. */
export interface WrittenDate {
  readonly written: string;
  readonly meant: EdtfDate | null;
}

/** Of each kind; more would be no help. */
const most = 60;

/** `today` is the latest day that a stance may have. */
export function foundInArticle(text: string, speakers: readonly Speaker[], today: Day): FoundInArticle {
  return {
    quotations: quotationsIn(text).slice(0, most),
    speakers: speakersIn(text, speakers).slice(0, most),
    dates: datesIn(text, today).slice(0, most),
  };
}

/** What closes a quotation, by what opens it: a mark that opens in one language closes in another. */
const closing: Readonly<Record<string, string>> = {
  '“': '”"',
  '„': '“”"',
  '«': '»',
  '»': '«»',
  '”': '”',
  '"': '"”',
  '‘': '’',
  '‚': '‘’',
  '‹': '›',
  '「': '」',
  '『': '』',
  '｢': '｣',
  '״': '״',
  // Unicode calls the second the right one, and Arabic begins with it.
  '﴾': '﴿',
  '﴿': '﴾',
};

/** These may as well close what was not opened, or be an apostrophe, an inch or the sign of an abbreviation. */
const ambiguous = '”»‘"״';
/** In scripts without spaces a quotation begins and ends between any two letters. */
const wordCharacter = new RegExp(`(?!${unspaced.source})[\\p{L}\\p{M}\\p{N}]`, 'u');
const hebrew = /\p{Script=Hebrew}/u;
const longestQuotation = 1_000;

/**
 * The quotations in their order, the outer ones where they are nested; without single words, which are terms rather
 * than statements. One that nothing closes ends with its paragraph, as where the next begins with another mark.
 */
function quotationsIn(text: string): string[] {
  const found = text
    .split(/\n\s*\n/)
    .flatMap(quotationsOf)
    .filter(isStatement);
  return [...new Set(found)];
}

function quotationsOf(paragraph: string): string[] {
  const quotations: string[] = [];
  let [opened, start] = ['', 0];
  for (let at = 0; at < paragraph.length; at += 1) {
    if (opened === '' && opens(paragraph, at)) [opened, start] = [paragraph.charAt(at), at + 1];
    else if (opened !== '' && closes(paragraph, at, opened)) {
      quotations.push(onOneLine(paragraph.slice(start, at)));
      opened = '';
    }
  }
  const isOpen = opened !== '' && opened !== '"' && opened !== '‘';
  return isOpen ? [...quotations, onOneLine(paragraph.slice(start))] : quotations;
}

function opens(text: string, at: number): boolean {
  const mark = text.charAt(at);
  return mark in closing && !(ambiguous.includes(mark) && wordCharacter.test(text.charAt(at - 1)));
}

function closes(text: string, at: number, opened: string): boolean {
  const mark = text.charAt(at);
  const isApostrophe = mark === '’' && wordCharacter.test(text.charAt(at + 1));
  return (closing[opened] ?? '').includes(mark) && !isApostrophe && !isAbbreviation(text, at);
}

/** True for the mark before the last letter of a Hebrew abbreviation, as in צה״ל. */
function isAbbreviation(text: string, at: number): boolean {
  return hebrew.test(text.charAt(at - 1)) && hebrew.test(text.charAt(at + 1));
}

/** Without the comma at its end, which belongs to the sentence around it. */
function onOneLine(words: string): string {
  return words
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[,;:،؛、，；：]$/, '');
}

/** As many letters without spaces are more than a term. */
const unspacedStatement = new RegExp(`${unspaced.source}.*`.repeat(4), 'u');

function isStatement(words: string): boolean {
  if (words.length > longestQuotation) return false;
  return words.includes(' ') || unspacedStatement.test(words);
}

/** A shorter word alone is too common to be a name. */
const shortestName = 3;

/** Those whose whole name, or whose last name with a capital where there are any, stands in the text. */
function speakersIn(text: string, speakers: readonly Speaker[]): Speaker[] {
  const stands = standingIn(text);
  const standsAsName = standingIn(text.replace(/(?<![\p{L}\p{M}])\p{Ll}[\p{L}\p{M}]*/gu, ' '));
  return speakers.filter(({ name }) => {
    const pieces = piecesOf(name);
    const last = pieces.at(-1) ?? '';
    return stands(pieces) || (last.length >= shortestName && standsAsName([last]));
  });
}

/** Whether words stand in a text one after the other, folded. */
function standingIn(text: string): (words: readonly string[]) => boolean {
  const all = ` ${piecesOf(text).join(' ')} `;
  return (words) => words.length > 0 && all.includes(` ${words.join(' ')} `);
}

const month = monthNames
  .map((name) => `${name.slice(0, 3)}${name === 'september' ? 't?' : ''}(?:${name.slice(3)})?`)
  .join('|');

/** What may be a date: a day with its month and year, or a month with its year; not a year alone. */
const dateShape = new RegExp(
  [
    String.raw`\d{1,2}(?:st|nd|rd|th|\.)?(?: of)? (?:${month})\.?,? \d{4}`,
    String.raw`(?:${month})\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}`,
    String.raw`(?:${month})\.?,? \d{4}`,
    String.raw`\d{4}-\d{1,2}(?:-\d{1,2})?`,
    String.raw`\d{1,2}([./-])\d{1,2}\1\d{4}`,
  ]
    .map((shape) => `(?:${shape})`)
    .join('|'),
  'gi',
);

/** The dates that a stance may have, each once, in their order. */
function datesIn(text: string, today: Day): WrittenDate[] {
  const found = new Map<string, WrittenDate>();
  const line = text.replace(/\s+/g, ' ');
  for (const { 0: written, index } of line.matchAll(dateShape)) {
    const isPart = [index - 1, index + written.length].some((at) => wordCharacter.test(line.charAt(at)));
    const [meant, other] = isPart ? [] : datesMeant(written, null);
    if (meant === undefined || isAfter(meant, today)) continue;
    const key = other === undefined ? meant : written;
    if (!found.has(key)) found.set(key, { written, meant: other === undefined ? meant : null });
  }
  return [...found.values()];
}
