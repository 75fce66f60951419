import { mostSources, mostStances } from '../../../domain/log/update.js';
import { type FormValues, textIn } from '../../frame/forms/form-values.js';

/** The parts of the form that come in rows, and the most rows of each. */
export const rowLimits = { sources: mostSources, stances: mostStances } as const;

export type RowKind = keyof typeof rowLimits;

/** The fields in which a stance names its sources. */
export const citationSlots = [
  'citations.0',
  'citations.1',
  'citations.2',
  'citations.3',
  'citations.4',
] as const;

/** How many rows of a kind there are: at least one. */
export function rowCount(values: FormValues, kind: RowKind): number {
  const indexes = Object.keys(values)
    .map((name) => name.split('.'))
    .filter(([first]) => first === kind)
    .map(([, index]) => Number(index) + 1);
  return Math.max(1, ...indexes);
}

/** The most citation fields that any of the stances has. */
export function citationCount(values: FormValues): number {
  const slots = Object.keys(values).map((name) => /^stances\.\d+\.citations\.(\d)\.source$/.exec(name)?.[1]);
  return 1 + Math.max(...slots.map((slot) => Number(slot ?? 0)), 0);
}

/** The fields of each row by their own names. */
export function rowsOf(values: FormValues, kind: RowKind): FormValues[] {
  return Array.from({ length: rowCount(values, kind) }, (_, index) => rowAt(values, kind, index));
}

/** The fields of one row by their own names; none of a row that there is not. */
export function rowAt(values: FormValues, kind: RowKind, index: number): FormValues {
  const prefix = `${kind}.${index}.`;
  const fields = Object.entries(values).filter(([name]) => name.startsWith(prefix));
  return Object.fromEntries(fields.map(([name, texts]) => [name.slice(prefix.length), texts]));
}

/** The values with one more row of a kind. */
export function withRow(values: FormValues, kind: RowKind): FormValues {
  const index = Math.min(rowCount(values, kind), rowLimits[kind] - 1);
  if (kind === 'sources') return { [`sources.${index}.id`]: [''], ...values };
  return { [`stances.${index}.citations.0.source`]: ['0'], ...values };
}

/** The values of the form with these rows of stances in place of its own. */
export function withStances(values: FormValues, rows: readonly FormValues[]): FormValues {
  const others = Object.entries(values).filter(([name]) => !name.startsWith('stances.'));
  const own = rows.flatMap((row, index) =>
    Object.entries(row).map(([name, texts]) => [`stances.${index}.${name}`, texts] as const),
  );
  return Object.fromEntries([...others, ...own]);
}

/** The rows after it move up; citations keep their sources. */
export function withoutRow(values: FormValues, kind: RowKind, index: number): FormValues {
  const kept = Object.entries(values).flatMap(([name, texts]): [string, readonly string[]][] => {
    const [first, at, ...field] = name.split('.');
    if (first !== kind || Number(at) < index) return [[name, texts]];
    return Number(at) === index ? [] : [[[kind, Number(at) - 1, ...field].join('.'), texts]];
  });
  const moved =
    kind === 'sources'
      ? kept.map(([name, texts]) => citing(name, texts, index))
      : kept.filter(([name]) => name !== `stances.${index}.jointly` || isWithAbove(values, index));
  return Object.fromEntries(moved);
}

/** What says of a stance that it was given together with the one above it. */
export const withAbove = 'above';

/** True if a stance is part of the joint statement of the one above it. */
export function isWithAbove(values: FormValues, index: number): boolean {
  return textIn(values, `stances.${index}.jointly`) === withAbove;
}

function citing(name: string, texts: readonly string[], removed: number): [string, readonly string[]] {
  if (!/^stances\.\d+\.citations\.\d+\.source$/.test(name)) return [name, texts];
  const cited = Number(texts[0] || NaN);
  if (!(cited >= removed)) return [name, texts];
  return [name, [cited === removed ? '' : String(cited - 1)]];
}
