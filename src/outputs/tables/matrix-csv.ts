import { isolating } from '../../domain/isolation.js';
import type { Cell } from '../../domain/cells/cell.js';
import type { Matrix } from '../../domain/cells/matrix.js';
import type { Demand, Negotiation } from '../../domain/structure/negotiation.js';
import type { Column } from './csv.js';

export interface MatrixRow {
  readonly demand: Demand;
  readonly cells: readonly Cell[];
}

/** One row per demand; the columns after the third are the parties' slugs. */
export function matrixColumns({ parties }: Negotiation): Column<MatrixRow>[] {
  return [
    {
      name: 'topic',
      kind: 'text',
      description: 'The topic’s name',
      value: ({ demand }) => demand.topic.name,
    },
    {
      name: 'demand_slug',
      kind: 'code',
      description: 'The demand’s address',
      value: ({ demand }) => demand.slug,
    },
    {
      name: 'demand',
      kind: 'text',
      description: 'The proposition',
      value: ({ demand }) => demand.proposition,
    },
    ...parties.map(
      (party, index): Column<MatrixRow> => ({
        name: party.slug,
        kind: 'code',
        description: isolating`The position of ${party.name}, or which nothing its cell says`,
        value: ({ cells }) => cellValue(cells[index] as Cell),
      }),
    ),
  ];
}

export function matrixRows({ demands }: Negotiation, matrix: Matrix): MatrixRow[] {
  return demands.map((demand, index) => ({ demand, cells: matrix[index] as readonly Cell[] }));
}

/** The value of the position, or the reason why there is none: one word for every cell. */
export function cellValue(cell: Cell): string {
  return cell.isSet ? cell.setting.stance.position : cell.nothing;
}
