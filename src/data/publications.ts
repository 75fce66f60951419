import type { Sequence } from '../domain/entry.js';
import { Unavailable } from '../domain/errors.js';
import { writableInstant } from '../domain/when.js';
import type { Reader, Transaction } from './database.js';

/** So many rows go to the database at once: few enough that others soon get their turn. */
const batch = 250;

/** What a clock says from here on is taken for this instant; the year behind it is left for what follows. */
const lastBelievedClock = Date.parse('9999-01-01T00:00:00Z');

/** The numbers and the one instant that a publication takes: `first`, `first + 1`, … */
export interface Publication {
  readonly first: Sequence;
  readonly recordedAt: Date;
}

/**
 * Takes the next `count` sequence numbers under the write lock. All of one publication share its instant, so that no
 * reader's `known_at` can fall between them; it is always later than that of the publication before, whatever the
 * machine's clock says. Throws Unavailable where no later one can be written.
 */
export async function takePublication(tx: Transaction, count: number, now: Date): Promise<Publication> {
  const last = await tx.publication.findFirst({ orderBy: { sequence: 'desc' } });
  const first = (last?.sequence ?? 0) + 1;
  const recordedAt = instantAfter(last?.recordedAt ?? null, now);
  const sequences = Array.from({ length: count }, (_, index) => first + index);
  for (let start = 0; start < count; start += batch) {
    const rows = sequences.slice(start, start + batch).map((sequence) => ({ sequence, recordedAt }));
    await tx.publication.createMany({ data: rows });
  }
  return { first, recordedAt };
}

function instantAfter(last: Date | null, now: Date): Date {
  const clock = Math.min(now.getTime(), lastBelievedClock);
  const instant = new Date(Math.max(clock, (last?.getTime() ?? 0) + 1));
  if (instant <= writableInstant(instant)) return instant;
  throw new Unavailable(
    'The record has reached the end of the year 9999, so nothing was recorded. Tell whoever runs the server.',
  );
}

/** The newest sequence number; 0 while nothing is published. */
export async function lastSequence(read: Reader): Promise<Sequence> {
  const last = await read.publication.findFirst({ orderBy: { sequence: 'desc' } });
  return last?.sequence ?? 0;
}

/** The last sequence number recorded at or before the instant; 0 if there is none. */
export async function sequenceKnownAt(read: Reader, instant: Date): Promise<Sequence> {
  const last = await read.publication.findFirst({
    where: { recordedAt: { lte: writableInstant(instant) } },
    orderBy: [{ recordedAt: 'desc' }, { sequence: 'desc' }],
  });
  return last?.sequence ?? 0;
}

/** The instant, RFC 3339 UTC, at which a sequence number was taken; null if it has not been. */
export async function recordedAt(read: Reader, sequence: Sequence): Promise<string | null> {
  const publication = await read.publication.findUnique({ where: { sequence } });
  return publication?.recordedAt.toISOString() ?? null;
}

/** The latest instant that `known_at` can ask for: now, or that of the newest entry, where the clock was set back. */
export async function latestKnowable(read: Reader, now: Date): Promise<Date> {
  const last = await read.publication.findFirst({ orderBy: { sequence: 'desc' } });
  return last && last.recordedAt > now ? last.recordedAt : now;
}
