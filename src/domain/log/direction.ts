/** Why a party rejects an amount (docs/rules.md, "Questions"). */
export const directions = [
  { value: 'too_low', label: 'Too low' },
  { value: 'too_high', label: 'Too high' },
] as const;

export type Direction = (typeof directions)[number]['value'];

/** “too low”; where a rejected amount has none, that it was not given. */
export function directionWords(direction: Direction | null): string {
  return directions.find(({ value }) => value === direction)?.label.toLowerCase() ?? 'direction not given';
}
