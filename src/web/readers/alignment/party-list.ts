import type { Aligned, Alignment } from '../../../domain/cells/alignment.js';
import { isolating } from '../../../domain/isolation.js';
import type { Party } from '../../../domain/structure/negotiation.js';
import type { Link } from '../../frame/layout.js';
import { paths, withQuery } from '../../frame/paths.js';
import type { Reading } from '../../frame/reading/reading.js';
import { type AddressWith, compareUrl } from './address-with.js';
import type { AlignmentAsked } from './asked.js';
import { type BarView, barOf } from './bar.js';
import { type RelationView, relationViews } from './relations.js';

/** Of more parties than these one is picked from a list, not from links. */
const mostChips = 14;

/** One party and each of the others: how often they stand so to one another, and on which demands. */
export interface PartyList {
  readonly name: string;
  readonly choices: readonly (Link & { readonly value: string; readonly isChosen: boolean })[];
  readonly isPickedFromList: boolean;
  readonly rows: readonly {
    readonly other: Link;
    /** “Russia and”, read aloud before the name. */
    readonly before: string;
    readonly bar: BarView;
    readonly counts: readonly RelationCount[];
    /** Of what is known of both. None where nothing is, and of very many parties: the page of the two names the demands. */
    readonly topics: readonly {
      readonly name: string;
      readonly counts: readonly (RelationCount & { readonly demands: readonly Link[] })[];
    }[];
  }[];
}

export interface RelationCount extends RelationView {
  readonly count: number;
  /** “3 rest on reports”; null for none. */
  readonly reports: string | null;
}

export function partyList(
  reading: Reading,
  { parties, chosen, between, filter }: AlignmentAsked,
  addressWith: AddressWith,
): PartyList | null {
  if (chosen === null || parties.length < 2) return null;
  const others = parties.filter((party) => party !== chosen);
  const picked = (slug: string) => {
    const [, ...rest] = filter.parties;
    return rest.length > 0 ? [slug, ...filter.parties.filter((each) => each !== slug)] : [slug];
  };
  return {
    name: chosen.name,
    choices: parties.map((party) => ({
      label: party.shortName ?? party.name,
      value: party.slug,
      url: `${addressWith({ parties: picked(party.slug) })}#one-party`,
      isChosen: party === chosen,
    })),
    isPickedFromList: parties.length > mostChips,
    rows: others.map((other) =>
      rowOf(reading, between(chosen, other), other, {
        url: compareUrl(reading, filter, chosen, other),
        before: isolating`${chosen.name} and`,
        isLong: parties.length > mostChips,
      }),
    ),
  };
}

function rowOf(
  reading: Reading,
  pair: Alignment,
  other: Party,
  { url, before, isLong }: { readonly url: string; readonly before: string; readonly isLong: boolean },
): PartyList['rows'][number] {
  const { counted } = pair;
  const known = counted.filter(({ comparison }) => comparison !== 'not_known');
  const topics = new Map(known.map(({ demand: { topic } }) => [topic.id, topic.name]));
  return {
    other: { label: other.name, url },
    before,
    bar: barOf(pair),
    counts: countsOf(counted),
    topics: (isLong ? [] : [...topics]).map(([id, name]) => {
      const ofTopic = known.filter(({ demand }) => demand.topic.id === id);
      return {
        name,
        counts: countsOf(ofTopic).map((count) => ({
          ...count,
          demands: ofTopic
            .filter(({ comparison }) => comparison === count.value)
            .map((aligned) => demandLink(reading, aligned)),
        })),
      };
    }),
  };
}

function countsOf(counted: readonly Aligned[]): RelationCount[] {
  return relationViews.flatMap((view) => {
    const meant = counted.filter(({ comparison }) => comparison === view.value);
    const reported = meant.filter(({ isReported }) => isReported).length;
    const reports = reported === 0 ? null : `${reported} ${reported === 1 ? 'rests' : 'rest'} on reports`;
    return meant.length === 0 ? [] : [{ ...view, count: meant.length, reports }];
  });
}

function demandLink({ negotiation, givenQuery }: Reading, { demand }: Aligned): Link {
  return {
    label: demand.proposition,
    url: withQuery(paths.demand(negotiation.slug, demand.slug), givenQuery),
  };
}
