import { Router } from 'express';
import { csvMetadataText } from '../../outputs/csv-metadata.js';
import { dataFiles } from '../../outputs/data-files.js';
import { addressOf } from '../address.js';
import { formatNames } from '../exports/table-answer.js';
import { allowReadingElsewhere } from '../exports/sharing.js';
import { notFound } from '../http-errors.js';
import { paths } from '../paths.js';
import { filterNames, textName } from '../position-filter.js';
import { setETag } from '../public-pages.js';
import { readNegotiation } from '../reading.js';
import { chainFacts } from '../record-chain/facts.js';
import { renderPage } from '../render.js';
import type { Services } from '../services.js';
import { dataPage } from './pages.js';

/** Every name that some file of a negotiation takes: the metadata carries them on. */
const onceNames = [...formatNames, textName, 'from', 'to', 'reaffirmed'];
const repeatableNames = [...filterNames, 'movement', 'kind'];

/** What can be downloaded of a negotiation, and what it means: for people, and for programs (CSVW). */
export function dataRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });

  router.get(paths.data(':negotiation'), async (request, response) => {
    const reading = await readNegotiation(services, request);
    await renderPage(
      response,
      'data/data',
      dataPage(reading, addressOf(services, request), services.config.licence),
    );
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
      licence: services.config.licence,
      chain: chainFacts(reading, addressOf(services, request)),
    });
    allowReadingElsewhere(response);
    setETag(response);
    response.type('application/csvm+json').send(metadata);
  });

  return router;
}
