import { gapEvidence, gapRuleWords, gapWords } from '../../../domain/cells/demand-summary.js';
import { positionsOnQuestion } from '../../../domain/cells/question-course.js';
import { isFiltered } from '../../../domain/cells/position-filter.js';
import { gapsOnQuestion } from '../../../domain/cells/question-gap.js';
import { standing } from '../../../domain/cells/question-standing.js';
import { isolating, listed } from '../../../domain/isolation.js';
import { positionScale } from '../../../domain/log/position.js';
import { amountWords } from '../../../domain/structure/amount.js';
import type { Question } from '../../../domain/structure/negotiation.js';
import { alternativesOf } from '../../../domain/structure/question.js';
import type { Link, Page } from '../../frame/layout.js';
import { paths, queryEntries, withQuery } from '../../frame/paths.js';
import { type ClockControls, clockControls } from '../../frame/reading/clock-controls.js';
import { filterEntries } from '../../frame/reading/position-filter.js';
import { readingHead } from '../../frame/reading/reading-head.js';
import type { Reading } from '../../frame/reading/reading.js';
import { closedStanding, type DemandStanding } from '../../parts/demand-standing.js';
import { type Filters, filtersOf, nothingFits } from '../../parts/filters.js';
import { type QuestionsAsked, questionsFilter } from './asked.js';

/** Every question of a negotiation, with its alternatives and who stands at each. */
export interface QuestionsPage extends Page {
  readonly controls: ClockControls;
  readonly filters: Filters;
  readonly emptyText: string;
  readonly questions: readonly QuestionLine[];
}

interface QuestionLine {
  readonly id: string;
  readonly link: Link;
  readonly topic: string;
  readonly closed: DemandStanding | null;
  /** “Opposed: some demand it, some reject it”; null without an alternative that has a gap. */
  readonly gap: { readonly words: string; readonly rule: string } | null;
  readonly alternatives: readonly {
    readonly demand: Link;
    /** The parties that stand at it; null for nobody. */
    readonly standing: string | null;
    /** “nobody stands there”. */
    readonly nobody: string;
  }[];
}

export function questionsPage(
  reading: Reading,
  { filter, questions, parties }: QuestionsAsked,
): QuestionsPage {
  const { negotiation } = reading;
  const more = filterEntries(filter);
  const path = paths.questions(negotiation.slug);
  const open = questions.filter(({ isClosed }) => !isClosed);
  const closed = questions.filter(({ isClosed }) => isClosed);
  return {
    head: readingHead(reading, {
      title: isolating`Questions: ${negotiation.name}`,
      description: isolating`What several demands of the ${negotiation.name} answer differently, and who stands where.`,
      path,
      more,
    }),
    controls: clockControls(reading, path, { kept: [], linked: more }),
    filters: filtersOf(
      reading,
      filter,
      questionsFilter,
      (other) => withQuery(path, [...queryEntries(reading.givenQuery), ...filterEntries(other)]),
      'Words of a question or demand',
    ),
    emptyText: isFiltered(filter) ? nothingFits : 'No question is recorded.',
    questions: [...open, ...closed].map((question) => lineOf(reading, question, { filter, parties })),
  };
}

function lineOf(
  reading: Reading,
  question: Question,
  { filter, parties }: Pick<QuestionsAsked, 'filter' | 'parties'>,
): QuestionLine {
  const nobody = filter.parties.length === 0 ? 'nobody stands there' : 'none of these stands there';
  const { negotiation, log, clocks, givenQuery } = reading;
  const { slug, demands } = negotiation;
  const alternatives = alternativesOf(question, demands);
  const { nearest } = gapsOnQuestion(negotiation, alternatives, log, clocks);
  const places = parties.flatMap(({ id, name, shortName }) =>
    standing(positionsOnQuestion(log, id, alternatives, clocks)).map(({ alternative, position }) => ({
      demand: alternative.demand.id,
      words: isolating`${shortName ?? name} (${positionScale(position).label.toLowerCase()})`,
    })),
  );
  const evidence = nearest && gapEvidence(nearest);
  return {
    id: question.slug,
    link: { label: question.wording, url: withQuery(paths.question(slug, question.slug), givenQuery) },
    topic: question.topic.name,
    closed: closedStanding(reading, question),
    gap: nearest && {
      words: gapWords(nearest),
      rule: `${gapRuleWords(nearest)}${evidence === null ? '' : ` (${evidence})`}`,
    },
    alternatives: alternatives.map(({ demand, amount }) => ({
      demand: {
        label: amount ? amountWords(amount, question.unit) : demand.proposition,
        url: withQuery(paths.demand(slug, demand.slug), givenQuery),
      },
      standing:
        listed(places.filter((place) => place.demand === demand.id).map(({ words }) => words)) || null,
      nobody,
    })),
  };
}

declare module '../../frame/pages.js' {
  interface Pages {
    readonly 'readers/questions/list': QuestionsPage;
  }
}
