import { isolating } from '../../../domain/isolation.js';
import { evidenceChoices } from '../../../domain/cells/cell.js';
import { evidenceCounts } from '../../../domain/cells/cell-evidence.js';
import { standOrders } from '../../../domain/cells/stand-sections.js';
import { type ImportColumn, importColumns } from '../../../domain/imports/import-columns.js';
import { entryName } from '../../../domain/cells/wording.js';
import type { DataRelease } from '../../../domain/data-release.js';
import { firstDay, longInstant } from '../../../domain/when.js';
import { type ValueList, valueLists } from '../../../outputs/tables/codebook.js';
import { dataFiles } from '../../../outputs/tables/data-files.js';
import { partyData } from '../../../outputs/party-data.js';
import type { Contact, Publisher } from '../../../outputs/publisher.js';
import type { Licence } from '../../../outputs/tables/licence.js';
import { workbookType } from '../../../outputs/tables/workbook/parts.js';
import { templateLink } from '../../parts/import-template.js';
import type { Link, Page } from '../../frame/layout.js';
import { paths, withQuery } from '../../frame/paths.js';
import { type ClockControls, clockControls } from '../../frame/reading/clock-controls.js';
import { readingHead } from '../../frame/reading/reading-head.js';
import type { Reading } from '../../frame/reading/reading.js';

/** What can be downloaded, and what its columns and values mean. */
export interface DataPage extends Page {
  readonly controls: ClockControls;
  readonly files: readonly {
    readonly id: string;
    readonly name: string;
    readonly rows: string;
    /** In each format; CSV for spreadsheets, with a byte-order mark, and for programs. */
    readonly links: readonly Link[];
    readonly columns: readonly {
      readonly name: string;
      readonly kind: string;
      readonly description: string;
    }[];
  }[];
  readonly parameters: readonly { readonly name: string; readonly meaning: string }[];
  readonly values: readonly ValueList[];
  /** All tables in one file, each format. */
  readonly archives: readonly Link[];
  readonly releases: readonly ReleaseView[];
  /** An empty file for those who have stances of their own, and the columns that it takes. */
  readonly template: Link;
  readonly importColumns: readonly ImportColumn[];
}

/** Files of all tables, and what describes them. */
const wholes = [
  { label: 'All tables in one file (ZIP)', type: 'application/zip', pathAt: paths.archive },
  { label: 'All tables in one workbook (Excel)', type: workbookType, pathAt: paths.workbook },
  {
    label: 'All tables in one database (SQLite)',
    type: 'application/vnd.sqlite3',
    pathAt: paths.tableFile,
  },
  {
    label: 'Their description for programs (Data Package)',
    type: 'application/vnd.datapackage+json',
    pathAt: paths.dataPackage,
  },
  { label: 'How to cite them (CITATION.cff)', type: 'application/yaml', pathAt: paths.citationFile },
];

/** What was frozen under a name. */
export interface ReleaseView {
  readonly id: string;
  readonly name: string;
  readonly released: string;
  readonly entry: Link;
  readonly hash: string;
  readonly citation: string;
  readonly files: readonly {
    readonly name: string;
    /** Null once a text in it had to be removed by law. */
    readonly url: string | null;
    readonly size: string;
    readonly digest: string;
  }[];
  /** Why the files are gone; null while they are there. */
  readonly removed: string | null;
}

const kindWords = {
  text: 'text',
  code: 'word from a list',
  number: 'number',
  date: 'date',
  instant: 'instant (UTC)',
  address: 'web address',
} as const;

export function dataPage(
  reading: Reading,
  address: string,
  { releases, ...facts }: Omit<DatasetFacts, 'address'> & { readonly releases: readonly DataRelease[] },
): DataPage {
  const { negotiation, givenQuery } = reading;
  const path = paths.data(negotiation.slug);
  return {
    head: readingHead(reading, {
      title: isolating`Data: ${negotiation.name}`,
      description: isolating`The positions in the ${negotiation.name} as files, with the meaning of every column and value.`,
      path,
      structuredData: datasetOf(reading, `${address}${path}`, { address, ...facts }),
    }),
    controls: clockControls(reading, path),
    files: dataFiles(negotiation).map(({ name, rows, columns }) => {
      const url = `${paths.negotiation(negotiation.slug)}/${name}.csv`;
      return {
        id: name,
        name: `${name}.csv`,
        rows,
        links: [
          { label: 'Excel', url: withQuery(url.replace(/csv$/, 'xlsx'), givenQuery) },
          { label: 'CSV for spreadsheets', url: withQuery(url, { ...givenQuery, bom: '1' }) },
          { label: 'CSV for programs', url: withQuery(url, givenQuery) },
          { label: 'JSON', url: withQuery(url.replace(/csv$/, 'json'), givenQuery) },
          {
            label: 'Its metadata (CSVW)',
            url: withQuery(paths.csvMetadata(negotiation.slug, name), givenQuery),
          },
        ],
        columns: columns.map((column) => ({
          name: column.name,
          kind: kindWords[column.kind],
          description: column.description,
        })),
      };
    }),
    parameters,
    values: valueLists(),
    archives: wholes.map(({ label, pathAt }) => ({
      label,
      url: withQuery(pathAt(negotiation.slug), givenQuery),
    })),
    // Of those that know more than this page nothing is said.
    releases: releases
      .filter(({ sequence }) => sequence <= reading.clocks.known)
      .map((release) => releaseView(negotiation.slug, release)),
    template: templateLink(negotiation.slug),
    importColumns,
  };
}

