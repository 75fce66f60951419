import { cleanName, cleanText } from '../text.js';
import { pastedLists } from '../structure/pasted-lists.js';
import { longTexts } from './stance-fields.js';

/** The fields of forms and files that may have several lines; all others are names, addresses or values. */
const severalLines: readonly string[] = [
  ...[...longTexts, 'description', 'reason', 'text', 'missing', 'articleText'],
  ...pastedLists.map(({ name }) => name),
];

/**
 * A field as it is recorded; `name` is its name in a form (`stances.0.quoteTranslation`) or file (`quote_translation`).
 */
export function cleanField(name: string, text: string): string {
  return cleaningOf(name)(text);
}

/** How every field of that name is cleaned, for whoever has many. */
export function cleaningOf(name: string): (text: string) => string {
  const last = name.slice(name.lastIndexOf('.') + 1);
  const field = last.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return severalLines.includes(field) ? (text) => cleanText(text).trim() : cleanName;
}
