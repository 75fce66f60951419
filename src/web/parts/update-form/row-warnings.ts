import { isolating } from '../../../domain/isolation.js';
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
import { citationSlots, rowsOf, sourceOf } from './update-form.js';

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
  const sources = rowsOf(values, 'sources');
  const published = await publishedOf(read, sources);
  const unused = await unusedOf(read, sources);
  // The form of a corroboration or denial has one source, and names one agency.
  const ofAct = textIn(values, 'firstReportedBy');
  const outlets = sources.map((row, index) => [
    ...(unused.has(index) ? [] : [textIn(row, 'outlet')]),
    ...(index === 0 && ofAct !== '' ? [ofAct] : []),
  ]);
  const agencies = rowsOf(values, 'stances').map((row) =>
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
      rowsOf(values, 'stances').map((row, index) => {
        const quote = search && quoteWarning(optionalTextIn(row, 'quote'), search);
        const said = [
          ...stanceWarnings(warnedStance(row, published)),
          ...takenReport(rowsOf(values, 'stances')[index - 1], row),
          ...takenParties(rowsOf(values, 'stances')[index - 1], row),
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

/** “First reported by”, taken over by “Same again” for another source than in the stance above. */
function takenReport(above: FormValues | undefined, row: FormValues): string[] {
  const [source, reported] = ['citations.0.source', 'citations.0.firstReportedBy'];
  const name = textIn(row, reported);
  if (
    !above ||
    name === '' ||
    name !== textIn(above, reported) ||
    textIn(row, source) === textIn(above, source)
  )
    return [];
  return [isolating`First reported by “${name}”, as in the stance above, which has another source.`];
}

/** “Same for”, taken over by “Same again” for another party than in the stance above: its stances would be made anew. */
function takenParties(above: FormValues | undefined, row: FormValues): string[] {
  const [names, party] = [textIn(row, 'sameFor'), textIn(row, 'party')];
  if (!above || names === '' || names !== textIn(above, 'sameFor')) return [];
  if (party === '' || party === textIn(above, 'party')) return [];
  return [isolating`Also for “${names}”, as in the stance above, whose party is another.`];
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
