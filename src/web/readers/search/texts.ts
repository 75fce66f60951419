import { directionOf, isolating, listed } from '../../../domain/isolation.js';
import { tombstone } from '../../../domain/log/removal.js';
import { excerptOf, type MarkedPart } from '../../../domain/search.js';
import { fieldOf, type Stance } from '../../../domain/log/stance.js';
import { searchedFields } from '../../../domain/log/stance-fields.js';
import type { Negotiation } from '../../../domain/structure/negotiation.js';
import type { QuoteView } from '../../parts/stances/stance-view.js';

/** Words of a stance in which something was found: the tracker’s own, or quoted, then with whose they are. */
export interface FoundText {
  readonly parts: readonly MarkedPart[];
  /** “Conditions”, “Note”; null for the summary and for a quote. */
  readonly label: string | null;
  /** Null for the tracker’s own words. */
  readonly quote: (Pick<QuoteView, 'language' | 'direction'> & { readonly by: string }) | null;
}

/** So many texts of a stance are shown. */
const mostTexts = 3;

/** The texts of a stance that hold words of the search; if none does, as its demand or its outlet was found, the first. */
export function foundTexts(stance: Stance, typed: string, negotiation: Negotiation): FoundText[] {
  const texts = searchedFields.flatMap(({ name, form, told }) => {
    const text = fieldOf(stance, name);
    if (typeof text !== 'string' || text === '') return [];
    const isQuoted = text !== tombstone && (name === 'quote' || name === 'quoteTranslation');
    return [
      {
        parts: excerptOf(text, typed),
        label: told.isLabelled ? form.label : null,
        quote: isQuoted ? quoteOf(stance, name === 'quoteTranslation', negotiation) : null,
      },
    ];
  });
  const found = texts.filter(({ parts }) => parts.some(({ isMatch }) => isMatch));
  return found.length > 0 ? found.slice(0, mostTexts) : texts.slice(0, 1);
}

/** Of an account by another party the words are that party’s. */
function quoteOf(
  { speaker, speakerRole, party, accountBy, quoteLanguage, quoteTranslator }: Stance,
  isTranslated: boolean,
  { parties }: Negotiation,
): FoundText['quote'] {
  const whose = parties.find(({ id }) => id === (accountBy ?? party))?.name ?? '';
  const who = listed([speaker?.name, speakerRole]);
  const by = who === '' ? whose : isolating`${who} (${whose})`;
  if (!isTranslated) return { by, language: quoteLanguage, direction: directionOf(quoteLanguage) };
  const translator = quoteTranslator === null ? '' : isolating`, translated by ${quoteTranslator}`;
  return { by: `${by}${translator}`, language: null, direction: 'auto' };
}
