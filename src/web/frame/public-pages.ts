import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Request, RequestHandler, Response } from 'express';
import { LRUCache } from 'lru-cache';
import { utcDay } from '../../domain/when.js';
import { assetsPath } from './assets.js';
import { contextOf } from './request-context.js';
import { allowFraming } from './security/headers.js';
import type { Services } from './services.js';

/** The most bytes of cached pages; the least recently used ones are dropped first. */
const mostBytes = 64 * 1024 * 1024;
/** Nobody shares a longer address, so caching it is not worthwhile. */
const longestKey = 1_000;

const encodings = ['br', 'gzip', 'identity'] as const;
type Encoding = (typeof encodings)[number];

const compress: Readonly<Record<Encoding, (bytes: Buffer) => Promise<Buffer>>> = {
  br: (bytes) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: promisify(gzip),
  identity: (bytes) => Promise.resolve(bytes),
};

/** Changes with the version of the program, its views and its styles, because they make other pages. */
const build = createHash('sha256')
  .update(readFileSync(new URL('../../../package.json', import.meta.url)))
  .update(viewsText())
  .update(assetsPath)
  .digest();

function viewsText(): string {
  const folder = fileURLToPath(new URL('../../../views/', import.meta.url));
  const files = readdirSync(folder, { recursive: true }).map(String);
  const views = files.filter((file) => file.endsWith('.ejs')).sort();
  return views.map((file) => readFileSync(join(folder, file), 'utf8')).join('\n');
}

/** A page as it was sent. */
interface KeptPage {
  readonly bytes: Buffer;
  /** After how many seconds the browser is to reload it; null if it need not. */
  readonly refresh: string | null;
  /** The header that links to the page as a table and to the licence; null for none. */
  readonly link: string | null;
}

/** What identifies an answer to readers: while this is the same, so are the bytes. */
interface PublicAnswer {
  readonly etag: string;
  readonly encoding: Encoding;
  readonly mayBeFramed: boolean;
  readonly keep: (page: KeptPage) => void;
}

/**
 * Answers that readers may cache: every public page, feed and export has a weak ETag made of the database's life, the
 * state number, the day and the build, and a repeated request gets 304 (RFC 9110, 13.1.2). Pages are cached as they
 * were sent until the state or the day changes.
 */
export function publicPages({
  database,
  clock,
  lifecycle,
}: Pick<Services, 'database' | 'clock' | 'lifecycle'>): RequestHandler {
  const kept = new LRUCache<string, KeptPage>({
    maxSize: mostBytes,
    sizeCalculation: ({ bytes }, key) => bytes.length + key.length,
  });
  let edition = '';
  // After a restore, the same state numbers return with other contents.
  const maker = createHash('sha256').update(build).update(database.instance.life).digest('hex').slice(0, 12);

  return async (request, response, next) => {
    if (!isPublic(request, response)) return next();
    const mode = lifecycle.readOnly === null ? '' : '-read-only';
    const present = `${await database.stateNumber()}-${utcDay(clock())}-${maker}${mode}`;
    if (present !== edition) kept.clear();
    edition = present;
    const etag = `W/"${present}"`;
    response.setHeader('Cache-Control', 'no-cache');
    response.setHeader('Vary', 'Accept-Encoding, Cookie');
    const mayBeFramed = request.path.startsWith('/embed/');
    if (request.headers['if-none-match'] === etag) {
      if (mayBeFramed) allowFraming(response);
      response.set('ETag', etag).status(304).end();
      return;
    }
    const encoding = (request.acceptsEncodings([...encodings]) || 'identity') as Encoding;
    const key = `${encoding} ${contextOf(response).address}${request.originalUrl}`;
    const keep = (page: KeptPage) => {
      if (present === edition && key.length <= longestKey) kept.set(key, page);
    };
    const answer: PublicAnswer = { etag, encoding, mayBeFramed, keep };
    const page = kept.get(key);
    if (page) return send(response, answer, page);
    response.locals.publicAnswer = answer;
    next();
  };
}

/** Sends a page, and caches it if readers may cache it. */
export async function sendPage(response: Response, html: string): Promise<void> {
  const answer = publicAnswerOf(response);
  if (!answer) {
    response.type('html').send(html);
    return;
  }
  contextOf(response).abandoned.throwIfAborted();
  const bytes = await compress[answer.encoding](Buffer.from(html));
  const header = (name: string) => (response.getHeader(name) as string | undefined) ?? null;
  const page = { bytes, refresh: header('Refresh'), link: header('Link') };
  answer.keep(page);
  send(response, answer, page);
}

/** Sets the ETag of an answer that is not a page, such as an export. */
export function setETag(response: Response): void {
  const answer = publicAnswerOf(response);
  if (answer) response.set('ETag', answer.etag);
}

function publicAnswerOf({ statusCode, locals }: Response): PublicAnswer | undefined {
  return statusCode === 200 ? (locals.publicAnswer as PublicAnswer | undefined) : undefined;
}

function send(
  response: Response,
  { etag, encoding, mayBeFramed }: PublicAnswer,
  { bytes, refresh, link }: KeptPage,
): void {
  if (mayBeFramed) allowFraming(response);
  if (refresh !== null) response.setHeader('Refresh', refresh);
  if (link !== null) response.setHeader('Link', link);
  response.setHeader('ETag', etag);
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  if (encoding !== 'identity') response.setHeader('Content-Encoding', encoding);
  response.end(bytes);
}

/** True for what readers see of the record; pages of accounts are private. */
function isPublic({ method, path }: Request, response: Response): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false;
  if (contextOf(response).viewer !== null) return false;
  return path === '/' || /^\/(negotiations\/|embed\/|record-chain(\/|\.|$))/.test(path);
}
