import { isolating } from '../../../domain/isolation.js';
import { type Request, Router } from 'express';
import {
  type AuditEntry,
  type AuditFilter,
  auditInBatches,
  listAudit,
} from '../../../data/audit/audit-log.js';
import { nameSubjects } from '../../../data/audit/audit-subjects.js';
import type { Reader } from '../../../data/engine/database.js';
import { listNegotiations } from '../../../data/structure/negotiations.js';
import { listUsers, type User } from '../../../data/people/users.js';
import { actionsOfGroup, auditGroups } from '../../../domain/people/audit.js';
import { isDay, utcDay } from '../../../domain/when.js';
import { auditColumns, type AuditRow } from '../../../outputs/tables/audit-columns.js';
import { answerTable, formatNames } from '../../frame/tables/table-answer.js';
import { tableOf } from '../../../outputs/tables/table.js';
import { badRequest } from '../../frame/http-errors.js';
import { paths, withQuery } from '../../frame/paths.js';
import { refuseUnknownParameters } from '../../frame/reading/reading.js';
import { renderPage } from '../../frame/render.js';
import { requireAbility } from '../../frame/security/guards.js';
import type { Services } from '../../frame/services.js';
import { auditPage, type AuditQuery, auditRow, serverName } from './pages.js';

const pageLength = 100;
const filterNames = ['group', 'person', 'negotiation', 'from', 'to'];
const dayLength = 24 * 3_600_000;

type Negotiations = Awaited<ReturnType<typeof listNegotiations>>;

/** What everybody did, in sentences and as CSV, for those who are responsible for it. */
export function auditRoutes(services: Services): Router {
  const { database, clock } = services;
  const router = Router({ caseSensitive: true });
  const { read } = database;
  const mayRead = requireAbility('read_audit');

  router.get(paths.audit, mayRead, async (request, response) => {
    const { query, filter, people, negotiations, before } = await readAudit(read, request, ['before']);
    const found = await listAudit(read, filter, { before, most: pageLength + 1 });
    const entries = found.slice(0, pageLength);
    const last = found.length > pageLength ? String(entries.at(-1)?.id) : null;
    const asked = askedFor(query);
    const page = auditPage({
      query,
      entries,
      subjects: await nameSubjects(read, entries),
      people,
      negotiations,
      olderUrl: last && withQuery(paths.audit, { ...asked, before: last }),
      csvUrl: withQuery(paths.auditCsv, { ...asked, bom: '1' }),
    });
    await renderPage(response, 'desk/audit/audit', page);
  });

  answerTable(router, services, paths.audit, mayRead, async (request) => {
    const { filter } = await readAudit(read, request, formatNames);
    const fileName = `audit-${utcDay(clock())}`;
    return {
      fileName,
      table: tableOf(auditColumns, rowBatches(read, filter)),
      rows: 'One row per act of a person or of the server, newest first.',
      facts: {},
    };
  });

  return router;
}

async function* rowBatches(read: Reader, filter: AuditFilter): AsyncGenerator<AuditRow[]> {
  for await (const entries of auditInBatches(read, filter)) {
    const subjects = await nameSubjects(read, entries);
    yield entries.map((entry: AuditEntry) => auditRow(entry, subjects.get(entry) ?? ''));
  }
}

interface ReadAudit {
  readonly query: AuditQuery;
  readonly filter: AuditFilter;
  readonly people: readonly User[];
  readonly negotiations: Negotiations;
  readonly before: number | null;
}

/** What the address asks for; 400 with a sentence for unknown values. */
async function readAudit(read: Reader, request: Request, more: readonly string[]): Promise<ReadAudit> {
  const parameters = request.query as unknown as URLSearchParams;
  refuseUnknownParameters(parameters, [...filterNames, ...more]);
  const [group, person, negotiation, from, to] = filterNames.map((name) => parameters.get(name) ?? '') as [
    string,
    string,
    string,
    string,
    string,
  ];
  const [people, negotiations] = [await listUsers(read), await listNegotiations(read)];
  const filter = {
    actions: actionsOf(group),
    userId: personOf(people, person),
    negotiationId: negotiationOf(negotiations, negotiation),
    from: from === '' ? null : dayOf(from),
    until: to === '' ? null : new Date(dayOf(to).getTime() + dayLength),
  };
  const before = beforeOf(parameters.get('before') ?? '');
  return { query: { group, person, negotiation, from, to }, filter, people, negotiations, before };
}

function actionsOf(name: string): string[] | null {
  if (name === '') return null;
  const group = auditGroups.find(({ value }) => value === name);
  if (group) return actionsOfGroup(group.value);
  throw badRequest(isolating`“${name}” is not one of ${auditGroups.map(({ value }) => value).join(', ')}.`);
}

function personOf(people: readonly User[], name: string): number | null {
  if (name === '') return null;
  if (name === serverName) return 0;
  const person = people.find(({ signInName }) => signInName === name);
  if (person) return person.id;
  throw badRequest(isolating`Nobody signs in as “${name}”.`);
}

function negotiationOf(negotiations: Negotiations, slug: string): number | null {
  if (slug === '') return null;
  const negotiation = negotiations.find((each) => each.slug === slug);
  if (negotiation) return negotiation.id;
  throw badRequest(isolating`There is no negotiation “${slug}”.`);
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

function askedFor(query: AuditQuery): Record<string, string | null> {
  return Object.fromEntries(Object.entries(query).map(([name, value]) => [name, value || null]));
}
