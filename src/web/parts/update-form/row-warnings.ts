import type { Reader } from '../../../data/engine/database.js';
import { unusedDetailsOf } from '../../../actions/updates/source-choices.js';
import { findSource, findSourceByUrl } from '../../../data/structure/sources.js';
import { nearNames, nearNameWarning } from '../../../domain/structure/source-names.js';
import { articleField } from '../../../domain/desk/draft.js';
import { quotesIn, quoteWarning } from '../../../domain/log/quote-check.js';
import { stanceWarnings, type WarnedStance } from '../../../domain/log/stance-warnings.js';
import { unusedDetails } from '../../../domain/structure/unused-details.js';
import { type FormValues, numberIn, optionalTextIn, textIn } from '../../frame/forms/form-values.js';
import type { EdtfDate } from '../../../domain/when.js';
import { citationSlots, rowsOf } from './rows.js';
import { takenWarnings } from './same-again.js';
import { sourceOf } from './update-form.js';

/** By row index: what the editor should look at again. */
export interface RowWarnings {
  /** Names that nearly match one on record. */
  readonly near: readonly string[];
  readonly sources: ReadonlyMap<number, readonly string[]>;
  readonly stances: ReadonlyMap<number, readonly string[]>;
}

/** Details typed about sources that are not taken over, and names that nearly match one on record. */
export async function rowWarnings(
  read: Reader,
  values: FormValues,
  names: readonly string[],
): Promise<RowWarnings> {
  const [sources, stances] = [rowsOf(values, 'sources'), rowsOf(values, 'stances')];
  const published = await publishedOf(read, sources);
  const unused = await unusedOf(read, sources);
  // The form of a corroboration or denial has one source, and names one agency.
  const ofAct = textIn(values, 'firstReportedBy');
  const outlets = sources.map((row, index) => [
    ...(unused.has(index) ? [] : [textIn(row, 'outlet')]),
    ...(index === 0 && ofAct !== '' ? [ofAct] : []),
  ]);
  const agencies = stances.map((row) =>
    citationSlots.map((slot) => textIn(row, `${slot}.firstReportedBy`)).filter((name) => name !== ''),
  );
  const near = nearNames([...outlets, ...agencies].flat(), names);
  const text = textIn(values, articleField);
  const search = text === '' ? null : quotesIn(text);
  const asked = (typed: readonly string[]) =>
    [...new Set(typed)].flatMap((name) => {
      const other = near.get(name);
      return other === undefined ? [] : [nearNameWarning(name, other)];
    });
  return {
    near: [...near.keys()],
    sources: new Map(outlets.map((typed, index) => [index, [...(unused.get(index) ?? []), ...asked(typed)]])),
    stances: new Map(
      stances.map((row, index) => {
        const quote = search && quoteWarning(optionalTextIn(row, 'quote'), search);
        const said = [
          ...stanceWarnings(warnedStance(row, published)),
          ...takenWarnings(row, stances[index - 1]),
          ...asked(agencies[index] ?? []),
        ];
        return [index, quote === null ? said : [quote, ...said]];
      }),
    ),
  };
}

/** The publication date of each row's source: as on record or, for a new one, as typed. */
async function publishedOf(read: Reader, rows: readonly FormValues[]): Promise<(EdtfDate | null)[]> {
  const dates: (EdtfDate | null)[] = [];
  for (const row of rows) {
    const [id, url] = [textIn(row, 'id'), textIn(row, 'url')];
    const known =
      id === '' ? url !== '' && (await findSourceByUrl(read, url)) : await findSource(read, Number(id) || 0);
    dates.push(known ? known.publishedDate : optionalTextIn(row, 'publishedDate'));
  }
  return dates;
}

function warnedStance(row: FormValues, published: readonly (EdtfDate | null)[]): WarnedStance {
  const cited = citationSlots.flatMap((slot) => {
    const source = numberIn(row, `${slot}.source`);
    return Number.isNaN(source) ? [] : [source];
  });
  return {
    date: textIn(row, 'date'),
    position: textIn(row, 'position'),
    attribution: textIn(row, 'attribution'),
    isNamed: textIn(row, 'speaker') !== '',
    summary: optionalTextIn(row, 'summary'),
    quote: optionalTextIn(row, 'quote'),
    published: [...new Set(cited)].map((source) => published[source] ?? null),
  };
}

/** True if something typed about a known source is not taken over. */
export async function hasUnusedDetails(read: Reader, values: FormValues): Promise<boolean> {
  const unused = await unusedOf(read, rowsOf(values, 'sources'));
  return [...unused.values()].some((said) => said.length > 0);
}

/** For rows that name a source on record, by choice or by address; empty if nothing differs. */
async function unusedOf(
  read: Reader,
  rows: readonly FormValues[],
): Promise<ReadonlyMap<number, readonly string[]>> {
  const isChosen = (row: FormValues) => textIn(row, 'id') !== '';
  // A chosen source is taken whatever address is beside it.
  const typed = rows.map((row) => ({ ...sourceOf(row), ...(isChosen(row) && { url: null }) }));
  const byAddress = await unusedDetailsOf(read, typed);
  const found = new Map<number, readonly string[]>();
  for (const [index, row] of rows.entries()) {
    const chosen = isChosen(row) ? await findSource(read, numberIn(row, 'id') || 0) : null;
    const said = chosen ? unusedDetails(chosen, sourceOf(row)) : (byAddress.get(index) ?? null);
    if (said !== null || chosen) found.set(index, said === null ? [] : [said]);
  }
  return found;
}
