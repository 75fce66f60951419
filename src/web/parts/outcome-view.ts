import { isolating } from '../../domain/isolation.js';
import { may, type Role } from '../../domain/people/permissions.js';
import type { Demand } from '../../domain/structure/negotiation.js';
import {
  type OutcomeRecord,
  outcomeRecords,
  outcomes,
  outcomeKinds,
} from '../../domain/structure/outcome.js';
import { printedAddress } from '../../domain/structure/source.js';
import { longDate, longInstant } from '../../domain/when.js';
import type { Link } from '../frame/layout.js';
import { paths } from '../frame/paths.js';
import type { Reading } from '../frame/reading/reading.js';

/** An outcome that was recorded, with everything done to it since. */
export interface OutcomeView {
  /** “Carried out on 15 August 2025”. */
  readonly title: string;
  readonly summary: string;
  /** “Overtaken by …”; null for none. */
  readonly event: string | null;
  readonly isRetracted: boolean;
  readonly sources: readonly { readonly label: string; readonly url: string | null }[];
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
  { negotiation, events }: Reading,
  demand: Demand,
  { record, words, isRetracted, entries }: OutcomeRecord,
  role: Role | null,
): OutcomeView {
  const act = (name: 'correct' | 'retract' | 'restore', label: string): Link => ({
    label,
    url: paths.outcomeAct(negotiation.slug, demand.slug, record, name),
  });
  const acts = isRetracted
    ? [act('restore', 'Restore')]
    : [act('correct', 'Correct'), act('retract', 'Retract')];
  const event = events.find(({ id }) => id === words.event);
  return {
    title: outcomeTitle(words),
    summary: words.summary,
    event: event ? isolating`Overtaken by: ${event.name}, ${longDate(event.date)}` : null,
    isRetracted,
    sources: words.sources.map(({ outlet, title, url, locator }) => ({
      label: isolating`${outlet}: ${title}${locator === null ? '' : `, ${locator}`}`,
      url: url === null ? null : printedAddress(url),
    })),
    history: entries.map((entry) => ({
      entry: { label: `entry ${entry.sequence}`, url: paths.chainEntry(entry.sequence) },
      recorded: longInstant(entry.recordedAt),
      words: historyWords(entry),
    })),
    acts: may(role, 'retract') ? acts : [],
  };
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
