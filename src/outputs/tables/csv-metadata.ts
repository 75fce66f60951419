import type { ChainHead } from '../../domain/log/record-chain.js';
import type { Column } from './csv.js';
import type { Table } from './table.js';
import { contactUrl, type Publisher } from '../publisher.js';
import { type Licence, licenceLine } from './licence.js';
import { jsonText } from './json.js';

/** What the metadata of a CSV file says besides its columns. */
export interface MetadataFacts {
  /** The address of the file, relative to that of the metadata. */
  readonly url: string;
  readonly title: string;
  /** RFC 3339, UTC; null for a file that is of no time. */
  readonly modified: string | null;
  readonly publisher: Publisher;
  readonly licence: Licence;
  /** The newest link of the record chain behind the file, and where it can be checked. */
  readonly chain: (ChainHead & { readonly url: string }) | null;
}

/** A day as it was recorded: EDTF level 0, to the year, the month or the day. */
const edtf = '\\d{4}(-\\d{2}(-\\d{2})?)?';

const datatypes: Readonly<Record<Column<never>['kind'], unknown>> = {
  text: 'string',
  code: 'string',
  number: 'integer',
  date: { base: 'string', format: edtf },
  instant: { base: 'dateTime', format: 'yyyy-MM-ddTHH:mm:ss.SSSX' },
  address: 'anyURI',
};

/** A table, and what one of its rows is. */
export interface DescribedTable {
  readonly rows: string;
  readonly columns: Table['columns'];
}

/** The metadata as text: texts in it as they are printed, all syntax unchanged. */
export function csvMetadataText(file: DescribedTable, facts: MetadataFacts): string {
  const printed = JSON.parse(jsonText(csvMetadata(file, facts))) as object;
  return `${JSON.stringify({ ...printed, dialect }, null, 2)}\n`;
}

const dialect = { header: true, encoding: 'utf-8', delimiter: ',', lineTerminators: ['\r\n'] } as const;

/**
 * The metadata of one file for programs (W3C, Metadata Vocabulary for Tabular Data), made from the columns with which
 * the file is written.
 */
function csvMetadata(
  { rows, columns }: DescribedTable,
  { url, title, modified, publisher, licence, chain }: MetadataFacts,
): object {
  return {
    '@context': ['http://www.w3.org/ns/csvw', { '@language': 'en' }],
    url,
    'dc:title': title,
    'dc:description': `${rows} Text that a spreadsheet would run as a formula, or that has such a sign after apostrophes, begins with one more apostrophe, unless the address has raw=1.`,
    ...(modified !== null && { 'dc:modified': { '@value': modified, '@type': 'xsd:dateTime' } }),
    ...(chain && {
      'dc:identifier': `entry ${chain.sequence}, SHA-256 ${chain.hash}`,
      'dc:provenance': { '@id': chain.url },
    }),
    'dc:creator': publisher.name,
    'dc:publisher': publisher.name,
    'dc:isPartOf': publisher.siteName,
    ...(publisher.contact && {
      'dcat:contactPoint':
        publisher.contact.kind === 'mail'
          ? { 'vcard:hasEmail': { '@id': contactUrl(publisher.contact) } }
          : { 'vcard:hasURL': { '@id': contactUrl(publisher.contact) } },
    }),
    'dc:rights': licenceLine(licence),
    ...(licence.url !== null && { 'dc:license': { '@id': licence.url } }),
    dialect,
    tableSchema: {
      columns: columns.map(({ name, kind, description }) => ({
        // In CSVW, column names are variable names; a party’s slug may contain hyphens.
        name: name.replaceAll('-', '_'),
        titles: name,
        'dc:description': description,
        datatype: datatypes[kind],
        null: '',
      })),
    },
  };
}
