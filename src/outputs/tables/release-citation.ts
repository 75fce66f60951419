import { isolating } from '../../domain/isolation.js';
import type { ChainHead } from '../../domain/log/record-chain.js';
import { cleanName } from '../../domain/text.js';
import { longDate } from '../../domain/when.js';
import { publisherAndSite, type Publisher } from '../publisher.js';
import type { Licence } from './licence.js';

/** What a release is cited and catalogued by. */
export interface ReleaseFacts {
  readonly negotiation: string;
  readonly description: string;
  readonly name: string;
  /** The day of the release, UTC. */
  readonly day: string;
  readonly head: ChainHead;
  /** Where it is listed. */
  readonly url: string;
  readonly publisher: Publisher;
  readonly licence: Licence;
}

const titleOf = ({ negotiation, name }: ReleaseFacts) =>
  isolating`${negotiation}: positions of the parties, ${name}`;

/** How it is cited, as text. */
export function releaseCitation(facts: ReleaseFacts): string {
  const { publisher, day, head, url } = facts;
  return `${publisherAndSite(publisher)}: “${titleOf(facts)}”, data release of ${longDate(day)}, entry ${head.sequence}, SHA-256 ${head.hash}. ${url}`;
}

/** Metadata for a repository that gives the release a DOI (DataCite Metadata Schema 4.6, as JSON). */
export function dataCite(facts: ReleaseFacts): string {
  const { name, day, url, head, publisher, licence, description } = facts;
  const title = cleanName(titleOf(facts));
  const metadata = {
    schemaVersion: 'http://datacite.org/schema/kernel-4',
    types: { resourceTypeGeneral: 'Dataset', resourceType: 'Positions of the parties of a negotiation' },
    creators: [{ name: cleanName(publisher.name), nameType: 'Organizational' }],
    titles: [{ title }],
    publisher: { name: cleanName(publisher.name) },
    container: { type: 'DataRepository', title: cleanName(publisher.siteName) },
    publicationYear: day.slice(0, 4),
    dates: [{ date: day, dateType: 'Issued' }],
    language: 'en',
    version: cleanName(name),
    url,
    alternateIdentifiers: [
      { alternateIdentifierType: 'SHA-256 of the record chain', alternateIdentifier: head.hash },
    ],
    ...(licence.name !== null && {
      rightsList: [
        { rights: cleanName(licence.name), ...(licence.url !== null && { rightsUri: licence.url }) },
      ],
    }),
    ...(description !== '' && {
      descriptions: [{ description: cleanName(description), descriptionType: 'Abstract' }],
    }),
    formats: ['application/zip', 'application/vnd.sqlite3'],
  };
  return `${JSON.stringify(metadata, null, 2)}\n`;
}
