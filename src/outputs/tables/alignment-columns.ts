import type { Aligned, Alignment } from '../../domain/cells/alignment.js';
import { type Comparison, comparisonsKnownFirst } from '../../domain/cells/comparison.js';
import type { Approach } from '../../domain/cells/moved-towards.js';
import type { Demand, Party, Topic } from '../../domain/structure/negotiation.js';
import type { Day } from '../../domain/when.js';
import { columnsOf, type Definition, type Definitions, namedAll } from './definitions.js';
import { clockColumns, type TableClocks } from './structure-columns.js';

/** Two parties on the demands of one topic. */
export interface AlignmentRow extends TableClocks {
  readonly parties: Alignment['parties'];
  readonly topic: Topic;
  /** Every demand of the topic that is compared, and the ones that counts take. */
  readonly compared: readonly Aligned[];
  readonly counted: readonly Aligned[];
  /** How the two moved towards one another on these demands between the ends of two days. */
  readonly approaches: readonly Approach[];
  /** The demands of the topic that are judged for it: those that were open on the last of the two days. */
  readonly judged: readonly Demand[];
  readonly from: Day;
  readonly to: Day;
}

export const alignmentColumns = columnsOf<AlignmentRow>({
  one_party_slug: ['code', 'The first party’s address', ({ parties }) => parties[0].slug],
  one_party: ['text', 'Its name', ({ parties }) => parties[0].name],
  other_party_slug: ['code', 'The second party’s address', ({ parties }) => parties[1].slug],
  other_party: ['text', 'Its name', ({ parties }) => parties[1].name],
  topic_slug: ['code', 'The topic’s address', ({ topic }) => topic.slug],
  topic: ['text', 'The topic’s name', ({ topic }) => topic.name],
  ...definitionsOf(
    (value, label): Definition<AlignmentRow> => [
      'number',
      `On how many demands of the topic they are: ${label.toLowerCase()}. A question is counted once, and no demand that is contested`,
      ({ counted }) => among(counted, value).length,
    ],
  ),
  rest_on_reports: [
    'number',
    'On how many of these that is not known from words on the record alone',
    ({ counted }) => counted.filter(({ isReported }) => isReported).length,
  ],
  contested: [
    'number',
    'On how many demands more the position of one of them is contested',
    ({ compared }) => compared.filter(({ isContested }) => isContested).length,
  ],
  ...definitionsOf(
    (value, label) =>
      namedAll(`The demands that are counted so: ${label.toLowerCase()}`, ({ counted }) =>
        among(counted, value).map(({ demand }) => demand),
      ),
    '_demands',
  ),
  one_moved_towards_other: namedAll(
    'The demands on which the first moved towards the second between the ends of the two days, nearer in stated position',
    (row) => movedOn(row, row.parties[0], false),
  ),
  other_moved_towards_one: namedAll('The demands on which the second moved towards the first', (row) =>
    movedOn(row, row.parties[1], false),
  ),
  both_moved: namedAll('The demands on which both moved, nearer in stated position', (row) =>
    movedOn(row, null, true),
  ),
  from: ['date', 'The first of the two days', ({ from }) => from],
  to: ['date', 'The last', ({ to }) => to],
  ...clockColumns(),
});

function definitionsOf(
  define: (value: Comparison, label: string) => Definition<AlignmentRow>,
  ending = '',
): Definitions<AlignmentRow> {
  return Object.fromEntries(
    comparisonsKnownFirst.map(({ value, label }) => [`${value}${ending}`, define(value, label)]),
  );
}

function among(counted: readonly Aligned[], wanted: Comparison): Aligned[] {
  return counted.filter(({ comparison }) => comparison === wanted);
}

/** By one party alone, or by both. */
function movedOn({ approaches, judged }: AlignmentRow, mover: Party | null, isMutual: boolean): Demand[] {
  const own = approaches.filter(
    (approach) => approach.isMutual === isMutual && (mover === null || approach.party === mover.id),
  );
  return judged.filter(({ id }) => own.some(({ demand }) => demand === id));
}
