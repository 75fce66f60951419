import { actAs } from '../acting.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database } from '../../data/engine/database.js';
import { insertReports } from '../../data/log/entry-insertion.js';
import { type ImportOf, importStatus, markPublished } from '../../data/desk/imports.js';
import { takePublication } from '../../data/log/publications.js';
import { recordSources } from './source-choices.js';
import { insertUpdate, insertUpdateSources } from '../../data/log/updates.js';
import type { Actor } from '../../domain/people/actor.js';
import { Conflict, InvalidInput, NotFound } from '../../domain/errors.js';
import type { JudgedRow } from '../../domain/imports/import-rows.js';
import { sourceKey } from '../../domain/imports/import-sources.js';
import type { NewSource } from '../../domain/structure/new-source.js';
import { checkJudged } from './check-update.js';
import type { NewStance, StanceContext } from '../../domain/log/new-stance.js';
import { headlineProblem } from '../../domain/log/update.js';
import { utcDay } from '../../domain/when.js';

/** A file that was checked row by row, and what it was checked against. */
export interface JudgedImport extends Omit<ImportOf, 'userId'> {
  readonly headline: string;
  readonly rows: readonly JudgedRow[];
  readonly context: StanceContext;
  /** Called from time to time with how many stances have been written. */
  readonly onProgress?: (written: number) => void;
}

/**
 * Publishes the valid rows of an import as one update: all of them or none, in one publication. Sent again, the same
 * import returns the first result. Throws InvalidInput for the headline, NotPermitted, NotFound, or Conflict if a row
 * is wrong or the structure has changed since the rows were checked.
 */
export async function importStances(
  database: Database,
  actor: Actor,
  { negotiationId, id, headline, rows, context, onProgress }: JudgedImport,
  now: Date,
): Promise<{ readonly updateId: number }> {
  const { userId } = actor;
  const problem = headlineProblem(headline);
  if (problem) throw new InvalidInput([problem]);
  if (rows.some(({ verdict }) => verdict === 'wrong'))
    throw new Conflict('A row of this file is wrong, so nothing of it was published.');
  const { sources, stances } = batchOf(rows);
  if (stances.length === 0) throw new Conflict('No row of this file is left to publish.');
  return actAs(database, actor, 'publish', now, async (tx) => {
    const place = { negotiationId, userId: userId ?? 0, id };
    const found = await importStatus(tx, place);
    if (!found) throw new NotFound('There is no such import of yours.');
    if (found.updateId !== null) return { updateId: found.updateId };
    await checkJudged(tx, { negotiationId, context }, now);
    const recorded = await recordSources(tx, sources);
    const { first, recordedAt } = await takePublication(tx, stances.length, now);
    const updateId = await insertUpdate(tx, {
      negotiationId,
      headline,
      recordedAt,
      userId,
      idempotencyKey: `import-${id}`,
    });
    if (updateId === null) throw new Conflict('This file was published already.');
    await insertUpdateSources(tx, updateId, recorded);
    const publishing = { sources: recorded, speakers: context.speakers, recordedDay: utcDay(recordedAt) };
    await insertReports(tx, { first, negotiationId, updateId, userId }, stances, publishing, onProgress);
    await markPublished(tx, id, updateId);
    await recordAudit(tx, {
      at: recordedAt,
      userId,
      action: 'import_stances',
      negotiationId,
      subject: 'update',
      subjectId: String(updateId),
      details: { stances: stances.length, file: found.fileName },
    });
    return { updateId };
  });
}

/** The sources, each once, and the stances, whose citations refer to them. */
function batchOf(rows: readonly JudgedRow[]): { sources: NewSource[]; stances: NewStance[] } {
  const places = new Map<string, number>();
  const sources: NewSource[] = [];
  const placeOf = (source: NewSource) => {
    const key = sourceKey(source);
    const place = places.get(key) ?? sources.push(source) - 1;
    places.set(key, place);
    return place;
  };
  const stances = rows.flatMap((row) => {
    if (!row.stance) return [];
    const ownPlaces = row.sources.map(placeOf);
    const citations = row.stance.citations.map((citation) => ({
      ...citation,
      source: ownPlaces[citation.source] as number,
    }));
    return [{ ...row.stance, citations }];
  });
  return { sources, stances };
}
