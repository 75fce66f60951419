import { type Cell, classOfStance } from './cell.js';
import { countedPosition } from './contested.js';
import type { PartyId } from '../identifiers.js';
import { codeOf, type Position } from '../log/position.js';

/** How two parties stand to one another on a demand (docs/rules.md, "Two parties"); the first that fits. */
export const comparisons = [
  { value: 'not_known', label: 'Not known of both' },
  { value: 'both_for', label: 'Both for' },
  { value: 'both_against', label: 'Both against' },
  { value: 'opposite_sides', label: 'On opposite sides' },
  { value: 'off_the_table', label: 'Off the table' },
  { value: 'open', label: 'Open' },
] as const;

export type Comparison = (typeof comparisons)[number]['value'];

/** As readers see them: what is not known of both comes last. */
export const comparisonsKnownFirst = [...comparisons.slice(1), comparisons[0]];

/** Never “agree”: two may reject one thing for opposite reasons. A contested position is not known. */
export function compareCells(one: Cell, other: Cell): Comparison {
  return comparePositions(countedPosition(one), countedPosition(other));
}

/** The same of the positions that count; null is one that is not known. */
export function comparePositions(a: Position | null, b: Position | null): Comparison {
  if (a === null || b === null) return 'not_known';
  const [one, other] = [codeOf(a) as number, codeOf(b) as number];
  if (one > 0 && other > 0) return 'both_for';
  if (one < 0 && other < 0) return 'both_against';
  if (one * other < 0) return 'opposite_sides';
  return isDroppedAndRefused(a, b) || isDroppedAndRefused(b, a) ? 'off_the_table' : 'open';
}

function isDroppedAndRefused(one: Position, other: Position): boolean {
  return one === 'withdrawn' && (codeOf(other) as number) < 0;
}

/** True if one of the two positions that are compared is not on the record. */
export function restsOnReports(cells: readonly Cell[]): boolean {
  return cells.some((cell) => cell.isSet && classOfStance(cell.setting.stance) !== 'on_record');
}

/** Whose account a party’s position is known from: the other party’s, or that of a third. */
export type AccountOf = 'other_side' | 'another_party';

/** Whose account the comparison of two positions rests on; null if it rests only on each party’s own words or acts. */
export function accountBehind(sides: readonly AccountedSide[]): AccountOf | null {
  const accounts = sides.filter(({ accountBy }) => accountBy !== null);
  if (accounts.length === 0) return null;
  const isBetween = accounts.some(({ accountBy }) => sides.some(({ party }) => party === accountBy));
  return isBetween ? 'other_side' : 'another_party';
}

/** A party, and which party's account its position is known from; null for its own. */
export interface AccountedSide {
  readonly party: PartyId;
  readonly accountBy: PartyId | null;
}

const accountWords: Readonly<Record<AccountOf, string>> = {
  other_side: 'the other side’s account',
  another_party: 'another party’s account',
};

/** “rests on the other side’s account”. */
export function accountSentence(account: AccountOf): string {
  return `rests on ${accountWords[account]}`;
}

/** “1 of them rests on the other side’s account”; empty if none rests on an account. */
export function accountsSentence(accounts: readonly (AccountOf | null)[]): string {
  const kinds = ['other_side', 'another_party'] as const;
  const parts = kinds.flatMap((kind) => {
    const count = accounts.filter((account) => account === kind).length;
    return count === 0 ? [] : [`${count} of them ${count === 1 ? 'rests' : 'rest'} on ${accountWords[kind]}`];
  });
  return parts.join(', ');
}
