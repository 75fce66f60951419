import { queryEntries, withQuery } from './paths.js';

/** Where every short permalink begins. */
export const shortRoot = '/c';
/** How many signs of a hash it holds. */
const signs = 8;

/** What a short permalink names of the newest publication that its page knows. */
export interface NamedLink {
  readonly sequence: number;
  /** The first signs of its hash. */
  readonly begins: string;
}

/**
 * The short form of a permalink: the number and the first signs of the hash of that publication stand for the instant
 * that the long one holds.
 */
export function shortPermalink(
  permalink: string,
  { sequence, hash }: { readonly sequence: number; readonly hash: string },
): string {
  const start = permalink.indexOf('?');
  const [path, query] = start < 0 ? [permalink, ''] : [permalink.slice(0, start), permalink.slice(start + 1)];
  const rest = query.split('&').filter((parameter) => parameter !== '' && nameOf(parameter) !== 'known_at');
  const short = `${shortRoot}/${sequence}-${hash.slice(0, signs)}${path}`;
  return rest.length === 0 ? short : `${short}?${rest.join('&')}`;
}

/** The publication that the first part of a short permalink names; null if that is none. */
export function namedLink(part: string): NamedLink | null {
  const [, sequence, begins] = /^([1-9]\d{0,8})-([0-9a-f]{8})$/.exec(part) ?? [];
  return sequence === undefined || begins === undefined ? null : { sequence: Number(sequence), begins };
}

/** The path and the query of the page, with the instant where a permalink has it: behind the day, else at the end. */
export function longPermalink(path: string, query: string, knownAt: string): string {
  const given = query.split('&').filter((parameter) => parameter !== '');
  const day = given.findIndex((parameter) => nameOf(parameter) === 'as_of');
  const place = day < 0 ? given.length : day + 1;
  const instant = withQuery('', queryEntries({ known_at: knownAt })).slice(1);
  return `${path}?${[...given.slice(0, place), instant, ...given.slice(place)].join('&')}`;
}

function nameOf(parameter: string): string {
  return [...new URLSearchParams(parameter).keys()][0] ?? '';
}
