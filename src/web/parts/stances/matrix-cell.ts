import { type Attribution, attributions, edgeWords } from '../../../domain/attribution.js';
import { type Cell, nothings } from '../../../domain/cells/cell.js';
import type { CellChange } from '../../../domain/cells/changes.js';
import { contestsOf } from '../../../domain/cells/contested.js';
import { besideSentence, changeWords } from '../../../domain/cells/wording.js';
import { codeOf, type Position, positions } from '../../../domain/log/position.js';
import type { CellView } from './cell-view.js';
import { signView } from './sign.js';
import { valueView } from './value-view.js';

/** What the small marks of a cell say beside its position, in the order of the legend. */
export const matrixMarks = [
  { kind: 'moved-up', words: 'moved towards asking for it' },
  { kind: 'moved-down', words: 'moved towards rejecting it' },
  { kind: 'moved', words: 'first recorded, or moved otherwise' },
  { kind: 'contested', words: 'contested: newer reports say the opposite' },
  { kind: 'beside', words: 'newer reports say something else' },
  { kind: 'reserved', words: 'the party reserves the whole' },
  { kind: 'corrected', words: 'our record was corrected' },
  { kind: 'stale', words: 'not reaffirmed' },
  { kind: 'denied', words: 'denied by the party' },
  { kind: 'retracted', words: 'our record was retracted' },
] as const;

export type MatrixMark = (typeof matrixMarks)[number]['kind'];

/** One cell of the matrix, ready to print. */
export interface MatrixCellView {
  readonly url: string;
  /** What is read aloud: party, demand, and the position with how it is known and what the marks say. */
  readonly party: string;
  readonly proposition: string;
  readonly spoken: string;
  /** The one word that is printed; with details the whole label. */
  readonly word: string;
  /** For a table of words: the whole label and, unless it is on the record, how it is known; and what contests it. */
  readonly inWords: string;
  readonly contests: readonly string[];
  /** Tint, sign and edge. They are no elements: a wide matrix has thousands of cells. */
  readonly classes: string;
  /** The name of its column, where the table is no table: on a phone, and on paper if it is wide. */
  readonly column: string;
  readonly marks: readonly MatrixMark[];
  /** Those that are elements: what is old is a class, as most of a record may be. */
  readonly cues: readonly MatrixMark[];
  /** How it is known, since when and what else there is; null unless details are asked for. */
  readonly details: CellView | null;
}

/** What a cell of a matrix is printed with. */
export interface MatrixCellFacts {
  readonly cell: Cell;
  readonly url: string;
  /** The names of its party and of its demand, isolated, and that of its column. */
  readonly party: string;
  readonly proposition: string;
  readonly column: string;
  /** What moved since the day of the page; null if nothing did. */
  readonly change: CellChange | null;
  readonly isReserved: boolean;
  readonly isCorrected: boolean;
  readonly isStale: boolean;
  /** True if the filter asks for others. */
  readonly isDimmed: boolean;
  readonly details: CellView | null;
}

export function matrixCell(facts: MatrixCellFacts): MatrixCellView {
  const { cell, details } = facts;
  const { label, inWords, short, spoken, classes } = cell.isSet
    ? wordsOf(cell.setting.stance.position, cell.setting.stance.attribution)
    : (nothingWords.get(cell.nothing) as CellWords);
  const contesting = contestsOf(cell);
  const marks = marksOf(facts, contesting.length > 0);
  return {
    url: facts.url,
    party: facts.party,
    proposition: facts.proposition,
    spoken: marks.length === 0 ? spoken : `${spoken}${spokenMarks(marks, facts)}`,
    word: details === null ? short : label,
    inWords,
    contests: contesting.length === 0 ? none : contesting.map(({ stance }) => besideSentence(stance)),
    classes: `${classes}${facts.isStale ? ' stale' : ''}${facts.isDimmed ? ' dimmed' : ''}`,
    column: facts.column,
    marks,
    cues: marks.length === 0 ? none : marks.filter((mark) => mark !== 'stale'),
    details,
  };
}

/** Most cells have none. */
const none: readonly never[] = [];

/** The same for every cell of one position known in one way. */
interface CellWords {
  readonly label: string;
  readonly inWords: string;
  readonly short: string;
  readonly spoken: string;
  readonly classes: string;
}

const words = new Map(
  positions.flatMap((position) =>
    [null, ...attributions.map(({ value }) => value)].map((attribution) => [
      `${position.value} ${attribution}`,
      setWords(position, attribution),
    ]),
  ),
);

function wordsOf(position: Position, attribution: Attribution | null): CellWords {
  return words.get(`${position} ${attribution}`) as CellWords;
}

function setWords(
  { value, label, short }: (typeof positions)[number],
  attribution: Attribution | null,
): CellWords {
  const { edge, known, looks } = valueView({ position: value, attribution });
  return {
    label,
    inWords: known === null ? label : `${label} (${known})`,
    short,
    spoken: edge === null ? label : `${label}, ${edgeWords(edge)}`,
    classes: `${looks} sign-${signView(value).shape}`,
  };
}

const nothingWords = new Map<string, CellWords>(
  nothings.map(({ value, label, short }) => [
    value,
    { label, inWords: label, short, spoken: label, classes: 'tone-nothing' },
  ]),
);

function marksOf(
  { cell, change, isReserved, isCorrected, isStale }: MatrixCellFacts,
  isContested: boolean,
): readonly MatrixMark[] {
  const nothing = cell.isSet ? null : cell.nothing;
  const isMarked = change !== null || isContested || isReserved || isCorrected || isStale;
  if (!isMarked && (cell.isSet ? cell.beside.length === 0 : nothing === 'not_assessed')) return none;
  const marks: readonly (MatrixMark | false)[] = [
    change !== null && movedMark(change),
    isContested && 'contested',
    !isContested && cell.isSet && cell.beside.length > 0 && 'beside',
    isReserved && 'reserved',
    isCorrected && 'corrected',
    isStale && 'stale',
    nothing === 'denied' && 'denied',
    nothing === 'retracted' && 'retracted',
  ];
  const present = marks.filter((mark) => mark !== false);
  return present.length === 0 ? none : present;
}

function movedMark({ before, after }: CellChange): MatrixMark {
  const from = before.isSet ? codeOf(before.setting.stance.position) : null;
  const to = codeOf(after.setting.stance.position);
  if (from === null || to === null || from === to) return 'moved';
  return from < to ? 'moved-up' : 'moved-down';
}

function spokenMarks(marks: readonly MatrixMark[], { change }: MatrixCellFacts): string {
  const said = marks.map((mark) =>
    change !== null && mark.startsWith('moved')
      ? `moved: ${changeWords(change)}`
      : (matrixMarks.find(({ kind }) => kind === mark)?.words ?? ''),
  );
  return `; ${said.join('; ')}`;
}
