import { isolating, listed } from '../../../domain/isolation.js';
import { fold, wordsOf } from '../../../domain/text.js';

export interface Choice {
  readonly value: string;
  readonly label: string;
  /** Other words for the choice: a code, a label without its sign. */
  readonly words?: readonly string[];
}

/**
 * The choices that typed words may mean, by the best rule that finds any: the value; an exact label or word; all the
 * words are in the label; the typed text is part of the label. A single one is taken; if there are several, the editor
 * is asked which.
 */
export function choicesFor(choices: readonly Choice[], typed: string): Choice[] {
  const offered = choices.filter(({ value }) => value !== '');
  const text = foldedChoice(typed);
  if (text === '') return [];
  const words = wordsOf(typed);
  const rules: ((choice: Choice) => boolean)[] = [
    ({ value }) => value === typed || foldedChoice(value) === text,
    ({ label, words: others = [] }) => [label, ...others].some((each) => foldedChoice(each) === text),
    ({ label }) => words.length > 0 && words.every((word) => wordsOf(label).includes(word)),
    ({ label }) => foldedChoice(label).includes(text),
  ];
  for (const rule of rules) {
    const fitting = offered.filter(rule);
    if (fitting.length > 0) return fitting;
  }
  return [];
}

/** The problem of a field whose words mean no choice, or several. */
export function unfittingText(choices: readonly Choice[], typed: string): string {
  const fitting = choicesFor(choices, typed);
  if (fitting.length === 0) return isolating`Nothing here fits “${typed}”. Choose one of the list.`;
  if (fitting.length === 1)
    return isolating`“${typed}” is on record: ${fitting[0]?.label ?? ''}. Choose it, or something else.`;
  const named = fitting.slice(0, mostNamed).map(({ label }) => label);
  const more = fitting.length > mostNamed ? ` and ${fitting.length - mostNamed} more` : '';
  return isolating`“${typed}” fits several: ${listed(named, '; ')}${more}. Choose one of them.`;
}

const mostNamed = 4;

/** Folded, with a single character for minus. */
function foldedChoice(text: string): string {
  return fold(text).replace(/[−–]/g, '-');
}
