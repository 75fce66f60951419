import { cleanText } from './text.js';

/** Letters and signs of scripts that run from right to left, and the marks that say so. */
const rightToLeft = /[\u0590-\u08FF\u200F\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;

/** FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE. Stored text is printed without them: where they stand, we put them. */
const [opening, closing] = ['\u2068', '\u2069'];
const isolates = new RegExp(`${opening}([^\\u2066-\\u2069]*)${closing}`);

/** Scripts of languages that are written from right to left, as ISO 15924 names them. */
const scripts = ['Arab', 'Hebr', 'Thaa', 'Syrc', 'Nkoo', 'Adlm', 'Rohg', 'Mand', 'Samr'];

/** True for a text that turns what stands beside it, unless it is isolated. */
export function runsRightToLeft(text: string): boolean {
  return rightToLeft.test(text);
}

/** A text of people within a sentence of ours: its direction turns nothing beside it (UAX 9, 6.3). */
export function isolated(text: string): string {
  return runsRightToLeft(text) && !isolates.test(text) ? `${opening}${cleanText(text)}${closing}` : text;
}

/** A sentence of ours with texts of people in it, as a template literal: each of them is isolated. */
export function isolating(words: TemplateStringsArray, ...texts: readonly (string | number)[]): string {
  return String.raw({ raw: words }, ...texts.map((text) => isolated(String(text))));
}

/** What there is of names, after one another, each isolated. */
export function listed(names: readonly (string | null | undefined | false)[], separator = ', '): string {
  return names.flatMap((name) => (name ? [isolated(name)] : [])).join(separator);
}

/** A text in which texts are isolated, in parts: ours, isolated, ours, and so on. */
export function isolatedParts(text: string): string[] {
  return text.includes(opening) ? text.split(isolates) : [text];
}

/** The direction of a language by its BCP 47 tag; `auto`, by the first letter, where it is not known. */
export function directionOf(language: string | null): 'ltr' | 'rtl' | 'auto' {
  if (language === null) return 'auto';
  try {
    const { script } = new Intl.Locale(language).maximize();
    if (script === undefined) return 'auto';
    return scripts.includes(script) ? 'rtl' : 'ltr';
  } catch {
    return 'auto';
  }
}
