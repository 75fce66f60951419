import { type Request, Router } from 'express';
import { entriesBySequence, entriesOfUpdate } from '../../../data/log/entries.js';
import { outcomesOfUpdate } from '../../../data/log/records.js';
import { removalsOfUpdate } from '../../../data/log/removals.js';
import { findUpdate, listUpdates } from '../../../data/log/updates.js';
import { may } from '../../../domain/people/permissions.js';
import type { PublishedEntry } from '../../../domain/log/published-entry.js';
import { restorationOfUpdate, retractionOfUpdate } from '../../../domain/log/update-acts.js';
import { moreFromSourcesLink } from '../../parts/new-update-link.js';
import { alreadyRightName, leftAsTheyWere } from '../../parts/already-right.js';
import { asRecordedName, citedAsRecorded } from '../../parts/cited-as-recorded.js';
import { badRequest, notFound } from '../../frame/http-errors.js';
import { errorReports } from '../../frame/error-report.js';
import type { Link } from '../../frame/layout.js';
import { pageNumberOf } from '../../frame/page-number.js';
import { paths } from '../../frame/paths.js';
import { type Reading, readNegotiation } from '../../frame/reading/reading.js';
import { renderPage } from '../../frame/render.js';
import { contextOf } from '../../frame/request-context.js';
import type { Services } from '../../frame/services.js';
import { contentsOfUpdates, countedOfUpdates, updateFilterNames, updatesFilterOf } from './asked.js';
import { updatePage, updatesPage } from './pages.js';

const pageLength = 50;
const stancesPerPage = 100;

export function updateRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  const { read } = services.database;

  router.get('/negotiations/:negotiation/updates', async (request, response) => {
    const reading = await readNegotiation(services, request, ['before'], updateFilterNames);
    const before = beforeOf(request.query as unknown as URLSearchParams);
    const filter = updatesFilterOf(request, reading);
    const counted = await countedOfUpdates(services, reading, filter);
    const range = { known: reading.clocks.known, before, most: pageLength + 1, counted };
    const updates = await listUpdates(read, reading.negotiation.id, range);
    const role = contextOf(response).viewer?.role ?? null;
    const hasOlder = updates.length > pageLength;
    const shown = updates.slice(0, pageLength);
    const ids = shown.map(({ id }) => id);
    const contents = await contentsOfUpdates(services, reading, ids, filter);
    const page = updatesPage(reading, shown, { hasNewer: before !== null, hasOlder, role, filter, contents });
    await renderPage(response, 'readers/updates/updates', page);
  });

  router.get('/negotiations/:negotiation/updates/:update', async (request, response) => {
    const reading = await readNegotiation(services, request, ['page', asRecordedName, alreadyRightName]);
    const id = updateNumberOf(request);
    const update = await findUpdate(read, reading.negotiation.id, id);
    if (!update || update.firstSequence > reading.clocks.known)
      throw notFound('There is no such update in this negotiation at this time.');
    const role = contextOf(response).viewer?.role ?? null;
    const isEditor = may(role, 'retract') && !reading.isAnotherTime;
    const { slug, isClosed } = reading.negotiation;
    const more = isClosed || reading.isAnotherTime ? null : moreFromSourcesLink(role, slug, id);
    const actions = [...(more ? [more] : []), ...(isEditor ? await actionsOn(services, slug, id) : [])];
    const page = pageNumberOf(request.query as unknown as URLSearchParams);
    // The numbers of an update are consecutive, so a page is found by its first number.
    const range = { from: update.firstSequence + (page - 1) * stancesPerPage, most: stancesPerPage };
    const entries = await entriesOfUpdate(read, id, range);
    if (entries.length === 0) throw notFound(`This update has no page ${page}.`);
    const removals = await removalsOfUpdate(read, id);
    const versions = await newestVersions(services, reading, entries);
    const left = isEditor ? await leftAsTheyWere(services, request, reading.negotiation, id) : null;
    const notice = left ?? citedAsRecorded(request, isEditor);
    const reports = errorReports(services, request);
    const surroundings = { page, reports, perPage: stancesPerPage, actions, removals, versions, notice };
    const view = updatePage(reading, update, entries, surroundings);
    await renderPage(response, 'readers/updates/update', view);
  });

  return router;
}

/** By its number, the newest version of each of the records that has another than the one published here. */
function newestVersions(
  { database }: Services,
  { log, clocks }: Reading,
  entries: readonly PublishedEntry[],
) {
  const numbers = entries.flatMap(({ sequence, record }) => {
    const newest = log.phasesOf(record, clocks.known).at(-1)?.version ?? sequence;
    return newest === sequence ? [] : [newest];
  });
  return entriesBySequence(database.read, numbers);
}

/** The acts on the whole update that would change something. */
async function actionsOn({ database }: Services, negotiation: string, id: number): Promise<Link[]> {
  const states = await outcomesOfUpdate(database.read, id);
  const links: Link[] = [{ label: 'Clarify the headline', url: paths.clarifyHeadline(negotiation, id) }];
  if (states.filter(({ status }) => status !== 'retracted').length > 1)
    links.push({ label: 'Correct several stances', url: paths.updateAct(negotiation, id, 'correct') });
  if (retractionOfUpdate(states).records.length > 0)
    links.push({ label: 'Retract this update', url: paths.updateAct(negotiation, id, 'retract') });
  if (restorationOfUpdate(states).records.length > 0)
    links.push({ label: 'Restore this update', url: paths.updateAct(negotiation, id, 'restore') });
  return links;
}

/** The number of the update that an address names; for anything else 0, which no update has. */
export function updateNumberOf({ params }: Pick<Request, 'params'>): number {
  const text = String(params.update);
  return /^\d{1,9}$/.test(text) ? Number(text) : 0;
}

/** Only updates older than this one; null for the newest. */
function beforeOf(parameters: URLSearchParams): number | null {
  const text = parameters.get('before') || null;
  if (text === null) return null;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw badRequest(`before=${text} is not the number of an update.`);
}
