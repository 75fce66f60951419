import { positionsOnQuestion } from '../../../domain/cells/question-course.js';
import { gapsOnQuestion } from '../../../domain/cells/question-gap.js';
import { standing } from '../../../domain/cells/question-standing.js';
import { alternativesOf } from '../../../domain/structure/question.js';
import {
  type AlternativeRow,
  type AnswerRow,
  answersColumns,
  questionsColumns,
} from '../../../outputs/tables/question-columns.js';
import { tableOf } from '../../../outputs/tables/table.js';
import { paths } from '../../frame/paths.js';
import { filterParameters } from '../../frame/reading/position-filter.js';
import { clocksIn, type NegotiationTable, type PageTable } from '../../parts/tables.js';
import { questionAsked, questionFilter, questionsAsked, questionsFilter } from './asked.js';

/** Every alternative of every question, with its gap and that of the question. */
export const questionsTable: NegotiationTable = {
  ...filterParameters(questionsFilter),
  load: async (place) => {
    const { negotiation, log, clocks } = place.reading;
    const { questions } = questionsAsked(place.request, place.reading);
    const clocksOf = clocksIn(place);
    const rows = questions.flatMap((question): AlternativeRow[] => {
      const alternatives = alternativesOf(question, negotiation.demands);
      const { ofAlternatives, nearest } = gapsOnQuestion(negotiation, alternatives, log, clocks);
      const questionGap = nearest?.gap ?? null;
      const where = clocksOf(paths.question(negotiation.slug, question.slug));
      return alternatives.map((alternative, index) => {
        const gap = ofAlternatives[index]?.gap ?? null;
        return { question, alternative, gap, questionGap, ...where };
      });
    });
    return tableOf(questionsColumns, [rows]);
  },
};

/** What every party says of each alternative of one question. */
export const questionTable: PageTable = {
  path: paths.question(':negotiation', ':question'),
  ...filterParameters(questionFilter),
  load: async (place) => {
    const { reading, request } = place;
    const { negotiation, log, clocks } = reading;
    const { question, parties } = questionAsked(request, reading);
    const alternatives = alternativesOf(question, negotiation.demands);
    const where = clocksIn(place)(paths.question(negotiation.slug, question.slug));
    const rows = parties.flatMap((party): AnswerRow[] => {
      const at = standing(positionsOnQuestion(log, party.id, alternatives, clocks));
      return alternatives.map((alternative) => {
        const cell = log.cellAt(party.id, alternative.demand.id, clocks);
        const isStanding = at.some((each) => each.alternative === alternative);
        return { question, alternative, party, cell, isStanding, ...where };
      });
    });
    return {
      name: question.slug,
      table: tableOf(answersColumns, [rows]),
      rows: 'One row per party and alternative of one question: what it says of it.',
    };
  },
};
