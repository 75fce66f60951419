import { actAs } from '../acting.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database } from '../../data/engine/database.js';
import { hasUpdate } from '../../data/log/updates.js';
import { Conflict, type FieldProblem, InvalidInput, NotFound } from '../../domain/errors.js';
import type { Sequence } from '../../domain/identifiers.js';
import { isolating } from '../../domain/isolation.js';
import { cellName } from '../../domain/cells/wording.js';
import { reasonProblem } from '../../domain/log/act.js';
import {
  changesNothing,
  type CommonCorrection,
  correctedVersion,
} from '../../domain/log/common-correction.js';
import { outcomesOfUpdate } from '../../data/log/records.js';
import { nothingDiffers } from '../../domain/log/same-version.js';
import type { Actor } from '../../domain/people/actor.js';
import { requireNegotiation } from '../structure/edit-rules.js';
import { insertVersions, type ReadyRecord, readyVersions, requireStanding } from './record-versions.js';

/** The same correction of several records of one update. */
export interface RecordsCorrection extends CommonCorrection {
  readonly negotiationId: number;
  readonly updateId: number;
  /** Each with the number of the version that the editor saw. */
  readonly records: readonly { readonly record: Sequence; readonly version: Sequence }[];
  readonly reason: string;
}

/**
 * Publishes a new version of each, as one batch with one reason; those that say all of it already are left as they are,
 * and told. Throws InvalidInput with a problem per field, which names the record, or if none differs; NotPermitted,
 * NotFound, or Conflict if one was changed or retracted meanwhile: nothing is published then.
 */
export async function correctRecords(
  database: Database,
  actor: Actor,
  input: RecordsCorrection,
  now: Date,
): Promise<{ readonly first: Sequence; readonly alreadyRight: readonly Sequence[] }> {
  return actAs(database, actor, 'correct', now, async (tx) => {
    const { negotiationId, updateId, records, reason } = input;
    const negotiation = await requireNegotiation(tx, negotiationId);
    if (!(await hasUpdate(tx, negotiationId, updateId)))
      throw new NotFound('There is no such update in this negotiation.');
    const ofUpdate = new Set((await outcomesOfUpdate(tx, updateId)).map(({ record }) => record));
    if (records.some(({ record }) => !ofUpdate.has(record)))
      throw new NotFound('There is no such record in this update.');
    const problems = [...problemsOf(input)];
    const ready: ReadyRecord[] = [];
    const alreadyRight: { readonly record: Sequence; readonly name: string }[] = [];
    for (const { record, version } of problems.length > 0 ? [] : records) {
      const state = await requireStanding(tx, { negotiationId, record });
      const corrected = { negotiationId, record, version, reason, ...correctedVersion(state, input) };
      const name = cellName(negotiation, corrected.stance);
      try {
        ready.push(...(await readyVersions(tx, { ...corrected, problems: [] }, state, now)));
      } catch (error) {
        if (error instanceof Conflict) throw new Conflict(isolating`${name}: ${error.message}`);
        if (!(error instanceof InvalidInput)) throw error;
        if (error.problems.includes(nothingDiffers)) alreadyRight.push({ record, name });
        else problems.push(...named(error.problems, name));
      }
    }
    if (problems.length === 0 && ready.length === 0) problems.push(noneDiffers(alreadyRight));
    if (problems.length > 0) throw new InvalidInput(problems);
    const common = { negotiationId, userId: actor.userId, reason };
    const { first, recordedAt } = await insertVersions(tx, 'correction', common, ready, now);
    await recordAudit(tx, {
      at: recordedAt,
      userId: actor.userId,
      action: 'correct_records',
      negotiationId,
      subject: 'update',
      subjectId: String(updateId),
      details: { first, records: ready.map(({ record }) => record) },
    });
    return { first, alreadyRight: alreadyRight.map(({ record }) => record) };
  });
}

function problemsOf(input: RecordsCorrection): FieldProblem[] {
  const reason = reasonProblem(input.reason);
  return [
    ...(input.records.length === 0
      ? [{ field: 'records', message: 'Tick the stances in which it is wrong.' }]
      : []),
    ...(changesNothing(input)
      ? [{ field: 'date', message: 'Say what is right: a date, an attribution or who reported it first.' }]
      : []),
    ...(reason ? [reason] : []),
  ];
}

function noneDiffers(alreadyRight: readonly { readonly name: string }[]): FieldProblem {
  const [only] = alreadyRight;
  const message =
    only && alreadyRight.length === 1
      ? isolating`${only.name}: ${nothingDiffers.message}`
      : `Nothing differs from what stands in any of these ${alreadyRight.length}.`;
  return { field: 'records', message };
}

/** At the field of the common form: `stances.0.date` at `date`; what is of no such field, at the list of records. */
function named(problems: readonly FieldProblem[], name: string): FieldProblem[] {
  const fields = ['date', 'attribution', 'firstReportedBy'];
  return problems.map(({ field, message }) => {
    const own = field.slice(field.lastIndexOf('.') + 1);
    return { field: fields.includes(own) ? own : 'records', message: isolating`${name}: ${message}` };
  });
}
