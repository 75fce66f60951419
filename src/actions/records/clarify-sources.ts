import { actAs } from '../acting.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database } from '../../data/engine/database.js';
import { insertEntries } from '../../data/log/entry-insertion.js';
import { takePublication } from '../../data/log/publications.js';
import { requireTarget } from './record-versions.js';
import { recordSources } from '../updates/source-choices.js';
import { optionalReasonProblem, type TargetAct } from '../../domain/log/act.js';
import { areSameCitations, problemsOfActSource } from '../../domain/log/act-sources.js';
import type { Actor } from '../../domain/people/actor.js';
import type { Sequence } from '../../domain/identifiers.js';
import { Conflict, InvalidInput } from '../../domain/errors.js';
import type { NewCitation } from '../../domain/log/new-stance.js';
import type { Source } from '../../domain/structure/source.js';
import { sourcesRefusal } from '../../domain/log/target.js';
import type { SourceChoice } from '../../domain/log/update.js';
import { latestToday } from '../../domain/when.js';

export interface SourceClarification extends TargetAct {
  readonly source: SourceChoice;
  readonly citation: NewCitation;
}

/**
 * Publishes what a corroboration or denial cites, in other details. Throws InvalidInput, also if nothing differs,
 * NotPermitted, NotFound, or Conflict if it has been retracted.
 */
export async function clarifySources(
  database: Database,
  actor: Actor,
  { negotiationId, record, target, reason, source: choice, citation }: SourceClarification,
  now: Date,
): Promise<{ readonly sequence: Sequence }> {
  return actAs(database, actor, 'correct', now, async (tx) => {
    const meant = await requireTarget(tx, { negotiationId, record, target });
    const refusal = sourcesRefusal(meant);
    if (refusal) throw new Conflict(refusal);
    const reasonFault = optionalReasonProblem(reason);
    const problems = [
      ...(reasonFault ? [reasonFault] : []),
      ...problemsOfActSource(choice, citation, latestToday(now)),
    ];
    if (problems.length > 0) throw new InvalidInput(problems);
    const [source] = (await recordSources(tx, [choice])) as [Source];
    const { locator, firstReportedBy } = citation;
    if (areSameCitations(meant.citations, [{ sourceId: source.id, locator, firstReportedBy }]))
      throw new InvalidInput([{ field: 'locator', message: 'Nothing differs from what stands.' }]);
    const { first: sequence, recordedAt } = await takePublication(tx, 1, now);
    await insertEntries(tx, [
      {
        sequence,
        kind: 'clarification',
        negotiationId,
        record,
        updateId: null,
        userId: actor.userId,
        reason: reason === '' ? null : reason,
        target,
        stance: null,
        citations: [{ sourceId: source.id, locator, firstReportedBy }],
      },
    ]);
    await recordAudit(tx, {
      at: recordedAt,
      userId: actor.userId,
      action: 'clarify_sources',
      negotiationId,
      subject: 'record',
      subjectId: String(record),
      details: { sequence, target, kind: meant.kind },
    });
    return { sequence };
  });
}
