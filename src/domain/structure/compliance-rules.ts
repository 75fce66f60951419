import { problemOfDate } from '../date-as-written.js';
import type { FieldProblem } from '../errors.js';
import { type Attribution, evidenceClassOf, isAttribution } from '../attribution.js';
import type { Day } from '../when.js';
import { type Claim, type ComplianceWords, claims } from './compliance.js';
import type { Negotiation, Speaker } from './negotiation.js';
import { isSameCited } from './outcome.js';
import { problemsOfQuote } from './own-words.js';

/** An account of compliance as an editor enters it. */
export interface NewCompliance
  extends Omit<ComplianceWords, 'claim' | 'attribution' | 'speaker' | 'day' | 'sources'> {
  readonly claim: string;
  readonly attribution: string;
  /** The id. */
  readonly speaker: number | null;
}

/** The same after its choices were checked. */
export interface SoundCompliance extends NewCompliance {
  readonly claim: Claim;
  readonly attribution: Attribution;
}

export function isSound(account: NewCompliance): account is SoundCompliance {
  return claims.some(({ value }) => value === account.claim) && isKnownWay(account.attribution);
}

/** An editor’s own reading is nothing that a party says. */
function isKnownWay(attribution: string): attribution is Attribution {
  return isAttribution(attribution) && evidenceClassOf(attribution) !== 'inferred';
}

interface Context extends Pick<Negotiation, 'parties'> {
  readonly speakers: readonly Speaker[];
  /** The latest day anywhere (UTC+14). */
  readonly today: Day;
}

/** Everything wrong with it, each problem at its field. */
export function problemsOfCompliance(account: NewCompliance, context: Context): FieldProblem[] {
  const { claim, attribution, about, party, date } = account;
  const isHere = (wanted: number) => context.parties.some(({ id }) => id === wanted);
  const problem = (isWrong: boolean, field: string, message: string) => (isWrong ? { field, message } : null);
  const isOnRecord = isKnownWay(attribution) && evidenceClassOf(attribution) === 'on_record';
  return [
    problem(!isHere(party), 'party', 'Choose which party says it.'),
    problem(!claims.some(({ value }) => value === claim), 'claim', 'Choose kept or not kept.'),
    problem(about !== null && !isHere(about), 'about', 'Choose a party of this negotiation, or the whole.'),
    problem(!isKnownWay(attribution), 'attribution', 'Say how it is known: on the record or reported.'),
    accountProblem(account, isHere),
    speakerProblem(account, context.speakers),
    ...problemsOfQuote(account, isOnRecord ? 'On the record: give the party’s own words.' : undefined),
    problemOfDate('date', date, context.today),
  ].filter((each) => each !== null);
}

function accountProblem(
  { attribution, accountBy, party }: NewCompliance,
  isHere: (party: number) => boolean,
): FieldProblem | null {
  const field = 'accountBy';
  if (attribution !== 'counterparty_account')
    return accountBy === null
      ? null
      : { field, message: 'Only an account by another party has a party that gives it.' };
  const isOther = accountBy !== null && accountBy !== party && isHere(accountBy);
  return isOther ? null : { field, message: 'Say which other party gives this account.' };
}

function speakerProblem(
  { speaker, party, accountBy }: NewCompliance,
  speakers: readonly Speaker[],
): FieldProblem | null {
  const found = speakers.find(({ id }) => id === speaker);
  const speaksForThem = found !== undefined && (found.party === party || found.party === accountBy);
  return speaker === null || speaksForThem
    ? null
    : {
        field: 'speaker',
        message: 'Choose a speaker of the party, or of the party that gives the account.',
      };
}

/** True if a correction would change nothing that readers see. */
export function saysTheSameOfKeeping(one: ComplianceWords, other: Omit<ComplianceWords, 'day'>): boolean {
  const keys = ['party', 'claim', 'about', 'attribution', 'accountBy', 'date'] as const;
  const quoted = ['quote', 'quoteLanguage', 'quoteTranslation'] as const;
  return (
    [...keys, ...quoted].every((key) => one[key] === other[key]) &&
    (one.speaker?.id ?? null) === (other.speaker?.id ?? null) &&
    isSameCited(one.sources, other.sources)
  );
}
