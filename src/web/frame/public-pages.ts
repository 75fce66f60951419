import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { OutgoingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, brotliDecompress, gunzip, gzip, type ZlibOptions } from 'node:zlib';
import type { Request, RequestHandler, Response } from 'express';
import { LRUCache } from 'lru-cache';
import { utcDay } from '../../domain/when.js';
import { projectPath } from '../../data/engine/project-folder.js';
import { assetsPath } from './assets.js';
import { abandonedSignal } from './abandoned.js';
import { contextOf } from './request-context.js';
import { brandEdition } from './brand.js';
import { brotliParams } from './brotli.js';
import { allowFraming } from './security/headers.js';
import type { ReadFrom, Services } from './services.js';

/** The most bytes of cached answers; the least recently used ones are dropped first. */
const mostBytes = 32 * 1024 * 1024;
/** A longer answer is cheap beside the sending of it, and would drop many others. */
const longestAnswer = 1024 * 1024;
/** How many addresses are remembered to exist in the present state. */
const mostAddresses = 50_000;
/** Nobody shares a longer address, so caching its answer is not worthwhile. */
const longestKey = 1_000;

const encodings = ['br', 'gzip', 'identity'] as const;
type Encoding = (typeof encodings)[number];

interface Packing {
  readonly pack: (bytes: Buffer, effort: Effort) => Promise<Buffer>;
  readonly unpack: (bytes: Buffer) => Promise<Buffer>;
}

/**
 * A page that is asked for once, such as one at clocks of its own, is packed quickly, in 2 or 3 ms for a matrix of
 * 38 × 38 cells: packing it well takes half as long again. Whatever is asked for again is worth the effort.
 */
type Effort = 'quick' | 'thorough';

const packings: Readonly<Record<Encoding, Packing>> = {
  br: {
    pack: (bytes, effort) =>
      promisify(brotliCompress)(bytes, {
        params: brotliParams(effort === 'quick' ? 4 : 5, bytes.length),
      }),
    unpack: promisify(brotliDecompress),
  },
  gzip: {
    pack: (bytes, effort) =>
      promisify<Buffer, ZlibOptions, Buffer>(gzip)(bytes, { level: effort === 'quick' ? 7 : 8 }),
    unpack: promisify<Buffer, Buffer>(gunzip),
  },
  identity: { pack: (bytes) => Promise.resolve(bytes), unpack: (bytes) => Promise.resolve(bytes) },
};

/** Changes with the version of the program, its views and its styles, because they make other pages. */
const build = createHash('sha256')
  .update(readFileSync(projectPath('package.json')))
  .update(viewsText())
  .update(assetsPath)
  .digest();

function viewsText(): string {
  const folder = projectPath('views');
  const files = readdirSync(folder, { recursive: true }).map(String);
  const views = files.filter((file) => file.endsWith('.ejs')).sort();
  return views.map((file) => readFileSync(join(folder, file), 'utf8')).join('\n');
}

/** An answer as it was sent: its bytes, and what was done to the headers that every answer has. */
interface KeptAnswer {
  readonly bytes: Buffer;
  readonly added: OutgoingHttpHeaders;
  readonly removed: readonly string[];
  readonly effort: Effort;
}

/** What identifies an answer to readers: while this is the same, so are the bytes. */
interface PublicAnswer {
  readonly etag: string;
  readonly encoding: Encoding;
  readonly mayBeFramed: boolean;
  /** True if the reader has the answer of this state, if there is one. */
  readonly isKnown: boolean;
  /** How it was packed. */
  effort: Effort;
}

/**
 * Answers that readers may cache: every public page, feed and export has a weak ETag made of the database's life, the
 * state number, the day and the build, and a repeated request gets 304 (RFC 9110, 13.1.2) if without the condition it
 * would get 200: at once where that is remembered, else after asking what answers. Answers that are not too long are cached
 * as they were sent until the state or the day changes.
 */
