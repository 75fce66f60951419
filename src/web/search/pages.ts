import { isolating } from '../../domain/isolation.js';
import type { NameHit } from '../../data/search.js';
import type { PublishedEntry } from '../../domain/published-entry.js';
import { excerptOf, type MarkedPart } from '../../domain/search.js';
import type { Stance } from '../../domain/stance.js';
import { type StanceState, stanceStatuses } from '../../domain/stance-status.js';
import { longDate } from '../../domain/when.js';
import { counted, positionSentence } from '../../domain/wording.js';
import type { Page } from '../layout.js';
import { paths, recordPlace, withQuery } from '../paths.js';
import { readingHead } from '../reading-head.js';
import type { Reading } from '../reading.js';
import { attributionText } from '../stances/stance-view.js';

/** What the record says about some words: demands, speakers and sources so named, and stances that hold them. */
export interface SearchPage extends Page {
  readonly action: string;
  readonly text: string;
  readonly kept: readonly { readonly name: string; readonly value: string }[];
  readonly orders: readonly { readonly value: string; readonly label: string; readonly isChosen: boolean }[];
  readonly summary: string;
  readonly names: readonly {
    readonly kind: string;
    readonly url: string;
    readonly parts: readonly MarkedPart[];
  }[];
  readonly stances: readonly {
    readonly sentence: string;
    readonly url: string;
    readonly details: string;
    /** “Superseded”, “Corrected”; null while it stands. */
    readonly status: string | null;
    readonly parts: readonly MarkedPart[];
  }[];
}

export type SearchOrder = 'newest' | 'best';

/** A name, and the path of the page where it is found. */
export interface NamedHit extends NameHit {
  readonly path: string;
}

export interface SearchFacts {
  readonly reading: Reading;
  readonly text: string;
  readonly order: SearchOrder;
  readonly names: readonly NamedHit[];
  readonly stances: readonly {
    readonly entry: PublishedEntry;
    readonly state: StanceState;
  }[];
  /** True where there are more than are shown. */
  readonly hasMore: boolean;
}

const kindLabels = { demand: 'Demand', speaker: 'Speaker', source: 'Source' } as const;

export function searchPage(facts: SearchFacts): SearchPage {
  const { reading, text, order, names, stances, hasMore } = facts;
  const { negotiation, givenQuery } = reading;
  const path = paths.search(negotiation.slug);
  const head = readingHead(reading, {
    title: text === '' ? isolating`Search: ${negotiation.name}` : isolating`“${text}”: ${negotiation.name}`,
    description: isolating`Search the record of the ${negotiation.name}.`,
    path,
    more: { q: text || null, order: order === 'newest' ? null : order },
  });
  return {
    head: { ...head, isIndexed: false },
    action: path,
    text,
    kept: Object.entries(givenQuery).flatMap(([name, value]) => (value === null ? [] : [{ name, value }])),
    orders: [
      { value: 'newest', label: 'Newest first', isChosen: order === 'newest' },
      { value: 'best', label: 'Best first', isChosen: order === 'best' },
    ],
    summary: summaryOf(facts, hasMore),
    names: names.map(({ kind, path: namedPath, words }) => ({
      kind: kindLabels[kind],
      url: withQuery(namedPath, givenQuery),
      parts: excerptOf(words, text),
    })),
    stances: stances.map(({ entry, state }) => {
      const stance = entry.stance as NonNullable<PublishedEntry['stance']>;
      const party = negotiation.parties.find(({ id }) => id === stance.party);
      const demand = negotiation.demands.find(({ id }) => id === stance.demand);
      const position = paths.position(negotiation.slug, party?.slug ?? '', demand?.slug ?? '');
      const status =
        state.status === 'standing' ? null : stanceStatuses.find(({ value }) => value === state.status);
      return {
        sentence: positionSentence(party?.name ?? '', stance.position, demand?.proposition ?? ''),
        url: recordPlace(position, entry.record, givenQuery),
        details: `${longDate(stance.date)} · ${attributionText(stance, negotiation)}`,
        status: status?.label ?? null,
        parts: excerptOf(wordsOf(stance), text),
      };
    }),
  };
}

function summaryOf({ text, names, stances }: SearchFacts, hasMore: boolean): string {
  if (text === '') return 'Type words that stand in a demand, a summary, a quote, a name or a source.';
  const found = names.length + stances.length;
  if (found === 0) return 'Nothing on record holds all of these words.';
  return hasMore
    ? `The first ${stances.length} stances, and ${counted(names.length, 'name')}.`
    : `${counted(found, 'hit')}.`;
}

/** What the index holds of a stance. */
function wordsOf({ summary, quote, quoteTranslation, conditions, note }: Stance): string {
  return [summary, quote, quoteTranslation, conditions, note].filter(Boolean).join('\n');
}
