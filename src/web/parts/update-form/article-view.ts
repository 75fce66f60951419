import type { FoundInArticle } from '../../../domain/desk/article-text.js';
import { isolating, listed } from '../../../domain/isolation.js';
import { counted } from '../../../domain/cells/wording.js';
import { longDate } from '../../../domain/when.js';
import { type FieldState, type FormField, formField } from '../../frame/forms/form-fields.js';
import { type FormValues, textIn } from '../../frame/forms/form-values.js';
import { rowsOf } from './rows.js';
import { type PickedField, pickedInto } from './update-form.js';

/** Something in the text of the article, with the button that puts it into a stance. */
export interface FoundView {
  readonly label: string;
  /** The value of the button. */
  readonly pick: string;
  /** “in stance 2”; null if it is in none. */
  readonly place: string | null;
}

/** What stands in the text of the article. */
export interface ArticleView {
  /** “12 quotations, 3 speakers, 2 dates in the article’s text”. */
  readonly summary: string;
  /** True if it was just asked for. */
  readonly isOpen: boolean;
  /** Which stance is meant; null if there is only one. */
  readonly into: FormField | null;
  readonly groups: readonly { readonly title: string; readonly found: readonly FoundView[] }[];
}

export function articleView(
  { quotations, speakers, dates }: FoundInArticle,
  state: FieldState,
  legends: readonly string[],
  isOpen: boolean,
): ArticleView {
  const { values } = state;
  const groups = [
    { title: 'Quotations', found: quotations.map((text) => foundView(values, 'quote', text, `“${text}”`)) },
    {
      title: 'Speakers on record',
      found: speakers.map(({ id, name, role }) =>
        foundView(values, 'speaker', String(id), listed([name, role])),
      ),
    },
    {
      title: 'Dates',
      found: dates.map(({ written, meant }) =>
        foundView(values, 'date', meant ?? written, dateLabel(written, meant)),
      ),
    },
  ].filter(({ found }) => found.length > 0);
  return {
    summary: summaryOf({ quotations, speakers, dates }),
    isOpen,
    into: intoField(state, legends),
    groups,
  };
}

function dateLabel(written: string, meant: string | null): string {
  if (meant === null) return isolating`${written}, which can be two days`;
  return written === longDate(meant) ? written : isolating`${longDate(meant)} (${written})`;
}

function foundView(values: FormValues, field: PickedField, value: string, label: string): FoundView {
  const places = rowsOf(values, 'stances').flatMap((row, index) => {
    const text = textIn(row, field);
    return text === value || (field === 'quote' && text.includes(value)) ? [String(index + 1)] : [];
  });
  return {
    label,
    pick: `pick.${field}.${value}`,
    place: places.length === 0 ? null : `in stance ${listed(places)}`,
  };
}

function summaryOf({ quotations, speakers, dates }: FoundInArticle): string {
  const parts = [
    ...(quotations.length > 0 ? [counted(quotations.length, 'quotation')] : []),
    ...(speakers.length > 0 ? [counted(speakers.length, 'speaker')] : []),
    ...(dates.length > 0 ? [counted(dates.length, 'date')] : []),
  ];
  return `${listed(parts) || 'No quotation, speaker or date'} in the article’s text`;
}

/** The last stance, unless another was chosen. */
function intoField(state: FieldState, legends: readonly string[]): FormField | null {
  if (legends.length < 2) return null;
  const choices = legends.map((label, index) => ({ value: String(index), label }));
  const values = { ...state.values, into: [String(pickedInto(state.values))] };
  return formField({ kind: 'select', name: 'into', label: 'Put into', choices }, { ...state, values });
}
