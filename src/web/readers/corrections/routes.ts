import { isolating } from '../../../domain/isolation.js';
import { type Request, Router } from 'express';
import { byRecord, entriesOfRecords } from '../../../data/log/entries.js';
import type { EntryKind } from '../../../domain/log/entry.js';
import type { Negotiation } from '../../../domain/structure/negotiation.js';
import { newestActGroups } from '../../../domain/cells/newest-entries.js';
import type { EntryMark } from '../../../domain/cells/negotiation-log.js';
import { withHeadline } from '../../../domain/structure/clarified-words.js';
import { updateOfAll } from '../../../domain/log/update-acts.js';
import { badRequest } from '../../frame/http-errors.js';
import { paths, withQuery } from '../../frame/paths.js';
import { readNegotiation } from '../../frame/reading/reading.js';
import { renderPage } from '../../frame/render.js';
import type { Services } from '../../frame/services.js';
import {
  batchView,
  correctionKinds,
  type CorrectionsFilter,
  correctionsPage,
  correctionView,
  listedKinds,
} from './pages.js';

const pageLength = 50;

export function correctionRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  const { read } = services.database;

  router.get(paths.corrections(':negotiation'), async (request, response) => {
    const reading = await readNegotiation(services, request, ['party', 'before'], ['kind']);
    const { negotiation, log, clocks, givenQuery } = reading;
    const { kinds, party } = correctionsFilterOf(request, negotiation);
    const range = {
      known: clocks.known,
      kinds,
      party: negotiation.parties.find(({ slug }) => slug === party)?.id ?? null,
      before: beforeOf(request),
      most: pageLength + 1,
    };
    const groups = newestActGroups(log, range);
    const shown = groups.slice(0, pageLength);
    const records = new Set(shown.flatMap(({ marks }) => marks.map(({ record }) => record)));
    const chains = byRecord(await entriesOfRecords(read, [...records], clocks.known));
    const viewOf = ({ sequence, record }: EntryMark) =>
      correctionView(sequence, chains.get(record) ?? [], negotiation, givenQuery);
    const views = shown.map(({ batch, marks, count }) =>
      batchView(marks.map(viewOf), {
        batch,
        count,
        update: withHeadline(negotiation, updateOfAll(marks.map(({ record }) => chains.get(record)?.[0]))),
        updateUrl: (id) => withQuery(paths.update(negotiation.slug, id), givenQuery),
      }),
    );
    const last = groups.length > pageLength ? (shown.at(-1)?.oldest ?? null) : null;
    const older =
      last === null ? null : { label: 'Older ones', url: olderUrl(request, negotiation.slug, last) };
    await renderPage(
      response,
      'readers/corrections/corrections',
      correctionsPage(reading, { kinds, party }, views, older),
    );
  });

  return router;
}

function parametersOf(request: Request): URLSearchParams {
  return request.query as unknown as URLSearchParams;
}

/** Which acts the address asks for; 400 with a sentence for unknown values. */
export function correctionsFilterOf(request: Request, { parties }: Negotiation): CorrectionsFilter {
  const parameters = parametersOf(request);
  const kinds = parameters.getAll('kind') as EntryKind[];
  const unknown = kinds.find((kind) => !listedKinds.includes(kind));
  if (unknown !== undefined)
    throw badRequest(isolating`“${unknown}” is not a kind of act. Use ${listedKinds.join(', ')}.`);
  const party = parameters.get('party') || null;
  if (party !== null && !parties.some(({ slug }) => slug === party))
    throw badRequest(isolating`There is no party “${party}” in this negotiation at this time.`);
  return { kinds: kinds.length > 0 ? kinds : correctionKinds, party };
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
