import type { DemandId } from '../identifiers.js';
import { type Amount, amountWords, areExclusive, compareAmounts } from './amount.js';
import type { Demand, Question } from './negotiation.js';

/** A demand among the alternatives of a question, with its amount. */
export interface PresentAlternative {
  readonly demand: Demand;
  readonly amount: Amount | null;
}

/**
 * The demands that belong to it, along their amounts; those without an amount in the order of the matrix, and *no limit*
 * last.
 */
export function alternativesOf(question: Question, demands: readonly Demand[]): PresentAlternative[] {
  const present = question.alternatives.filter(({ left }) => left === null);
  return demands
    .flatMap((demand) => {
      const alternative = present.find((each) => each.demand === demand.id);
      return alternative ? [{ demand, amount: alternative.amount }] : [];
    })
    .sort((one, other) => (one.amount && other.amount ? compareAmounts(one.amount, other.amount) : 0));
}

/** The question to which a demand belongs; null for most demands. */
export function questionOf(questions: readonly Question[], demand: DemandId): Question | null {
  return (
    questions.find(({ alternatives }) =>
      alternatives.some((each) => each.demand === demand && each.left === null),
    ) ?? null
  );
}

/** True if stances on the demand are, or once were, about an amount: then a rejection may say too low or too high. */
export function hasHadAmount(questions: readonly Question[], demand: DemandId): boolean {
  return amountOnce(questions, demand) !== null;
}

/** An amount that the demand has or once had, one with a limit before one without; null if it never had any. */
export function amountOnce(questions: readonly Question[], demand: DemandId): Amount | null {
  const amounts = questions
    .flatMap(({ alternatives }) => alternatives.filter((each) => each.demand === demand))
    .flatMap(({ amount }) => amount ?? []);
  return amounts.find(({ sense }) => sense !== 'no_limit') ?? amounts[0] ?? null;
}

/** How an alternative relates to another of its question: “excludes it”, “includes it”; null without amounts. */
export function relationWords(one: PresentAlternative, other: PresentAlternative): string | null {
  if (!one.amount || !other.amount) return null;
  return areExclusive(one.amount, other.amount) ? 'excludes it' : 'includes it';
}

/** “at most 600,000 soldiers”, or the proposition where there is no amount. */
export function alternativeWords({ demand, amount }: PresentAlternative, unit: string | null): string {
  return amount ? amountWords(amount, unit) : `“${demand.proposition}”`;
}
