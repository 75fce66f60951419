import { type Response, Router } from 'express';
import { citationFileText } from '../../../outputs/tables/citation-file.js';
import { dataPackageText, type PackageFacts } from '../../../outputs/tables/data-package.js';
import { addressOf } from '../../frame/address.js';
import { paths, withQuery } from '../../frame/paths.js';
import { setETag } from '../../frame/public-pages.js';
import { readNegotiation } from '../../frame/reading/reading.js';
import type { Services } from '../../frame/services.js';
import { allowReadingElsewhere } from '../../frame/tables/sharing.js';
import type { TablePlace } from '../../parts/tables.js';

/** All files of a negotiation described for programs, and how they are to be cited; the ZIP has both as well. */
export function packageRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });

  router.get(paths.dataPackage(':negotiation'), async (request, response) => {
    const reading = await readNegotiation(services, request);
    const facts = packageFacts({ services, request, reading });
    const folder = `${addressOf(services, request)}${paths.negotiation(reading.negotiation.slug)}`;
    const pathOf = (file: string) =>
      withQuery(`${folder}/${codebook[file] ?? file}.csv`, reading.permalinkQuery);
    send(response, 'application/vnd.datapackage+json', dataPackageText({ ...facts, pathOf }));
  });

  router.get(paths.citationFile(':negotiation'), async (request, response) => {
    const reading = await readNegotiation(services, request);
    send(response, 'application/yaml', citationFileText(packageFacts({ services, request, reading })));
  });

  return router;
}

/** Where the codebook lies, which has other names in the ZIP. */
const codebook: Readonly<Record<string, string>> = { columns: 'data', words: 'methodology' };

/** What both say of the files of a negotiation at the clocks of a reading. */
export function packageFacts({ services, request, reading }: TablePlace): Omit<PackageFacts, 'pathOf'> {
  const { negotiation, asOf, knownAt, chainHead, permalinkQuery } = reading;
  const { publisher, licence } = services.config;
  const permalink = `${addressOf(services, request)}${withQuery(paths.data(negotiation.slug), permalinkQuery)}`;
  return { negotiation, asOf, knownAt, permalink, chainHead, publisher, licence };
}

function send(response: Response, type: string, text: string): void {
  allowReadingElsewhere(response);
  setETag(response);
  response.set('Content-Type', `${type}; charset=utf-8`).send(text);
}
