import { authorsOfOwn } from '../../../data/log/own-authors.js';
import type { RecentFilter } from '../../../data/log/recent-entries.js';
import type { User } from '../../../data/people/users.js';
import { type EntryKind, entryKinds } from '../../../domain/log/entry.js';
import { actLabel } from '../../../domain/cells/wording.js';
import type { RecentRow } from '../../../outputs/tables/recent-columns.js';
import type { Negotiation } from '../../../domain/structure/negotiation.js';
import { readingNow, readingOf } from '../../frame/reading/reading.js';
import type { Services } from '../../frame/services.js';
import type { OwnAct, OwnActKind } from '../../parts/own-act.js';
import { ownActs } from '../../parts/own-acts.js';

/** What was published by itself, and by whom; null for the server. */
export interface OwnChange {
  readonly act: OwnAct;
  readonly signInName: string | null;
}

/** Everything of that kind that the filter asks for, newest first. */
export async function ownChanges(
  services: Services,
  { id, slug }: Negotiation,
  filter: RecentFilter,
  people: readonly User[],
): Promise<OwnChange[]> {
  const authors = await authorsOfOwn(services.database.read, id);
  const names = new Map(people.map((person) => [person.id, person.signInName]));
  const acts = ownActs(await readingOf(services, slug, readingNow, false));
  return acts.flatMap((act) => {
    const userId = authors.get(act.sequence) ?? 0;
    return isAsked(act, userId, filter) ? [{ act, signInName: names.get(userId) ?? null }] : [];
  });
}

function isAsked(
  act: OwnAct,
  userId: number,
  { kinds, userId: person, partyId, demandId, from, until }: RecentFilter,
): boolean {
  const at = new Date(act.recordedAt);
  return (
    (kinds.length === 0 || kinds.includes(act.kind)) &&
    (person === null || person === userId) &&
    (partyId === null || act.party === partyId) &&
    (demandId === null || act.demand === demandId) &&
    (from === null || at >= from) &&
    (until === null || at < until)
  );
}

/** How a list names what no act on a record is. */
const ownLabels: Readonly<Record<Exclude<OwnActKind, EntryKind>, string>> = {
  withdrawal: 'Withdrawal of a reservation',
  closed: 'Closing',
  reopened: 'Reopening',
  joined: 'New alternative',
  left: 'Alternative taken out',
};

/** Every kind of change by which the list can be narrowed. */
export const changeKinds: readonly { readonly value: string; readonly label: string }[] = [
  ...entryKinds,
  ...Object.entries(ownLabels).map(([value, label]) => ({ value, label })),
];

/** “Outcome”, “Correction of an outcome”, “Closing”. */
export function ownLabel({ kind, noun }: OwnAct): string {
  if (kind === 'report') return `${noun.charAt(0).toUpperCase()}${noun.slice(1)}`;
  return isEntryKind(kind) ? actLabel(kind, noun) : ownLabels[kind];
}

function isEntryKind(kind: OwnActKind): kind is OwnActKind & EntryKind {
  return entryKinds.some(({ value }) => value === kind);
}

/** As programs get it. */
export function ownChangeRow(
  { parties, demands }: Pick<Negotiation, 'parties' | 'demands'>,
  { act, signInName }: OwnChange,
): RecentRow {
  return {
    ...{ sequence: act.sequence, recordedAt: act.recordedAt, signInName, kind: act.kind, record: act.record },
    party: parties.find(({ id }) => id === act.party),
    demand: demands.find(({ id }) => id === act.demand),
    ...{ before: null, after: null, headline: null, update: null, batch: null },
    ...{ reason: act.reason, target: act.target, about: act.noun },
  };
}
