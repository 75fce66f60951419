import type { FieldProblem } from '../errors.js';
import type { DemandId } from '../identifiers.js';
import { type OwnEntry, type OwnRecord, ownRecords } from './own-record.js';
import { type Day, isDay } from '../when.js';
import type { Negotiation, Topic } from './negotiation.js';
import { lengthProblem } from './new-source.js';

/** The most characters of a briefing. */
export const longestBriefing = 900;

/** What a briefing is about: the whole negotiation, where both are null, or a topic or a demand of it. */
export interface BriefingSubject {
  readonly topic: number | null;
  readonly demand: DemandId | null;
}

/** What it is about and where it stands, in the tracker’s own words (docs/rules.md, "Briefings"). */
export interface BriefingWords extends BriefingSubject {
  readonly day: Day;
  readonly text: string;
}

export type BriefingEntry = OwnEntry<BriefingWords>;
export type Briefing = OwnRecord<BriefingWords>;

/** The topic that something is about, or that of its demand; undefined where it is about the whole negotiation. */
export function topicOf(
  { topic, demand }: BriefingSubject,
  { topics, demands }: Pick<Negotiation, 'topics' | 'demands'>,
): Topic | undefined {
  return topics.find(({ id }) => id === topic) ?? demands.find(({ id }) => id === demand)?.topic;
}

export function isAbout(subject: BriefingSubject): (briefing: Briefing) => boolean {
  return ({ words }) => words.topic === subject.topic && words.demand === subject.demand;
}

/**
 * The briefing that is shown: of those that stand and count by a day, the newest by its day, then by its number. The
 * entries are those that are known.
 */
export function shownBriefing(
  entries: readonly BriefingEntry[],
  subject: BriefingSubject,
  asOf: Day | null,
): Briefing | null {
  return shownBriefings(entries, asOf).find(isAbout(subject)) ?? null;
}

/** The same on everything that there is one about. */
export function shownBriefings(entries: readonly BriefingEntry[], asOf: Day | null): Briefing[] {
  const counting = ownRecords(entries).filter(
    ({ isRetracted, words }) => !isRetracted && (asOf === null || words.day <= asOf),
  );
  const newest = new Map<string, Briefing>();
  for (const briefing of counting.toSorted(byDay))
    newest.set(`${briefing.words.topic} ${briefing.words.demand}`, briefing);
  return [...newest.values()];
}

/** True of two that say the same of the same thing on the same day. */
export function isSameBriefing(one: BriefingWords, other: BriefingWords): boolean {
  const keys = ['topic', 'demand', 'day', 'text'] as const;
  return keys.every((key) => one[key] === other[key]);
}

export function byDay(one: Briefing, other: Briefing): number {
  if (one.words.day === other.words.day) return one.record - other.record;
  return one.words.day < other.words.day ? -1 : 1;
}

/** `today` is the latest day that it is anywhere (UTC+14). */
export function problemsOfBriefing(
  { topic, demand, day, text }: BriefingWords,
  { topics, demands }: Pick<Negotiation, 'topics' | 'demands'>,
  today: Day,
): (FieldProblem | null)[] {
  const isHere =
    (topic === null || topics.some(({ id }) => id === topic)) &&
    (demand === null || demands.some(({ id }) => id === demand));
  return [
    isHere ? null : { field: 'about', message: 'Choose the negotiation, or a topic or demand of it.' },
    dayProblem(day, today),
    textProblem(text),
  ];
}

function dayProblem(day: Day, today: Day): FieldProblem | null {
  const field = 'day';
  if (!isDay(day)) return { field, message: 'Write a full day, such as 2025-08-14.' };
  return day > today ? { field, message: 'This day is in the future.' } : null;
}

export function textProblem(text: string): FieldProblem | null {
  return lengthProblem('text', text, longestBriefing, 'Say what it is about and where it stands.');
}