export function publicPages({
  database,
  clock,
  lifecycle,
  config: { publisher, licence },
  brand,
}: Pick<Services, 'database' | 'clock' | 'lifecycle' | 'config' | 'brand'>): RequestHandler {
  const kept = new LRUCache<string, KeptAnswer>({
    maxSize: mostBytes,
    sizeCalculation: ({ bytes }, key) => bytes.length + key.length,
  });
  const existing = new LRUCache<string, true>({ maxSize: mostAddresses, sizeCalculation: () => 1 });
  let edition = '';
  // Pages print these settings. After a restore, the same state numbers return with other contents.
  const maker = createHash('sha256')
    .update(build)
    .update(JSON.stringify([publisher, licence, brandEdition(brand)]))
    .update(database.instance.life)
    .digest('hex')
    .slice(0, 12);

  return async (request, response, next) => {
    if (!isPublic(request, response)) return next();
    const mode = lifecycle.readOnly === null ? '' : '-read-only';
    const known = request.headers['if-none-match'];
    const number = await database.recentStateNumber(stateNumberIn(known));
    const present = `${number}-${utcDay(clock())}-${maker}${mode}`;
    if (present !== edition) {
      kept.clear();
      existing.clear();
    }
    edition = present;
    const etag = `W/"${present}"`;
    response.setHeader('Cache-Control', 'no-cache');
    response.setHeader('Vary', 'Accept-Encoding, Cookie');
    const mayBeFramed = request.path.startsWith('/embed/');
    const isKnown = known === etag;
    const encoding = (request.acceptsEncodings([...encodings]) || 'identity') as Encoding;
    const key = `${encoding} ${contextOf(response).address}${request.originalUrl}`;
    if (isKnown && (kept.has(key) || existing.has(digestOf(request.originalUrl))))
      return sendKnown(response, { etag, mayBeFramed });
    const keep = (answer: KeptAnswer) => {
      if (present === edition) kept.set(key, answer);
    };
    const answer = kept.get(key);
    if (answer) {
      sendAgain(response, answer);
      if (answer.effort === 'quick') await packThoroughly(answer, encoding, keep);
      return;
    }
    response.once('finish', () => {
      const isThere = response.statusCode === 200 || response.statusCode === 304;
      if (isThere && present === edition && response.getHeader('ETag') === etag)
        existing.set(digestOf(request.originalUrl), true);
    });
    const made: PublicAnswer = { etag, encoding, mayBeFramed, isKnown, effort: 'thorough' };
    response.locals.publicAnswer = made;
    if (request.method === 'GET' && key.length <= longestKey) noteAnswer(response, made, keep);
    next();
  };
}

/** Short, however long the address is. */
function digestOf(address: string): string {
  return createHash('sha256').update(address).digest().toString('latin1');
}

function sendKnown(
  response: Response,
  { etag, mayBeFramed }: Pick<PublicAnswer, 'etag' | 'mayBeFramed'>,
): void {
  if (mayBeFramed) allowFraming(response);
  response.set('ETag', etag).status(304).end();
}

/** To be asked once nothing can refuse any more: true if the reader has this answer already, and was told so. */
export function endIfKnown(response: Response): boolean {
  const answer = publicAnswerOf(response);
  if (!answer?.isKnown) return false;
  sendKnown(response, answer);
  return true;
}

