import { cleanText } from './text.js';

/** Characters of right-to-left scripts, and the right-to-left mark. */
const rightToLeft = /[\u0590-\u08FF\u200F\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;

/**
 * FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE. Stored text is printed without them, so any that are there are
 * ours.
 */
const [opening, closing] = ['\u2068', '\u2069'];
const isolates = new RegExp(`${opening}([^\\u2066-\\u2069]*)${closing}`);

/** ISO 15924 codes of the scripts that are written from right to left. */
const scripts = ['Arab', 'Hebr', 'Thaa', 'Syrc', 'Nkoo', 'Adlm', 'Rohg', 'Mand', 'Samr'];

/** True for a text that can reverse the text around it unless it is isolated. */
export function runsRightToLeft(text: string): boolean {
  return rightToLeft.test(text);
}

/** Somebody's text as part of our sentence, isolated so that its direction does not affect the rest (UAX 9, 6.3). */
export function isolated(text: string): string {
  return runsRightToLeft(text) && !isolates.test(text) ? `${opening}${cleanText(text)}${closing}` : text;
}

/** A template tag for our sentences: each text inserted is isolated. */
export function isolating(words: TemplateStringsArray, ...texts: readonly (string | number)[]): string {
  return String.raw({ raw: words }, ...texts.map((text) => isolated(String(text))));
}

/** Those of the names that there are, each isolated, joined by the separator. */
export function listed(names: readonly (string | null | undefined | false)[], separator = ', '): string {
  return names.flatMap((name) => (name ? [isolated(name)] : [])).join(separator);
}

/** “France, Germany and Poland”; empty for nobody. */
export function namedTogether(names: readonly string[]): string {
  const [others, last] = [listed(names.slice(0, -1)), listed(names.slice(-1))];
  return others === '' ? last : `${others} and ${last}`;
}

/** Splits a sentence that contains isolated texts: ours, isolated, ours, and so on. */
export function isolatedParts(text: string): string[] {
  return text.includes(opening) ? text.split(isolates) : [text];
}

/** The direction of a language by its BCP 47 tag; `auto` (by the first letter) if it is not known. */
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
