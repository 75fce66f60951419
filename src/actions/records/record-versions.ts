import { isolating } from '../../domain/isolation.js';
import type { Sequence } from '../../domain/identifiers.js';
import { Conflict, type FieldProblem, InvalidInput, NotFound } from '../../domain/errors.js';
import { reasonProblem, type TargetAct } from '../../domain/log/act.js';
import type { VersionKind } from '../../domain/log/entry.js';
import { problemsOfSource } from '../../domain/structure/new-source.js';
import type { RecordState } from '../../domain/log/record-state.js';
import { articleProblem, withQuoteChecks } from '../../domain/log/quote-check.js';
import { isSameVersion, nothingDiffers } from '../../domain/log/same-version.js';
import { problemsOfStance } from '../../domain/log/stance-rules.js';
import { corroborationRefusal, othersToAct } from '../../domain/log/joint-statement.js';
import { correctedAlike, problemsOfJointCorrection } from '../../domain/log/joint-correction.js';
import type { NewStance, StanceContext } from '../../domain/log/new-stance.js';
import type { TargetState } from '../../domain/log/target.js';
import { type SourceChoice, under } from '../../domain/log/update.js';
import type { Transaction } from '../../data/engine/database.js';
import { insertTogether } from '../../data/log/act-insertion.js';
import { versionOf } from '../../data/log/entry-insertion.js';
import type { Publication } from '../../data/log/publications.js';
import { findRecord, outcomesOfStatement } from '../../data/log/records.js';
import { recordSources } from '../updates/source-choices.js';
import { stanceContext, type StancePlace } from '../updates/stance-context.js';

/** A new wording of a record. `version` is the sequence number of the version that the editor saw. */
export interface NewVersion extends StancePlace {
  readonly record: Sequence;
  readonly version: Sequence;
  readonly reason: string;
  readonly sources: readonly SourceChoice[];
  readonly stance: NewStance;
  /** In which its quote is searched; absent for none. A quote that stays as it was keeps its check without. */
  readonly articleText?: string;
  /** As it was proposed, if it was: what was found then holds for a quote that stayed. */
  readonly proposedStance?: NewStance;
  /** True if it corrects what all records of the joint statement share. */
  readonly isForAll?: boolean;
}

/** Throws NotFound if the negotiation has no such record. */
export async function requireRecord(
  tx: Transaction,
  negotiationId: number,
  record: Sequence,
): Promise<RecordState> {
  const state = await findRecord(tx, negotiationId, record);
  if (!state) throw new NotFound('There is no such record in this negotiation.');
  return state;
}

/** The record and, if the act is for all, the others of its joint statement that it can be on; in the order of the log. */
export async function recordsMeant(
  tx: Transaction,
  { record, stance: { joint } }: RecordState,
  act: 'retraction' | 'restoration',
  isForAll = false,
): Promise<Sequence[]> {
  if (!isForAll || joint === null) return [record];
  const others = othersToAct(record, await outcomesOfStatement(tx, joint), act);
  return [record, ...others].sort((one, other) => one - other);
}

/**
 * The other records of its joint statement that an act with a source can be on as well; none unless it is for all of
 * them. In the order of the log.
 */
export async function othersMeant(
  tx: Transaction,
  negotiationId: number,
  { record, stance: { joint } }: RecordState,
  {
    isForAll,
    refusal,
  }: { readonly isForAll: boolean; readonly refusal: (state: RecordState) => string | null },
): Promise<RecordState[]> {
  if (!isForAll || joint === null) return [];
  const others: RecordState[] = [];
  for (const outcome of await outcomesOfStatement(tx, joint)) {
    const state = outcome.record === record ? null : await findRecord(tx, negotiationId, outcome.record);
    if (state !== null && refusal(state) === null) others.push(state);
  }
  return others;
}

/** Their numbers, in the order of the log. */
export function recordsOf(states: readonly RecordState[]): Sequence[] {
  return states.map(({ record }) => record).sort((one, other) => one - other);
}

/** The corroboration or denial of a record that an act is on; throws NotFound if there is none. */
export async function requireTarget(
  tx: Transaction,
  { negotiationId, record, target }: Omit<TargetAct, 'reason'>,
): Promise<TargetState> {
  const { targets } = await requireRecord(tx, negotiationId, record);
  const meant = targets.find(({ sequence }) => sequence === target);
  if (!meant) throw new NotFound('This record has no such corroboration or denial.');
  return meant;
}

/** The record, unless it has been retracted; throws NotFound or Conflict. */
export async function requireStanding(
  tx: Transaction,
  input: Pick<NewVersion, 'negotiationId' | 'record'>,
): Promise<RecordState> {
  const state = await requireRecord(tx, input.negotiationId, input.record);
  if (state.status !== 'retracted') return state;
  throw new Conflict('This record has been retracted; it cannot be changed. Restore it first.');
}

