import type { ErrorRequestHandler, Request, Response } from 'express';
import type { Reader } from '../../data/engine/database.js';
import { findNegotiation } from '../../data/structure/negotiations.js';
import { findBySlug, presentSlug, type SluggedNoun } from '../../data/structure/slug-history.js';
import { NotFound } from '../../domain/errors.js';
import { HttpError } from './http-errors.js';
import { contextOf } from './request-context.js';
import type { Services } from './services.js';

/** Which parts of a path under a negotiation are slugs, by the part before them. */
const sluggedSegments: Readonly<Record<string, readonly SluggedNoun[]>> = {
  positions: ['party', 'demand'],
  demands: ['demand'],
  parties: ['party'],
  topics: ['topic'],
  questions: ['question', 'demand'],
  compare: ['party', 'party'],
};

/**
 * Redirects old addresses of whatever was renamed to the present ones, for ever and for every kind of page: with the
 * query, with the extension, and for a posted form with all its fields. It comes after all routes and only looks when
 * one of them found nothing, so a present slug always wins and costs nothing.
 */
export function redirectOldSlugs({ database }: Pick<Services, 'database'>): ErrorRequestHandler {
  return async (error: unknown, request, response, next) => {
    const isReader = contextOf(response).viewer === null;
    const present = isNotFound(error) ? await presentPath(database.read, request.path, isReader) : null;
    if (present === null) return next(error);
    redirect(request, response, present);
  };
}

function redirect(request: Request, response: Response, path: string): void {
  const queryStart = request.originalUrl.indexOf('?');
  const query = queryStart < 0 ? '' : request.originalUrl.slice(queryStart);
  const keepsMethod = request.method !== 'GET' && request.method !== 'HEAD';
  response.redirect(keepsMethod ? 308 : 301, `${path}${query}`);
}

function isNotFound(error: unknown): boolean {
  return error instanceof NotFound || (error instanceof HttpError && error.status === 404);
}

/** The path with every old slug replaced; null if it has none, or if a reader may not know of the negotiation. */
async function presentPath(read: Reader, path: string, isReader: boolean): Promise<string | null> {
  const embed = '/embed';
  if (path.startsWith(`${embed}/`)) {
    const present = await presentPath(read, path.slice(embed.length), isReader);
    return present === null ? null : `${embed}${present}`;
  }
  const [, root, negotiation, word = '', ...rest] = path.split('/');
  if (root !== 'negotiations' || negotiation === undefined) return null;
  const slug = await presentSegment(read, 'negotiation', 0, negotiation);
  const found = await findNegotiation(read, slug);
  if (!found || (found.isHidden && isReader)) return null;
  const negotiationId = found.id;
  const nouns = sluggedSegments[word] ?? [];
  const segments = rest.map((segment, index) => {
    const noun = nouns[index];
    return noun ? presentSegment(read, noun, negotiationId, segment) : Promise.resolve(segment);
  });
  const tail = path.split('/').length > 3 ? [word, ...(await Promise.all(segments))] : [];
  const present = ['', root, slug, ...tail].join('/');
  return present === path ? null : present;
}

/** One part of the path with its present slug; `extension` is what follows the slug: `.csv`, `.csv-metadata.json`. */
async function presentSegment(
  read: Reader,
  noun: SluggedNoun,
  negotiationId: number,
  segment: string,
): Promise<string> {
  const [, slug = '', extension = ''] = /^([^.]*)(.*)$/.exec(segment) ?? [];
  const scope = noun === 'party' ? 0 : negotiationId;
  if ((await findBySlug(read, { noun, scope }, slug)) !== null) return segment;
  const present = await presentSlug(read, { noun, scope }, slug);
  return present === null ? segment : `${present}${extension}`;
}
