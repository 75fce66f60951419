import { isolating, listed } from '../../../domain/isolation.js';
import type { OwnCitation } from '../../../domain/structure/own-citations.js';
import { headlineIn } from '../../../domain/structure/clarified-words.js';
import type { CitedSource } from '../../../data/memory/cited-sources.js';
import { counted } from '../../../domain/cells/wording.js';
import type { Link, Page } from '../../frame/layout.js';
import { paths, withQuery } from '../../frame/paths.js';
import { readingHead } from '../../frame/reading/reading-head.js';
import type { Reading } from '../../frame/reading/reading.js';
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
  readonly emptyText: string;
  readonly further: readonly Link[];
}

export function sourcesPage(
  reading: Reading,
  cited: readonly CitedSource[],
  {
    own,
    page,
    hasMore,
  }: {
    readonly own: ReadonlyMap<number, readonly OwnCitation[]>;
    readonly page: number;
    readonly hasMore: boolean;
  },
): SourcesPage {
  const { negotiation, givenQuery, isAnotherTime } = reading;
  const { slug, name } = negotiation;
  const pageUrl = (number: number) =>
    withQuery(paths.sources(slug), { ...givenQuery, page: number === 1 ? null : String(number) });
  return {
    head: readingHead(reading, {
      title: isolating`Sources: ${name}`,
      description: isolating`The documents and reports behind the positions in the ${name}.`,
      path: paths.sources(slug),
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
    emptyText: isAnotherTime
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
