import { isolating } from '../isolation.js';
import { nearWord } from '../near-word.js';
import { fold } from '../text.js';

/** A value of a scale, as a file can name it. */
interface ScaleWord<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly code?: number | null;
}

/** The value that was meant, or a sentence that says why a word was not understood. */
export type Understood<Value> = { readonly value: Value } | { readonly problem: string };

/**
 * What a word in a file means: a value or a label, however it is written, or a code that only one value has. Otherwise
 * returns a sentence that lists the values.
 */
export function understood<Value extends string>(
  scale: readonly ScaleWord<Value>[],
  typed: string,
): Understood<Value> {
  const exact = scale.find(({ value }) => value === typed);
  if (exact) return { value: exact.value };
  const key = keyOf(typed);
  const keys = keysOf(scale);
  const found = keys.get(key);
  if (found !== undefined) return { value: found as Value };
  const values = scale.map(({ value }) => value);
  const coded = codeIn(typed) === null ? [] : scale.filter(({ code }) => code === codeIn(typed));
  if (coded.length === 1) return { value: (coded[0] as ScaleWord<Value>).value };
  if (coded.length > 1)
    return {
      problem: isolating`“${typed}” is the code of ${coded.map(({ value }) => value).join(' and ')}: write which.`,
    };
  const meant = keys.get(nearWord(key, [...keys.keys()]) ?? '');
  const guess = meant === undefined ? '.' : `; did you mean ${meant}?`;
  return { problem: isolating`“${shortened(typed)}” is not one of ${values.join(', ')}${guess}` };
}

const keysOfScales = new WeakMap<readonly ScaleWord<string>[], ReadonlyMap<string, string>>();

/** The values of a scale by the keys of their names and labels; built once. */
function keysOf(scale: readonly ScaleWord<string>[]): ReadonlyMap<string, string> {
  const known = keysOfScales.get(scale);
  if (known) return known;
  const keys = new Map<string, string>();
  for (const { value, label } of scale) keys.set(keyOf(value), value).set(keyOf(label), value);
  keysOfScales.set(scale, keys);
  return keys;
}

/** `Rejects (red line)` and `rejects_red_line` have the same key. */
function keyOf(text: string): string {
  return fold(text)
    .replace(/[’']/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function codeIn(text: string): number | null {
  const digits = text.replace(/^[\u2212–]/, '-');
  return /^[+-]?\d$/.test(digits) ? Number(digits) : null;
}

/** Cuts a long text, because one in the wrong column would fill the page. */
export function shortened(text: string, most = 60): string {
  return text.length <= most ? text : `${text.slice(0, most)}…`;
}
