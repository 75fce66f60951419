import type { Cell } from '../../domain/cells/cell.js';
import { type Gap, gaps } from '../../domain/cells/gap.js';
import type { Party, Question } from '../../domain/structure/negotiation.js';
import { senses } from '../../domain/structure/amount.js';
import type { PresentAlternative } from '../../domain/structure/question.js';
import { cellValue, cellValues } from './matrix-csv.js';
import { columnsOf, named, scaled } from './definitions.js';
import { clockColumns, type TableClocks } from './structure-columns.js';

/** One alternative of a question. */
export interface AlternativeRow extends TableClocks {
  readonly question: Question;
  readonly alternative: PresentAlternative;
  /** Null for an alternative that is past. */
  readonly gap: Gap | null;
  /** The gap on the question as a whole; null if all alternatives are past. */
  readonly questionGap: Gap | null;
}

/** What a party says of one alternative. */
export interface AnswerRow extends TableClocks {
  readonly question: Question;
  readonly alternative: PresentAlternative;
  readonly party: Party;
  readonly cell: Cell;
  /** True if the party stands at it: no other alternative has a higher code. */
  readonly isStanding: boolean;
}

type OfAlternative = Pick<AlternativeRow, 'question' | 'alternative'> & TableClocks;

function alternativeColumns<Row extends OfAlternative>() {
  return {
    question_slug: ['code', 'The question’s address', ({ question }: Row) => question.slug],
    question: ['text', 'The question', ({ question }: Row) => question.wording],
    topic_slug: named('The topic’s address', ({ question }: Row) => question.topic),
    demand_slug: ['code', 'The demand that answers it', ({ alternative }: Row) => alternative.demand.slug],
    demand: ['text', 'Its proposition', ({ alternative }: Row) => alternative.demand.proposition],
    sense: scaled(
      'How the amount is meant',
      senses,
      ({ alternative }: Row) => alternative.amount?.sense ?? null,
    ),
    amount: ['text', 'The amount', ({ alternative }: Row) => alternative.amount?.number ?? null],
    unit: ['text', 'What amounts are counted in', ({ question }: Row) => question.unit],
  } as const;
}

export const questionsColumns = columnsOf<AlternativeRow>({
  ...alternativeColumns<AlternativeRow>(),
  gap: scaled(
    'How far apart the parties stand on this alternative; empty once it is past',
    gaps,
    ({ gap }) => gap,
  ),
  question_gap: scaled(
    'Of the gaps on all alternatives, the one nearest to agreement',
    gaps,
    ({ questionGap }) => questionGap,
  ),
  ...clockColumns(),
  is_closed: [
    'number',
    '1 if no demand can join the question any more, else 0',
    (row) => Number(row.question.isClosed),
  ],
});

export const answersColumns = columnsOf<AnswerRow>({
  ...alternativeColumns<AnswerRow>(),
  party_slug: ['code', 'The party’s address', ({ party }) => party.slug],
  party: ['text', 'The party’s name', ({ party }) => party.name],
  position: scaled('Its position, or which nothing', cellValues, ({ cell }) => cellValue(cell)),
  stands_there: [
    'number',
    '1 if the party stands at this alternative: it is for it, and for no other more; else 0',
    ({ isStanding }) => Number(isStanding),
  ],
  ...clockColumns(),
});
