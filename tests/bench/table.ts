/** One figure, and what it should be at most or at least. */
export interface Figure {
  readonly value: number;
  /** What follows the number: “ms”, “of bare Express”. */
  readonly unit: string;
  readonly most?: number;
  readonly least?: number;
}

/** What was measured of one thing over a log of one size. */
export interface Measured {
  readonly what: string;
  readonly stances: number;
  readonly figures: readonly Figure[];
}

/**
 * All of it as one table: a line for each thing, a column for each size, and how many times its first figure grows from
 * the smallest log to the largest. A figure that misses its target is bold.
 */
export function tableOf(measured: readonly Measured[]): string {
  const sizes = [...new Set(measured.map(({ stances }) => stances))].sort((a, b) => a - b);
  const lines = [...new Set(measured.map(({ what }) => what))].map((what) => {
    const ofSizes = sizes.map((size) => measured.find((each) => each.what === what && each.stances === size));
    const cells = ofSizes.map((each) => each?.figures.map(shown).join(', ') ?? '');
    return [what, targetsOf(ofSizes), ...cells, growthOf(ofSizes)];
  });
  const head = ['', 'target', ...sizes.map((size) => size.toLocaleString('en-GB')), 'growth'];
  const rule = head.map((_, column) => (column < 2 ? '---' : '--:'));
  return [head, rule, ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

export function isMissed({ value, most = Infinity, least = -Infinity }: Figure): boolean {
  return value > most || value < least;
}

function shown(figure: Figure): string {
  const text = `${numberText(figure.value)} ${figure.unit}`.trim();
  return isMissed(figure) ? `**${text}**` : text;
}

function numberText(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString('en-GB', { maximumFractionDigits: digits });
}

/** The targets of all figures, once each where they differ between sizes. */
function targetsOf(ofSizes: readonly (Measured | undefined)[]): string {
  const targets = ofSizes.flatMap((each) => (each ? each.figures.flatMap(targetOf).join(', ') : []));
  return [...new Set(targets)].filter((text) => text !== '').join('; ');
}

function targetOf({ unit, most, least }: Figure): string[] {
  if (most !== undefined) return [`≤ ${numberText(most)} ${unit}`.trim()];
  return least === undefined ? [] : [`≥ ${numberText(least)} ${unit}`.trim()];
}

function growthOf(ofSizes: readonly (Measured | undefined)[]): string {
  const values = ofSizes.flatMap((each) => each?.figures[0]?.value ?? []);
  const [first, last] = [values[0] ?? 0, values.at(-1) ?? 0];
  return values.length > 1 && first > 0 ? numberText(last / first) : '';
}
