import type { Failure, FailureKind } from '../failures.js';

/** By the codes of PostgreSQL (appendix A of its documentation), and those of Node for a connection that failed. */
const kinds: readonly (readonly [codes: RegExp, kind: FailureKind])[] = [
  [/^(55P03|40001|40P01|53300)$/, 'busy'],
  [/^53100$/, 'full'],
  [/^XX00[12]$/, 'damaged'],
  [/^25006$/, 'readonly'],
  [
    /^(08...|57P0.|25P03|28...|3D000|ECONN[A-Z]+|ETIMEDOUT|EPIPE|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/,
    'unreadable',
  ],
  // Prisma’s own codes look alike: P2002.
  [/^(?!P[1-9])[0-9A-Z]{5}$/, 'other'],
];

/** What pg says without a code when a connection is gone. */
const goneMessages =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered)/;

/** What failed in PostgreSQL or on the way to it; null if the failure was elsewhere. */
export function failureOf(error: unknown): Failure | null {
  const { code, message } = originalOf(error);
  if (goneMessages.test(message)) return { kind: 'unreadable', said: message };
  const kind = kinds.find(([codes]) => codes.test(code))?.[1];
  return kind === undefined ? null : { kind, said: message === '' ? code : message };
}

interface Original {
  readonly code: string;
  readonly message: string;
}

/** The kinds into which Prisma’s adapter puts failures that it gives no code. */
const codesOfKinds: Readonly<Record<string, string>> = {
  DatabaseNotReachable: 'ECONNREFUSED',
  ConnectionClosed: 'ECONNRESET',
  SocketTimeout: 'ETIMEDOUT',
};

function originalOf(error: unknown): Original {
  const { meta, cause, code, message } = (error ?? {}) as {
    readonly meta?: { readonly driverAdapterError?: { readonly cause?: Wrapped } };
    readonly cause?: Wrapped;
    readonly code?: unknown;
    readonly message?: unknown;
  };
  const wrapped = meta?.driverAdapterError?.cause ?? cause;
  if (wrapped?.originalCode !== undefined)
    return { code: wrapped.originalCode, message: wrapped.originalMessage ?? '' };
  const ofKind = codesOfKinds[wrapped?.kind ?? ''];
  if (ofKind !== undefined) return { code: ofKind, message: wrapped?.kind ?? '' };
  return {
    code: typeof code === 'string' ? code : '',
    message: typeof message === 'string' ? message : '',
  };
}

interface Wrapped {
  readonly kind?: string;
  readonly originalCode?: string;
  readonly originalMessage?: string;
}
