import type { Amount } from '../structure/amount.js';

/** Why a party rejects an amount (docs/rules.md, "Questions"). */
export const directions = [
  { value: 'too_low', label: 'Too low' },
  { value: 'too_high', label: 'Too high' },
] as const;

export type Direction = (typeof directions)[number]['value'];

/** “too low”; where a rejected amount has none, that it was not given. Null of no limit, which has no direction. */
export function directionWords(direction: Direction | null, { sense }: Pick<Amount, 'sense'>): string | null {
  if (direction === null) return sense === 'no_limit' ? null : 'direction not given';
  return directions.find(({ value }) => value === direction)?.label.toLowerCase() ?? null;
}
