import { publisherAndSite, type Publisher } from '../../outputs/publisher.js';
import { isolated, isolating } from '../../domain/isolation.js';
import type { ChainHead } from '../../domain/log/record-chain.js';
import { fold } from '../../domain/text.js';
import { longDate } from '../../domain/when.js';
import { entryName } from '../../domain/cells/wording.js';

/** How to cite a page as it stands. */
export interface PageCitation {
  readonly text: string;
  readonly bibtex: string;
  /** For reference managers (Citation Style Language, csl-data.json). */
  readonly csl: string;
}

export interface CitedPage {
  readonly title: string;
  /** The absolute permalink with both clocks. */
  readonly permalink: string;
  /** The instant as of which the page is known (RFC 3339, UTC). */
  readonly knownAt: string;
  /** The newest link of the record chain behind the page. */
  readonly chainHead: ChainHead | null;
  readonly publisher: Publisher;
}

/**
 * The citation of a page, as text, as BibTeX and as CSL-JSON. It does not depend on when it is read: the permalink holds both
 * clocks.
 */
export function citationOf({ title, permalink, knownAt, chainHead, publisher }: CitedPage): PageCitation {
  const day = knownAt.slice(0, 10);
  const [year, month] = day.split('-') as [string, string];
  const recorded = `as recorded by ${longDate(day)}`;
  const proof = chainHead ? `${entryName(chainHead.sequence)}, SHA-256 ${chainHead.hash}` : null;
  const fields = [
    `  title = {{${isolated(latex(title))}}},`,
    `  author = {{${isolated(latex(publisher.name))}}},`,
    ...(publisher.name === publisher.siteName
      ? []
      : [`  organization = {{${isolated(latex(publisher.siteName))}}},`]),
    `  year = {${year}},`,
    `  month = {${Number(month)}},`,
    `  howpublished = {\\url{${permalink}}},`,
    `  note = {${[`As recorded by ${longDate(day)}`, proof].filter((part) => part !== null).join('; ')}}`,
  ];
  return {
    text: `${publisherAndSite(publisher)}: ${isolating`“${title}”, ${[recorded, proof].filter((part) => part !== null).join(', ')}. ${permalink}`}`,
    bibtex: [`@misc{${keyOf(title)}-${day},`, ...fields, '}'].join('\n'),
    csl: cslJson({ title, permalink, knownAt, publisher }, proof),
  };
}

function cslJson(
  { title, permalink, knownAt, publisher }: Omit<CitedPage, 'chainHead'>,
  proof: string | null,
): string {
  const day = knownAt.slice(0, 10);
  const item = {
    id: `${keyOf(title)}-${day}`,
    type: 'webpage',
    title: isolated(title),
    author: [{ literal: publisher.name }],
    ...(publisher.name !== publisher.siteName && { 'container-title': publisher.siteName }),
    issued: { 'date-parts': [day.split('-').map(Number)] },
    URL: permalink,
    ...(proof !== null && { note: proof }),
  };
  return JSON.stringify([item], null, 1);
}

/** Replaces characters that TeX would read as commands. */
function latex(text: string): string {
  return text
    .replace(/[\\{}]/g, '')
    .replace(/[&%$#_]/g, (sign) => `\\${sign}`)
    .replaceAll('~', '\\textasciitilde{}')
    .replaceAll('^', '\\textasciicircum{}');
}

function keyOf(title: string): string {
  return (
    fold(title)
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 40) || 'page'
  );
}
