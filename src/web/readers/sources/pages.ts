import { isolating, listed } from '../../../domain/isolation.js';
import type { OwnCitation } from '../../../domain/structure/own-citations.js';
import { headlineIn } from '../../../domain/structure/clarified-words.js';
import type { CitedSource } from '../../../data/memory/cited-sources.js';
import { longestSearch } from '../../../domain/search.js';
import { counted } from '../../../domain/cells/wording.js';
import type { Link, Page } from '../../frame/layout.js';
import { paths, queryEntries, withQuery } from '../../frame/paths.js';
import { type ClockControls, clockControls } from '../../frame/reading/clock-controls.js';
import { textName } from '../../frame/reading/position-filter.js';
import { readingHead } from '../../frame/reading/reading-head.js';
import type { Reading } from '../../frame/reading/reading.js';
import type { SourcesAsked } from './asked.js';
import { ownCiting } from '../../parts/own-citing.js';
import { type CitationView, sourceView } from '../../parts/stances/citation-view.js';

/** Every source that is cited, newest first, with the updates based on it, and what else cites it. */
export interface SourcesPage extends Page {
  readonly sources: readonly {
    readonly id: string;
    readonly source: CitationView;
    readonly count: string;
    readonly updates: readonly Link[];
    /** The outcomes, accounts of compliance and reservations that cite it. */
    readonly others: readonly Link[];
  }[];
  readonly controls: ClockControls;
  /** “57 sources”, “4 of 57 sources”. */
  readonly summary: string;
  /** The form that narrows the list to words, with what is sent along. */
  readonly narrow: {
    readonly action: string;
    readonly text: string;
    readonly mostLetters: number;
    readonly kept: readonly { readonly name: string; readonly value: string }[];
    readonly all: Link | null;
  };
  /** How well what they support is known. */
  readonly evidence: Link;
  readonly emptyText: string;
  readonly further: readonly Link[];
}

export function sourcesPage(
  reading: Reading,
  cited: readonly CitedSource[],
  {
    own,
    text,
    cited: found,
    all,
    page,
    hasMore,
  }: Omit<SourcesAsked, 'place'> & { readonly page: number; readonly hasMore: boolean },
): SourcesPage {
  const { negotiation, givenQuery, isAnotherTime } = reading;
  const { slug, name } = negotiation;
  const path = paths.sources(slug);
  const more = { [textName]: text || null };
  const pageUrl = (number: number) =>
    withQuery(path, { ...givenQuery, ...more, page: number === 1 ? null : String(number) });
  return {
    head: readingHead(reading, {
      title: isolating`Sources: ${name}`,
      description: isolating`The documents and reports behind the positions in the ${name}.`,
      path,
      more,
    }),
    sources: cited.map(({ source, citationCount, updates }) => ({
      id: `source-${source.id}`,
      source: sourceView(source),
      count: `cited by ${countWords(citationCount, own.get(source.id) ?? [])}`,
      updates: updates.map(({ id, headline }) => ({
        label: headlineIn(negotiation, { id, headline }),
        url: withQuery(paths.update(slug, id), givenQuery),
      })),
      others: (own.get(source.id) ?? []).map((citation) => ownLink(reading, citation)),
    })),
    further: [
      ...(page > 1 ? [{ label: 'Newer sources', url: pageUrl(page - 1) }] : []),
      ...(hasMore ? [{ label: 'Older sources', url: pageUrl(page + 1) }] : []),
    ],
    controls: clockControls(reading, path, { kept: queryEntries(more) }),
    summary:
      text === ''
        ? `${counted(all, 'source')}.`
        : `${found.size.toLocaleString('en-GB')} of ${counted(all, 'source')}.`,
    narrow: {
      action: path,
      text,
      mostLetters: longestSearch,
      kept: queryEntries(givenQuery).map(([key, value]) => ({ name: key, value })),
      all: text === '' ? null : { label: 'All sources', url: withQuery(path, givenQuery) },
    },
    evidence: { label: 'How well it is known', url: withQuery(paths.evidence(slug), givenQuery) },
    emptyText:
      page > 1
        ? 'All sources are on the pages before.'
        : text !== ''
          ? 'No source that is cited has all of these words.'
          : isAnotherTime
            ? 'Nothing that counts on this day cites a source.'
            : 'Nothing has been cited yet.',
  };
}

const ownNouns: readonly (readonly [OwnCitation['noun'], string, string])[] = [
  ['outcome', 'outcome', 'outcomes'],
  ['account', 'account of compliance', 'accounts of compliance'],
  ['reservation', 'reservation', 'reservations'],
];

/** “2 stances and 1 outcome”. */
function countWords(stances: number, own: readonly OwnCitation[]): string {
  const others = ownNouns.flatMap(([noun, one, several]) => {
    const count = own.filter((each) => each.noun === noun).length;
    return count === 0 ? [] : [counted(count, one, several)];
  });
  return listed(stances === 0 && others.length > 0 ? others : [counted(stances, 'stance'), ...others], ', ');
}

function ownLink(reading: Reading, citation: OwnCitation): Link {
  const { label, path, place } = ownCiting(reading, citation);
  return { label, url: `${withQuery(path, reading.givenQuery)}${place}` };
}

declare module '../../frame/pages.js' {
  interface Pages {
    readonly 'readers/sources/sources': SourcesPage;
  }
}
