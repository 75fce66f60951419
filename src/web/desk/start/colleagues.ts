import { type AuditEntry, listAudit } from '../../../data/audit/audit-log.js';
import { nameSubjects } from '../../../data/audit/audit-subjects.js';
import { lastSequence } from '../../../data/log/publications.js';
import { cellsOfRecords } from '../../../data/log/records.js';
import { listUpdates } from '../../../data/log/updates.js';
import { lastHere } from '../../../data/people/last-here.js';
import { listNegotiations } from '../../../data/structure/negotiations.js';
import { actionsOfGroup } from '../../../domain/people/audit.js';
import { may } from '../../../domain/people/permissions.js';
import { longInstant, utcDay } from '../../../domain/when.js';
import { paths, recordPlace, withQuery } from '../../frame/paths.js';
import type { Viewer } from '../../frame/request-context.js';
import type { Services } from '../../frame/services.js';
import { positionUrl } from '../../parts/position-url.js';
import { type ActOfColleague, type Colleagues, doneView } from './pages.js';

/** How many entries of the audit are looked at, and how many lines come of them. */
const mostRead = 300;
const mostShown = 10;
const mostUpdates = 5;

/** Signing in is nobody’s work, and what is proposed waits in a list of its own. */
const work = (['record', 'proposals', 'structure', 'people'] as const)
  .flatMap(actionsOfGroup)
  .filter((action) => !action.startsWith('propose_'));

/** What others have done since the viewer’s session before this one; of contributors, what was published. */
export async function colleaguesOf(services: Services, viewer: Viewer): Promise<Colleagues> {
  const here = await lastHere(services.database.read, viewer);
  const frame = {
    since:
      here === null ? 'Most recently' : `Since you were last here, on ${longInstant(here.toISOString())}`,
    emptyText: 'Nothing.',
  };
  return may(viewer.role, 'read_audit')
    ? { ...frame, ...(await actsSince(services, viewer, here)) }
    : { ...frame, ...(await publishedSince(services, here)) };
}

async function actsSince(
  services: Services,
  { userId }: Viewer,
  here: Date | null,
): Promise<Pick<Colleagues, 'done' | 'all'>> {
  const { read } = services.database;
  const filter = { actions: null, userId: null, negotiationId: null, from: null, until: null };
  const newest = await listAudit(read, filter, { before: null, most: mostRead });
  const since = newest.filter(({ at }) => here === null || new Date(at) >= here);
  const runs = runsOf(since.filter((entry) => entry.userId !== userId && work.includes(entry.action)));
  const shown = runs.slice(0, mostShown);
  const entries = shown.map(([entry]) => entry as AuditEntry);
  const subjects = await nameSubjects(read, entries);
  const urls = await urlsOf(services, entries);
  const isCut = runs.length > shown.length || (since.length === mostRead && here !== null);
  const from = here === null ? {} : { from: utcDay(here) };
  return {
    done: shown.map((run) => {
      const entry = run[0] as AuditEntry;
      const act: ActOfColleague = {
        ...{ entry, count: run.length },
        ...{ subject: subjects.get(entry) ?? '', url: urls.get(entry) ?? null },
      };
      return doneView(act);
    }),
    all: isCut ? { label: 'All of it, in the audit', url: withQuery(paths.audit, from) } : null,
  };
}

/** Entries of one person that do the same, one directly after the other: thousands of demands may come of one file. */
function runsOf(entries: readonly AuditEntry[]): AuditEntry[][] {
  const runs: AuditEntry[][] = [];
  for (const entry of entries) {
    const before = runs.at(-1)?.[0];
    const isSame =
      before?.action === entry.action &&
      before.userId === entry.userId &&
      before.negotiation?.slug === entry.negotiation?.slug &&
      repeated.test(entry.action);
    if (isSame) runs.at(-1)?.push(entry);
    else runs.push([entry]);
  }
  return runs;
}

/** What is done to many things at once has an entry for each. */
const repeated = /^(create|edit|close|reopen)_/;

/** Where what was done can be seen: the page of the update, the proposal or the cell. */
async function urlsOf(
  { database: { read }, memory }: Services,
  entries: readonly AuditEntry[],
): Promise<ReadonlyMap<AuditEntry, string>> {
  const ofRecords = entries.filter(({ subject }) => subject === 'record');
  const cells = await cellsOfRecords(
    read,
    ofRecords.map(({ subjectId }) => Number(subjectId)),
  );
  const found = new Map<AuditEntry, string>();
  for (const entry of entries) {
    const { subject, subjectId, negotiation } = entry;
    if (!negotiation) continue;
    const { slug } = negotiation;
    const id = Number(subjectId);
    if (subject === 'update') found.set(entry, paths.update(slug, id));
    if (subject === 'proposal') found.set(entry, paths.proposal(slug, id));
    if (subject === 'negotiation') found.set(entry, paths.negotiation(slug));
    const stance = subject === 'record' ? cells.get(id) : undefined;
    const structure = stance && (await memory.structures.find(slug));
    if (structure) found.set(entry, recordPlace(positionUrl(structure.negotiation, { stance }), id));
  }
  return found;
}

/** The newest updates of each negotiation, as readers see them. */
async function publishedSince(
  { database: { read } }: Services,
  here: Date | null,
): Promise<Pick<Colleagues, 'done' | 'all'>> {
  const known = await lastSequence(read);
  const range = { known, before: null, most: mostUpdates, counted: null };
  const done: Colleagues['done'][number][] = [];
  for (const { id, slug, name } of await listNegotiations(read)) {
    for (const { id: update, headline, recordedAt } of await listUpdates(read, id, range)) {
      if (here !== null && new Date(recordedAt) < here) continue;
      done.push({
        ...{ text: headline, url: paths.update(slug, update), negotiation: name, more: null },
        ...{ at: longInstant(recordedAt), instant: recordedAt },
      });
    }
  }
  return { done: done.sort((one, other) => (one.instant < other.instant ? 1 : -1)), all: null };
}
