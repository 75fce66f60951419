import { isolating } from '../../../domain/isolation.js';
import { contactUrl, type Publisher } from '../../../outputs/publisher.js';
import { type Licence, licenceAllows } from '../../../outputs/tables/licence.js';
import { type Link, type Page, plainHead } from '../../frame/layout.js';
import { paths } from '../../frame/paths.js';
import type { Block } from './markdown.js';

/** Whose tracker it is, how an error is reported, and what may be done with the data. */
export interface AboutPage extends Page {
  readonly siteName: string;
  /** What the publisher says of itself, from a file; empty for nothing. */
  readonly words: readonly Block[];
  readonly publisher: string;
  /** The mail address or the page; null for none. */
  readonly contact: Link | null;
  readonly imprint: Link | null;
  readonly source: string;
  /** The licence; without an address its `url` is empty. Null if none is named. */
  readonly licence: Link | null;
  /** What it allows, in plain words; null for one that we do not know. */
  readonly allows: string | null;
  readonly version: string;
}

export interface AboutFacts {
  readonly publisher: Publisher;
  readonly licence: Licence;
  readonly words: readonly Block[];
  readonly version: string;
  /** The instant of the newest publication, by which the page is cited; null if nothing is published. */
  readonly knownAt: string | null;
}

export function aboutPage({ publisher, licence, words, version, knownAt }: AboutFacts): AboutPage {
  const { siteName, name, contact, imprintUrl } = publisher;
  return {
    head: {
      ...plainHead(
        isolating`About ${siteName}`,
        contact === null
          ? isolating`Who publishes ${siteName}, and what may be done with the data.`
          : isolating`Who publishes ${siteName}, how to report an error, and what may be done with the data.`,
      ),
      canonical: paths.about,
      knownAt,
      isIndexed: true,
    },
    siteName,
    words,
    publisher: name,
    contact: contact && {
      label: contact.kind === 'mail' ? contact.address : contact.url,
      url: contactUrl(contact),
    },
    imprint: imprintUrl === null ? null : { label: 'Who answers for it by law', url: imprintUrl },
    source: licence.attribution,
    licence: licence.name === null ? null : { label: licence.name, url: licence.url ?? '' },
    allows: licenceAllows(licence),
    version,
  };
}

declare module '../../frame/pages.js' {
  interface Pages {
    readonly 'readers/about/about': AboutPage;
  }
}
