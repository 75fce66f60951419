import type { Negotiation } from '../../domain/structure/negotiation.js';
import type { ChainHead } from '../../domain/log/record-chain.js';
import { cleanName, cleanText } from '../../domain/text.js';
import type { Publisher } from '../publisher.js';
import type { Licence } from './licence.js';

/** Licences of data by their SPDX identifiers, the only ones that a citation file may name. */
const knownLicences = [
  ...['CC0-1.0', 'CC-BY-4.0', 'CC-BY-SA-4.0', 'CC-BY-NC-4.0', 'CC-BY-ND-4.0', 'CC-BY-NC-SA-4.0'],
  ...['CC-BY-NC-ND-4.0', 'CC-BY-3.0', 'CC-BY-SA-3.0', 'ODbL-1.0', 'ODC-By-1.0', 'PDDL-1.0'],
];

/** How the data are to be cited, for programs (Citation File Format 1.2.0). */
export function citationFileText({
  negotiation,
  knownAt,
  permalink,
  chainHead,
  publisher,
  licence,
  release = null,
}: {
  readonly negotiation: Pick<Negotiation, 'name' | 'description'>;
  /** RFC 3339, UTC. */
  readonly knownAt: string;
  /** The page of the files at exactly these clocks. */
  readonly permalink: string;
  readonly chainHead: ChainHead | null;
  readonly publisher: Publisher;
  readonly licence: Licence;
  /** The name and the day (UTC) of a data release; null for what is as of now. */
  readonly release?: { readonly name: string; readonly day: string } | null;
}): string {
  const spdx = knownLicences.find((each) => each === licence.name?.replaceAll(' ', '-'));
  const { contact } = publisher;
  const lines = [
    'cff-version: 1.2.0',
    `message: ${quoted(`If you use these data from ${cleanName(publisher.siteName)}, please cite them as below.`)}`,
    'type: dataset',
    `title: ${quoted(`${cleanName(negotiation.name)}: positions of the parties`)}`,
    ...(negotiation.description ? [`abstract: ${quoted(cleanText(negotiation.description))}`] : []),
    'authors:',
    `  - name: ${quoted(cleanName(publisher.name))}`,
    ...(contact?.kind === 'mail' ? [`    email: ${quoted(contact.address)}`] : []),
    ...(contact?.kind === 'page' ? [`    website: ${quoted(contact.url)}`] : []),
    `date-released: ${quoted(release?.day ?? knownAt.slice(0, 10))}`,
    `url: ${quoted(permalink)}`,
    ...(chainHead
      ? [
          `version: ${quoted(release ? cleanName(release.name) : `entry ${chainHead.sequence}`)}`,
          'identifiers:',
          '  - type: other',
          `    value: ${quoted(chainHead.hash)}`,
          `    description: ${quoted(`SHA-256 of entry ${chainHead.sequence} in the record chain`)}`,
        ]
      : []),
    ...(spdx === undefined ? [] : [`license: ${spdx}`]),
    ...(spdx === undefined && licence.url !== null ? [`license-url: ${quoted(licence.url)}`] : []),
  ];
  return `${lines.join('\n')}\n`;
}

/** YAML 1.2 takes every text of JSON in quotes as it is. */
function quoted(text: string): string {
  return JSON.stringify(text);
}
