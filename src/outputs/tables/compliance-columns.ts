import { attributions } from '../../domain/attribution.js';
import { claims, type ComplianceAccount } from '../../domain/structure/compliance.js';
import type { Demand, Negotiation, Party } from '../../domain/structure/negotiation.js';
import { printedAddress } from '../../domain/structure/source.js';
import { jsonText } from './json.js';
import { columnsOf, named, scaled } from './definitions.js';
import { clockColumns, type TableClocks } from './structure-columns.js';

/** What a party says on whether an outcome was kept. */
export interface ComplianceRow extends TableClocks {
  readonly negotiation: Negotiation;
  readonly demand: Demand;
  readonly outcome: number;
  readonly account: ComplianceAccount;
}

export const complianceColumns = columnsOf<ComplianceRow>({
  compliance_id: ['number', 'The number of the entry that published it', ({ account }) => account.record],
  outcome_id: ['number', 'The number of the report of the outcome that it is of', ({ outcome }) => outcome],
  demand_slug: named('The demand', ({ demand }) => demand),
  party_slug: named('The party that says it', (row) => partyOf(row, row.account.words.party)),
  claim: scaled('What it says: kept or not_kept', claims, ({ account }) => account.words.claim),
  about_slug: named('By whom it was kept or not; empty if the party speaks of the whole', (row) =>
    partyOf(row, row.account.words.about),
  ),
  effective_date: ['date', 'When it was said, as given', ({ account }) => account.words.date],
  attribution: scaled('How it is known', attributions, ({ account }) => account.words.attribution),
  account_by: named('Of an account by another party: which', (row) =>
    partyOf(row, row.account.words.accountBy),
  ),
  speaker: ['text', 'Who said it', ({ account }) => account.words.speaker?.name ?? null],
  speaker_role: ['text', 'The office, as it was then', ({ account }) => account.words.speaker?.role ?? null],
  quote: ['text', 'The party’s own words', ({ account }) => account.words.quote],
  quote_language: [
    'code',
    'The language of the quote (ISO 639)',
    ({ account }) => account.words.quoteLanguage,
  ],
  quote_translation: [
    'text',
    'The quote in the reader’s language',
    ({ account }) => account.words.quoteTranslation,
  ],
  is_retracted: [
    'number',
    '1 if it has been retracted, else 0',
    ({ account }) => Number(account.isRetracted),
  ],
  source_outlet: [
    'text',
    'The first source: its outlet',
    ({ account }) => account.words.sources[0]?.outlet ?? null,
  ],
  source_title: ['text', 'Its title', ({ account }) => account.words.sources[0]?.title ?? null],
  source_url: ['address', 'Its web address, without tracking parameters', addressOf],
  locator: [
    'text',
    'The place in the first source',
    ({ account }) => account.words.sources[0]?.locator ?? null,
  ],
  other_sources: [
    'text',
    'The sources after the first: a JSON list of objects with outlet, title, url, locator',
    otherSources,
  ],
  ...clockColumns(),
});

function partyOf({ negotiation }: ComplianceRow, wanted: number | null): Party | undefined {
  return negotiation.parties.find(({ id }) => id === wanted);
}

function addressOf({ account }: ComplianceRow): string | null {
  const url = account.words.sources[0]?.url;
  return url ? printedAddress(url) : null;
}

function otherSources({ account }: ComplianceRow): string | null {
  const others = account.words.sources.slice(1);
  if (others.length === 0) return null;
  return jsonText(
    others.map(({ outlet, title, url, locator }) => ({
      ...{ outlet, title, locator },
      url: url && printedAddress(url),
    })),
  );
}
