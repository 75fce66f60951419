import type { DemandId, PartyId, Sequence } from '../identifiers.js';
import type { Day } from '../when.js';
import { accountsUnder } from './compliance.js';
import type { Negotiation } from './negotiation.js';
import { outcomeRecords } from './outcome.js';
import { ownRecords } from './own-record.js';
import { type ReservationEntry, withdrawalOf } from './reservation.js';

/** What cites a source without being an entry: something published by itself that stands. */
export interface OwnCitation {
  readonly noun: 'outcome' | 'account' | 'reservation';
  readonly record: Sequence;
  /** The demand that it is about; null for a reservation. */
  readonly demand: DemandId | null;
  /** The party whose words it gives; null for an outcome. */
  readonly party: PartyId | null;
}

/** What is published by itself and known, of a negotiation. */
interface Published {
  readonly negotiation: Pick<Negotiation, 'demands'>;
  readonly reservations: readonly ReservationEntry[];
}

/** By source, what cites it among that which stands and counts on the day, in its newest words. */
export function ownCitations(published: Published, asOf: Day | null): ReadonlyMap<number, OwnCitation[]> {
  const found = new Map<number, OwnCitation[]>();
  for (const { citation, sources } of [...ofDemands(published, asOf), ...ofReservations(published, asOf)])
    for (const source of new Set(sources)) found.set(source, [...(found.get(source) ?? []), citation]);
  return found;
}

interface Citing {
  readonly citation: OwnCitation;
  readonly sources: readonly number[];
}

const idsOf = (sources: readonly { readonly id: number }[]) => sources.map(({ id }) => id);

function ofDemands({ negotiation: { demands } }: Published, asOf: Day | null): Citing[] {
  const isBy = (day: Day) => asOf === null || day <= asOf;
  return demands.flatMap(({ id: demand, outcomes, compliance }) =>
    outcomeRecords(outcomes)
      .filter(({ words, isRetracted }) => !isRetracted && isBy(words.day))
      .flatMap(({ record, words }) => [
        {
          citation: { noun: 'outcome' as const, record, demand, party: null },
          sources: idsOf(words.sources),
        },
        ...accountsUnder(compliance, record, asOf)
          .filter(({ isRetracted }) => !isRetracted)
          .map((account) => ({
            citation: {
              ...{ noun: 'account' as const, record: account.record, demand },
              party: account.words.party,
            },
            sources: idsOf(account.words.sources),
          })),
      ]),
  );
}

/** By the line that reserves the whole, and by the one that withdraws it. */
function ofReservations({ reservations }: Published, asOf: Day | null): Citing[] {
  return ownRecords(reservations)
    .filter(({ isRetracted }) => !isRetracted)
    .map((reservation) => {
      const said = [reservation.words, withdrawalOf(reservation)?.words ?? null];
      const counting = said.filter((words) => words !== null && (asOf === null || words.day <= asOf));
      return {
        citation: {
          ...{ noun: 'reservation' as const, record: reservation.record, demand: null },
          party: reservation.words.party,
        },
        sources: idsOf(counting.flatMap((words) => words?.source ?? [])),
      };
    });
}
