import type { PartyId, Sequence } from '../identifiers.js';
import { type Attribution, evidenceClassOf } from '../attribution.js';
import type { Day, EdtfDate } from '../when.js';
import type { CitedSource } from './outcome.js';
import { type OwnEntry, type OwnRecord, ownRecords } from './own-record.js';
import type { OwnQuote } from './own-words.js';

/** What a party says on whether an outcome was kept (docs/rules.md, "Compliance"). */
export const claims = [
  { value: 'kept', label: 'Kept' },
  { value: 'not_kept', label: 'Not kept' },
] as const;

export type Claim = (typeof claims)[number]['value'];

/** An account of compliance: which party says what, of whom, when, and how that is known. */
export interface ComplianceWords extends OwnQuote {
  readonly party: PartyId;
  readonly claim: Claim;
  /** The party that kept it or did not; null for the whole. */
  readonly about: PartyId | null;
  readonly attribution: Attribution;
  /** The other party that gives the account, of a `counterparty_account`. */
  readonly accountBy: PartyId | null;
  /** By today’s name, with the office as it was then. */
  readonly speaker: { readonly id: number; readonly name: string; readonly role: string } | null;
  readonly date: EdtfDate;
  /** From which it counts. */
  readonly day: Day;
  readonly sources: readonly CitedSource[];
}

export interface ComplianceEntry extends OwnEntry<ComplianceWords> {
  /** The number of the report of the outcome that it is of. */
  readonly outcome: Sequence;
}

export type ComplianceAccount = OwnRecord<ComplianceWords>;

/** The accounts under an outcome that are made by a day, in the order of their days, those that are retracted too. */
export function accountsUnder(
  entries: readonly ComplianceEntry[],
  outcome: Sequence,
  asOf: Day | null,
): ComplianceAccount[] {
  return ownRecords(entries.filter((entry) => entry.outcome === outcome))
    .filter(({ words }) => asOf === null || words.day <= asOf)
    .sort(byDay);
}

function byDay(one: ComplianceAccount, other: ComplianceAccount): number {
  if (one.words.day === other.words.day) return one.record - other.record;
  return one.words.day < other.words.day ? -1 : 1;
}

/**
 * True if principals contradict one another: among the newest that each says on the record of each party and of the
 * whole. What is only reported of a principal contradicts nobody.
 */
export function isDisputed(
  accounts: readonly ComplianceAccount[],
  parties: readonly { readonly id: PartyId; readonly role: string }[],
): boolean {
  const principals = new Set(parties.filter(({ role }) => role === 'principal').map(({ id }) => id));
  const newest = new Map<string, ComplianceWords>();
  for (const { words, isRetracted } of accounts)
    if (!isRetracted && principals.has(words.party) && evidenceClassOf(words.attribution) === 'on_record')
      newest.set(`${words.party} ${words.about ?? 'the whole'}`, words);
  const said = [...newest.values()];
  return said.some((one) => said.some((other) => contradicts(one, other)));
}

/** “Kept” of one party against “not kept” of the same, or of the whole against any. */
function contradicts(kept: ComplianceWords, notKept: ComplianceWords): boolean {
  if (kept.claim !== 'kept' || notKept.claim !== 'not_kept' || kept.party === notKept.party) return false;
  return kept.about === null || kept.about === notKept.about;
}
