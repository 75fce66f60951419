import type { Sequence } from './identifiers.js';

/** The data of a negotiation as they were on a day, under a name, kept for ever. */
export interface DataRelease {
  readonly id: number;
  readonly name: string;
  /** RFC 3339, UTC. */
  readonly releasedAt: string;
  /** The newest publication that it knows, and the hash of its link in the record chain. */
  readonly sequence: Sequence;
  readonly hash: string;
  /** How it is cited, as text. */
  readonly citation: string;
  readonly files: readonly ReleasedFile[];
  /** Why its files are gone: a text in them had to be removed by law. Null while they are there. */
  readonly removed: { readonly reason: string; readonly at: string } | null;
}

export interface ReleasedFile {
  /** “tables.zip”. */
  readonly name: string;
  readonly mediaType: string;
  /** In bytes. */
  readonly size: number;
  /** SHA-256, in hexadecimal. */
  readonly digest: string;
}

/** In characters. */
export const longestReleaseName = 80;
