import type { FieldProblem } from '../errors.js';
import { type Citation, originsCited } from '../structure/source.js';
import type { Sequence } from '../identifiers.js';
import type { NewStance } from './new-stance.js';
import type { RecordOutcome, RecordState } from './record-state.js';
import type { Stance } from './stance.js';

/** Stances of one update that several parties gave together (docs/rules.md, "One log"), by their indexes. */
type Statement = readonly number[];

/**
 * By the index of each stance of an update that is part of a joint statement: the index of the statement’s first, whose
 * number it will have. What only one party has given is none.
 */
export function jointStatements(stances: readonly NewStance[]): ReadonlyMap<number, number> {
  const statements = statementsIn(stances).filter((indexes) => isOfSeveral(stances, indexes));
  return new Map(
    statements.flatMap((indexes) => indexes.map((index) => [index, indexes[0] as number] as const)),
  );
}

/** A problem at the last stance of each statement that is of one party only. */
export function problemsOfStatements(stances: readonly NewStance[]): FieldProblem[] {
  return statementsIn(stances).flatMap((indexes) =>
    isOfSeveral(stances, indexes)
      ? []
      : [
          {
            field: `stances.${indexes.at(-1)}.jointly`,
            message: 'A joint statement is of several parties, and these stances are of one.',
          },
        ],
  );
}

/** How many independent origins a stance has: a joint statement is one, whoever prints it. */
export function originsOf(stance: Pick<Stance, 'joint'>, citations: readonly Citation[]): number {
  return independentOrigins(stance, originsCited(citations)).length;
}

/** The origins of a stance that is cited from these: a joint statement is one of its own, by its number. */
export function independentOrigins(
  { joint }: Pick<Stance, 'joint'>,
  cited: readonly string[],
): readonly string[] {
  if (joint === null || cited.length === 0) return [...new Set(cited)];
  return [`${joint}`];
}

function statementsIn(stances: readonly NewStance[]): Statement[] {
  const found = new Map<string, number[]>();
  for (const [index, { jointly = null }] of stances.entries()) {
    if (jointly === null) continue;
    const others = found.get(jointly);
    if (others) others.push(index);
    else found.set(jointly, [index]);
  }
  return [...found.values()];
}

function isOfSeveral(stances: readonly NewStance[], indexes: Statement): boolean {
  return new Set(indexes.map((index) => stances[index]?.party)).size > 1;
}

/** Why a record of a statement takes no further source, and no correction; null if it does. */
export function corroborationRefusal({ status }: Pick<RecordState, 'status'>): string | null {
  return status === 'retracted' ? 'This record has been retracted; restore it first.' : null;
}

/** The records of a statement that an act on one of them can be on as well. */
export function othersToAct(
  own: Sequence,
  outcomes: readonly RecordOutcome[],
  act: 'retraction' | 'restoration',
): Sequence[] {
  const isMeant = ({ status }: RecordOutcome) => (status === 'retracted') === (act === 'restoration');
  return outcomes.filter((each) => each.record !== own && isMeant(each)).map(({ record }) => record);
}
