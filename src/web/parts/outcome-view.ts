import { isolating } from '../../domain/isolation.js';
import { may, type Role } from '../../domain/people/permissions.js';
import type { Demand } from '../../domain/structure/negotiation.js';
import { accountsUnder, isDisputed } from '../../domain/structure/compliance.js';
import {
  outcomeOn,
  type OutcomeRecord,
  outcomeRecords,
  outcomes,
  outcomeKinds,
} from '../../domain/structure/outcome.js';
import { longDate, longInstant } from '../../domain/when.js';
import type { Link } from '../frame/layout.js';
import { paths } from '../frame/paths.js';
import type { Reading } from '../frame/reading/reading.js';
import { removalLinks } from './removal-links.js';
import {
  type CitedSourceView,
  citedSourceView,
  type ComplianceView,
  complianceViews,
} from './compliance-view.js';

/** An outcome that was recorded, with everything done to it since. */
export interface OutcomeView {
  /** “Carried out on 15 August 2025, disputed”. */
  readonly title: string;
  readonly summary: string;
  /** “Overtaken by …”; null for none. */
  readonly event: string | null;
  readonly isRetracted: boolean;
  readonly sources: readonly CitedSourceView[];
  /** What parties say on whether it was kept, oldest first. */
  readonly accounts: readonly ComplianceView[];
  /** What was published, oldest first: kind and instant with its number, and its reason if it has one. */
  readonly history: readonly { readonly entry: Link; readonly recorded: string; readonly words: string }[];
  /** Forms for editors; none for readers and at another time. */
  readonly acts: readonly Link[];
}

/** Those that count by the page’s day, oldest first. */
export function outcomeViews(reading: Reading, demand: Demand, role: Role | null): OutcomeView[] {
  const { asOf } = reading.clocks;
  return outcomeRecords(demand.outcomes)
    .filter(({ words }) => asOf === null || words.day <= asOf)
    .map((record) => outcomeView(reading, demand, record, role));
}

function outcomeView(
  reading: Reading,
  demand: Demand,
  { record, words, isRetracted, entries }: OutcomeRecord,
  role: Role | null,
): OutcomeView {
  const { negotiation, events } = reading;
  const act = (name: 'correct' | 'retract' | 'restore', label: string): Link => ({
    label,
    url: paths.outcomeAct(negotiation.slug, demand.slug, record, name),
  });
  const compliance = {
    label: 'Record what a party says on whether it was kept',
    url: paths.outcomeCompliance(negotiation.slug, demand.slug, record),
  };
  const acts = isRetracted
    ? [act('restore', 'Restore')]
    : [act('correct', 'Correct'), act('retract', 'Retract'), compliance];
  const event = events.find(({ id }) => id === words.event);
  const isDisputed = !isRetracted && isOutcomeDisputed(reading, demand, record);
  return {
    title: isDisputed ? `${outcomeTitle(words)}, disputed` : outcomeTitle(words),
    summary: words.summary,
    event: event ? isolating`Overtaken by: ${event.name}, ${longDate(event.date)}` : null,
    isRetracted,
    sources: words.sources.map(citedSourceView),
    accounts: complianceViews(reading, demand, record, role),
    history: entries.map((entry) => ({
      entry: { label: `entry ${entry.sequence}`, url: paths.chainEntry(entry.sequence) },
      recorded: longInstant(entry.recordedAt),
      words: historyWords(entry),
    })),
    acts: reading.isAnotherTime ? [] : [...(may(role, 'retract') ? acts : []), ...removalLinks(role, record)],
  };
}

/** True if principals contradict one another on whether it was kept, at the page’s clocks. */
function isOutcomeDisputed(
  { negotiation: { parties }, clocks }: Pick<Reading, 'negotiation' | 'clocks'>,
  { compliance }: Demand,
  record: number,
): boolean {
  return isDisputed(accountsUnder(compliance, record, clocks.asOf), parties);
}

/** “Ended on 21 April 2025, disputed”: the outcome that a demand has at the page’s clocks; null while it has none. */
export function presentOutcome(
  reading: Pick<Reading, 'negotiation' | 'clocks'>,
  demand: Demand,
): string | null {
  const found = outcomeOn(demand.outcomes, reading.clocks.asOf);
  if (!found) return null;
  const title = outcomeTitle(found.words);
  return isOutcomeDisputed(reading, demand, found.record) ? `${title}, disputed` : title;
}

function historyWords({ kind, words, reason }: OutcomeRecord['entries'][number]): string {
  const label = outcomeKinds.find(({ value }) => value === kind)?.label ?? '';
  const said = words ? `${label}: ${outcomeTitle(words)}` : label;
  return reason === null ? said : isolating`${said}. Reason: ${reason}`;
}

export function outcomeTitle({ outcome, date }: Pick<OutcomeRecord['words'], 'outcome' | 'date'>): string {
  const label = outcomes.find(({ value }) => value === outcome)?.label ?? '';
  return `${label}${date.length === 10 ? ' on' : ' in'} ${longDate(date)}`;
}
