import { type Attribution, attributions, edgeWords } from '../../../domain/attribution.js';
import { type Cell, type MovedSince, nothings } from '../../../domain/cells/cell.js';
import { hasMoved } from '../../../domain/cells/changes-counted.js';
import { contestsOf } from '../../../domain/cells/contested.js';
import { besideSentence, changeWords } from '../../../domain/cells/wording.js';
import { codeOf, type Position, positions } from '../../../domain/log/position.js';
import { EscapedText } from '../../frame/isolation.js';
import type { CellView } from './cell-view.js';
import { signView } from './sign.js';
import { valueView } from './value-view.js';

/** What the small marks of a cell say beside its position, in the order of the legend. */
export const matrixMarks = [
  { kind: 'moved-up', words: 'moved towards asking for it' },
  { kind: 'moved-down', words: 'moved towards rejecting it' },
  { kind: 'moved', words: 'moved otherwise' },
  { kind: 'first', words: 'first recorded, or first looked at' },
  { kind: 'contested', words: 'contested: newer reports say the opposite' },
  { kind: 'beside', words: 'newer reports say something else' },
  { kind: 'reserved', words: 'the party reserves the whole' },
  { kind: 'corrected', words: 'our record was corrected' },
  { kind: 'stale', words: 'not reaffirmed' },
  { kind: 'denied', words: 'denied by the party' },
  { kind: 'retracted', words: 'our record was retracted' },
] as const;

export type MatrixMark = (typeof matrixMarks)[number]['kind'];

/** One cell of the matrix, ready to print with what its row and its column say. Cells that say the same are one. */
export interface MatrixCellView {
  /** What is read aloud after party and demand: the position with how it is known and what the marks say. */
  readonly spoken: EscapedText;
  /** The one word that is printed; with details the whole label. */
  readonly word: EscapedText;
  /** For a table of words: the whole label and, unless it is on the record, how it is known; and what contests it. */
  readonly inWords: string;
  readonly contests: readonly string[];
  /** Tint, sign and edge. They are no elements: a wide matrix has thousands of cells. */
  readonly classes: EscapedText;
  readonly marks: readonly MatrixMark[];
  /** Those that are elements: what is old is a class, as most of a record may be. */
  readonly cues: readonly MatrixMark[];
  /** How it is known, since when and what else there is; null unless details are asked for. */
  readonly details: CellView | null;
}

/** What a cell of a matrix is printed with. */
export interface MatrixCellFacts {
  readonly cell: Cell;
  /** What moved since the day of the page; null if nothing did. */
  readonly change: MovedSince | null;
  readonly isReserved: boolean;
  readonly isCorrected: boolean;
  readonly isStale: boolean;
  /** True if the filter asks for others. */
  readonly isDimmed: boolean;
  readonly details: CellView | null;
}

export function matrixCell(facts: MatrixCellFacts): MatrixCellView {
  const { cell, details, isStale, isDimmed } = facts;
  const words = cell.isSet
    ? wordsOf(cell.setting.stance.position, cell.setting.stance.attribution)
    : (nothingWords.get(cell.nothing) as CellWords);
  const contesting = contestsOf(cell);
  const marks = marksOf(facts, contesting.length > 0);
  const isUsual = details === null && !isDimmed && contesting.length === 0;
  if (isUsual && marks.length === 0) return words.usual;
  if (isUsual && marks === onlyStale) return words.stale;
  const { usual, stale, inWords, spoken, classes } = words;
  return {
    spoken: new EscapedText(`${spoken}${spokenMarks(marks, facts)}`),
    word: details === null ? usual.word : words.label,
    inWords,
    contests: contesting.map(({ stance }) => besideSentence(stance)),
    classes: isDimmed
      ? new EscapedText(`${classes}${isStale ? ' stale' : ''} dimmed`)
      : (isStale ? stale : usual).classes,
    marks,
    cues: marks.filter((mark) => mark !== 'stale'),
    details,
  };
}

/** Most cells have none. */
const none: readonly never[] = [];
const onlyStale: readonly MatrixMark[] = ['stale'];

/** The same for every cell of one position known in one way. */
interface CellWords {
  readonly label: EscapedText;
  readonly inWords: string;
  readonly spoken: string;
  readonly classes: string;
  /** The cell, if nothing is marked, and if it is old: most are so. */
  readonly usual: MatrixCellView;
  readonly stale: MatrixCellView;
}

