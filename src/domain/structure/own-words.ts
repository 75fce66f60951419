import type { FieldProblem } from '../errors.js';
import { lengthProblem } from './new-source.js';

/** What something that is published by itself quotes. */
export interface OwnQuote {
  readonly quote: string | null;
  readonly quoteLanguage: string | null;
  readonly quoteTranslation: string | null;
}

/** What is wrong with a quote. With `missing`, there must be one. */
export function problemsOfQuote(
  { quote, quoteLanguage, quoteTranslation }: OwnQuote,
  missing?: string,
): FieldProblem[] {
  const isLanguage = quoteLanguage === null || /^[a-z]{2,3}$/.test(quoteLanguage);
  const language = 'Give the language as a code of two or three letters, such as uk.';
  return [
    lengthProblem('quote', quote, 1000, missing),
    lengthProblem('quoteTranslation', quoteTranslation, 1000),
    !quote && quoteTranslation
      ? { field: 'quoteTranslation', message: 'Give the quote that this translates.' }
      : null,
    isLanguage ? null : { field: 'quoteLanguage', message: language },
  ].filter((problem) => problem !== null);
}
