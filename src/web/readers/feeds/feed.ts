import { isolated, listed } from '../../../domain/isolation.js';
import type { Contact, Publisher } from '../../../outputs/publisher.js';
import { type Licence, licenceLine } from '../../../outputs/tables/licence.js';
import { inQuotes } from '../../../domain/log/removal.js';
import { kindsThat } from '../../../domain/log/entry.js';
import type { PublishedEntry } from '../../../domain/log/published-entry.js';
import type { ActGroup } from '../../../domain/cells/newest-entries.js';
import { updateOfAll } from '../../../domain/log/update-acts.js';
import { recordState } from '../../../domain/log/record-state.js';
import { longDate } from '../../../domain/when.js';
import { headlineIn } from '../../../domain/structure/clarified-words.js';
import { movedWords } from '../../../domain/cells/moved-words.js';
import { batchSentence, positionSentence } from '../../../domain/cells/wording.js';
import { paths, recordPlace } from '../../frame/paths.js';
import type { OwnEntry } from './own-entries.js';
import { permanentId } from './permanent-id.js';
import type { Reading } from '../../frame/reading/reading.js';
import { attributionText } from '../../parts/stances/stance-view.js';

/** An Atom feed (RFC 4287) as views/readers/feeds/atom.ejs prints it. */
export interface Feed {
  readonly id: string;
  readonly title: string;
  readonly self: string;
  readonly page: string;
  /** RFC 3339, UTC. */
  readonly updated: string;
  /** What the site is called. */
  readonly subtitle: string;
  /** Of all its entries. */
  readonly author: string;
  /** Whom readers write to; null for nobody. */
  readonly contact: Contact | null;
  /** The picture of the publisher; null for none. */
  readonly logo: string | null;
  /** How it may be used, and where the licence is (RFC 4946). */
  readonly rights: string;
  readonly licenceUrl: string | null;
  readonly entries: readonly FeedEntry[];
}

export interface FeedEntry {
  readonly id: string;
  /** The position as a sentence. */
  readonly title: string;
  readonly url: string;
  /** When the record was published, and when it was last acted on. */
  readonly published: string;
  readonly updated: string;
  readonly summary: string;
}

/** What a feed is about: a negotiation, or one party, demand or topic in it. */
export interface FeedSubject {
  readonly title: string;
  /** The path of its page, from which that of the feed is made. */
  readonly path: string;
  /** The address of its page, if that is another. */
  readonly page?: string;
  /** “party-3”; empty for the negotiation itself. */
  readonly key: string;
}

/** The records on which one act was the last, as far as they are shown. */
export interface FeedGroup extends Pick<ActGroup, 'batch' | 'count'> {
  readonly chains: readonly (readonly PublishedEntry[])[];
}

export interface FeedFacts {
  readonly reading: Reading;
  readonly publisher: Publisher;
  /** The path of its picture; null for none. */
  readonly logo: string | null;
  readonly licence: Licence;
  readonly address: string;
  /** The UUID of the instance, from which ids are made. */
  readonly instance: string;
  readonly subject: FeedSubject;
  /** “?party=russia”: the filter in the address; empty for none. */
  readonly query: string;
  /** Every entry of each record, the most recently acted on record first; those of one act on many together. */
  readonly groups: readonly FeedGroup[];
  /** What was published by itself, what was acted on last first. */
  readonly own: readonly OwnEntry[];
  /** The last sequence number of the update that published a record. */
  readonly publishedWith: (entry: PublishedEntry) => number;
}

/** The most entries of a feed. */
export const mostEntries = 50;

export function feedOf({
  reading,
  address,
  instance,
  publisher,
  logo,
  licence,
  subject,
  query,
  groups,
  own,
  publishedWith,
}: FeedFacts): Feed {
  const ofRecords = groups.map((group) =>
    group.count === 1
      ? entryOf(reading, { address, instance }, group.chains[0] ?? [], publishedWith)
      : batchEntry(reading, { address, instance }, group),
  );
  const entries = merged(
    ofRecords,
    own.map((each) => ownEntry(each, { address, instance })),
  );
  const updates = entries.map(({ updated }) => updated).sort();
  return {
    id: permanentId(instance, `negotiation-${reading.negotiation.id}/${subject.key}${query}`),
    title: subject.title,
    self: `${address}${subject.path}.atom${query}`,
    page: `${address}${subject.page ?? subject.path}${subject.key === '' ? query : ''}`,
    updated: updates.at(-1) ?? reading.knownAt,
    rights: licenceLine(licence),
    licenceUrl: licence.url,
    subtitle: publisher.siteName,
    author: publisher.name,
    contact: publisher.contact,
    logo: logo && `${address}${logo}`,
    entries,
  };
}

