import { cleanName, cleanText } from '../text.js';
import { longTexts } from './stance-fields.js';

/** The fields of forms and files that may have several lines; every other one is a name, an address or a value. */
const severalLines: readonly string[] = [...longTexts, 'description', 'reason'];

/** A field as it is recorded, by its name in a form (`stances.0.quoteTranslation`) or a file (`quote_translation`). */
export function cleanField(name: string, text: string): string {
  const last = name.slice(name.lastIndexOf('.') + 1);
  const field = last.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return severalLines.includes(field) ? cleanText(text).trim() : cleanName(text);
}
