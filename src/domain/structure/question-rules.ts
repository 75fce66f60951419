import type { FieldProblem } from '../errors.js';
import { isolating } from '../isolation.js';
import { type Amount, isAmountNumber, senses } from './amount.js';
import type { Demand, Negotiation, Question } from './negotiation.js';
import { lengthProblem } from './new-source.js';
import { alternativesOf, questionOf } from './question.js';
import type { QuestionFields } from './structure-fields.js';
import { type SlugUse, slugProblem } from './structure-rules.js';

type Problems = readonly (FieldProblem | null)[];

export interface QuestionContext {
  readonly slugUse: SlugUse;
  readonly negotiation: Pick<Negotiation, 'topics' | 'demands'>;
  /** The question as it stands; null for a new one. */
  readonly present: Question | null;
}

export function problemsOfQuestion(
  fields: QuestionFields,
  { slugUse, negotiation, present }: QuestionContext,
): Problems {
  const isTopic = negotiation.topics.some(({ id }) => id === fields.topic);
  return [
    wordingProblem(fields.wording),
    slugProblem(fields.slug, slugUse),
    isTopic ? null : { field: 'topic', message: 'Choose the topic under which the question stands.' },
    lengthProblem('unit', fields.unit, 40),
    ...(present === null ? [] : frozenProblems(fields, present, negotiation.demands)),
  ];
}

function wordingProblem(wording: string): FieldProblem | null {
  if (wording.length < 10 || wording.length > 300)
    return { field: 'wording', message: 'A question has 10 to 300 characters.' };
  return /[?？؟]$/u.test(wording)
    ? null
    : { field: 'wording', message: 'Word it as a question, with a question mark at its end.' };
}

/** Its first alternative freezes the unit; its alternatives share its topic. */
function frozenProblems(
  { unit, topic }: QuestionFields,
  present: Question,
  demands: readonly Demand[],
): Problems {
  const isUnitFrozen = present.alternatives.length > 0 && unit !== present.unit;
  const isTopicFrozen = alternativesOf(present, demands).length > 0 && topic !== present.topic.id;
  return [
    isUnitFrozen
      ? { field: 'unit', message: 'Alternatives have joined with their amounts, so the unit stays.' }
      : null,
    isTopicFrozen
      ? { field: 'topic', message: 'Its alternatives share its topic: take them out of the question first.' }
      : null,
  ];
}

/** What an editor enters to make a demand an alternative of a question. */
export interface Joining {
  readonly demand: number;
  /** Null where nothing was chosen. */
  readonly sense: Amount['sense'] | null;
  readonly number: string | null;
}

export function problemsOfJoining(
  question: Question,
  joining: Joining,
  { demands, questions }: Pick<Negotiation, 'demands' | 'questions'>,
): Problems {
  if (question.isClosed)
    return [{ field: 'demand', message: 'This question is closed: nothing can join it.' }];
  const demand = demands.find(({ id }) => id === joining.demand);
  if (!demand) return [{ field: 'demand', message: 'Choose a demand of this negotiation.' }];
  const other = questionOf(questions, demand.id);
  return [
    other
      ? { field: 'demand', message: isolating`This demand is an alternative of “${other.wording}” already.` }
      : null,
    demand.topic.id === question.topic.id
      ? null
      : {
          field: 'demand',
          message: isolating`Alternatives share the topic of their question, which is “${question.topic.name}”.`,
        },
    ...(question.unit === null ? unitlessProblems(joining) : amountProblems(joining, question.unit)),
  ];
}

function unitlessProblems({ sense, number }: Joining): Problems {
  const message = 'This question has no unit, so its alternatives have no amounts.';
  return sense === null && number === null ? [] : [{ field: number === null ? 'sense' : 'number', message }];
}

function amountProblems({ sense, number }: Joining, unit: string): Problems {
  if (!senses.some(({ value }) => value === sense))
    return [{ field: 'sense', message: 'Choose how the amount is meant.' }];
  const field = 'number';
  if (sense === 'no_limit')
    return [number === null ? null : { field, message: 'No limit has no amount: leave it empty.' }];
  if (number === null) return [{ field, message: isolating`Give the amount, in ${unit}.` }];
  return [
    isAmountNumber(number)
      ? null
      : {
          field,
          message: 'Write the amount in digits, with a point for at most three decimals: 600000 or 1.5.',
        },
  ];
}

/** The amount of a sound joining; null where the question has no unit. */
export function amountOf({ sense, number }: Joining): Amount | null {
  return sense === null ? null : { sense, number };
}

/** A demand that belongs to a question stays under its topic. */
export function questionTopicProblem(
  { topic }: { readonly topic: number },
  demand: number,
  { questions }: Pick<Negotiation, 'questions'>,
): FieldProblem | null {
  const question = questionOf(questions, demand);
  if (!question || question.topic.id === topic) return null;
  const message = isolating`It is an alternative of “${question.wording}”, so it stays under “${question.topic.name}”.`;
  return { field: 'topic', message };
}