/** The state number that a reader has seen, by the ETag that it names; 0 if there is none. */
function stateNumberIn(etag: string | undefined): number {
  return Number(/^W\/"(\d{1,9})-/.exec(etag ?? '')?.[1] ?? 0);
}

/** Sends a page, packed as the reader takes it. */
export async function sendPage(response: Response, html: Buffer): Promise<void> {
  const answer = publicAnswerOf(response);
  if (!answer) {
    response.type('html').send(html);
    return;
  }
  abandonedSignal(response).throwIfAborted();
  answer.effort = 'quick';
  const bytes = await packings[answer.encoding].pack(html, answer.effort);
  if (answer.mayBeFramed) allowFraming(response);
  response.setHeader('ETag', answer.etag);
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  if (answer.encoding !== 'identity') response.setHeader('Content-Encoding', answer.encoding);
  response.end(bytes);
}

/** Sets the ETag of an answer that is not a page, such as an export. */
export function setETag(response: Response): void {
  const answer = publicAnswerOf(response);
  if (answer) response.set('ETag', answer.etag);
}

/** True for an answer that readers may cache, if nothing refuses it. */
export function hasETag(response: Response): boolean {
  return publicAnswerOf(response) !== undefined;
}

function publicAnswerOf({ statusCode, locals }: Response): PublicAnswer | undefined {
  return statusCode === 200 ? (locals.publicAnswer as PublicAnswer | undefined) : undefined;
}

function sendAgain(response: Response, { bytes, added, removed }: KeptAnswer): void {
  for (const name of removed) response.removeHeader(name);
  for (const [name, value] of Object.entries(added)) response.setHeader(name, value as string);
  response.end(bytes);
}

/** Packs once more what was asked for again. Until that is done, it goes out as it is. */
async function packThoroughly(
  answer: KeptAnswer,
  encoding: Encoding,
  keep: (answer: KeptAnswer) => void,
): Promise<void> {
  const { pack, unpack } = packings[encoding];
  keep({ ...answer, effort: 'thorough' });
  keep({ ...answer, effort: 'thorough', bytes: await pack(await unpack(answer.bytes), 'thorough') });
}

/** Passes an answer on if it is sent whole, may be cached, is packed as asked, and is not too long. */
function noteAnswer(response: Response, answer: PublicAnswer, keep: (noted: KeptAnswer) => void): void {
  const before = response.getHeaders();
  const write = response.write.bind(response) as (...given: unknown[]) => boolean;
  const end = response.end.bind(response) as (...given: unknown[]) => Response;
  const parts: Buffer[] = [];
  let length = 0;
  const note = (chunk: unknown) => {
    if (length > longestAnswer || typeof chunk === 'function' || chunk === undefined || chunk === null)
      return;
    const part = typeof chunk === 'string' ? Buffer.from(chunk) : (chunk as Buffer);
    length += part.length;
    parts.push(part);
    if (length > longestAnswer) parts.length = 0;
  };
  response.write = (...given: unknown[]) => {
    note(given[0]);
    return write(...given);
  };
  response.end = (...given: unknown[]) => {
    note(given[0]);
    const after = response.getHeaders();
    if (length <= longestAnswer && mayBeKept(response, answer)) {
      const changed = Object.entries(after).filter(([name, value]) => before[name] !== value);
      const removed = Object.keys(before).filter((name) => !(name in after));
      const { effort } = answer;
      const bytes = parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts);
      keep({ bytes, added: Object.fromEntries(changed), removed, effort });
    }
    return end(...given);
  };
}

/** A cookie would be somebody’s; and packing that follows the reader’s other wishes is not what the key says. */
function mayBeKept(response: Response, { etag, encoding }: PublicAnswer): boolean {
  const packing = response.getHeader('Content-Encoding');
  return (
    response.statusCode === 200 &&
    response.getHeader('ETag') === etag &&
    (packing === undefined || packing === encoding) &&
    !response.hasHeader('Set-Cookie')
  );
}

/**
 * Hands requests for public pages over to what answers from the replica, unless it is behind what the reader has seen
 * already, or away.
 */
export function fromReplica({ database }: ReadFrom, answer: RequestHandler): RequestHandler {
  return async (request, response, next) => {
    if (!isPublic(request, response)) return next();
    const seen = stateNumberIn(request.headers['if-none-match']);
    const number = await database.recentStateNumber(seen).catch((error: unknown) => {
      request.log.warn({ err: error }, 'the replica does not answer');
      return null;
    });
    if (number === null || number < seen) return next();
    return answer(request, response, next);
  };
}

/** True for what readers see of the record; pages of accounts are private. */
function isPublic({ method, path }: Request, response: Response): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false;
  if (contextOf(response).viewer !== null) return false;
  return path === '/' || /^\/(negotiations\/|embed\/|c\/|(record-chain|about)(\/|\.|$))/.test(path);
}
