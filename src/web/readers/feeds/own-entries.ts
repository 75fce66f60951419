import { isolated, isolating } from '../../../domain/isolation.js';
import type { DemandId, Sequence } from '../../../domain/identifiers.js';
import type { Demand } from '../../../domain/structure/negotiation.js';
import { outcomeKinds } from '../../../domain/structure/outcome.js';
import { outcomeTitle } from '../../parts/outcome-view.js';
import { paths } from '../../frame/paths.js';
import type { Reading } from '../../frame/reading/reading.js';

/** What a feed says of something that was published by itself. */
export interface OwnEntry {
  readonly title: string;
  readonly summary: string;
  readonly sequence: Sequence;
  readonly recordedAt: string;
  readonly path: string;
}

/** Outcomes and clearer words, the newest first; with `only`, those of one demand. */
export function ownEntries({ negotiation }: Reading, only: DemandId | null): OwnEntry[] {
  const demands = negotiation.demands.filter(({ id }) => only === null || only === id);
  const { slug } = negotiation;
  const headlines = only === null ? negotiation.headlines : [];
  const entries = [
    ...headlines.map(({ sequence, recordedAt, update, before, words, reason }) => ({
      ...{ sequence, recordedAt, path: paths.update(slug, update) },
      title: isolating`Headline clarified: ${words}`,
      summary: isolating`Before: “${before}”. ${reason}`,
    })),
    ...demands.flatMap((demand) => ofDemand(slug, demand)),
  ];
  return entries.sort((one, other) => other.sequence - one.sequence);
}

function ofDemand(negotiation: string, { slug, proposition, wordings, outcomes }: Demand): OwnEntry[] {
  const path = paths.demand(negotiation, slug);
  return [
    ...wordings.map(({ sequence, recordedAt, before, words, reason }) => ({
      ...{ sequence, recordedAt, path },
      title: isolating`Wording clarified: ${words}`,
      summary: isolating`Before: “${before}”. ${reason}`,
    })),
    ...outcomes.map(({ sequence, recordedAt, kind, words, reason }) => {
      const label = outcomeKinds.find(({ value }) => value === kind)?.label ?? '';
      const said = words ? outcomeTitle(words) : `${label} of the outcome`;
      return {
        ...{ sequence, recordedAt, path: `${path}#outcome` },
        title: isolating`${kind === 'correction' ? `Corrected: ${said}` : said}: ${proposition}`,
        summary: isolated(reason ?? words?.summary ?? ''),
      };
    }),
  ];
}
