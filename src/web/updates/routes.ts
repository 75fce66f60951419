import { type Request, Router } from 'express';
import { entriesOfUpdate } from '../../data/entries.js';
import { outcomesOfUpdate } from '../../data/records.js';
import { removalsOfUpdate } from '../../data/removals.js';
import { findUpdate, listUpdates } from '../../data/updates.js';
import { may } from '../../domain/permissions.js';
import { restorationOfUpdate, retractionOfUpdate } from '../../domain/update-acts.js';
import { asRecordedName, citedAsRecorded } from '../cited-as-recorded.js';
import { badRequest, notFound } from '../http-errors.js';
import type { Link } from '../layout.js';
import { pageNumberOf } from '../page-number.js';
import { paths } from '../paths.js';
import { readNegotiation } from '../reading.js';
import { renderPage } from '../render.js';
import { contextOf } from '../request-context.js';
import type { Services } from '../services.js';
import { updatePage, updatesPage } from './pages.js';

const pageLength = 50;
const stancesPerPage = 100;

export function updateRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  const { read } = services.database;

  router.get('/negotiations/:negotiation/updates', async (request, response) => {
    const reading = await readNegotiation(services, request, ['before']);
    const before = beforeOf(request.query as unknown as URLSearchParams);
    const counted = await services.memory.countedAt(reading.negotiation.id, reading.clocks);
    const range = { known: reading.clocks.known, before, most: pageLength + 1, counted };
    const updates = await listUpdates(read, reading.negotiation.id, range);
    const role = contextOf(response).viewer?.role ?? null;
    const hasOlder = updates.length > pageLength;
    const page = updatesPage(reading, updates.slice(0, pageLength), { hasOlder, role });
    await renderPage(response, 'updates/updates', page);
  });

  router.get('/negotiations/:negotiation/updates/:update', async (request, response) => {
    const reading = await readNegotiation(services, request, ['page', asRecordedName]);
    const id = updateNumberOf(request);
    const update = await findUpdate(read, reading.negotiation.id, id);
    if (!update || update.firstSequence > reading.clocks.known)
      throw notFound('There is no such update in this negotiation at this time.');
    const isEditor = may(contextOf(response).viewer?.role ?? null, 'retract') && !reading.isAnotherTime;
    const actions = isEditor ? await actionsOn(services, reading.negotiation.slug, id) : [];
    const page = pageNumberOf(request.query as unknown as URLSearchParams);
    // The numbers of an update follow one another, so that a page is found by its first.
    const range = { from: update.firstSequence + (page - 1) * stancesPerPage, most: stancesPerPage };
    const entries = await entriesOfUpdate(read, id, range);
    if (entries.length === 0) throw notFound(`This update has no page ${page}.`);
    const removals = await removalsOfUpdate(read, id);
    const notice = citedAsRecorded(request, isEditor);
    const surroundings = { page, perPage: stancesPerPage, actions, removals, notice };
    const view = updatePage(reading, update, entries, surroundings);
    await renderPage(response, 'updates/update', view);
  });

  return router;
}

/** The acts on the whole update that would do something. */
async function actionsOn({ database }: Services, negotiation: string, id: number): Promise<Link[]> {
  const states = await outcomesOfUpdate(database.read, id);
  const links: Link[] = [];
  if (retractionOfUpdate(states).records.length > 0)
    links.push({ label: 'Retract this update', url: paths.updateAct(negotiation, id, 'retract') });
  if (restorationOfUpdate(states).records.length > 0)
    links.push({ label: 'Restore this update', url: paths.updateAct(negotiation, id, 'restore') });
  return links;
}

/** The number of the update that an address names; 0, which none has, for no number. */
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
