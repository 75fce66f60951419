import type { Request } from 'express';
import {
  askedDemands,
  askedParties,
  asksOfCells,
  isAsked,
  type PositionFilter,
} from '../../../domain/cells/position-filter.js';
import type { Party, Question } from '../../../domain/structure/negotiation.js';
import { alternativesOf } from '../../../domain/structure/question.js';
import { fold } from '../../../domain/text.js';
import { notFound } from '../../frame/http-errors.js';
import { type FilterName, positionFilterOf, textName } from '../../frame/reading/position-filter.js';
import type { Reading } from '../../frame/reading/reading.js';

/** The parts of the filter by which the list of questions is narrowed. */
export const questionsFilter: readonly FilterName[] = ['party', 'topic', 'position', 'attribution', textName];
/** Those by which the page of one is. */
export const questionFilter: readonly FilterName[] = ['party', 'position', 'attribution'];

/** What the address asks of the list. */
export interface QuestionsAsked {
  readonly filter: PositionFilter;
  /** Those that fit, each with all its alternatives: they belong together. */
  readonly questions: readonly Question[];
  /** Who is named at the alternatives. */
  readonly parties: readonly Party[];
}

/** 400 with a sentence for unknown values. */
export function questionsAsked(request: Request, reading: Reading): QuestionsAsked {
  const { negotiation } = reading;
  const filter = positionFilterOf(request, negotiation);
  return {
    filter,
    parties: negotiation.parties.filter((party) => isAsked(party, filter)),
    questions: negotiation.questions.filter((question) => isAskedQuestion(reading, question, filter)),
  };
}

/** True if one of its alternatives fits; words are looked for in the question too, which may have no alternative yet. */
function isAskedQuestion(
  { negotiation, log, clocks }: Reading,
  question: Question,
  filter: PositionFilter,
): boolean {
  const { topic, wording } = question;
  if (filter.topics.length > 0 && !filter.topics.includes(topic.slug)) return false;
  const hasWords = fold(`${topic.name} ${wording}`).includes(fold(filter.text));
  if (hasWords && !asksOfCells(filter)) return true;
  const demands = alternativesOf(question, negotiation.demands).map(({ demand }) => demand);
  const parties = negotiation.parties.filter((party) => isAsked(party, filter));
  const rest = hasWords ? { ...filter, text: '' } : filter;
  return askedDemands({ parties, demands }, rest, log, clocks).length > 0;
}

/** What the address asks of one question. */
export interface QuestionAsked {
  readonly question: Question;
  readonly filter: PositionFilter;
  /** Whose answers are shown; its gap is among all that are needed, whoever is shown. */
  readonly parties: readonly Party[];
}

/** 404 if there is no such question at the page’s clocks, 400 with a sentence for unknown values. */
export function questionAsked(request: Request, { negotiation, log, clocks }: Reading): QuestionAsked {
  const question = negotiation.questions.find(({ slug }) => slug === request.params.question);
  if (!question) throw notFound('There is no such question in this negotiation at this time.');
  const filter = positionFilterOf(request, negotiation);
  const { parties } = negotiation;
  const demands = alternativesOf(question, negotiation.demands).map(({ demand }) => demand);
  return {
    ...{ question, filter },
    parties: asksOfCells(filter)
      ? askedParties({ parties, demands }, filter, log, clocks)
      : parties.filter((party) => isAsked(party, filter)),
  };
}