function cellWords(
  words: Readonly<Record<'label' | 'inWords' | 'short' | 'spoken' | 'classes', string>>,
): CellWords {
  const { inWords, short, spoken, classes } = words;
  const usual: MatrixCellView = {
    spoken: new EscapedText(spoken),
    word: new EscapedText(short),
    inWords,
    contests: none,
    classes: new EscapedText(classes),
    marks: none,
    cues: none,
    details: null,
  };
  const stale: MatrixCellView = {
    ...usual,
    spoken: new EscapedText(`${spoken}; ${wordsOfMark('stale')}`),
    classes: new EscapedText(`${classes} stale`),
    marks: onlyStale,
  };
  return { label: new EscapedText(words.label), inWords, spoken, classes, usual, stale };
}

/** In two steps: to put a key together for each cell of a matrix costs more than all the rest of the cell. */
const words = new Map(
  positions.map((position) => [
    position.value,
    new Map(
      [null, ...attributions.map(({ value }) => value)].map((attribution) => [
        attribution,
        setWords(position, attribution),
      ]),
    ),
  ]),
);

function wordsOf(position: Position, attribution: Attribution | null): CellWords {
  return words.get(position)?.get(attribution) as CellWords;
}

function setWords(
  { value, label, short }: (typeof positions)[number],
  attribution: Attribution | null,
): CellWords {
  const { edge, known, looks } = valueView({ position: value, attribution });
  return cellWords({
    label,
    inWords: known === null ? label : `${label} (${known})`,
    short,
    spoken: edge === null ? label : `${label}, ${edgeWords(edge)}`,
    classes: `${looks} sign-${signView(value).shape}`,
  });
}

const nothingWords = new Map<string, CellWords>(
  nothings.map(({ value, label, short }) => [
    value,
    cellWords({
      label,
      inWords: label,
      short,
      spoken: label,
      classes: `tone-nothing is-${value.replaceAll('_', '-')}`,
    }),
  ]),
);

/** In their order. Of most cells none: nothing is made for them. */
function marksOf(
  { cell, change, isReserved, isCorrected, isStale }: MatrixCellFacts,
  isContested: boolean,
): readonly MatrixMark[] {
  const isBeside = cell.isSet && !isContested && cell.beside.length > 0;
  const isMarked = change !== null || isContested || isBeside || isReserved || isCorrected;
  if (!isMarked && (cell.isSet || cell.nothing === 'not_assessed')) return isStale ? onlyStale : none;
  const marks: MatrixMark[] = [];
  if (change !== null) marks.push(movedMark(change));
  if (isContested) marks.push('contested');
  if (isBeside) marks.push('beside');
  if (isReserved) marks.push('reserved');
  if (isCorrected) marks.push('corrected');
  if (isStale) marks.push('stale');
  if (!cell.isSet && (cell.nothing === 'denied' || cell.nothing === 'retracted')) marks.push(cell.nothing);
  return marks;
}

/** True of a mark that says what changed since the day of the page. */
export function isSince(mark: MatrixMark): boolean {
  return mark === 'first' || mark.startsWith('moved');
}

function movedMark(change: MovedSince): MatrixMark {
  if (!hasMoved(change)) return 'first';
  const { before, after } = change;
  const from = before === null ? null : codeOf(before);
  const to = codeOf(after);
  if (from === null || to === null || from === to) return 'moved';
  return from < to ? 'moved-up' : 'moved-down';
}

function spokenMarks(marks: readonly MatrixMark[], { change }: MatrixCellFacts): string {
  const said = marks.map((mark) =>
    change !== null && isSince(mark) ? changeSaid(mark, change) : wordsOfMark(mark),
  );
  return said.map((each) => `; ${each}`).join('');
}

function changeSaid(mark: MatrixMark, change: MovedSince): string {
  const words = changeWords(change);
  return mark === 'first' ? words.charAt(0).toLowerCase() + words.slice(1) : `moved: ${words}`;
}

function wordsOfMark(mark: MatrixMark): string {
  return matrixMarks.find(({ kind }) => kind === mark)?.words ?? '';
}
