import { isolating } from '../../domain/isolation.js';
import { edgeOf, edges, edgeWords } from '../../domain/attribution.js';
import { contestsOf } from '../../domain/cells/contested.js';
import { besideSentence } from '../../domain/cells/wording.js';
import { type Cell, type Clocks, nothingLabel, nothings } from '../../domain/cells/cell.js';
import type { Matrix } from '../../domain/cells/matrix.js';
import { accountsUnder, isDisputed } from '../../domain/structure/compliance.js';
import { outcomeOn, outcomes } from '../../domain/structure/outcome.js';
import type { Demand, Negotiation } from '../../domain/structure/negotiation.js';
import { positions, positionScale } from '../../domain/log/position.js';
import { longDate } from '../../domain/when.js';
import { toneOf } from '../tone.js';
import type { Column } from './csv.js';
import type { Values } from './table.js';

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

/** What the rows of the JSON say besides: the section in which a past demand stands, and what became of it. */
export function pastMembers(
  { parties }: Pick<Negotiation, 'parties'>,
  { asOf }: Pick<Clocks, 'asOf'>,
): Column<MatrixRow>[] {
  const outcomeIn = ({ demand }: MatrixRow) => outcomeOn(demand.outcomes, asOf);
  const isDisputedIn = ({ demand }: MatrixRow, outcome: number) =>
    isDisputed(accountsUnder(demand.compliance, outcome, asOf), parties);
  const member = (
    name: string,
    kind: Column<MatrixRow>['kind'],
    description: string,
    value: Column<MatrixRow>['value'],
  ): Column<MatrixRow> => ({ name, kind, description, value });
  return [
    member('section', 'code', '“past” of a demand with an outcome', (row) =>
      outcomeIn(row) ? 'past' : null,
    ),
    member('outcome', 'code', 'What became of it', (row) => outcomeIn(row)?.words.outcome ?? null),
    member('outcome_date', 'date', 'Since when', (row) => outcomeIn(row)?.words.date ?? null),
    member('outcome_disputed', 'number', '1 if principals contradict one another on it, else 0', (row) => {
      const outcome = outcomeIn(row);
      return outcome && Number(isDisputedIn(row, outcome.record));
    }),
  ];
}

/**
 * The matrix for people: names and labels in place of slugs and values; of a past demand what became of it, where there
 * is one.
 */
export function matrixSheetColumns(
  negotiation: Negotiation,
  { asOf }: Pick<Clocks, 'asOf'>,
): Column<MatrixRow>[] {
  const text = (name: string, value: Column<MatrixRow>['value']): Column<MatrixRow> => ({
    name,
    kind: 'text',
    description: name,
    value,
  });
  const becameOf = (demand: Demand) => {
    const words = outcomeOn(demand.outcomes, asOf)?.words;
    return words
      ? `${outcomes.find(({ value }) => value === words.outcome)?.label}, ${longDate(words.date)}`
      : null;
  };
  return [
    text('Topic', ({ demand }) => demand.topic.name),
    text('Demand', ({ demand }) => demand.proposition),
    ...negotiation.parties.map((party, index) => ({
      ...text(party.name, ({ cells }) => cellInWords(cells[index] as Cell)),
      toneOf: toneOfWords,
    })),
    ...(negotiation.demands.some(becameOf)
      ? [text('Past: what became of it', ({ demand }) => becameOf(demand))]
      : []),
  ];
}

const toneOfLabel: ReadonlyMap<string, string> = new Map([
  ...positions.map(({ label, value }) => [label, toneOf(value)] as const),
  ...nothings.map(({ label }) => [label, 'nothing'] as const),
]);

const behindLabel = new RegExp(` \\((?:${edges.map(({ words }) => words).join('|')})\\)|; contested: `);

/** That of the position, whatever is said behind it. */
const toneOfWords = (words: string) => toneOfLabel.get(words.split(behindLabel)[0] as string);

/** What stands behind a position. */
const behind = [
  ['(reported)', 'known from reports alone; what has no such words is on the record'],
  ['(account by another party)', 'as an official of another party describes it'],
  ['(inferred)', 'the editor’s reading; a note says why'],
  ['contested: …', 'newer reports stand on the other side'],
] as const;

/** What the words and the tints of the matrix for people mean. */
export function matrixLegend(): Values {
  const columns = [
    { name: 'Position', kind: 'text', toneOf: toneOfWords },
    { name: 'Sign', kind: 'text' },
    { name: 'Code', kind: 'number' },
    { name: 'Meaning', kind: 'text' },
  ] as const;
  const rows = [
    ...positions.map(({ label, sign, code, meaning }) => [label, sign, code, meaning]),
    ...nothings.map(({ label, meaning }) => [label, null, null, meaning]),
    ...behind.map(([words, meaning]) => [words, null, null, meaning]),
  ];
  return { columns, rows: once(rows), firstColumns: 1 };
}

async function* once<Rows>(rows: Rows): AsyncGenerator<Rows> {
  yield rows;
}

export function matrixRows({ demands }: Negotiation, matrix: Matrix): MatrixRow[] {
  return demands.map((demand, index) => ({ demand, cells: matrix[index] as readonly Cell[] }));
}

/** Every word of `cellValue`, with its label. */
export const cellValues = [...positions, ...nothings];

/** The value of the position, or the reason why there is none: one word for every cell. */
export function cellValue(cell: Cell): string {
  return cell.isSet ? cell.setting.stance.position : cell.nothing;
}

/** As a table of words says it: the position and, unless it is on the record, how it is known; and what contests it. */
function cellInWords(cell: Cell): string {
  if (!cell.isSet) return nothingLabel(cell.nothing);
  const { position, attribution } = cell.setting.stance;
  const edge = attribution === null ? 'record' : edgeOf(attribution);
  const { label } = positionScale(position);
  return [
    edge === 'record' ? label : `${label} (${edgeWords(edge)})`,
    ...contestsOf(cell).map(({ stance }) => `contested: ${besideSentence(stance)}`),
  ].join('; ');
}

/** The same for people. */
export function cellLabel(cell: Cell): string {
  return cell.isSet ? positionScale(cell.setting.stance.position).label : nothingLabel(cell.nothing);
}
