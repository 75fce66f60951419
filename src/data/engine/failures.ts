import { Unavailable } from '../../domain/errors.js';

/** What kept a database from answering, whichever it is. */
export type FailureKind =
  /** Somebody else holds it. */
  | 'busy'
  /** There is no room left. */
  | 'full'
  /** What it holds is not what was written, or it is no database. */
  | 'damaged'
  /** It can be read, but not be written. */
  | 'readonly'
  /** It cannot be read either. */
  | 'unreadable'
  | 'other';

export interface Failure {
  readonly kind: FailureKind;
  /** What the database said of it. */
  readonly said: string;
}

const unwritable =
  'The database cannot be written at the moment, so nothing was recorded. Tell whoever runs the server, then send it again.';

/** What is said to whoever wanted to record something. */
const sentences: Readonly<Record<FailureKind, string | null>> = {
  busy: 'The database is busy with something else, so nothing was recorded. Send it again in a moment.',
  full: 'The disk of the server is full, so nothing was recorded. Tell whoever runs it, then send it again.',
  damaged: unwritable,
  readonly: unwritable,
  unreadable: unwritable,
  other: null,
};

/** What a failed write comes to; null for what says nothing of the state of the database. */
export function unavailabilityOf(failure: Failure | null, error: unknown): Unavailable | null {
  if (error instanceof Unavailable) return error;
  const sentence = failure && sentences[failure.kind];
  return sentence === null ? null : new Unavailable(sentence, { cause: error });
}

const readable: ReadonlySet<FailureKind> = new Set<FailureKind>(['full', 'readonly', 'other']);

/** What is said to whoever only wanted to read something; null where the failure is no reason not to. */
export function unreadableSentence(failure: Failure | null): string | null {
  if (failure === null || readable.has(failure.kind)) return null;
  return 'The database of the server cannot be read at the moment. Tell whoever runs it; nothing was changed.';
}
