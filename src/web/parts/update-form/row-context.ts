import { draftsOfOthers } from '../../../data/desk/drafts.js';
import type { Database, Reader } from '../../../data/engine/database.js';
import { deniedReports } from '../../../data/memory/denied-reports.js';
import { lastSequence } from '../../../data/log/publications.js';
import { findSource, findSourceByUrl, listSources, namesOnRecord } from '../../../data/structure/sources.js';
import { listSpeakers } from '../../../data/structure/speakers.js';
import { presenceLasts } from '../../../domain/desk/draft.js';
import type { Negotiation } from '../../../domain/structure/negotiation.js';
import type { Role } from '../../../domain/people/permissions.js';
import type { Source } from '../../../domain/structure/source.js';
import { type FormValues, numberIn, textIn } from '../../frame/forms/form-values.js';
import type { Services } from '../../frame/services.js';
import { type Lacking, lackingIn, pickersOf } from './creations.js';
import { rowWarnings } from './row-warnings.js';
import type { CellElsewhere, RowContext } from './rows-view.js';
import { hasWordsForChoices, understood } from './understood.js';
import { rowsOf } from './rows.js';
import { rowsWithTakenSpeaker, withOwnSpeakers } from './same-again.js';

const newestSources = 100;

/** Loads what the rows of the form offer and show; `role` is that of whoever may make here what is lacking. */
export async function rowContext(
  { database, memory }: Services,
  negotiation: Negotiation,
  values: FormValues,
  { elsewhere = [], role = null }: { elsewhere?: readonly CellElsewhere[]; role?: Role | null } = {},
): Promise<RowContext> {
  const { read } = database;
  const known = await lastSequence(read);
  const parties = negotiation.parties.map(({ id }) => id);
  const names = await namesOnRecord(read);
  const [log, speakers, sources, recognised, warnings] = await Promise.all([
    memory.logOf(negotiation.id, known),
    listSpeakers(read, parties),
    offeredSources(read, values),
    recognisedSources(database, values),
    rowWarnings(read, values, names),
  ]);
  const clocks = { asOf: null, known, evidence: 'default' } as const;
  const denied = await deniedReports({ read, memory }, negotiation.id, log.deniedCells(clocks), known);
  const lacking =
    role === null
      ? new Map<string, Lacking>()
      : await lackingIn({ read, negotiation }, speakers, values, role);
  const made = { makes: pickersOf(role), lacking };
  return {
    ...{ negotiation, log, known, denied, speakers, sources, names, recognised, warnings, elsewhere },
    ...made,
  };
}

/** The newest sources on record, and those that the form already names, however old. */
async function offeredSources(read: Reader, values: FormValues): Promise<Source[]> {
  const newest = await listSources(read, newestSources);
  const chosen = new Set(rowsOf(values, 'sources').map((row) => numberIn(row, 'id')));
  for (const { id } of newest) chosen.delete(id);
  const older: Source[] = [];
  for (const id of chosen) {
    const source = Number.isNaN(id) ? null : await findSource(read, id);
    if (source) older.push(source);
  }
  return [...newest, ...older];
}

/**
 * The values of the form: words typed in place of a choice are replaced by the choice they mean, if possible, and a
 * speaker of another party whom “Same again” took is left out.
 */
export async function understoodValues(
  { database: { read } }: Pick<Services, 'database'>,
  negotiation: Negotiation,
  values: FormValues,
): Promise<FormValues> {
  if (!hasWordsForChoices(values) && rowsWithTakenSpeaker(values).length === 0) return values;
  const parties = negotiation.parties.map(({ id }) => id);
  const speakers = await listSpeakers(read, parties);
  return withOwnSpeakers(understood(values, { negotiation, speakers }), speakers);
}

/** The cells that others have in their drafts at the same time: shown as presence, not a lock. */
export async function cellsElsewhere(
  { database, clock }: Services,
  negotiationId: number,
  userId: number,
): Promise<CellElsewhere[]> {
  const now = clock().getTime();
  const since = new Date(now - presenceLasts);
  const drafts = await draftsOfOthers(database.read, { negotiationId, userId, since });
  return drafts.flatMap(({ fields, savedAt }) =>
    rowsOf(fields, 'stances').map((row) => ({
      party: numberIn(row, 'party'),
      demand: numberIn(row, 'demand'),
      minutes: Math.floor((now - Date.parse(savedAt)) / 60_000),
    })),
  );
}

/** By row index: the source on record whose address was typed, if none was chosen. */
export async function recognisedSources(
  { read }: Database,
  values: FormValues,
): Promise<ReadonlyMap<number, Source>> {
  const found = new Map<number, Source>();
  for (const [index, row] of rowsOf(values, 'sources').entries()) {
    const url = textIn(row, 'url');
    const source = url && textIn(row, 'id') === '' ? await findSourceByUrl(read, url) : null;
    if (source) found.set(index, source);
  }
  return found;
}
