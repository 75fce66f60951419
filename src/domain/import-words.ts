import { isolating } from './isolation.js';
import { nearWord } from './near-word.js';
import { fold } from './text.js';

/** One word of a scale, as far as a file can name it. */
interface ScaleWord<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly code?: number | null;
}

/** A word that was understood, or the sentence that says why it was not. */
export type Understood<Value> = { readonly value: Value } | { readonly problem: string };

/**
 * What a word in a file means: a value or a label, however it is written, or a code that only one value has.
 * Answers a sentence that lists the values where it means none.
 */
export function understood<Value extends string>(
  scale: readonly ScaleWord<Value>[],
  typed: string,
): Understood<Value> {
  const key = keyOf(typed);
  const found = scale.find(({ value, label }) => keyOf(value) === key || keyOf(label) === key);
  if (found) return { value: found.value };
  const values = scale.map(({ value }) => value);
  const coded = codeIn(typed) === null ? [] : scale.filter(({ code }) => code === codeIn(typed));
  if (coded.length === 1) return { value: (coded[0] as ScaleWord<Value>).value };
  if (coded.length > 1)
    return {
      problem: isolating`“${typed}” is the code of ${coded.map(({ value }) => value).join(' and ')}: write which.`,
    };
  const near = nearWord(
    key,
    scale.flatMap(({ value, label }) => [keyOf(value), keyOf(label)]),
  );
  const meant = scale.find(
    ({ value, label }) => near !== null && [keyOf(value), keyOf(label)].includes(near),
  );
  const guess = meant ? `; did you mean ${meant.value}?` : '.';
  return { problem: isolating`“${shortened(typed)}” is not one of ${values.join(', ')}${guess}` };
}

/** `Rejects (red line)` and `rejects_red_line` are one. */
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

/** A text that stands in the wrong column would fill the page. */
export function shortened(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 60)}…`;
}
