import { recordCited } from '../updates/source-choices.js';
import { takePublication } from '../../data/log/publications.js';
import { presentEvents } from '../../data/structure/events.js';
import { insertOutcome } from '../../data/structure/outcomes.js';
import type { Transaction } from '../../data/engine/database.js';
import { Conflict, InvalidInput } from '../../domain/errors.js';
import type { Sequence } from '../../domain/identifiers.js';
import { reasonProblem } from '../../domain/log/act.js';
import { type CitedChoice, problemsOfCited } from '../../domain/log/act-sources.js';
import type { Actor } from '../../domain/people/actor.js';
import type { Demand } from '../../domain/structure/negotiation.js';
import {
  isOutcome,
  type NewOutcome,
  outcomeActRefusal,
  problemsOfOutcome,
  saysTheSame,
} from '../../domain/structure/outcome-rules.js';
import { outcomeRecords, type OutcomeWords } from '../../domain/structure/outcome.js';
import { countsFrom, latestToday, utcDay } from '../../domain/when.js';
import { requireAmong, requireNegotiation } from '../structure/edit-rules.js';

/** The demand that an outcome is of. */
export interface OutcomePlace {
  readonly negotiationId: number;
  readonly demandId: number;
}

/** What became of a demand, with its sources. */
export interface OutcomeInput extends OutcomePlace {
  readonly outcome: NewOutcome;
  readonly sources: readonly CitedChoice[];
}

export interface OutcomeActInput extends OutcomePlace {
  /** The number of the report. */
  readonly record: Sequence;
  readonly reason: string;
}

/** What an act was published as. */
export interface PublishedOutcome {
  readonly sequence: Sequence;
  readonly recordedAt: Date;
}

export async function demandOf(tx: Transaction, { negotiationId, demandId }: OutcomePlace): Promise<Demand> {
  const { demands } = await requireNegotiation(tx, negotiationId);
  return requireAmong(demands, demandId, 'demand');
}

/** Publishes a report, or, with the record and a reason, a correction of one. Throws InvalidInput. */
export async function publishOutcome(
  tx: Transaction,
  { userId }: Actor,
  { negotiationId, demandId, outcome: given, sources: cited }: OutcomeInput,
  {
    correction,
    now,
  }: { readonly correction: { record: Sequence; reason: string } | null; readonly now: Date },
): Promise<PublishedOutcome> {
  const demand = await demandOf(tx, { negotiationId, demandId });
  const today = latestToday(now);
  const { outcome } = given;
  const problems = [
    ...problemsOfOutcome(given, { events: await presentEvents(tx, negotiationId), today }),
    ...problemsOfCited(cited, today),
    ...(correction ? [reasonProblem(correction.reason)] : []),
  ].filter((problem) => problem !== null);
  if (problems.length > 0 || !isOutcome(outcome)) throw new InvalidInput(problems);
  const said = { outcome, event: given.event, date: given.date, summary: given.summary };
  const sources = await recordCited(tx, cited);
  refuseSame(demand, correction?.record ?? null, { ...said, sources });
  const { first: sequence, recordedAt } = await takePublication(tx, 1, now);
  const published = sources.flatMap(({ publishedDate }) => publishedDate ?? []);
  const firstRecorded = recordedBefore(demand, correction?.record ?? null) ?? utcDay(recordedAt);
  await insertOutcome(tx, {
    ...{ sequence, negotiationId, userId, demandId, sources },
    kind: correction ? 'correction' : 'report',
    record: correction?.record ?? sequence,
    words: { ...said, day: countsFrom(given.date, published, firstRecorded) },
    reason: correction?.reason ?? null,
  });
  return { sequence, recordedAt };
}

/** The day on which a record was first published; null for a new one. */
function recordedBefore({ outcomes }: Demand, record: Sequence | null): string | null {
  const report = outcomes.find(({ sequence }) => sequence === record);
  return report ? utcDay(new Date(report.recordedAt)) : null;
}

/** A new outcome that says what one that stands says is that one, sent again. */
function refuseSame({ outcomes }: Demand, corrected: Sequence | null, said: Omit<OutcomeWords, 'day'>): void {
  const compared = outcomeRecords(outcomes).filter(({ record, isRetracted }) =>
    corrected === null ? !isRetracted : record === corrected,
  );
  if (compared.some(({ words }) => saysTheSame(words, said)))
    throw new Conflict('Nothing would change: the outcome says exactly this already.');
}

/** Publishes a retraction or a restoration of an outcome. Throws InvalidInput, or Conflict if it changes nothing. */
export async function publishOutcomeAct(
  tx: Transaction,
  { userId }: Actor,
  { negotiationId, demandId, record, reason }: OutcomeActInput,
  { kind, now }: { readonly kind: 'retraction' | 'restoration'; readonly now: Date },
): Promise<PublishedOutcome> {
  refuseOutcomeAct(await demandOf(tx, { negotiationId, demandId }), record, kind);
  const problem = reasonProblem(reason);
  if (problem) throw new InvalidInput([problem]);
  const { first: sequence, recordedAt } = await takePublication(tx, 1, now);
  const act = { sequence, negotiationId, userId, demandId, record, kind, reason };
  await insertOutcome(tx, { ...act, words: null, sources: [] });
  return { sequence, recordedAt };
}

/** Throws Conflict for an act that things as they stand do not allow. */
export function refuseOutcomeAct(
  { outcomes }: Demand,
  record: Sequence,
  act: Parameters<typeof outcomeActRefusal>[2],
): void {
  const refusal = outcomeActRefusal(outcomes, record, act);
  if (refusal !== null) throw new Conflict(refusal);
}
