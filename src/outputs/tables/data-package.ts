import type { ChainHead } from '../../domain/log/record-chain.js';
import type { Negotiation } from '../../domain/structure/negotiation.js';
import { publisherAndSite, type Publisher } from '../publisher.js';
import { fileColumnsColumns, wordsColumns } from './codebook.js';
import type { Column } from './csv.js';
import { dataFiles, keysOfFiles } from './data-files.js';
import { jsonText } from './json.js';
import { type Licence, licenceLine } from './licence.js';

/** What the description of all files says besides their columns. */
export interface PackageFacts {
  readonly negotiation: Negotiation;
  readonly asOf: string;
  /** RFC 3339, UTC. */
  readonly knownAt: string;
  /** The page of the files at exactly these clocks. */
  readonly permalink: string;
  /** The newest link of the record chain behind the files. */
  readonly chainHead: ChainHead | null;
  readonly publisher: Publisher;
  readonly licence: Licence;
  /** Where a file lies: beside the description, or at an address. */
  readonly pathOf: (file: string) => string;
}

type Columns = readonly Pick<Column<never>, 'name' | 'kind' | 'description'>[];

const profiles = 'https://datapackage.org/profiles/2.0';

const types: Readonly<Record<Column<never>['kind'], object>> = {
  text: { type: 'string' },
  code: { type: 'string' },
  number: { type: 'integer' },
  // To the year, the month or the day, as it was recorded (EDTF level 0).
  date: { type: 'string', constraints: { pattern: '\\d{4}(-\\d{2}(-\\d{2})?)?' } },
  instant: { type: 'datetime', format: '%Y-%m-%dT%H:%M:%S.%fZ' },
  address: { type: 'string', format: 'uri' },
};

/**
 * All files of a negotiation described for programs (Frictionless Data, Data Package 2), from the columns that they are
 * written with.
 */
export function dataPackageText(facts: PackageFacts): string {
  const { negotiation, asOf, knownAt, permalink, chainHead, publisher, licence } = facts;
  const licenses = licensesOf(licence);
  const described = JSON.parse(
    jsonText({
      $schema: `${profiles}/datapackage.json`,
      name: negotiation.slug,
      title: negotiation.name,
      description: `${negotiation.description ? `${negotiation.description}\n\n` : ''}As of ${asOf}, as known at ${knownAt}. Text that a spreadsheet would run as a formula begins with an apostrophe.`,
      homepage: permalink,
      created: knownAt,
      ...(chainHead && { chain_entry: chainHead.sequence, chain_hash: chainHead.hash }),
      ...(licenses.length > 0 && { licenses }),
      contributors: [contributorOf(publisher)],
      resources: [
        ...dataFiles(negotiation).map(({ name, rows, columns }) =>
          resource(facts, { name, description: rows, columns, key: keysOfFiles[name] ?? [] }),
        ),
        resource(facts, {
          name: 'columns',
          description: 'What each column of each file means.',
          columns: fileColumnsColumns,
          key: ['file', 'column'],
        }),
        resource(facts, {
          name: 'words',
          description: 'What each word from a list means.',
          columns: wordsColumns,
          key: ['list', 'value'],
        }),
      ],
    }),
  ) as object;
  return `${JSON.stringify(described, null, 2)}\n`;
}

function resource(
  { pathOf }: PackageFacts,
  {
    name,
    description,
    columns,
    key,
  }: {
    readonly name: string;
    readonly description: string;
    readonly columns: Columns;
    readonly key: readonly string[];
  },
): object {
  return {
    name,
    type: 'table',
    path: pathOf(name),
    description,
    format: 'csv',
    mediatype: 'text/csv',
    encoding: 'utf-8',
    dialect: { $schema: `${profiles}/tabledialect.json`, header: true, delimiter: ',', quoteChar: '"' },
    schema: {
      $schema: `${profiles}/tableschema.json`,
      fields: columns.map((column) => ({
        name: column.name,
        ...types[column.kind],
        description: column.description,
      })),
      missingValues: [''],
      ...(key.length > 0 && { primaryKey: key }),
    },
  };
}

/** How it is reached is said where the profile has a place for it; that takes web addresses and mail addresses. */
function contributorOf(publisher: Publisher): object {
  const { contact, imprintUrl } = publisher;
  const path = contact?.kind === 'page' ? contact.url : imprintUrl;
  return {
    title: publisherAndSite(publisher),
    ...(path !== null && { path }),
    ...(contact?.kind === 'mail' && { email: contact.address }),
    roles: ['publisher'],
  };
}

/** By the name that programs know it by, where it is one: “CC-BY-4.0”. */
function licensesOf(licence: Licence): object[] {
  const name = licence.name?.replaceAll(' ', '-');
  const isName = name !== undefined && /^[-a-zA-Z0-9._]+$/.test(name);
  if (!isName && licence.url === null) return [];
  return [
    {
      ...(isName && { name }),
      ...(licence.url !== null && { path: licence.url }),
      title: licenceLine(licence),
    },
  ];
}
