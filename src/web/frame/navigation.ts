import { isolating } from '../../domain/isolation.js';
import { longestSearch } from '../../domain/search.js';
import type { Navigation, NavigationLink, PageHead, SearchField } from './layout.js';
import { paths, queryEntries, withQuery } from './paths.js';

/** A page of every negotiation, as the navigation names it. */
interface Entry {
  readonly label: string;
  readonly pathOf: (negotiation: string) => string;
}

/** What readers ask, in the order in which they ask it. A page that is added takes its place here. */
const asked: readonly Entry[] = [
  { label: 'Where they stand', pathOf: paths.stand },
  { label: 'Matrix', pathOf: paths.negotiation },
  { label: 'What changed', pathOf: paths.changes },
  { label: 'Timeline', pathOf: paths.timeline },
  { label: 'Alignment', pathOf: paths.alignment },
  { label: 'Conditions', pathOf: paths.conditions },
  { label: 'Evidence', pathOf: paths.evidence },
  { label: 'Questions', pathOf: paths.questions },
  { label: 'Briefings', pathOf: paths.briefings },
];

/** What stands behind it: on wide screens under “More”. */
const behind: readonly Entry[] = [
  { label: 'Updates', pathOf: paths.updates },
  { label: 'Sources', pathOf: paths.sources },
  { label: 'Corrections', pathOf: paths.corrections },
  { label: 'Data', pathOf: paths.data },
  { label: 'Methodology', pathOf: paths.methodology },
];

/** Null for a page of no negotiation. */
export function navigationOf({ negotiation, current, query }: PageHead): Navigation | null {
  if (!negotiation) return null;
  const linkTo = ({ label, pathOf }: Entry): NavigationLink => {
    const path = pathOf(negotiation.slug);
    return { label, url: withQuery(path, query), isCurrent: path === current };
  };
  const isMeant = ({ pathOf }: Entry) => pathOf !== paths.questions || negotiation.hasQuestions === true;
  return { asked: asked.filter(isMeant).map(linkTo), behind: behind.map(linkTo) };
}

/** Null where there is nothing to search, and on the page that has a field of its own. */
export function searchFieldOf({ negotiation, current, query }: PageHead): SearchField | null {
  if (!negotiation) return null;
  const action = paths.search(negotiation.slug);
  if (current === action) return null;
  const kept = queryEntries(query).map(([name, value]) => ({ name, value }));
  return { action, label: isolating`Search ${negotiation.name}`, kept, mostLetters: longestSearch };
}
