/** How the amount of an alternative is meant (docs/rules.md, "Questions"). */
export const senses = [
  { value: 'at_most', label: 'At most' },
  { value: 'at_least', label: 'At least' },
  { value: 'about', label: 'About' },
  { value: 'no_limit', label: 'No limit' },
] as const;

export type Sense = (typeof senses)[number]['value'];

/** An amount with its sense. The number is decimal text, so that it is printed as it was given; no limit has none. */
export interface Amount {
  readonly sense: Sense;
  readonly number: string | null;
}

/** A whole number, or one with up to three decimals: with so many digits no two of them are taken for equal. */
const numberShape = /^(?:0|[1-9]\d{0,11})(?:\.\d{0,2}[1-9])?$/;

export function isAmountNumber(text: string): boolean {
  return numberShape.test(text);
}

/** The numbers that satisfy an amount, from the least to the greatest. */
function range({ sense, number }: Amount): readonly [least: number, greatest: number] {
  const value = Number(number);
  return [
    sense === 'at_most' || sense === 'no_limit' ? -Infinity : value,
    sense === 'at_least' || sense === 'no_limit' ? Infinity : value,
  ];
}

/** Two amounts exclude one another only if no number satisfies both. */
export function areExclusive(one: Amount, other: Amount): boolean {
  const [[least, greatest], [otherLeast, otherGreatest]] = [range(one), range(other)];
  return greatest < otherLeast || otherGreatest < least;
}

const senseOrder: readonly Sense[] = ['at_most', 'about', 'at_least'];

/** The order in which alternatives stand: along their numbers, *no limit* last. */
export function compareAmounts(one: Amount, other: Amount): number {
  if (one.number === null || other.number === null)
    return Number(one.number === null) - Number(other.number === null);
  return (
    Number(one.number) - Number(other.number) ||
    senseOrder.indexOf(one.sense) - senseOrder.indexOf(other.sense)
  );
}

/** “800,000”; of a year the bare number. */
export function numberWords(number: string, unit: string | null): string {
  return unit === 'year' ? number : Number(number).toLocaleString('en-GB', { maximumFractionDigits: 3 });
}

/** “at most 600,000 soldiers”, “about 2030”, “no limit”. */
export function amountWords({ sense, number }: Amount, unit: string | null): string {
  const label = senseWord(sense);
  if (number === null) return label;
  const named = unit === null || unit === 'year' ? '' : ` ${unit}`;
  return `${label} ${numberWords(number, unit)}${named}`;
}

export function senseWord(sense: Sense): string {
  return (senses.find(({ value }) => value === sense)?.label ?? sense).toLowerCase();
}
