import type { PrismaClient } from '../generated/client.js';
import type { Failure } from './failures.js';
import type { PlainSql } from './statements.js';

/**
 * One database, behind the questions that the house asks of any: what answers them knows the program that keeps it, and
 * nobody else does.
 */
export interface Engine {
  readonly url: string;
  /** What the database is called in sentences, in full: its file. */
  readonly place: string;
  /** The same in a word, without secrets. */
  readonly name: string;
  readonly exists: () => boolean;
  readonly version: () => DatabaseVersion;
  /** Brings it to this version’s schema before anything else opens it, making it if there is none. */
  readonly migrate: (along: WrittenAlong, options: MigrateOptions) => Promise<MigrationReport>;
  /** Makes this process the only server of it until it ends. Throws a sentence where another process is. */
  readonly lockForServer: () => Release;
  /** Opens one that is there and migrated. */
  readonly open: (options: OpenOptions) => Promise<Storage>;
  /** What failed in the database itself; null for a failure of anything else. */
  readonly failureOf: (error: unknown) => Failure | null;
  /** Looks at it as it lies there, without changing it: first by itself, then as `look` does. */
  readonly inspect: <Found>(
    depth: InspectionDepth,
    look: (plain: PlainSql) => Promise<Found>,
  ) => Promise<Inspection<Found>>;
  readonly backups: Backups;
  /**
   * Puts a backup in its place, once `prepare` has made the copy of it ready that has the URL. Throws a sentence where
   * somebody is at work in it.
   */
  readonly replaceWith: <Prepared>(
    backup: string,
    prepare: (url: string) => Promise<Prepared>,
    now: Date,
  ) => Promise<Replacement<Prepared>>;
  /** Removes it with all that is kept beside it. */
  readonly remove: () => void;
}

/** Releases what is held; the end of the process does so as well. */
export type Release = () => void;

/** The newest migration that a database has had, null where that cannot be told, and whether it is this version’s. */
export interface DatabaseVersion {
  readonly last: string | null;
  readonly isPresent: boolean;
}

/** What is written along with everything that is written, in the same transaction. The engine knows none of it. */
export interface WrittenAlong {
  /** Throws Unavailable where something was written without it: nothing more is written then. */
  readonly requireWhole: (plain: PlainSql) => Promise<void>;
  readonly extendChain: (plain: PlainSql) => Promise<void>;
  readonly indexWords: (plain: PlainSql, onProgress?: (done: number, all: number) => void) => Promise<void>;
}

export interface MigrateOptions {
  /** Called before the first change to a database that is already in use; returns the path of the copy. */
  readonly backUp?: () => Promise<string>;
  readonly folder?: string;
  /** Told what takes long, now and then. */
  readonly onProgress?: (sentence: string) => void;
}

export interface MigrationReport {
  readonly applied: readonly string[];
  /** The copy made beforehand; null if the database was new or nothing was pending. */
  readonly backup: string | null;
}

export interface OpenOptions {
  /** False where nothing may be written at the moment, not even what the engine would note for itself. */
  readonly isWritable: boolean;
  /** In bytes, what is left on the disk of a folder. */
  readonly freeSpace?: ((folder: string) => Promise<number>) | undefined;
}

/** A database that is open: one connection reads, one writes. */
export interface Storage {
  readonly reader: Connection;
  readonly writer: WritingConnection;
  /** A connection that is nobody else’s; what a transaction on it sees is settled by its first statement. */
  readonly openSnapshot: () => Promise<SnapshotConnection>;
  readonly stateNumber: () => Promise<number>;
  /** What has become of it, in a sentence; null while it is the one that was opened. */
  readonly displacement: () => string | null;
  /** Why there is no room for what would be written, in a sentence; null where there is. */
  readonly lackOfRoom: () => Promise<string | null>;
  /** Closes all of it, once no write is under way. */
  readonly close: () => Promise<void>;
}

/** A Prisma client, and the statements past it on the same connection. */
export interface Connection {
  readonly client: PrismaClient;
  readonly plain: () => PlainSql;
}

export interface WritingConnection extends Connection {
  /** Throws where the database has ended the transaction that was begun. */
  readonly requireTransaction: () => void;
  /** To be called after each COMMIT. */
  readonly noteCommit: () => void;
}

export interface SnapshotConnection extends Connection {
  /** When the last statement was begun, in milliseconds of the process. */
  readonly lastUsed: () => number;
}

/** Quick enough for every start, or everything. */
export type InspectionDepth = 'quick' | 'whole';

export interface Inspection<Found> {
  /** What the engine itself found wrong, a sentence each. */
  readonly findings: readonly string[];
  /** Null where it could not be looked at at all. */
  readonly found: Found | null;
}

export interface Replacement<Prepared> {
  readonly prepared: Prepared;
  /** Where what was there before is kept; null where there was none. */
  readonly aside: string | null;
}

/** Copies of a database that is in use, each of them a file. */
export interface Backups {
  /** Holds the database, for reading, as it is now; writers go on undisturbed. */
  readonly hold: () => Promise<HeldState>;
  /** Throws a sentence where a copy is not whole; `verify` tells what is wrong with its record. */
  readonly check: (copy: string, verify: (plain: PlainSql) => Promise<string | null>) => Promise<void>;
  /** Says that somebody is at work on a copy; null where another process is. */
  readonly lock: (copy: string) => Release | null;
  /** Removes a copy that was not finished, with all beside it. */
  readonly remove: (copy: string) => void;
}

/** What a copy will hold. */
export interface HeldState {
  readonly stateNumber: number;
  /** The newest link of the record chain in it; null where nothing is published, or before there was a chain. */
  readonly head: { readonly sequence: number; readonly hash: string } | null;
  /** The UUID of the database; null before there was one. */
  readonly instance: string | null;
  readonly copyTo: (copy: string, onProgress: (done: number, all: number) => void) => Promise<void>;
  readonly release: () => Promise<void>;
}
