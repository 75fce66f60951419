import { isolating } from '../../../domain/isolation.js';
import { headlineIn } from '../../../domain/structure/clarified-words.js';
import type { CitedSource } from '../../../data/memory/cited-sources.js';
import { counted } from '../../../domain/cells/wording.js';
import type { Link, Page } from '../../frame/layout.js';
import { paths, withQuery } from '../../frame/paths.js';
import { readingHead } from '../../frame/reading/reading-head.js';
import type { Reading } from '../../frame/reading/reading.js';
import { type CitationView, sourceView } from '../../parts/stances/citation-view.js';

/** Every source that the log cites, newest first, with the updates based on it. */
export interface SourcesPage extends Page {
  readonly sources: readonly {
    readonly id: string;
    readonly source: CitationView;
    readonly count: string;
    readonly updates: readonly Link[];
  }[];
  readonly emptyText: string;
  readonly further: readonly Link[];
  readonly csv: Link;
}

export function sourcesPage(
  reading: Reading,
  cited: readonly CitedSource[],
  { page, hasMore }: { readonly page: number; readonly hasMore: boolean },
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
      count: `cited by ${counted(citationCount, 'stance')}`,
      updates: updates.map(({ id, headline }) => ({
        label: headlineIn(negotiation, { id, headline }),
        url: withQuery(paths.update(slug, id), givenQuery),
      })),
    })),
    further: [
      ...(page > 1 ? [{ label: 'Newer sources', url: pageUrl(page - 1) }] : []),
      ...(hasMore ? [{ label: 'Older sources', url: pageUrl(page + 1) }] : []),
    ],
    csv: { label: 'Sources', url: withQuery(`${paths.sources(slug)}.csv`, { ...givenQuery, bom: '1' }) },
    emptyText: isAnotherTime
      ? 'Nothing that counts on this day cites a source.'
      : 'Nothing has been cited yet.',
  };
}

declare module '../../frame/pages.js' {
  interface Pages {
    readonly 'readers/sources/sources': SourcesPage;
  }
}
