import { actAs } from '../acting.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database } from '../../data/engine/database.js';
import { insertSourceActs } from '../../data/log/act-insertion.js';
import { insertDenial } from '../../data/log/entry-insertion.js';
import { othersMeant, recordsOf, requireRecord } from './record-versions.js';
import { recordSources } from '../updates/source-choices.js';
import { stanceContext, type StancePlace } from '../updates/stance-context.js';
import { problemsOfActSource } from '../../domain/log/act-sources.js';
import type { Actor } from '../../domain/people/actor.js';
import type { Sequence } from '../../domain/identifiers.js';
import { Conflict, InvalidInput } from '../../domain/errors.js';
import {
  denialRefusal,
  type NewDenial,
  problemsOfDenial,
  problemsOfJointDenial,
} from '../../domain/log/new-denial.js';
import type { Source } from '../../domain/structure/source.js';
import type { NewCitation } from '../../domain/log/new-stance.js';
import type { SourceChoice } from '../../domain/log/update.js';
import { countsFrom, utcDay } from '../../domain/when.js';

export interface DenialInput extends StancePlace {
  readonly record: Sequence;
  readonly denial: NewDenial;
  readonly source: SourceChoice;
  readonly citation: NewCitation;
  /** True if all parties of the joint statement that the record is part of deny it together. */
  readonly isForAll?: boolean;
}

/**
 * Records that the party itself denies what was reported about it; the denial is shown under the record. Throws
 * InvalidInput, NotPermitted, NotFound, or Conflict if the record is on the record, denied or retracted.
 */
export async function denyRecord(
  database: Database,
  actor: Actor,
  { negotiationId, structure, record, denial, source: choice, citation, isForAll = false }: DenialInput,
  now: Date,
): Promise<{ readonly sequence: Sequence }> {
  return actAs(database, actor, 'publish', now, async (tx) => {
    const state = await requireRecord(tx, negotiationId, record);
    const refusal = denialRefusal(state);
    if (refusal) throw new Conflict(refusal);
    const others = await othersMeant(tx, negotiationId, state, { isForAll, refusal: denialRefusal });
    const context = await stanceContext(tx, { negotiationId, ...(structure && { structure }) }, 1, now);
    const problems = [
      ...problemsOfDenial(denial, state, context),
      ...problemsOfActSource(choice, citation, context.today),
      ...(others.length > 0 ? problemsOfJointDenial(denial) : []),
    ];
    if (problems.length > 0) throw new InvalidInput(problems);
    const [source] = (await recordSources(tx, [choice])) as [Source];
    const records = recordsOf([state, ...others]);
    const acts = { negotiationId, records, userId: actor.userId, source: source.id, citation };
    const { first: sequence, recordedAt } = await insertSourceActs(tx, 'denial', acts, now);
    const published = source.publishedDate === null ? [] : [source.publishedDate];
    const role = context.speakers.find(({ id }) => id === denial.speaker)?.role ?? null;
    const effectiveDay = countsFrom(denial.date, published, utcDay(recordedAt));
    const words = { ...denial, speakerRole: denial.speakerRole ?? role, effectiveDay };
    for (const index of records.keys()) await insertDenial(tx, sequence + index, words);
    await recordAudit(tx, {
      at: recordedAt,
      userId: actor.userId,
      action: 'deny_record',
      negotiationId,
      subject: 'record',
      subjectId: String(record),
      details: { sequence, source: source.id, ...(records.length > 1 && { records }) },
    });
    return { sequence };
  });
}
