import type { DrawnSign } from './value-box.js';

/** A party in the column of its position. */
export interface StandMarkDrawn {
  readonly name: string;
  readonly sign: DrawnSign;
  /** The classes of its tint and its edge. */
  readonly looks: string;
  /** True if the gap counts it. */
  readonly isCounted: boolean;
  readonly was: { readonly words: string; readonly way: 'left' | 'right' | 'within' } | null;
  readonly month: string | null;
}

/** What stands below a strip: words, with a mark among them where one stands beside the columns. */
export interface StandNote {
  readonly before: string;
  readonly mark: StandMarkDrawn | null;
  readonly after: string;
}

export interface StandRowDrawn {
  readonly demand: string;
  /** Its topic, or the amount of an alternative; empty for neither. */
  readonly kicker: string;
  /** “Closed on …”, “Replaced by …”; empty for most. */
  readonly standing: string;
  readonly columns: readonly (readonly StandMarkDrawn[])[];
  readonly notes: readonly StandNote[];
  /** Of whom no position is known; null where all have one. */
  readonly unmarked: string | null;
  readonly gap: {
    readonly value: string;
    readonly label: string;
    readonly isContradicted: boolean;
    readonly notes: readonly string[];
  } | null;
}

export interface StandDrawn {
  readonly columns: readonly { readonly words: string; readonly isRedLine: boolean }[];
  readonly gapTitle: string;
  readonly sections: readonly StandSectionDrawn[];
}

/** True if each position on what is not past is old: then none has to say so. */
export function areAllOld({ sections }: StandDrawn): boolean {
  const rows = sections
    .flatMap(({ items }) => items.flatMap((item) => item.rows))
    .filter(({ gap }) => gap !== null);
  const marks = rows.flatMap(({ columns, notes }) => [
    ...columns.flat(),
    ...notes.flatMap(({ mark }) => mark ?? []),
  ]);
  return marks.length > 0 && marks.every(({ month }) => month !== null);
}

export interface StandSectionDrawn {
  /** The gap of its demands, or their topic. */
  readonly key: string;
  readonly title: string;
  readonly count: string;
  readonly number: number;
  readonly items: readonly { readonly question: string | null; readonly rows: readonly StandRowDrawn[] }[];
}

/** False for demands that are past. */
export function hasGaps({ items }: StandSectionDrawn): boolean {
  return items.some(({ rows }) => rows.some(({ gap }) => gap !== null));
}
