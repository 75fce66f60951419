import type { DemandId, PartyId, Sequence } from '../../domain/identifiers.js';
import type { OutcomeKind } from '../../domain/structure/outcome.js';
import { isRetracted, type OwnKind } from '../../domain/structure/own-record.js';
import type { Day } from '../../domain/when.js';
import type { Change } from './stances/changes.js';

/** What is done by something that is published by itself. */
export type OwnActKind = OutcomeKind | OwnKind | 'closed' | 'reopened' | 'joined' | 'left';

/** What an act is about; null where it is about no such thing, or about all of them. */
interface About {
  readonly party: PartyId | null;
  readonly topic: number | null;
  readonly demand: DemandId | null;
}

/** What was published by itself, as lists of corrections and feeds tell it. */
export interface OwnAct extends About {
  readonly sequence: Sequence;
  /** The number of what it is an act on; its own, if it begins something. */
  readonly record: Sequence;
  /** The withdrawal that an act is on; null for the record itself. */
  readonly target: Sequence | null;
  readonly kind: OwnActKind;
  /** RFC 3339, UTC. */
  readonly recordedAt: string;
  /** From which it counts; null of what counts at every day. */
  readonly day: Day | null;
  /** “outcome”: what it is, or what it is on. */
  readonly noun: OwnNoun;
  /** “The outcome of “Ukraine cedes territory””. */
  readonly subject: string;
  /** What it changed in the words before. */
  readonly changes: readonly Change[];
  readonly reason: string | null;
  /** Where it can be seen, and its place on that page. */
  readonly path: string;
  readonly place: string;
  /** What a feed says of it. */
  readonly title: string;
  readonly summary: string;
}

export type OwnNoun =
  | 'outcome'
  | 'account'
  | 'briefing'
  | 'reservation'
  | 'withdrawal'
  | 'headline'
  | 'proposition'
  | 'closing'
  | 'alternative';

/** An entry of a record that has several: its report, newer words, and acts on the whole. */
interface Entry<Words> extends Pick<OwnAct, 'sequence' | 'record' | 'recordedAt' | 'reason' | 'kind'> {
  readonly words: Words | null;
  readonly target?: Sequence | null;
}

/** How the entries of one kind of record are told, by their newest words. */
export interface Telling<Words> {
  readonly noun: OwnNoun;
  readonly subject: (words: Words, kind: OwnActKind) => string;
  /** The words, line by line, of which a correction shows those that it has changed. */
  readonly lines: (words: Words) => Readonly<Record<string, string>>;
  readonly about: (words: Words) => Partial<About>;
  readonly day: (words: Words) => Day;
  readonly place: (words: Words, record: Sequence) => Pick<OwnAct, 'path' | 'place'>;
  readonly news: (words: Words, kind: OwnActKind) => Pick<OwnAct, 'title' | 'summary'>;
}

export const aboutNothing: About = { party: null, topic: null, demand: null };

/** The entries, which stand in the order of the log, as they are told. */
export function toldOf<Words>(
  entries: readonly Entry<Words>[],
  { noun, subject, lines, about, day, place, news }: Telling<Words>,
): OwnAct[] {
  return entries.flatMap(({ words: own, target = null, ...entry }) => {
    const before = target === null ? wordsBefore(entries, entry) : wordsOf(entries, target);
    const words = own ?? before;
    if (words === null) return [];
    const isOfWithdrawal = entry.kind === 'withdrawal' || target !== null;
    const told = isOfWithdrawal ? 'withdrawal' : entry.kind;
    return [
      {
        ...entry,
        target,
        noun: isOfWithdrawal ? 'withdrawal' : noun,
        day: day(words),
        subject: subject(entry.kind === 'withdrawal' ? words : (before ?? words), told),
        changes: before && own && entry.kind !== 'withdrawal' ? changesIn(lines(before), lines(own)) : [],
        ...{ ...aboutNothing, ...about(words) },
        ...place(words, entry.record),
        ...news(words, told),
      },
    ];
  });
}

function wordsOf<Words>(entries: readonly Entry<Words>[], sequence: Sequence): Words | null {
  return entries.find((each) => each.sequence === sequence)?.words ?? null;
}

function wordsBefore<Words>(
  entries: readonly Entry<Words>[],
  { sequence, record }: Pick<OwnAct, 'sequence' | 'record'>,
): Words | null {
  const last = entries.findLast(
    (each) =>
      each.record === record && each.sequence < sequence && each.kind !== 'withdrawal' && each.words !== null,
  );
  return last?.words ?? null;
}

function changesIn(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): Change[] {
  return Object.entries(after).flatMap(([label, now]) => {
    const old = before[label] ?? '';
    return old === now ? [] : [{ label, before: old || null, after: now || null }];
  });
}

/** What has become of the words of one act, as all that are known tell: “Retracted”; null if they stand. */
export function ownStatus({ record, sequence, noun }: OwnAct, acts: readonly OwnAct[]): string | null {
  const own = acts.filter((act) => act.record === record).sort((one, other) => one.sequence - other.sequence);
  if (isRetracted(own, noun === 'withdrawal' ? sequence : null)) return 'Retracted';
  const later = own.filter((act) => act.sequence > sequence);
  if (later.some(({ kind }) => kind === 'correction')) return 'Corrected';
  return later.some(({ kind }) => kind === 'clarification') ? 'Clarified' : null;
}
