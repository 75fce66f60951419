import { type Briefing, type BriefingSubject, shownBriefing } from '../../domain/structure/briefing.js';
import type { Negotiation } from '../../domain/structure/negotiation.js';
import { tombstone } from '../../domain/log/removal.js';
import { longDate } from '../../domain/when.js';
import { paths, withQuery } from '../frame/paths.js';
import type { Reading } from '../frame/reading/reading.js';

/** A briefing, as it stands above what it is about. */
export interface BriefingView {
  /** “Territory”, where it is about a topic; null where the page says what it is about. */
  readonly about: string | null;
  readonly day: string;
  readonly text: string;
  readonly isRemoved: boolean;
  /** Its place among all briefings, older ones too. */
  readonly url: string;
}

/** The newest that counts at the page’s clocks; null if there is none. */
export function briefingOn(
  reading: Reading,
  subject: BriefingSubject,
  about: string | null = null,
): BriefingView | null {
  const { briefings, clocks, negotiation, givenQuery } = reading;
  const briefing = shownBriefing(briefings, subject, clocks.asOf);
  if (!briefing) return null;
  const { day, text } = briefing.words;
  return {
    about,
    day: longDate(day),
    text,
    isRemoved: text === tombstone,
    url: `${withQuery(paths.briefings(negotiation.slug), givenQuery)}#${briefingId(briefing)}`,
  };
}

/** The briefings on the topics of the negotiation, in their order. */
export function briefingsOnTopics(reading: Reading): BriefingView[] {
  return reading.negotiation.topics
    .map(({ id, name }) => briefingOn(reading, { topic: id, demand: null }, name))
    .filter((view) => view !== null);
}

export function briefingId({ record }: Pick<Briefing, 'record'>): string {
  return `briefing-${record}`;
}

/** What a briefing is about, by its present name. */
export function subjectName(
  { topics, demands }: Pick<Negotiation, 'topics' | 'demands'>,
  { topic, demand }: BriefingSubject,
): string {
  const named = demands.find(({ id }) => id === demand)?.proposition;
  return named ?? topics.find(({ id }) => id === topic)?.name ?? 'The negotiation';
}
