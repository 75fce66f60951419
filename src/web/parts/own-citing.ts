import { isolating } from '../../domain/isolation.js';
import type { OwnCitation } from '../../domain/structure/own-citations.js';
import { paths } from '../frame/paths.js';
import type { Reading } from '../frame/reading/reading.js';
import { reservationId } from './reservations.js';

/** What it is that cites a source without being an entry, and where it stands. */
export interface OwnCiting {
  readonly label: string;
  readonly path: string;
  readonly place: string;
}

export function ownCiting(
  { negotiation }: Pick<Reading, 'negotiation'>,
  { noun, record, demand, party }: OwnCitation,
): OwnCiting {
  const { slug, demands, parties } = negotiation;
  const name = parties.find(({ id }) => id === party)?.name ?? '';
  const about = demands.find(({ id }) => id === demand);
  if (!about)
    return {
      label: isolating`${name} reserves the whole`,
      path: paths.reservations(slug),
      place: `#${reservationId({ record })}`,
    };
  const { proposition } = about;
  return {
    label:
      noun === 'outcome'
        ? isolating`The outcome of “${proposition}”`
        : isolating`${name} on the outcome of “${proposition}”`,
    path: paths.demand(slug, about.slug),
    place: '#outcome',
  };
}
