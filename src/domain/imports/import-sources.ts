import { dateOr } from '../date-as-written.js';
import { type NewSource, problemsOfSource } from '../structure/new-source.js';
import { normalisedUrl, webAddress } from '../structure/source.js';
import { cleanName } from '../text.js';
import type { NewCitation } from '../log/new-stance.js';
import { mostSources } from '../log/update.js';
import type { Day } from '../when.js';

/** What a row cites: its sources, each once, and the citations of them. */
export interface CitedByRow {
  readonly sources: readonly NewSource[];
  readonly citations: readonly NewCitation[];
  /** Each with the column that it concerns. */
  readonly problems: readonly { readonly column: string; readonly message: string }[];
}

/** A source as a row of a file gives it. */
interface Given {
  readonly source: NewSource;
  readonly locator: string | null;
  readonly firstReportedBy: string | null;
}

/** Equal for sources that are the same: same address or, without one, same outlet, title and date. */
export function sourceKey({
  url,
  outlet,
  title,
  publishedDate,
}: Pick<NewSource, 'url' | 'outlet' | 'title' | 'publishedDate'>): string {
  const address = url === null ? null : webAddress(url);
  return address ? normalisedUrl(address) : JSON.stringify([outlet, title, publishedDate]);
}

/** A row's sources: the first from its own columns, the others from the list in `other_sources`. */
export function citedBy(fields: Readonly<Record<string, string>>, today: Day): CitedByRow {
  const first = givenBy((name) => fields[ownColumns[name]] ?? '');
  const others = othersIn(fields.other_sources ?? '');
  if (others === null) return { ...citing([first]), problems: [...problemsOf(first, today), noList] };
  const problems = others.flatMap((other, index) =>
    problemsOf(other, today).map(({ column, message }) => ({
      column: 'other_sources',
      message: `number ${index + 1}, ${column.replace('source_', '')}: ${message}`,
    })),
  );
  return { ...citing([first, ...others]), problems: [...problemsOf(first, today), ...problems] };
}

const members = [
  'outlet',
  'title',
  'url',
  'archive_url',
  'published_date',
  'first_reported_by',
  'locator',
] as const;
type Member = (typeof members)[number];

const ownColumns: Readonly<Record<Member, string>> = {
  outlet: 'source_outlet',
  title: 'source_title',
  url: 'source_url',
  archive_url: 'source_archive_url',
  published_date: 'source_published_date',
  first_reported_by: 'first_reported_by',
  locator: 'locator',
};

const noList = {
  column: 'other_sources',
  message: `Write a JSON list of at most ${mostSources - 1} objects with ${members.join(', ')}; each a text or null.`,
};

function givenBy(member: (name: Member) => string): Given {
  const optional = (name: Member) => member(name) || null;
  return {
    source: {
      outlet: member('outlet'),
      title: member('title'),
      url: optional('url'),
      archiveUrl: optional('archive_url'),
      author: null,
      publishedDate: dateOr(member('published_date'), null) || null,
      accessedDate: null,
      note: '',
    },
    locator: optional('locator'),
    firstReportedBy: optional('first_reported_by'),
  };
}

/** Null for anything that is not such a list. */
function othersIn(text: string): Given[] | null {
  if (text === '') return [];
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch {
    return null;
  }
  if (!Array.isArray(list) || list.length >= mostSources || !list.every(isSource)) return null;
  return list.map((each) => givenBy((name) => cleanName(each[name] ?? '')));
}

function isSource(each: unknown): each is Partial<Record<Member, string | null>> {
  if (typeof each !== 'object' || each === null || Array.isArray(each)) return false;
  return Object.entries(each).every(
    ([name, value]) =>
      members.some((member) => member === name) && (value === null || typeof value === 'string'),
  );
}

function problemsOf({ source }: Given, today: Day): CitedByRow['problems'] {
  return problemsOfSource(source, today).map(({ field, message }) => ({
    column: `source_${field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`,
    message,
  }));
}

function citing(given: readonly Given[]): Pick<CitedByRow, 'sources' | 'citations'> {
  const [first, ...others] = given;
  // Most rows cite one source, which cannot be the same as another.
  if (first && others.length === 0) {
    const { source, locator, firstReportedBy } = first;
    return { sources: [source], citations: [{ source: 0, locator, firstReportedBy }] };
  }
  const sources: NewSource[] = [];
  const places = new Map<string, number>();
  const citations = given.map(({ source, locator, firstReportedBy }) => {
    const key = sourceKey(source);
    const place = places.get(key) ?? sources.push(source) - 1;
    places.set(key, place);
    return { source: place, locator, firstReportedBy };
  });
  return { sources, citations };
}
