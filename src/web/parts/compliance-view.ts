import { isolating } from '../../domain/isolation.js';
import { attributionScale, evidenceClassLabel } from '../../domain/attribution.js';
import { may, type Role } from '../../domain/people/permissions.js';
import {
  accountsUnder,
  type ComplianceAccount,
  type ComplianceWords,
} from '../../domain/structure/compliance.js';
import type { Demand, Negotiation } from '../../domain/structure/negotiation.js';
import type { CitedSource } from '../../domain/structure/outcome.js';
import type { OwnKind } from '../../domain/structure/own-record.js';
import { printedAddress } from '../../domain/structure/source.js';
import { longDate, longInstant } from '../../domain/when.js';
import type { Link } from '../frame/layout.js';
import { paths } from '../frame/paths.js';
import type { Reading } from '../frame/reading/reading.js';
import { removalLinks } from './removal-links.js';
import { quoteOf } from './reservations.js';
import type { QuoteView } from './stances/stance-view.js';

export interface CitedSourceView {
  readonly label: string;
  readonly url: string | null;
}

/** What a party says on whether an outcome was kept, with everything done to that account since. */
export interface ComplianceView {
  /** “Russia: not kept by Ukraine, 19 April 2025 (on the record)”. */
  readonly sentence: string;
  /** Who said it; null if nobody is named. */
  readonly speaker: string | null;
  readonly quote: QuoteView | null;
  readonly isRetracted: boolean;
  readonly sources: readonly CitedSourceView[];
  readonly history: readonly { readonly entry: Link; readonly recorded: string; readonly words: string }[];
  /** Forms for editors; none for readers and at another time. */
  readonly acts: readonly Link[];
}

/** Those under an outcome that are made by the page’s day, in the order of their days. */
export function complianceViews(
  { negotiation, clocks, isAnotherTime }: Reading,
  { compliance }: Demand,
  outcome: number,
  role: Role | null,
): ComplianceView[] {
  return accountsUnder(compliance, outcome, clocks.asOf).map((account) =>
    complianceView(negotiation, account, isAnotherTime ? null : role),
  );
}

function complianceView(
  negotiation: Negotiation,
  { record, words, isRetracted, entries }: ComplianceAccount,
  role: Role | null,
): ComplianceView {
  const act = (name: 'correct' | 'retract' | 'restore', label: string): Link => ({
    label,
    url: paths.complianceAct(negotiation.slug, record, name),
  });
  const acts = isRetracted
    ? [act('restore', 'Restore')]
    : [act('correct', 'Correct'), act('retract', 'Retract')];
  const { speaker, quote } = words;
  return {
    sentence: complianceSentence(negotiation, words),
    speaker: speaker && isolating`${speaker.name}, ${speaker.role}`,
    quote: quote === null ? null : quoteOf({ ...words, quote }),
    isRetracted,
    sources: words.sources.map(citedSourceView),
    history: entries.map(({ sequence, recordedAt, kind, words: own, reason }) => {
      const said = own && kind === 'correction' ? complianceSentence(negotiation, own) : null;
      const label = complianceKindLabel(kind);
      const line = said === null ? label : isolating`${label}: ${said}`;
      return {
        entry: { label: `entry ${sequence}`, url: paths.chainEntry(sequence) },
        recorded: longInstant(recordedAt),
        words: reason === null ? line : isolating`${line}. Reason: ${reason}`,
      };
    }),
    acts: [...(may(role, 'retract') ? acts : []), ...removalLinks(role, record)],
  };
}

/** “Account of compliance”, “Retraction of an account of compliance”. */
function complianceKindLabel(kind: OwnKind): string {
  if (kind === 'report') return 'Account of compliance';
  return `${kind.charAt(0).toUpperCase()}${kind.slice(1)} of an account of compliance`;
}

/** “Russia: not kept by Ukraine, 19 April 2025 (on the record)”. */
export function complianceSentence({ parties }: Negotiation, words: ComplianceWords): string {
  const nameOf = (wanted: number | null) => parties.find(({ id }) => id === wanted)?.name ?? '';
  const claim = words.claim === 'kept' ? 'kept' : 'not kept';
  const said = words.about === null ? claim : isolating`${claim} by ${nameOf(words.about)}`;
  return isolating`${nameOf(words.party)}: ${said}, ${longDate(words.date)} (${knownBy(words, nameOf)})`;
}

/** “on the record”, “reported: account by Ukraine”. */
function knownBy({ attribution, accountBy }: ComplianceWords, nameOf: (party: number) => string): string {
  const { class: evidence, label } = attributionScale(attribution);
  const known = evidenceClassLabel(evidence).toLowerCase();
  if (evidence === 'on_record') return known;
  return accountBy === null
    ? `${known}: ${label.toLowerCase()}`
    : isolating`${known}: account by ${nameOf(accountBy)}`;
}

/** “Reuters: A report, paragraph 2”. */
export function citedSourceView({ outlet, title, url, locator }: CitedSource): CitedSourceView {
  return {
    label: isolating`${outlet}: ${title}${locator === null ? '' : `, ${locator}`}`,
    url: url === null ? null : printedAddress(url),
  };
}
