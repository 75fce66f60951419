import { errorReportUrl, type Publisher } from '../../outputs/publisher.js';
import { isolating } from '../../domain/isolation.js';
import { entryName } from '../../domain/cells/wording.js';
import { type PageCitation, citationOf } from './citation.js';
import type { Follow, Link, PageHead } from './layout.js';
import { paths } from './paths.js';
import { shortPermalink } from './short-permalink.js';

/** What stands under the title of each page for readers: everything that can be taken along from it. */
export interface Bar {
  readonly citation: PageCitation | null;
  /** The page as it stands, for ever: short, and with both clocks written out. */
  readonly permalink: { readonly short: string | null; readonly long: string } | null;
  /** Where an error on it is reported; null for nowhere. */
  readonly report: string | null;
  /** The page as a picture, in several sizes. */
  readonly pictures: readonly Link[];
  /** A long picture in parts. */
  readonly pictureParts: readonly Link[];
  readonly tables: PageHead['tables'];
  /** The HTML with which another site embeds the page. */
  readonly embedding: string | null;
  readonly follow: Follow | null;
  /** The link of the record chain behind the page, and where it can be checked; null if nothing is published. */
  readonly chain: { readonly entry: Link; readonly hash: string } | null;
}

/** Null for a page from which there is nothing to take. */
export function barOf(head: PageHead, address: string, publisher: Publisher): Bar | null {
  const { title, knownAt, chainHead, tables, embed, follow } = head;
  const permalink = head.permalink || null;
  // A page without clocks is cited by its only address.
  const cited = permalink ?? head.canonical;
  const citation =
    cited !== null && knownAt !== null
      ? citationOf({ title, permalink: `${address}${cited}`, knownAt, chainHead, publisher })
      : null;
  if ([permalink, tables, embed, follow, citation].every((each) => each === null)) return null;
  return {
    citation,
    permalink:
      permalink === null
        ? null
        : {
            short: chainHead && `${address}${shortPermalink(permalink, chainHead)}`,
            long: `${address}${permalink}`,
          },
    report:
      permalink !== null && publisher.contact !== null
        ? errorReportUrl(publisher.contact, { title, permalink: `${address}${permalink}` })
        : null,
    pictures: head.picture?.offered ?? [],
    pictureParts: head.picture?.parts ?? [],
    tables: tables && { ...tables, csv: withMark(tables.csv) },
    embedding: embed && embedding(title, `${address}${embed}`),
    follow,
    chain: chainHead && {
      entry: { label: entryName(chainHead.sequence), url: paths.chainEntry(chainHead.sequence) },
      hash: chainHead.hash,
    },
  };
}

/** With the byte-order mark by which spreadsheets know the encoding. */
function withMark(csv: string): string {
  return `${csv}${csv.includes('?') ? '&' : '?'}bom=1`;
}

/** The HTML that an editor of another site copies into a page. */
function embedding(title: string, url: string): string {
  const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  return isolating`<iframe src="${escaped(url)}" title="${escaped(title)}" width="100%" height="640" loading="lazy"></iframe>`;
}
