import { Readable } from 'node:stream';
import { Router } from 'express';
import { ZipFile } from 'yazl';
import { cleanName } from '../../domain/text.js';
import { csvMetadataText } from '../../outputs/csv-metadata.js';
import { fileColumnRows, fileColumnsColumns, wordRows, wordsColumns } from '../../outputs/codebook.js';
import { dataFiles } from '../../outputs/data-files.js';
import { licenceLine } from '../../outputs/licence.js';
import { tableOf } from '../../outputs/table.js';
import { addressOf } from '../address.js';
import { paths, withQuery } from '../paths.js';
import { setETag } from '../public-pages.js';
import { type Reading, readNegotiation } from '../reading.js';
import { chainFacts } from '../record-chain/facts.js';
import { contextOf } from '../request-context.js';
import type { Services } from '../services.js';
import { negotiationTables } from './negotiation-tables.js';
import { allowReadingElsewhere, linkHeader } from './sharing.js';
import { sendPieces } from './streaming.js';

const plainCsv = { bom: false, raw: false };

/** All tables of a negotiation at its clocks in one ZIP, with their metadata, the codebook and the licence. */
export function archiveRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });

  router.get(paths.archive(':negotiation'), async (request, response) => {
    const reading = await readNegotiation(services, request);
    const { negotiation, knownAt, asOf } = reading;
    const { licence } = services.config;
    const zip = new ZipFile();
    let current: Readable | null = null;
    contextOf(response).abandoned.addEventListener('abort', () => current?.destroy());
    // yazl ignores the errors of what it is given.
    const fail = (error: unknown) => (zip.outputStream as Readable).destroy(error as Error);
    zip.on('error', fail);
    // The same state gives the same file: nothing in it is of the moment of its making.
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
      const facts = { url: `${file.name}.csv`, title, modified: knownAt, licence, chain };
      const metadata = csvMetadataText(file, facts);
      add(`${file.name}.csv`, async () =>
        (await negotiationTables[file.name].load({ services, request, reading })).csv(plainCsv),
      );
      zip.addBuffer(Buffer.from(metadata), `${file.name}.csv-metadata.json`, options);
    }
    add('columns.csv', async () => tableOf(fileColumnsColumns, [fileColumnRows(negotiation)]).csv(plainCsv));
    add('words.csv', async () => tableOf(wordsColumns, [wordRows()]).csv(plainCsv));
    const permalink = withQuery(paths.data(negotiation.slug), reading.permalinkQuery);
    const notes = readme(reading, addressOf(services, request), permalink, licence);
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
  licence: Services['config']['licence'],
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
    licenceLine(licence),
    ...(licence.url === null ? [] : [licence.url]),
    '',
    'columns.csv says what each column means, words.csv what each word in them means.',
    'Beside each file stands its metadata for programs (W3C CSVW).',
    'CSV by RFC 4180, UTF-8. Text that a spreadsheet would run as a formula begins with an apostrophe.',
  ];
  return lines.map((line) => `${cleanName(line)}\r\n`).join('');
}
