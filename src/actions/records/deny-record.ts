import { actAs } from '../acting.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database } from '../../data/engine/database.js';
import { insertDenial, insertEntries } from '../../data/log/entry-insertion.js';
import { takePublication } from '../../data/log/publications.js';
import { requireRecord } from './record-versions.js';
import { recordSources } from '../updates/source-choices.js';
import { stanceContext, type StancePlace } from '../updates/stance-context.js';
import { problemsOfActSource } from '../../domain/log/act-sources.js';
import type { Actor } from '../../domain/people/actor.js';
import type { Sequence } from '../../domain/identifiers.js';
import { Conflict, InvalidInput } from '../../domain/errors.js';
import { denialRefusal, type NewDenial, problemsOfDenial } from '../../domain/log/new-denial.js';
import type { Source } from '../../domain/structure/source.js';
import type { NewCitation } from '../../domain/log/new-stance.js';
import type { SourceChoice } from '../../domain/log/update.js';
import { countsFrom, utcDay } from '../../domain/when.js';

export interface DenialInput extends StancePlace {
  readonly record: Sequence;
  readonly denial: NewDenial;
  readonly source: SourceChoice;
  readonly citation: NewCitation;
}

/**
 * Records that the party itself denies what was reported about it; the denial is shown under the record. Throws
 * InvalidInput, NotPermitted, NotFound, or Conflict if the record is on the record, denied or retracted.
 */
export async function denyRecord(
  database: Database,
  actor: Actor,
  { negotiationId, structure, record, denial, source: choice, citation }: DenialInput,
  now: Date,
): Promise<{ readonly sequence: Sequence }> {
  return actAs(database, actor, 'publish', now, async (tx) => {
    const state = await requireRecord(tx, negotiationId, record);
    const refusal = denialRefusal(state);
    if (refusal) throw new Conflict(refusal);
    const context = await stanceContext(tx, { negotiationId, ...(structure && { structure }) }, 1, now);
    const problems = [
      ...problemsOfDenial(denial, state, context),
      ...problemsOfActSource(choice, citation, context.today),
    ];
    if (problems.length > 0) throw new InvalidInput(problems);
    const [source] = (await recordSources(tx, [choice])) as [Source];
    const { first: sequence, recordedAt } = await takePublication(tx, 1, now);
    const { locator, firstReportedBy } = citation;
    await insertEntries(tx, [
      {
        sequence,
        kind: 'denial',
        negotiationId,
        record,
        updateId: null,
        userId: actor.userId,
        reason: null,
        stance: null,
        citations: [{ sourceId: source.id, locator, firstReportedBy }],
      },
    ]);
    const published = source.publishedDate === null ? [] : [source.publishedDate];
    const role = context.speakers.find(({ id }) => id === denial.speaker)?.role ?? null;
    await insertDenial(tx, sequence, {
      ...denial,
      speakerRole: denial.speakerRole ?? role,
      effectiveDay: countsFrom(denial.date, published, utcDay(recordedAt)),
    });
    await recordAudit(tx, {
      at: recordedAt,
      userId: actor.userId,
      action: 'deny_record',
      negotiationId,
      subject: 'record',
      subjectId: String(record),
      details: { sequence, source: source.id },
    });
    return { sequence };
  });
}
