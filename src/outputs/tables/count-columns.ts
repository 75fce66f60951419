import { type Cell, nothings } from '../../domain/cells/cell.js';
import { isContested } from '../../domain/cells/contested.js';
import { positions } from '../../domain/log/position.js';
import type { Demand } from '../../domain/structure/negotiation.js';
import { cellValue } from './matrix-csv.js';
import { columnsOf } from './definitions.js';
import { clockColumns, type TableClocks } from './structure-columns.js';

/** A demand with the cells of the parties that were asked for. */
export interface CountRow extends TableClocks {
  readonly demand: Demand;
  readonly cells: readonly Cell[];
}

const values = [...positions, ...nothings];

/** `counts.csv`: one row per demand, one column for each position and each nothing. */
export const countsColumns = columnsOf<CountRow>({
  demand_slug: ['code', 'The demand’s address', ({ demand }) => demand.slug],
  demand: ['text', 'The proposition that can be supported or rejected', ({ demand }) => demand.proposition],
  topic_slug: ['code', 'The topic’s address', ({ demand }) => demand.topic.slug],
  topic: ['text', 'The topic’s name', ({ demand }) => demand.topic.name],
  party_count: ['number', 'How many parties are counted', ({ cells }) => cells.length],
  ...Object.fromEntries(
    values.map(({ value, label }) => [
      value,
      [
        'number',
        `How many of them: ${label}`,
        ({ cells }: CountRow) => cells.filter((cell) => cellValue(cell) === value).length,
      ],
    ]),
  ),
  contested_count: [
    'number',
    'Of how many a newer report or inference is on the other side',
    ({ cells }) => cells.filter(isContested).length,
  ],
  ...clockColumns(),
});
