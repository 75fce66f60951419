import { Unavailable } from '../../domain/errors.js';

/** Why a database failed, whatever its engine. */
export type FailureKind =
  /** Another process holds it. */
  | 'busy'
  /** There is no space left. */
  | 'full'
  /** Its contents are damaged, or it is not a database. */
  | 'damaged'
  /** It can be read but not written. */
  | 'readonly'
  /** It cannot be read either. */
  | 'unreadable'
  | 'other';

export interface Failure {
  readonly kind: FailureKind;
  /** What the database itself reported. */
  readonly said: string;
}

const unwritable =
  'The database cannot be written at the moment, so nothing was recorded. Tell whoever runs the server, then send it again.';

/** Shown to whoever wanted to record something; null if the failure says nothing about writing. */
const sentences: Readonly<Record<FailureKind, string | null>> = {
  busy: 'The database is busy with something else, so nothing was recorded. Send it again in a moment.',
  full: 'The disk of the server is full, so nothing was recorded. Tell whoever runs it, then send it again.',
  damaged: unwritable,
  readonly: unwritable,
  unreadable: unwritable,
  other: null,
};

/** The error for a failed write; null if the failure says nothing about the state of the database. */
export function unavailabilityOf(failure: Failure | null, error: unknown): Unavailable | null {
  if (error instanceof Unavailable) return error;
  const sentence = failure && sentences[failure.kind];
  return sentence === null ? null : new Unavailable(sentence, { cause: error });
}

const readable: ReadonlySet<FailureKind> = new Set<FailureKind>(['full', 'readonly', 'other']);

/** Shown to whoever only wanted to read; null if the failure does not prevent reading. */
export function unreadableSentence(failure: Failure | null): string | null {
  if (failure === null || readable.has(failure.kind)) return null;
  return 'The database of the server cannot be read at the moment. Tell whoever runs it; nothing was changed.';
}
