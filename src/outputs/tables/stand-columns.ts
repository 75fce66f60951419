import { gapRuleWords, gapWords } from '../../domain/cells/demand-summary.js';
import { gaps } from '../../domain/cells/gap.js';
import { standColumns, type StandMark } from '../../domain/cells/stand-mark.js';
import type { StandRow } from '../../domain/cells/stand-row.js';
import type { Waiting } from '../../domain/cells/stand-waits.js';
import type { Demand, Party } from '../../domain/structure/negotiation.js';
import { outcomeOn, outcomes } from '../../domain/structure/outcome.js';
import type { Day } from '../../domain/when.js';
import { jsonText } from './json.js';
import { columnsOf, named, namedAll, scaled } from './definitions.js';
import { clockColumns, type TableClocks } from './structure-columns.js';

/** One demand, and who stands where on it. */
export interface StandTableRow extends TableClocks {
  readonly row: StandRow;
  readonly waiting: readonly Waiting[];
  /** The day after whose end moves are marked; null if none are. */
  readonly since: Day | null;
}

const parts = ['minus_3', 'minus_2', 'minus_1', 'zero', 'plus_1', 'plus_2', 'plus_3'] as const;

/** The parties in each column of the strip. */
const atCodes = Object.fromEntries(
  parts.map((part, index) => [
    `at_${part}`,
    namedAll(
      `The parties whose position has the code ${standColumns[index]}, contested ones left out`,
      ({ row }: StandTableRow) => partiesOf(row.columns[index] ?? []),
    ),
  ]),
);

export const standTableColumns = columnsOf<StandTableRow>({
  topic_slug: ['code', 'The topic’s address', ({ row }) => row.demand.topic.slug],
  topic: ['text', 'The topic’s name', ({ row }) => row.demand.topic.name],
  question_slug: named('The question that it answers', ({ row }) => row.question),
  demand_slug: ['code', 'The demand’s address', ({ row }) => row.demand.slug],
  demand: ['text', 'The proposition that can be supported or rejected', ({ row }) => row.demand.proposition],
  gap: scaled(
    'How far apart those between whom it is asked for stand; empty of a demand that is past',
    gaps,
    ({ row }) => row.gap?.gap ?? null,
  ),
  gap_words: [
    'text',
    'The same in words, with whose position is not known',
    ({ row }) => row.gap && gapWords(row.gap),
  ],
  gap_rule: ['text', 'The rule that it fits', ({ row }) => row.gap && gapRuleWords(row.gap)],
  gap_among: namedAll(
    'Between whom it is: the parties that the demand needs, or those that were asked for',
    ({ row }) => (row.gap === null ? null : row.between),
  ),
  gap_missing: namedAll(
    'Of these, the parties whose position is not known, contradictory or contested',
    ({ row }) => row.gap && partiesOf(row.gap.missing),
  ),
  gap_rests_on_reports: [
    'number',
    '1 if the gap is not known from words on the record alone, else 0',
    ({ row }) => row.gap && Number(row.gap.restsOnReports),
  ],
  gap_conditions_not_compared: [
    'number',
    '1 if there is room but two or more have conditions that nobody has compared, else 0',
    ({ row }) => row.gap && Number(row.gap.areConditionsUncompared),
  ],
  also_needed: namedAll('The parties that the demand needs besides those that were asked for', ({ row }) =>
    partiesOf(row.alsoNeeded),
  ),
  ...atCodes,
  contested: namedAll('The parties whose position a newer report contests', ({ row }) =>
    partiesOf(row.beside.filter(({ contests }) => contests.length > 0)),
  ),
  contradictory: namedAll('The parties that send contradictory signals', ({ row }) =>
    partiesOf(row.beside.filter(({ contests }) => contests.length === 0)),
  ),
  no_position: namedAll('The parties without a known position, which is not neutrality', ({ row }) =>
    partiesOf(row.unmarked),
  ),
  reported: namedAll('The parties whose position is only reported', ({ row }) =>
    partiesOf(marksOf(row).filter(({ evidence }) => evidence === 'reported')),
  ),
  inferred: namedAll('The parties whose position is the editors’ reading', ({ row }) =>
    partiesOf(marksOf(row).filter(({ evidence }) => evidence === 'inferred')),
  ),
  told_by_another: namedAll('The parties whose position is known from another party’s account', ({ row }) =>
    partiesOf(marksOf(row).filter(({ edge }) => edge === 'told')),
  ),
  since: ['date', 'The day after whose end moves are marked', ({ since }) => since],
  moved_since: namedAll('The parties whose position was another one at the end of that day', ({ row }) =>
    partiesOf(marksOf(row).filter(({ was }) => was !== null)),
  ),
  waits_for: namedAll('The demands that are to be agreed or dropped first and are not yet', ({ waiting }) =>
    waitsFor(waiting),
  ),
  conditions: [
    'text',
    'What the parties between whom it is wait for, in words: a JSON list of objects with party, conditions',
    ({ waiting }) => conditionsOf(waiting),
  ],
  outcome: scaled('What became of it; then it is past and has no gap', outcomes, ({ row, asOf }) =>
    row.gap === null ? outcomeOf(row, asOf) : null,
  ),
  ...clockColumns(),
});

function marksOf({ columns, beside }: StandRow): StandMark[] {
  return [...columns.flat(), ...beside];
}

function partiesOf(marks: readonly { readonly party: Party }[]): Party[] {
  return marks.map(({ party }) => party);
}

function waitsFor(waiting: readonly Waiting[]): Demand[] {
  return [...new Set(waiting.flatMap(({ unmet }) => unmet.map(({ demand }) => demand)))];
}

function conditionsOf(waiting: readonly Waiting[]): string | null {
  const inWords = waiting.filter(({ conditions }) => conditions !== null);
  if (inWords.length === 0) return null;
  return jsonText(inWords.map(({ party, conditions }) => ({ party: party.slug, conditions })));
}

function outcomeOf({ demand }: StandRow, asOf: Day): string | null {
  return outcomeOn(demand.outcomes, asOf)?.words.outcome ?? null;
}
