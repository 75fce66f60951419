import { fold, wordsOf } from '../../domain/text.js';
import type { Choice } from './form-fields.js';

/**
 * The choices that typed words mean, best first: the value; else an exact label or word; else those whose label holds
 * every word; else those whose label holds what was typed. One is taken; of several it is asked which.
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

/** What is said at a field in which words stand that mean no choice, or several. */
export function unfittingText(choices: readonly Choice[], typed: string): string {
  const fitting = choicesFor(choices, typed);
  if (fitting.length === 0) return `Nothing here fits “${typed}”. Choose one of the list.`;
  const named = fitting.slice(0, mostNamed).map(({ label }) => label);
  const more = fitting.length > mostNamed ? ` and ${fitting.length - mostNamed} more` : '';
  return `“${typed}” fits several: ${named.join('; ')}${more}. Choose one of them.`;
}

const mostNamed = 4;

/** Folded, and with one sign for minus. */
function foldedChoice(text: string): string {
  return fold(text).replace(/[−–]/g, '-');
}
