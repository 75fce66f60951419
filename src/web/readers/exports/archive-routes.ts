import { Readable } from 'node:stream';
import { Router } from 'express';
import { cleanName } from '../../../domain/text.js';
import { csvMetadataText } from '../../../outputs/tables/csv-metadata.js';
import {
  fileColumnRows,
  fileColumnsColumns,
  wordRows,
  wordsColumns,
} from '../../../outputs/tables/codebook.js';
import { dataFiles } from '../../../outputs/tables/data-files.js';
import { publisherAndSite } from '../../../outputs/publisher.js';
import { licenceLine } from '../../../outputs/tables/licence.js';
import { tableOf } from '../../../outputs/tables/table.js';
import { addressOf } from '../../frame/address.js';
import { paths, withQuery } from '../../frame/paths.js';
import { setETag } from '../../frame/public-pages.js';
import { type Reading, readNegotiation } from '../../frame/reading/reading.js';
import { chainFacts } from '../../parts/chain-facts.js';
import { contextOf } from '../../frame/request-context.js';
import type { Services } from '../../frame/services.js';
import type { Tables } from './routes.js';
import { allowReadingElsewhere, linkHeader } from '../../frame/tables/sharing.js';
import { sendPieces } from '../../frame/tables/streaming.js';

const plainCsv = { bom: false, raw: false };

/** All tables of a negotiation at its clocks in one ZIP, with metadata, codebook and licence. */
export function archiveRoutes(services: Services, { ofNegotiation }: Tables): Router {
  const router = Router({ caseSensitive: true });

  router.get(paths.archive(':negotiation'), async (request, response) => {
    const reading = await readNegotiation(services, request);
    const { negotiation, knownAt, asOf } = reading;
    const { publisher, licence } = services.config;
    // Loaded when an archive is asked for, so that the server starts sooner.
    const { ZipFile } = await import('yazl');
    const zip = new ZipFile();
    let current: Readable | null = null;
    contextOf(response).abandoned.addEventListener('abort', () => current?.destroy());
    // yazl ignores errors of the streams that it is given.
    const fail = (error: unknown) => (zip.outputStream as Readable).destroy(error as Error);
    zip.on('error', fail);
    // The same state gives the same file, because nothing in it depends on when it is made.
    const options = { mtime: new Date(knownAt), mode: 0o100644 };
    const add = (name: string, text: () => Promise<AsyncIterable<string>>) =>
      zip.addReadStreamLazy(name, options, (done) => {
        text().then((pieces) => {
          const stream = Readable.from(pieces);
          stream.on('error', fail);
          current = stream;
          done(null, stream);
        }, fail);
      });
    for (const file of dataFiles(negotiation)) {
      const title = `${file.name}.csv: ${negotiation.name}`;
      const chain = chainFacts(reading, addressOf(services, request));
      const facts = { url: `${file.name}.csv`, title, modified: knownAt, publisher, licence, chain };
      const metadata = csvMetadataText(file, facts);
      add(`${file.name}.csv`, async () =>
        (await ofNegotiation[file.name].load({ services, request, reading })).csv(plainCsv),
      );
      zip.addBuffer(Buffer.from(metadata), `${file.name}.csv-metadata.json`, options);
    }
    add('columns.csv', async () => tableOf(fileColumnsColumns, [fileColumnRows(negotiation)]).csv(plainCsv));
    add('words.csv', async () => tableOf(wordsColumns, [wordRows()]).csv(plainCsv));
    const permalink = withQuery(paths.data(negotiation.slug), reading.permalinkQuery);
    const notes = readme(reading, addressOf(services, request), permalink, services.config);
    zip.addBuffer(Buffer.from(notes), 'README.txt', options);
    zip.end();
    allowReadingElsewhere(response);
    setETag(response);
    response.set('Link', linkHeader(licence, []));
    const headers = {
      'Content-Type': 'application/zip',
      'Content-Disposition': `attachment; filename="${negotiation.slug}-${asOf}.zip"`,
    };
    await sendPieces(response, headers, zip.outputStream as Readable);
  });

  return router;
}

/** What the files are, at which clocks, and how they may be used. */
function readme(
  reading: Reading,
  address: string,
  permalink: string,
  { publisher, licence }: Services['config'],
): string {
  const { negotiation, asOf, knownAt } = reading;
  const chain = chainFacts(reading, address);
  const lines = [
    negotiation.name,
    '',
    `As of ${asOf}, as known at ${knownAt}.`,
    `${address}${permalink}`,
    ...(chain ? [`${chain.sequence} entries, SHA-256 ${chain.hash}: ${chain.url}`] : []),
    '',
    `Published by ${publisherAndSite(publisher)}.`,
    licenceLine(licence),
    ...(licence.url === null ? [] : [licence.url]),
    '',
    'columns.csv says what each column means, words.csv what each word in them means.',
    'Beside each file stands its metadata for programs (W3C CSVW).',
    'CSV by RFC 4180, UTF-8. Text that a spreadsheet would run as a formula begins with an apostrophe.',
  ];
  return lines.map((line) => `${cleanName(line)}\r\n`).join('');
}