/**
 * The version as it will be stored, checked by the rules of a stance; with `others`, also those of the other records that
 * it makes; in the order of the log. Throws InvalidInput with every problem, or if nothing differs from the present
 * version, whoever wrote that; Conflict if the record is no longer as the editor saw it.
 */
export async function readyVersions(
  tx: Transaction,
  input: NewVersion & { readonly problems: readonly FieldProblem[] },
  state: RecordState,
  now: Date,
  {
    others = [],
    cite = recordSources,
  }: { others?: readonly RecordState[]; cite?: typeof recordSources } = {},
): Promise<ReadyRecord[]> {
  const { record, sources: choices, articleText = '', proposedStance } = input;
  const earlier = [...(proposedStance ? [proposedStance] : []), state.stance];
  const [stance] = withQuoteChecks([input.stance], articleText, earlier) as [NewStance];
  const context = await stanceContext(tx, input, choices.length, now);
  const problems = [
    ...input.problems,
    ...[articleProblem(articleText)].filter((problem) => problem !== null),
    ...choices.flatMap((source, index) =>
      typeof source === 'number' ? [] : under(`sources.${index}`, problemsOfSource(source, context.today)),
    ),
    ...under('stances.0', problemsOfStance(stance, context)),
  ];
  const meanwhile = state.stance.sequence === input.version ? null : new Conflict(changedMeanwhile);
  if (problems.length > 0) throw meanwhile ?? new InvalidInput(problems);
  const sources = await cite(tx, choices);
  const version = versionOf(stance, {
    sources,
    speakers: context.speakers,
    recordedDay: state.recordedAt.slice(0, 10),
  });
  if (isSameVersion(state, version)) throw new InvalidInput([nothingDiffers]);
  if (meanwhile) throw meanwhile;
  const alike = others.length === 0 ? [] : alikeVersions(state, version, others, context);
  const { joint } = state.stance;
  return [{ record, joint, ...version }, ...alike].sort((one, other) => one.record - other.record);
}

/**
 * The versions that a correction makes: of its record and, if it is for all, of the others of the joint statement.
 * `cite` finds its sources. Throws as above, also without a reason or for a record that is retracted.
 */
export async function correctedVersions(
  tx: Transaction,
  correction: NewVersion,
  now: Date,
  cite: typeof recordSources = recordSources,
): Promise<ReadyRecord[]> {
  const { negotiationId, reason, isForAll = false } = correction;
  const state = await requireStanding(tx, correction);
  const problems = [reasonProblem(reason)].filter((problem) => problem !== null);
  const others = await othersMeant(tx, negotiationId, state, { isForAll, refusal: corroborationRefusal });
  return readyVersions(tx, { ...correction, problems }, state, now, { others, cite });
}

/** A record with the version that it will get. */
export type ReadyRecord = ReturnType<typeof versionOf> & {
  readonly record: Sequence;
  readonly joint: Sequence | null;
};

/** Appends the versions as one publication, in their order. */
export function insertVersions(
  tx: Transaction,
  kind: Exclude<VersionKind, 'report'>,
  {
    negotiationId,
    userId,
    reason,
  }: { readonly negotiationId: number; readonly userId: number | null; readonly reason: string },
  versions: readonly ReadyRecord[],
  now: Date,
): Promise<Publication> {
  const common = { kind, negotiationId, userId, reason: reason === '' ? null : reason };
  return insertTogether(
    tx,
    versions.map(({ record, joint, stance, citations }) => ({
      ...{ ...common, record, stance: { ...stance, joint }, citations },
    })),
    now,
  );
}

/** The same correction of what the other records of the statement share with the one. Throws InvalidInput. */
function alikeVersions(
  state: RecordState,
  { stance: { words }, citations }: ReturnType<typeof versionOf>,
  others: readonly RecordState[],
  context: StanceContext,
): ReadyRecord[] {
  const problems = problemsOfJointCorrection(state, words, citations);
  const made = others.flatMap((other): ReadyRecord[] => {
    const stance = correctedAlike(state, words, other);
    if (stance === null) return [];
    const own = { ...context, sourceCount: other.ownCitations.length };
    const [problem] = problemsOfStance(stance, own);
    const party = context.negotiation.parties.find(({ id }) => id === stance.party)?.name ?? '';
    if (problem) problems.push({ field: 'forAll', message: isolating`Not for ${party}: ${problem.message}` });
    const version = versionOf(stance, {
      sources: other.ownCitations.map(({ source }) => source),
      speakers: context.speakers,
      recordedDay: other.recordedAt.slice(0, 10),
    });
    const isOfItsDay = stance.date === other.stance.date;
    const effectiveDay = isOfItsDay ? other.stance.day : version.stance.effectiveDay;
    const { joint } = other.stance;
    return [{ record: other.record, joint, ...version, stance: { ...version.stance, effectiveDay } }];
  });
  if (problems.length > 0) throw new InvalidInput(problems);
  return made;
}

const changedMeanwhile = 'Somebody else changed this record meanwhile. Compare their words with yours.';
