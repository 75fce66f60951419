import { isolating } from '../../../domain/isolation.js';
import { type Request, Router } from 'express';
import type { Reader } from '../../../data/engine/database.js';
import {
  listRecentEntries,
  listRecentGroups,
  type RecentFilter,
  type RecentGroup,
} from '../../../data/log/recent-entries.js';
import { listUsers, type User } from '../../../data/people/users.js';
import type { Negotiation } from '../../../domain/structure/negotiation.js';
import type { NegotiationLog } from '../../../domain/cells/negotiation-log.js';
import { isDay, utcDay } from '../../../domain/when.js';
import { recentColumns, type RecentRow } from '../../../outputs/tables/recent-columns.js';
import { tableOf } from '../../../outputs/tables/table.js';
import { answerTable, formatNames } from '../../frame/tables/table-answer.js';
import { badRequest } from '../../frame/http-errors.js';
import { paths, queryEntries, withQuery } from '../../frame/paths.js';
import { negotiationOf } from '../../frame/place.js';
import { refuseUnknownParameters } from '../../frame/reading/reading.js';
import { renderPage } from '../../frame/render.js';
import { requireAbility } from '../../frame/security/guards.js';
import type { Services } from '../../frame/services.js';
import { changeKinds, type OwnChange, ownChangeRow, ownChanges } from './own-changes.js';
import { recentChangesPage, type RecentItem, type RecentQuery, recentRow, serverName } from './pages.js';

const pageLength = 50;
const batchLength = 100;
const onceNames = ['person', 'party', 'demand', 'from', 'to'];
const dayLength = 24 * 3_600_000;

/** What was published recently, by whom, and its effect on each cell: for editors and admins. */
export function recentChangesRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  const { read } = services.database;
  const mayPublish = requireAbility('publish');

  router.get(paths.recentChanges(':negotiation'), mayPublish, async (request, response) => {
    const { negotiation, query, filter, people, before } = await readQuery(services, request, ['before']);
    const range = { before, most: pageLength + 1 };
    const own = await ownChanges(services, negotiation, filter, people);
    const found = inOrder(await listRecentGroups(read, negotiation.id, filter, range), own, before);
    const changes = found.slice(0, pageLength);
    const path = paths.recentChanges(negotiation.slug);
    const last = changes.map(oldestOf).at(-1);
    const page = recentChangesPage({
      negotiation,
      log: await services.memory.logOf(negotiation.id),
      query,
      changes,
      people,
      olderUrl:
        found.length > pageLength ? withQuery(path, [...asked(query), ['before', String(last)]]) : null,
      csvUrl: withQuery(`${path}.csv`, [...asked(query), ['bom', '1']]),
    });
    await renderPage(response, 'desk/recent-changes/recent-changes', page);
  });

  answerTable(router, services, paths.recentChanges(':negotiation'), mayPublish, async (request) => {
    const { negotiation, filter, people } = await readQuery(services, request, formatNames);
    const log = await services.memory.logOf(negotiation.id);
    const own = await ownChanges(services, negotiation, filter, people);
    return {
      fileName: `${negotiation.slug}-recent-changes-${utcDay(services.clock())}`,
      table: tableOf(recentColumns, rowBatches(read, { negotiation, log }, filter, own)),
      rows: 'One row per entry, newest first, with its effect on its cell.',
      facts: { negotiation: negotiation.slug },
    };
  });

  return router;
}

async function* rowBatches(
  read: Reader,
  facts: { readonly negotiation: Negotiation; readonly log: NegotiationLog },
  filter: RecentFilter,
  own: readonly OwnChange[],
): AsyncGenerator<RecentRow[]> {
  for (let before: number | null = null; ; ) {
    const range = { before, most: batchLength };
    const entries = await listRecentEntries(read, facts.negotiation.id, filter, range);
    const isLast = entries.length < batchLength;
    const last = isLast ? 0 : (entries.at(-1)?.entry.sequence ?? 0);
    const rows = [
      ...entries.map((entry) => recentRow(facts, entry)),
      ...own
        .filter(({ act: { sequence } }) => sequence > last && (before === null || sequence < before))
        .map((change) => ownChangeRow(facts.negotiation, change)),
    ];
    yield rows.sort((one, other) => other.sequence - one.sequence);
    if (isLast) return;
    before = last;
  }
}

/** Both kinds, newest first, before a number. */
function inOrder(
  groups: readonly RecentGroup[],
  own: readonly OwnChange[],
  before: number | null,
): RecentItem[] {
  const ofOwn = own.filter(({ act: { sequence } }) => before === null || sequence < before);
  return [...groups, ...ofOwn].sort((one, other) => oldestOf(other) - oldestOf(one));
}

/** Its smallest number: those of an act on many records follow one another. */
function oldestOf(item: RecentItem): number {
  return 'act' in item ? item.act.sequence : item.oldest;
}

interface ReadQuery {
  readonly negotiation: Negotiation;
  readonly query: RecentQuery;
  readonly filter: RecentFilter;
  readonly people: readonly User[];
  readonly before: number | null;
}

/** What the address asks for; 400 with a sentence for unknown values. */
async function readQuery(services: Services, request: Request, more: readonly string[]): Promise<ReadQuery> {
  const parameters = request.query as unknown as URLSearchParams;
  refuseUnknownParameters(parameters, [...onceNames, ...more], ['kind']);
  const negotiation = await negotiationOf(services, request);
  const people = await listUsers(services.database.read);
  const text = (name: string) => parameters.get(name) ?? '';
  const kinds = parameters.getAll('kind').filter((kind) => kind !== '');
  const query = {
    person: text('person'),
    party: text('party'),
    demand: text('demand'),
    kinds,
    from: text('from'),
    to: text('to'),
  };
  const filter = {
    kinds: kinds.map(kindOf),
    userId: personOf(people, query.person),
    partyId: idOf('party', negotiation.parties, query.party),
    demandId: idOf('demand', negotiation.demands, query.demand),
    from: query.from === '' ? null : dayOf(query.from),
    until: query.to === '' ? null : new Date(dayOf(query.to).getTime() + dayLength),
  };
  return { negotiation, query, filter, people, before: beforeOf(text('before')) };
}

function asked({ kinds, ...texts }: RecentQuery): [string, string][] {
  const given = Object.entries(texts).filter(([, text]) => text !== '');
  return [...queryEntries(given), ...kinds.map((kind): [string, string] => ['kind', kind])];
}

function kindOf(name: string): string {
  if (changeKinds.some(({ value }) => value === name)) return name;
  throw badRequest(
    isolating`“${name}” is not a kind of change. Use ${changeKinds.map(({ value }) => value).join(', ')}.`,
  );
}

function personOf(people: readonly User[], name: string): number | null {
  if (name === '') return null;
  if (name === serverName) return 0;
  const person = people.find(({ signInName }) => signInName === name);
  if (person) return person.id;
  throw badRequest(isolating`Nobody signs in as “${name}”.`);
}

function idOf(
  what: string,
  items: readonly { readonly id: number; readonly slug: string }[],
  slug: string,
): number | null {
  if (slug === '') return null;
  const item = items.find((each) => each.slug === slug);
  if (item) return item.id;
  throw badRequest(isolating`There is no ${what} “${slug}” in this negotiation.`);
}

function dayOf(text: string): Date {
  if (isDay(text)) return new Date(`${text}T00:00:00Z`);
  throw badRequest(isolating`“${text}” is not a day. Write it as 2025-08-15.`);
}

function beforeOf(text: string): number | null {
  if (text === '') return null;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw badRequest(`before=${text} is not the number of an entry.`);
}
