import { Router } from 'express';
import { listReleases } from '../../../data/releases/releases.js';
import { csvMetadataText } from '../../../outputs/tables/csv-metadata.js';
import { dataFiles } from '../../../outputs/tables/data-files.js';
import { addressOf } from '../../frame/address.js';
import { formatNames } from '../../frame/tables/table-answer.js';
import { allowReadingElsewhere } from '../../frame/tables/sharing.js';
import { notFound } from '../../frame/http-errors.js';
import { paths } from '../../frame/paths.js';
import { closedName, filterNames, textName } from '../../frame/reading/position-filter.js';
import { staleName } from '../../frame/reading/stale-months.js';
import { setETag } from '../../frame/public-pages.js';
import { readNegotiation } from '../../frame/reading/reading.js';
import { chainFacts } from '../../parts/chain-facts.js';
import { renderPage } from '../../frame/render.js';
import { contextOf } from '../../frame/request-context.js';
import type { Services } from '../../frame/services.js';
import { dataPage } from './pages.js';

/** Every parameter that some file of a negotiation takes, because the metadata passes them on. */
const onceNames = [...formatNames, textName, closedName, staleName, 'from', 'to', 'reaffirmed', 'cells'];
const repeatableNames = [...filterNames, 'movement', 'kind'];

/** What can be downloaded for a negotiation, and what it means: for people, and for programs (CSVW). */
export function dataRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });

  router.get(paths.data(':negotiation'), async (request, response) => {
    const reading = await readNegotiation(services, request);
    const { publisher, licence } = services.config;
    const releases = await listReleases(services.database.read, reading.negotiation.id);
    const facts = { publisher, licence, logo: contextOf(response).brand.logo?.url ?? null, releases };
    await renderPage(response, 'readers/data/data', dataPage(reading, addressOf(services, request), facts));
  });

  router.get(paths.csvMetadata(':negotiation', ':file'), async (request, response) => {
    const reading = await readNegotiation(services, request, onceNames, repeatableNames);
    const file = dataFiles(reading.negotiation).find(({ name }) => name === request.params.file);
    if (!file) throw notFound('There is no such file of this negotiation.');
    const query = request.originalUrl.slice(request.path.length);
    const metadata = csvMetadataText(file, {
      url: `${file.name}.csv${query}`,
      title: `${file.name}.csv: ${reading.negotiation.name}`,
      modified: reading.knownAt,
      publisher: services.config.publisher,
      licence: services.config.licence,
      chain: chainFacts(reading, addressOf(services, request)),
    });
    allowReadingElsewhere(response);
    setETag(response);
    response.type('application/csvm+json').send(metadata);
  });

  return router;
}
