import { actAs } from '../acting.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database } from '../../data/engine/database.js';
import { insertSourceActs } from '../../data/log/act-insertion.js';
import { othersMeant, recordsOf, requireRecord } from './record-versions.js';
import { recordSources } from '../updates/source-choices.js';
import { isCitedAlready, problemsOfActSource } from '../../domain/log/act-sources.js';
import { corroborationRefusal } from '../../domain/log/joint-statement.js';
import type { Actor } from '../../domain/people/actor.js';
import type { Sequence } from '../../domain/identifiers.js';
import { Conflict, InvalidInput } from '../../domain/errors.js';
import type { Source } from '../../domain/structure/source.js';
import type { NewCitation } from '../../domain/log/new-stance.js';
import type { SourceChoice } from '../../domain/log/update.js';
import { latestToday } from '../../domain/when.js';

export interface Corroboration {
  readonly negotiationId: number;
  readonly record: Sequence;
  readonly source: SourceChoice;
  readonly citation: NewCitation;
  /** True if the source is one of the whole joint statement that the record is part of. */
  readonly isForAll?: boolean;
}

/**
 * Adds another source, or another place in one, to a record. Throws InvalidInput, NotPermitted, NotFound, or Conflict
 * if the record has been retracted.
 */
export async function corroborateRecord(
  database: Database,
  actor: Actor,
  { negotiationId, record, source: choice, citation, isForAll = false }: Corroboration,
  now: Date,
): Promise<{ readonly sequence: Sequence }> {
  return actAs(database, actor, 'publish', now, async (tx) => {
    const state = await requireRecord(tx, negotiationId, record);
    const refusal = corroborationRefusal(state);
    if (refusal) throw new Conflict(refusal);
    const problems = problemsOfActSource(choice, citation, latestToday(now));
    if (problems.length > 0) throw new InvalidInput(problems);
    const [source] = (await recordSources(tx, [choice])) as [Source];
    if (isCitedAlready(state, source, citation.locator)) {
      const message = 'This record cites the source already. Name another, or another place in it.';
      throw new InvalidInput([{ field: 'sources.0.url', message }]);
    }
    const others = await othersMeant(tx, negotiationId, state, { isForAll, refusal: corroborationRefusal });
    const citing = others.filter((other) => !isCitedAlready(other, source, citation.locator));
    const records = recordsOf([state, ...citing]);
    const acts = { negotiationId, records, userId: actor.userId, source: source.id, citation };
    const { first: sequence, recordedAt } = await insertSourceActs(tx, 'corroboration', acts, now);
    await recordAudit(tx, {
      at: recordedAt,
      userId: actor.userId,
      action: 'corroborate_record',
      negotiationId,
      subject: 'record',
      subjectId: String(record),
      details: { sequence, source: source.id, ...(records.length > 1 && { records }) },
    });
    return { sequence };
  });
}
