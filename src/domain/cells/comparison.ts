import type { Cell } from './cell.js';
import type { PartyId } from '../identifiers.js';
import { codeOf } from '../log/position.js';

/** How two parties compare on a demand. */
export const comparisons = [
  { value: 'differ', label: 'They differ' },
  { value: 'agree', label: 'They agree' },
  { value: 'unknown', label: 'Not known of both' },
] as const;

export type Comparison = (typeof comparisons)[number]['value'];

/** They agree if both stand on the same side or both at 0; a position without a code is on no side. */
export function compareCells(one: Cell, other: Cell): Comparison {
  const [a, b] = [sideOf(one), sideOf(other)];
  if (a === null || b === null) return 'unknown';
  return a === b ? 'agree' : 'differ';
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

function sideOf(cell: Cell): number | null {
  const code = cell.isSet ? codeOf(cell.setting.stance.position) : null;
  return code === null ? null : Math.sign(code);
}
