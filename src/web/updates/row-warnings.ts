import type { Reader } from '../../data/database.js';
import { unusedDetailsOf } from '../../data/source-choices.js';
import { findSource, findSourceByUrl } from '../../data/sources.js';
import { nearNames, nearNameWarning } from '../../domain/source-names.js';
import { stanceWarnings, type WarnedStance } from '../../domain/stance-warnings.js';
import { unusedDetails } from '../../domain/unused-details.js';
import { type FormValues, numberIn, optionalTextIn, textIn } from '../forms/form-values.js';
import type { EdtfDate } from '../../domain/when.js';
import { citationSlots, rowsOf, sourceOf } from './update-form.js';

/** By the index of the row: what its editor should look at again. */
export interface RowWarnings {
  /** The names that are nearly ones on record. */
  readonly near: readonly string[];
  readonly sources: ReadonlyMap<number, readonly string[]>;
  readonly stances: ReadonlyMap<number, readonly string[]>;
}

/** What was typed of sources and is not taken over, and names that are nearly ones on record. */
export async function rowWarnings(
  read: Reader,
  values: FormValues,
  names: readonly string[],
): Promise<RowWarnings> {
  const sources = rowsOf(values, 'sources');
  const published = await publishedOf(read, sources);
  const unused = await unusedOf(read, sources);
  // The form of a corroboration or a denial names one agency, beside its one source.
  const ofAct = textIn(values, 'firstReportedBy');
  const outlets = sources.map((row, index) => [
    ...(unused.has(index) ? [] : [textIn(row, 'outlet')]),
    ...(index === 0 && ofAct !== '' ? [ofAct] : []),
  ]);
  const agencies = rowsOf(values, 'stances').map((row) =>
    citationSlots.map((slot) => textIn(row, `${slot}.firstReportedBy`)).filter((name) => name !== ''),
  );
  const near = nearNames([...outlets, ...agencies].flat(), names);
  const asked = (typed: readonly string[]) =>
    [...new Set(typed)].flatMap((name) => {
      const other = near.get(name);
      return other === undefined ? [] : [nearNameWarning(name, other)];
    });
  return {
    near: [...near.keys()],
    sources: new Map(outlets.map((typed, index) => [index, [...(unused.get(index) ?? []), ...asked(typed)]])),
    stances: new Map(
      agencies.map((typed, index) => [
        index,
        [...stanceWarnings(warnedStance(rowsOf(values, 'stances')[index] ?? {}, published)), ...asked(typed)],
      ]),
    ),
  };
}

/** When the source of each row was published, as it is on record or, for a new one, as it was typed. */
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
    quote: optionalTextIn(row, 'quote'),
    published: [...new Set(cited)].map((source) => published[source] ?? null),
  };
}

/** True if something was typed of a source that is known, and is not taken over. */
export async function hasUnusedDetails(read: Reader, values: FormValues): Promise<boolean> {
  const unused = await unusedOf(read, rowsOf(values, 'sources'));
  return [...unused.values()].some((said) => said.length > 0);
}

/** Of the rows that name a source on record, by choice or by address; nothing may differ. */
async function unusedOf(
  read: Reader,
  rows: readonly FormValues[],
): Promise<ReadonlyMap<number, readonly string[]>> {
  const isChosen = (row: FormValues) => textIn(row, 'id') !== '';
  // A chosen source is itself, whatever address stands beside it.
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
