import { type Request, Router } from 'express';
import { byRecord, entriesOfRecords } from '../../../data/log/entries.js';
import { type ActGroup, newestActGroups } from '../../../domain/cells/newest-entries.js';
import type { EntryMark } from '../../../domain/cells/negotiation-log.js';
import type { Sequence } from '../../../domain/identifiers.js';
import { withHeadline } from '../../../domain/structure/clarified-words.js';
import { updateOfAll } from '../../../domain/log/update-acts.js';
import { badRequest } from '../../frame/http-errors.js';
import { paths, withQuery } from '../../frame/paths.js';
import { type Reading, readNegotiation } from '../../frame/reading/reading.js';
import { renderPage } from '../../frame/render.js';
import type { Services } from '../../frame/services.js';
import { correctionsFilterNames, correctionsFilterOf, kindName, ownCorrections, rangeOf } from './asked.js';
import { batchView, type CorrectionView, correctionsPage, correctionView, ownView } from './pages.js';

const pageLength = 50;

export function correctionRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });

  router.get(paths.corrections(':negotiation'), async (request, response) => {
    const reading = await readNegotiation(
      services,
      request,
      ['before'],
      [...correctionsFilterNames, kindName],
    );
    const { negotiation, log, givenQuery } = reading;
    const range = rangeOf(request, reading);
    const before = beforeOf(request);
    const groups = newestActGroups(log, { ...range, before, most: pageLength + 1 });
    const own = ownCorrections(reading, range).filter(({ sequence }) => before === null || sequence < before);
    const found: Found[] = [
      ...groups.map((group) => ({ oldest: group.oldest, group })),
      ...own.map((act) => ({ oldest: act.sequence, view: ownView(act, givenQuery) })),
    ].sort((one, other) => other.oldest - one.oldest);
    const shown = found.slice(0, pageLength);
    const views = await viewsOf(services, reading, shown);
    const last = found.length > pageLength ? (shown.at(-1)?.oldest ?? null) : null;
    const older =
      last === null ? null : { label: 'Older ones', url: olderUrl(request, negotiation.slug, last) };
    const filter = correctionsFilterOf(request, negotiation);
    await renderPage(
      response,
      'readers/corrections/corrections',
      correctionsPage(reading, filter, views, { hasNewer: before !== null, older }),
    );
  });

  return router;
}

/** One line of the page: acts on records, of which the words are still to be read, or one on anything else. */
type Found = { readonly oldest: Sequence } & (
  | { readonly group: ActGroup; readonly view?: never }
  | { readonly view: CorrectionView; readonly group?: never }
);

async function viewsOf(
  { database }: Services,
  { negotiation, clocks, givenQuery }: Reading,
  shown: readonly Found[],
): Promise<CorrectionView[]> {
  const marks = shown.flatMap(({ group }) => group?.marks ?? []);
  const records = [...new Set(marks.map(({ record }) => record))];
  const chains = byRecord(await entriesOfRecords(database.read, records, clocks.known));
  const viewOf = ({ sequence, record }: EntryMark) =>
    correctionView(sequence, chains.get(record) ?? [], negotiation, givenQuery);
  return shown.map(({ group, view }) =>
    group
      ? batchView(group.marks.map(viewOf), {
          batch: group.batch,
          count: group.count,
          update: withHeadline(
            negotiation,
            updateOfAll(group.marks.map(({ record }) => chains.get(record)?.[0])),
          ),
          updateUrl: (id) => withQuery(paths.update(negotiation.slug, id), givenQuery),
        })
      : view,
  );
}

function parametersOf(request: Request): URLSearchParams {
  return request.query as unknown as URLSearchParams;
}

function beforeOf(request: Request): number | null {
  const text = parametersOf(request).get('before') || null;
  if (text === null) return null;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw badRequest(`before=${text} is not the number of an entry.`);
}

/** The same page and filters, starting after the last act shown. */
function olderUrl(request: Request, negotiation: string, before: number): string {
  const parameters = new URLSearchParams(parametersOf(request));
  parameters.set('before', String(before));
  return `${paths.corrections(negotiation)}?${parameters.toString()}`;
}
