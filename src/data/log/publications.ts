import type { Sequence } from '../../domain/identifiers.js';
import { Unavailable } from '../../domain/errors.js';
import { writableInstant } from '../../domain/when.js';
import type { Reader, Transaction } from '../engine/database.js';
import { plainSql } from '../engine/statements.js';

/** A later clock is not believed and counts as this instant, which leaves a year for later publications. */
const lastBelievedClock = Date.parse('9999-01-01T00:00:00Z');

/** The sequence numbers that a publication takes (`first`, `first + 1`, …), and its one instant. */
export interface Publication {
  readonly first: Sequence;
  readonly recordedAt: Date;
}

/**
 * Takes the next `count` sequence numbers under the write lock. All numbers of a publication share its instant, so that
 * no reader's `known_at` can fall between them. The instant is always later than that of the publication before,
 * whatever the machine's clock says. Throws Unavailable if no later instant can be written.
 */
export async function takePublication(tx: Transaction, count: number, now: Date): Promise<Publication> {
  const publication = nextPublication(tx, now);
  const { first, recordedAt } = publication;
  const rows = Array.from({ length: count }, (_, index) => ({ sequence: first + index, recordedAt }));
  await plainSql(tx).publish('publications', rows);
  return publication;
}

/** What the next publication will take. */
export function nextPublication(tx: Transaction, now: Date): Publication {
  const plain = plainSql(tx);
  const own = plain.published('publications').at(-1) as NewestPublication | undefined;
  const newest = own ? { sequence: own.sequence, recordedAt: own.recorded_at } : plain.begun?.newest;
  return { first: (newest?.sequence ?? 0) + 1, recordedAt: instantAfter(newest?.recordedAt ?? null, now) };
}

function instantAfter(last: Date | null, now: Date): Date {
  const clock = Math.min(now.getTime(), lastBelievedClock);
  const instant = new Date(Math.max(clock, (last?.getTime() ?? 0) + 1));
  if (instant <= writableInstant(instant)) return instant;
  throw new Unavailable(
    'The record has reached the end of the year 9999, so nothing was recorded. Tell whoever runs the server.',
  );
}

interface NewestPublication {
  readonly sequence: Sequence;
  readonly recorded_at: Date;
}

const newestPublication = 'SELECT sequence, recorded_at FROM publications ORDER BY sequence DESC LIMIT 1';

/** The newest sequence number; 0 while nothing is published. */
export async function lastSequence(read: Reader): Promise<Sequence> {
  return (await plainSql(read).row<NewestPublication>(newestPublication))?.sequence ?? 0;
}

const newestBefore =
  'SELECT sequence FROM publications WHERE recorded_at <= ? ORDER BY recorded_at DESC, sequence DESC LIMIT 1';

/** The last sequence number recorded at or before the instant; 0 if there is none. */
export async function sequenceKnownAt(read: Reader, instant: Date): Promise<Sequence> {
  const last = await plainSql(read).row<Pick<NewestPublication, 'sequence'>>(newestBefore, [
    writableInstant(instant),
  ]);
  return last?.sequence ?? 0;
}

/** The latest instant that `known_at` can ask for: now or, if the clock was set back, that of the newest entry. */
export async function latestKnowable(read: Reader, now: Date): Promise<Date> {
  const last = await plainSql(read).row<NewestPublication>(newestPublication);
  const newest = last?.recorded_at ?? new Date(0);
  return newest > now ? newest : now;
}
