import { isolating } from '../../../domain/isolation.js';
import { evidenceChoices } from '../../../domain/cells/cell.js';
import { longDate, longInstant } from '../../../domain/when.js';
import type { Follow, Link, PageHead, PictureLinks } from '../layout.js';
import { pictureLinks, type PicturePart } from '../pictures/links.js';
import { paths, queryEntries, withQuery } from '../paths.js';
import type { Query, Reading } from './reading.js';

/** The head of a page for readers in one negotiation: its permalink, and the banner if it is of another time. */
export function readingHead(
  reading: Reading,
  {
    title,
    description,
    path,
    more = {},
    hasDate = false,
    tableQuery = more,
    feed = null,
    alsoFollow = [],
    pictureAt = null,
    pictureParts = [],
    embedAt = null,
    embedQuery = more,
    script = null,
    structuredData = null,
  }: {
    readonly title: string;
    readonly description: string;
    /** True if the title says of which days it is. */
    readonly hasDate?: boolean;
    readonly path: string;
    /** The other parameters of the page's address, besides the clocks and the evidence. */
    readonly more?: Query | readonly (readonly [string, string])[];
    /** Those that the page’s table also takes; by default all. */
    readonly tableQuery?: Query | readonly (readonly [string, string])[];
    /** The path of its Atom feed. */
    readonly feed?: string | null;
    /** Further feeds of what it is about. */
    readonly alsoFollow?: readonly Link[];
    /** Where its picture is, without “.svg” or “.png”, which takes all its parameters. */
    readonly pictureAt?: string | null;
    /** Its parts that can be had by themselves. */
    readonly pictureParts?: readonly PicturePart[];
    /** The path at which other sites can embed it. */
    readonly embedAt?: string | null;
    /** The parameters that it is embedded with; by default all. */
    readonly embedQuery?: Query | readonly (readonly [string, string])[];
    /** The file name of its script. */
    readonly script?: string | null;
    readonly structuredData?: object | null;
  },
): PageHead {
  const { negotiation, isAnotherTime, permalinkQuery, givenQuery } = reading;
  return {
    title,
    description,
    sharedTitle: hasDate ? title : isolating`${title} (as of ${longDate(reading.asOf)})`,
    canonical: withQuery(
      path,
      queryEntries(more).filter(([name]) => name === 'page'),
    ),
    negotiation: {
      ...{ name: negotiation.name, slug: negotiation.slug },
      hasQuestions: negotiation.questions.length > 0,
    },
    current: path,
    query: givenQuery,
    permalink: withQuery(path, [...queryEntries(permalinkQuery), ...queryEntries(more)]),
    knownAt: permalinkQuery.known_at ?? null,
    chainHead: reading.chainHead,
    feed,
    follow: followOf(negotiation, feed, alsoFollow),
    tables: tablesAt(path, [...queryEntries(givenQuery), ...queryEntries(tableQuery)]),
    picture: pictureOf(reading, {
      ...{ title, description, pictureAt, pictureParts },
      more: queryEntries(more),
    }),
    embed: embedAt && withQuery(embedAt, [...queryEntries(givenQuery), ...queryEntries(embedQuery)]),
    script,
    structuredData,
    banner: isAnotherTime ? bannerOf(reading, path, queryEntries(more)) : null,
    isIndexed: !isAnotherTime,
  };
}

/** A page without a picture of its own is shown by where everybody stands at its clocks. */
function pictureOf(
  { negotiation, givenQuery }: Reading,
  page: {
    readonly title: string;
    readonly description: string;
    readonly pictureAt: string | null;
    readonly pictureParts: readonly PicturePart[];
    readonly more: readonly (readonly [string, string])[];
  },
): PictureLinks {
  const clocks = queryEntries(givenQuery);
  if (page.pictureAt !== null)
    return pictureLinks(page.pictureAt, [...clocks, ...page.more], altOf(page), page.pictureParts);
  const { name, slug } = negotiation;
  const alt = isolating`Where they stand: how many demands of the ${name} are agreed, aligned, opposed or blocked`;
  return { ...pictureLinks(paths.stand(slug), clocks, alt), offered: [] };
}

/** What is read aloud in place of the picture; a description that says what the title does is enough. */
function altOf({ title, description }: { readonly title: string; readonly description: string }): string {
  const [, quoted = title] = /“(.+)”$/.exec(title) ?? [];
  return description.includes(quoted) ? description : isolating`${title}. ${description}`;
}

/** Topics that have demands at the page’s time: one added later would change a permalink. */
function followOf(
  { slug, topics, demands }: Reading['negotiation'],
  feed: string | null,
  others: readonly Link[],
): Follow {
  const whole = { label: 'The whole negotiation', url: `${paths.negotiation(slug)}.atom` };
  const page = feed === null || feed === whole.url ? [] : [{ label: 'This page', url: feed }];
  return {
    own: [...page, ...others],
    whole,
    topics: topics
      .filter(({ id }) => demands.some(({ topic }) => topic.id === id))
      .map((topic) => ({ label: topic.name, url: `${paths.topic(slug, topic.slug)}.atom` })),
  };
}

/** The paths of a page’s table in each format, with the query of the page. */
export function tablesAt(path: string, query: readonly (readonly [string, string])[]): PageHead['tables'] {
  const at = (format: string) => withQuery(`${path}.${format}`, query);
  return { csv: at('csv'), json: at('json'), xlsx: at('xlsx') };
}

/** What belongs to the days of the page alone is left behind. */
const ofItsTime = ['page', 'before', 'from', 'to'];

function bannerOf(
  { asOf, query, givenQuery }: Reading,
  path: string,
  more: readonly (readonly [string, string])[],
): PageHead['banner'] {
  const kept = more.filter(([name]) => !ofItsTime.includes(name));
  const known =
    query.knownAt === null ? '' : `, as it was known on ${longInstant(query.knownAt.toISOString())}`;
  return {
    text: `You are reading the talks as of ${longDate(asOf)}${known}.`,
    back: {
      label: 'Back to now',
      url: withQuery(path, [...queryEntries({ evidence: givenQuery.evidence ?? null }), ...kept]),
    },
  };
}

/** “As of 14 August 2025 · known on 20 August 2025, 12:00 UTC · on the record first”: both clocks and the evidence. */
export function clocksLine({ asOf, knownAt, clocks }: Reading): string {
  const evidence = evidenceChoices.find(({ value }) => value === clocks.evidence)?.label ?? '';
  return `As of ${longDate(asOf)} · recorded by ${longInstant(knownAt)} · Evidence: ${evidence.toLowerCase()}`;
}
