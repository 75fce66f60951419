import type { DemandId, PartyId } from '../identifiers.js';
import { namedTogether } from '../isolation.js';
import type { Demand, Negotiation, Party } from '../structure/negotiation.js';
import { type Day, type EdtfDate, longDate } from '../when.js';

/** When one party said something of one demand, by one update: the first and the last time, as it was given. */
export interface CellInUpdate {
  readonly party: PartyId;
  readonly demand: DemandId;
  readonly first: SaidOn;
  readonly last: SaidOn;
}

export interface SaidOn {
  readonly day: Day;
  readonly date: EdtfDate;
}

/** Who said something, on what and when, by one update. */
export interface UpdateContents {
  readonly parties: readonly Party[];
  readonly demands: readonly Demand[];
  /** Null where nothing counts. */
  readonly first: SaidOn | null;
  readonly last: SaidOn | null;
}

/** In the order of the negotiation; what is not known at the page’s clocks is left out. */
export function contentsOfUpdate(
  { parties, demands }: Pick<Negotiation, 'parties' | 'demands'>,
  cells: readonly CellInUpdate[],
): UpdateContents {
  const known = cells.filter(
    ({ party, demand }) => parties.some(({ id }) => id === party) && demands.some(({ id }) => id === demand),
  );
  const [spoke, about] = [
    new Set(known.map(({ party }) => party)),
    new Set(known.map(({ demand }) => demand)),
  ];
  const inOrder = (said: readonly SaidOn[]) => said.toSorted((one, other) => (one.day < other.day ? -1 : 1));
  return {
    parties: parties.filter(({ id }) => spoke.has(id)),
    demands: demands.filter(({ id }) => about.has(id)),
    first: inOrder(known.map(({ first }) => first))[0] ?? null,
    last: inOrder(known.map(({ last }) => last)).at(-1) ?? null,
  };
}

/**
 * “6 January 2026”, “14 to 17 February 2026”, “30 March to 8 May 2026”, “August 2025 to 3 September 2025”; of a day and
 * the month or year in which it is, that alone; empty where nothing counts.
 */
export function daysOfUpdate({ first, last }: UpdateContents): string {
  if (first === null || last === null) return '';
  for (const [whole, part] of [
    [first.date, last.date],
    [last.date, first.date],
  ] as const)
    if (part.startsWith(whole)) return longDate(whole);
  return `${daysBefore(first, last)} to ${longDate(last.date)}`;
}

/** “14” or “30 March” where the other day says the rest. */
function daysBefore(first: SaidOn, last: SaidOn): string {
  const words = longDate(first.date);
  const areDays = first.date.length === 10 && last.date.length === 10;
  if (!areDays || first.day.slice(0, 4) !== last.day.slice(0, 4)) return words;
  const [day = '', month = ''] = words.split(' ');
  return first.day.slice(0, 7) === last.day.slice(0, 7) ? day : `${day} ${month}`;
}

/** So many names stand in a line. */
const mostNamed = 4;

/** “Russia and Ukraine on Ceasefire and Prisoners”; a single demand is named by its words. */
export function whoOnWhat({ parties, demands }: UpdateContents): string {
  const topics = [...new Set(demands.map(({ topic }) => topic.name))];
  const [only] = demands;
  const what = demands.length === 1 && only ? [`“${only.proposition}”`] : topics;
  return `${firstOf(parties.map(({ name }) => name))} on ${firstOf(what)}`;
}

function firstOf(names: readonly string[]): string {
  if (names.length <= mostNamed + 1) return namedTogether(names);
  return namedTogether([...names.slice(0, mostNamed), `${names.length - mostNamed} more`]);
}
