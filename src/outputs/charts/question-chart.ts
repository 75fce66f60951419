import type { Edge } from '../../domain/attribution.js';
import { isolated } from '../../domain/isolation.js';
import { type Position, type PositionScale, positionScale } from '../../domain/log/position.js';
import { cut, lengthOf, letterWidth, rounded } from './time-axis.js';

/** What one party says of one alternative. */
export interface OnAlternativeDrawn {
  /** The index of the alternative. */
  readonly column: number;
  readonly position: Position;
  /** Null of a finding. */
  readonly edge: Edge | null;
  /** True of the alternatives at which the party stands. */
  readonly isStanding: boolean;
  /** “too low”, “contested”; empty for most. */
  readonly note: string;
}

export interface PartyOnQuestion {
  readonly label: string;
  readonly shortLabel: string;
  readonly answers: readonly OnAlternativeDrawn[];
  /** Where it stood one after another, as indices of alternatives, oldest first; empty if it has not moved. */
  readonly stood: readonly (readonly number[])[];
}

export interface QuestionDrawn {
  /** The amounts in two lines, or the letter by which an alternative is called. */
  readonly columns: readonly { readonly above: string; readonly label: string }[];
  readonly parties: readonly PartyOnQuestion[];
}

/** A line for each party along the alternatives, in the units of the picture. */
export interface QuestionChart {
  readonly kind: 'wide' | 'narrow';
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  /** True if the alternatives are called by letters, as their amounts have no room. */
  readonly isLettered: boolean;
  readonly columns: readonly {
    readonly x: number;
    readonly above: string;
    readonly label: string;
  }[];
  readonly rows: readonly {
    readonly label: string;
    readonly labelX: number;
    readonly labelY: number;
    /** The party’s line. */
    readonly y: number;
    readonly marks: readonly {
      readonly x: number;
      /** Where its outline begins, how long that is, and where its sign and its word begin. */
      readonly left: number;
      readonly width: number;
      readonly signX: number;
      readonly wordX: number;
      /** Empty where there is room for the sign only. */
      readonly word: string;
      readonly position: Position;
      readonly edge: Edge | null;
      readonly isStanding: boolean;
      readonly note: string;
    }[];
    /** From where it stood to where it stood next, with a head at its end. */
    readonly moves: readonly string[];
  }[];
}

interface Shape {
  readonly kind: QuestionChart['kind'];
  readonly width: number;
  readonly left: number;
  readonly right: number;
  readonly rowHeight: number;
  /** How far a party’s line is below the top of its row. */
  readonly lineAt: number;
  readonly letters: number;
}

const shapes: Readonly<Record<QuestionChart['kind'], Shape>> = {
  wide: { kind: 'wide', width: 1000, left: 172, right: 992, rowHeight: 46, lineAt: 24, letters: 22 },
  narrow: { kind: 'narrow', width: 358, left: 2, right: 356, rowHeight: 66, lineAt: 40, letters: 40 },
};

const headHeight = 40;
/** The least has room for three signs and a space; the one with words, for the longest of them. */
const [leastColumn, columnWithWords, mostColumn] = [46, 118, 200];

/** Null where the alternatives are so many that their marks would touch; the table says the same. */
export function questionChart(
  { columns, parties }: QuestionDrawn,
  kind: QuestionChart['kind'],
): QuestionChart | null {
  const { width, left, rowHeight, lineAt, letters } = shapes[kind];
  const columnWidth = Math.min((shapes[kind].right - left) / columns.length, mostColumn);
  const right = rounded(left + columns.length * columnWidth);
  const hasWords = columnWidth >= columnWithWords;
  if (columnWidth < leastColumn || parties.length === 0) return null;
  const middle = (column: number) => rounded(left + (column + 0.5) * columnWidth);
  const most = Math.floor((columnWidth - 4) / letterWidth);
  const isShort = columns.some(({ label, above }) => Math.max(lengthOf(label), lengthOf(above)) > most);
  return {
    ...{ kind, width, left, right, top: headHeight, isLettered: isShort },
    height: headHeight + parties.length * rowHeight + 4,
    columns: columns.map(({ above, label }, index) => ({
      x: middle(index),
      above: isShort ? '' : above,
      label: isShort ? letterOf(index) : label,
    })),
    rows: parties.map(({ label, shortLabel, answers, stood }, index) => {
      const top = headHeight + index * rowHeight;
      const y = top + lineAt;
      const name = lengthOf(label) <= letters ? label : cut(shortLabel, letters);
      return {
        label: isolated(name),
        labelX: kind === 'wide' ? 0 : left,
        labelY: kind === 'wide' ? y + 4 : top + 16,
        y,
        marks: answers.map(({ column, ...answer }) => ({
          ...markAt(
            middle(column),
            hasWords
              ? positionScale(answer.position)
              : { sign: positionScale(answer.position).sign, short: '' },
          ),
          ...answer,
        })),
        moves: movesOf(stood).map(([from, to]) => arrow(middle(from), middle(to), y - 14)),
      };
    }),
  };
}

/** The usual width of a letter of a word in a pill: as wide as “Demands” has them, or it would touch the edge. */
const wordLetter = 7.5;

/** As long as its sign, of which each part is ten units wide, and its word. */
function markAt(x: number, { sign, short }: Pick<PositionScale, 'sign'> & { readonly short: string }) {
  const signWidth = sign.length * 10;
  const length = signWidth + (short === '' ? 0 : 5 + short.length * wordLetter);
  const signX = rounded(x - length / 2);
  const [left, wordX] = [rounded(signX - 8), rounded(signX + signWidth + 5)];
  return { x, left, width: rounded(length + 16), signX, wordX, word: short };
}

/** “A” for the first alternative, by which the table calls it too. */
export function letterOf(index: number): string {
  return index < 26 ? String.fromCharCode(65 + index) : String(index + 1);
}

/** From the nearest place that it left to the nearest at which it stands now. */
function movesOf(stood: PartyOnQuestion['stood']): [from: number, to: number][] {
  return stood.slice(1).flatMap((after, index): [number, number][] => {
    const before = stood[index] as readonly number[];
    const pairs = before.flatMap((from) => after.map((to): [number, number] => [from, to]));
    const moved = pairs.filter(([from, to]) => from !== to);
    const nearest = moved.toSorted(([a, b], [c, d]) => Math.abs(a - b) - Math.abs(c - d))[0];
    return nearest ? [nearest] : [];
  });
}

function arrow(from: number, to: number, y: number): string {
  const back = Math.sign(from - to);
  const end = to + back * 12;
  const lift = Math.min(12, 6 + Math.abs(to - from) / 40);
  return `M${from + -back * 6} ${y}Q${rounded((from + end) / 2)} ${y - lift} ${end} ${y}m${back * 6} -4l${-back * 6} 4l${back * 6} 4`;
}
