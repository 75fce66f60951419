import { Router } from 'express';
import { cleanName } from '../../../domain/text.js';
import { citationFileText } from '../../../outputs/tables/citation-file.js';
import { csvMetadataText } from '../../../outputs/tables/csv-metadata.js';
import { dataPackageText } from '../../../outputs/tables/data-package.js';
import { contactOf, publisherAndSite } from '../../../outputs/publisher.js';
import { licenceLine } from '../../../outputs/tables/licence.js';
import { type ArchivedFile, workbookFiles } from '../../../outputs/tables/workbook/workbook.js';
import { addressOf } from '../../frame/address.js';
import { paths, withQuery } from '../../frame/paths.js';
import { endIfKnown, setETag } from '../../frame/public-pages.js';
import { type Reading, readNegotiation } from '../../frame/reading/reading.js';
import { chainFacts } from '../../parts/chain-facts.js';
import type { TablePlace } from '../../parts/tables.js';
import type { Services } from '../../frame/services.js';
import { tablesOf } from './every-table.js';
import { packageFacts } from './package-routes.js';
import type { Tables } from './routes.js';
import { allowReadingElsewhere, linkHeader } from '../../frame/tables/sharing.js';
import { sendPieces } from '../../frame/tables/streaming.js';
import { licenceFacts, readingFacts, sendWorkbook } from '../../frame/tables/table-answer.js';
import { zipOf } from '../../frame/tables/zip.js';

const plainCsv = { bom: false, raw: false };

/** All tables of a negotiation at its clocks in one file: a ZIP with metadata, codebook and licence, or a workbook. */
export function archiveRoutes(services: Services, tables: Tables): Router {
  const router = Router({ caseSensitive: true });

  router.get(paths.archive(':negotiation'), async (request, response) => {
    const reading = await readNegotiation(services, request);
    if (endIfKnown(response)) return;
    const { negotiation, knownAt, asOf } = reading;
    const archive = await zipOf(archivedFiles({ services, request, reading }, tables), knownAt);
    allowReadingElsewhere(response);
    setETag(response);
    response.set('Link', linkHeader(services.config.licence, []));
    const headers = {
      'Content-Type': 'application/zip',
      'Content-Disposition': `attachment; filename="${negotiation.slug}-${asOf}.zip"`,
    };
    await sendPieces(response, headers, archive);
  });

  router.get(paths.workbook(':negotiation'), async (request, response) => {
    const reading = await readNegotiation(services, request);
    const { negotiation, knownAt, asOf } = reading;
    const { licence } = services.config;
    const sheets = tablesOf({ services, request, reading }, tables).map(({ name, load }) => ({
      name,
      load: async () => (await load()).sheet(),
    }));
    const page = paths.data(negotiation.slug);
    const files = workbookFiles(sheets, {
      title: negotiation.name,
      about: { ...readingFacts(services, request, reading, page), ...licenceFacts(services.config) },
      created: knownAt,
    });
    response.set('Link', linkHeader(licence, []));
    await sendWorkbook(response, `${negotiation.slug}-${asOf}`, files, knownAt);
  });

  return router;
}

async function* archivedFiles(place: TablePlace, tables: Tables): AsyncGenerator<ArchivedFile> {
  const { services, request, reading } = place;
  const { negotiation, knownAt } = reading;
  const { publisher, licence } = services.config;
  const address = addressOf(services, request);
  for (const { name, rows, load } of tablesOf(place, tables)) {
    const csv = `${name}.csv`;
    const table = await load();
    yield { name: csv, pieces: table.csv(plainCsv) };
    const title = `${csv}: ${negotiation.name}`;
    const facts = {
      url: csv,
      title,
      modified: knownAt,
      publisher,
      licence,
      chain: chainFacts(reading, address),
    };
    yield { name: `${csv}-metadata.json`, pieces: csvMetadataText({ rows, columns: table.columns }, facts) };
  }
  const facts = packageFacts(place);
  yield {
    name: 'datapackage.json',
    pieces: dataPackageText({ ...facts, pathOf: (file) => `${file}.csv` }),
  };
  yield { name: 'CITATION.cff', pieces: citationFileText(facts) };
  const permalink = withQuery(paths.data(negotiation.slug), reading.permalinkQuery);
  yield { name: 'README.txt', pieces: readme(reading, address, permalink, services.config) };
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
    ...(publisher.contact === null ? [] : [`Errors are reported to ${contactOf(publisher)}`]),
    ...(publisher.imprintUrl === null ? [] : [`Who answers for it by law: ${publisher.imprintUrl}`]),
    licenceLine(licence),
    ...(licence.url === null ? [] : [licence.url]),
    '',
    'columns.csv says what each column means, words.csv what each word in them means.',
    'Beside each file stands its metadata for programs (W3C CSVW); datapackage.json describes all of them',
    '(Frictionless Data Package 2). CITATION.cff says how to cite them.',
    'CSV by RFC 4180, UTF-8. Text that a spreadsheet would run as a formula begins with an apostrophe.',
    'For spreadsheets all tables are also in one workbook, tables.xlsx, without these apostrophes.',
  ];
  return lines.map((line) => `${cleanName(line)}\r\n`).join('');
}