function entryOf(
  reading: Reading,
  { address, instance }: Pick<FeedFacts, 'address' | 'instance'>,
  chain: readonly PublishedEntry[],
  publishedWith: FeedFacts['publishedWith'],
): FeedEntry {
  const { negotiation, log } = reading;
  const { record, stance, status, isCorrected, recordedAt, citations } = recordState(chain);
  const party = negotiation.parties.find(({ id }) => id === stance.party);
  const demand = negotiation.demands.find(({ id }) => id === stance.demand);
  const report = chain[0] as PublishedEntry;
  // A feed prints the movement as of the record's own publication (docs/rules.md, "Movement").
  const clocks = { asOf: null, known: publishedWith(report), evidence: 'default' } as const;
  const { party: partyId, day } = stance;
  const moved = demand ? movedWords(log, demand, { party: partyId, record, day }, clocks) : null;
  const path = paths.position(negotiation.slug, party?.slug ?? '', demand?.slug ?? '');
  const outlets = listed([...new Set(citations.map(({ source }) => source.outlet))]);
  const parts = [
    moved,
    `${attributionText(stance, negotiation)}, ${longDate(stance.date)}`,
    stance.summary && isolated(stance.summary),
    stance.quote && inQuotes(stance.quote),
    outlets,
  ];
  return {
    id: permanentId(instance, `record-${record}`),
    title: `${statusWords(status, isCorrected)}${positionSentence(party?.name ?? '', stance.position, demand?.proposition ?? '')}`,
    url: `${address}${recordPlace(path, record)}`,
    published: recordedAt,
    updated: chain.at(-1)?.recordedAt ?? recordedAt,
    summary: parts.filter(Boolean).map(withFullStop).join(' '),
  };
}

/** One act on many records is one entry, which leads to the list of corrections. */
function batchEntry(
  { negotiation }: Reading,
  { address, instance }: Pick<FeedFacts, 'address' | 'instance'>,
  { batch, count, chains }: FeedGroup,
): FeedEntry {
  const acts = chains.map((chain) => chain.at(-1) as PublishedEntry);
  const [act] = acts as [PublishedEntry];
  const update = updateOfAll(chains.map(([report]) => report));
  return {
    id: permanentId(instance, `batch-${batch}`),
    title: batchSentence(act.kind, count, update && headlineIn(negotiation, update)),
    // The list of corrections shows no further sources, and denials only where they are asked for.
    url:
      kindsThat(({ isListed }) => isListed === 'always').includes(act.kind) || !update
        ? `${address}${paths.corrections(negotiation.slug)}#batch-${batch}`
        : `${address}${paths.update(negotiation.slug, update.id)}`,
    published: act.recordedAt,
    updated: act.recordedAt,
    summary: act.reason === null ? '' : isolated(act.reason),
  };
}

function ownEntry(
  { sequence, published, updated, path, place, title, summary, isRetracted, isCorrected }: OwnEntry,
  { address, instance }: Pick<FeedFacts, 'address' | 'instance'>,
): FeedEntry {
  return {
    id: permanentId(instance, `entry-${sequence}`),
    title: `${statusWords(isRetracted ? 'retracted' : 'standing', isCorrected)}${title}`,
    url: `${address}${path}${place}`,
    ...{ published, updated, summary },
  };
}

/** Both in their order, each of the second before the first that is not newer; as many as the first has at most. */
function merged(entries: readonly FeedEntry[], own: readonly FeedEntry[]): FeedEntry[] {
  const waiting = [...own];
  const all = entries.flatMap((entry) => {
    const before = waiting.findIndex(({ updated }) => updated <= entry.updated);
    return [...waiting.splice(0, before === -1 ? waiting.length : before), entry];
  });
  return [...all, ...waiting].slice(0, mostEntries);
}

function statusWords(status: string, isCorrected: boolean): string {
  if (status === 'retracted') return 'Retracted: ';
  if (status === 'denied') return 'Denied: ';
  return isCorrected ? 'Corrected: ' : '';
}

function withFullStop(part: string | null): string {
  return /[.!?…”]\u2069?$/.test(part ?? '') ? (part ?? '') : `${part}.`;
}

declare module '../../frame/pages.js' {
  interface Documents {
    readonly 'readers/feeds/atom': Feed;
  }
}