function releaseView(negotiation: string, release: DataRelease): ReleaseView {
  const { id, name, releasedAt, sequence, hash, citation, files, removed } = release;
  return {
    ...{ id: `release-${id}`, name, hash, citation },
    released: longInstant(releasedAt),
    entry: { label: entryName(sequence), url: paths.chainEntry(sequence) },
    files: files.map((file) => ({
      name: file.name,
      url: removed ? null : paths.releaseFile(negotiation, id, file.name),
      size: `${file.size.toLocaleString('en-GB')} bytes`,
      digest: file.digest,
    })),
    removed:
      removed &&
      isolating`Its files are gone since ${longInstant(removed.at)}, because a text in them had to be removed by law: ${removed.reason}`,
  };
}

const parameters: DataPage['parameters'] = [
  { name: 'as_of=2025-08-14', meaning: 'Leaves out what was taken up after this day.' },
  { name: 'known_at=2025-08-20T12:00:00Z', meaning: 'Leaves out what was recorded after this instant.' },
  {
    name: `evidence=${evidenceChoices.map(({ value }) => value).join('|')}`,
    meaning: evidenceChoices.map(({ value, label }) => `${value}: ${label}`).join('; '),
  },
  {
    name: 'party= topic= position= attribution=',
    meaning: 'Only these, by the names in the lists; each as often as wanted.',
  },
  { name: 'q=', meaning: 'Only demands with these words.' },
  { name: 'closed=1', meaning: 'With demands and parties that are closed.' },
  { name: 'with=', meaning: 'In stand: which parties are to agree, each by its name in the list.' },
  { name: 'since=2025-08-14', meaning: 'The day since which movements are told.' },
  { name: 'stale=6', meaning: 'After how many months without a word a position is stale.' },
  {
    name: 'cells=stale',
    meaning: `In evidence: the cells behind one count (${evidenceCounts.map(({ value }) => value).join(', ')}).`,
  },
  {
    name: 'sort=topic',
    meaning: `In stand: by ${standOrders.map(({ value }) => value).join(' or ')}. In evidence: by a count, or by origins.`,
  },
  { name: 'from=2025-08-14&to=2025-08-18', meaning: 'The two days that changes.csv compares.' },
  { name: 'bom=1', meaning: 'Begins with a byte-order mark, by which Excel knows UTF-8.' },
  {
    name: 'raw=1',
    meaning:
      'Text as it was stored. Without it, text that a spreadsheet would run as a formula begins with an apostrophe.',
  },
];

interface DatasetFacts {
  readonly address: string;
  readonly publisher: Publisher;
  /** The path of its picture; null for none. */
  readonly logo: string | null;
  readonly licence: Licence;
}

/** schema.org/Dataset. Never ClaimReview: the tracker gives no verdicts. */
function datasetOf(
  reading: Reading,
  url: string,
  { address, publisher, logo, licence }: DatasetFacts,
): object {
  const { negotiation, events, log, clocks, knownAt, asOf, givenQuery } = reading;
  const days = [
    ...events.map(({ date }) => firstDay(date)),
    ...negotiation.demands.flatMap((demand) =>
      negotiation.parties.flatMap((party) => {
        const cell = log.cellAt(party.id, demand.id, clocks);
        return cell.isSet ? [cell.since.stance.day] : [];
      }),
    ),
  ].sort();
  const files = dataFiles(negotiation);
  const publisherId = `${address}${paths.about}#publisher`;
  return {
    '@context': 'https://schema.org/',
    '@type': 'Dataset',
    '@id': url,
    name: isolating`${negotiation.name}: positions of the parties`,
    description:
      negotiation.description ||
      isolating`Who wants what in the ${negotiation.name}: dated, attributed and sourced positions of the parties.`,
    url,
    isAccessibleForFree: true,
    ...(licence.name !== null && { license: licence.url ?? licence.name }),
    creator: { '@type': 'Organization', '@id': publisherId, name: publisher.name },
    publisher: {
      '@type': 'Organization',
      '@id': publisherId,
      name: publisher.name,
      url: address,
      ...(logo !== null && { logo: `${address}${logo}` }),
      ...(publisher.contact !== null && { contactPoint: contactPoint(publisher.contact) }),
    },
    includedInDataCatalog: {
      '@type': 'DataCatalog',
      name: publisher.siteName,
      url: address,
      ...(publisher.imprintUrl !== null && { usageInfo: publisher.imprintUrl }),
    },
    creditText: licence.attribution,
    about: negotiation.parties.map((party) =>
      partyData(party, `${address}${paths.party(negotiation.slug, party.slug)}`),
    ),
    dateModified: knownAt,
    ...(days[0] !== undefined && { temporalCoverage: `${days[0]}/${asOf}` }),
    variableMeasured: [...new Set(files.flatMap(({ columns }) => columns.map(({ name }) => name)))],
    distribution: [
      ...files.map(({ name, rows }) => ({
        '@type': 'DataDownload',
        name: `${name}.csv`,
        description: rows,
        encodingFormat: 'text/csv',
        contentUrl: `${address}${withQuery(`${paths.negotiation(negotiation.slug)}/${name}.csv`, givenQuery)}`,
      })),
      ...wholes.map(({ label, type, pathAt }) => ({
        '@type': 'DataDownload',
        name: label,
        encodingFormat: type,
        contentUrl: `${address}${withQuery(pathAt(negotiation.slug), givenQuery)}`,
      })),
    ],
  };
}

function contactPoint(contact: Contact): object {
  const reached = contact.kind === 'mail' ? { email: contact.address } : { url: contact.url };
  return { '@type': 'ContactPoint', contactType: 'errors in the data', ...reached };
}

declare module '../../frame/pages.js' {
  interface Pages {
    readonly 'readers/data/data': DataPage;
  }
}
