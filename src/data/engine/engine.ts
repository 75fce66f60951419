import type { PrismaClient } from '../generated/client.js';
import type { Failure } from './failures.js';
import type { PlainSql } from './statements.js';

/**
 * A database, behind the operations that the program needs of any. Only the engine knows the database software in use.
 */
export interface Engine {
  readonly url: string;
  /** The database's name in messages, in full: its file, or its address without the password. */
  readonly place: string;
  /** A short name for it, without secrets. */
  readonly name: string;
  readonly exists: () => Promise<boolean>;
  readonly version: () => Promise<DatabaseVersion>;
  /** Brings it to this version’s schema before anything else opens it; creates it if it does not exist. */
  readonly migrate: (along: WrittenAlong, options: MigrateOptions) => Promise<MigrationReport>;
  /**
   * Makes this process its only server until the process ends, where the database can have but one. Throws a sentence if
   * another process is its server.
   */
  readonly lockForServer: () => Release;
  /**
   * Takes on what only one of its servers should do at a time; null while another is at it. It is given back at the
   * latest when this process ends, however that happens.
   */
  readonly takeDuty: () => Promise<Release | null>;
  /** Opens an existing, migrated database. */
  readonly open: (options: OpenOptions) => Promise<Storage>;
  /** What failed in the database itself; null if the failure was elsewhere. */
  readonly failureOf: (error: unknown) => Failure | null;
  /** Checks it without changing it: first the storage, then whatever `look` checks. */
  readonly inspect: <Found>(
    depth: InspectionDepth,
    look: (plain: PlainSql) => Promise<Found>,
  ) => Promise<Inspection<Found>>;
  readonly backups: Backups;
  /** How copies are made and brought back if not by the program, in a sentence; `backups` and `replaceWith` then refuse. */
  readonly backedUpElsewhere: string | null;
  /** Where the words of a removed text stay although they are removed from the record, in a sentence. */
  readonly removedStays: string;
  /**
   * Puts a backup in its place, after `prepare` has prepared the copy at the URL. Throws a sentence if another process
   * is using the database.
   */
  readonly replaceWith: <Prepared>(
    backup: string,
    prepare: (url: string) => Promise<Prepared>,
    now: Date,
  ) => Promise<Replacement<Prepared>>;
  /** Removes it with all its accompanying files. */
  readonly remove: () => void;
}

/** Releases what is held; so does the end of the process. */
export type Release = () => void;

/**
 * The newest migration that a database has had (null if that cannot be determined), and whether it is this version’s.
 */
export interface DatabaseVersion {
  readonly last: string | null;
  readonly isPresent: boolean;
}

/** What has to be done with every write, in the same transaction. The engine knows nothing about it. */
export interface WrittenAlong {
  /**
   * The first statement of a transaction: takes the write lock, and reads what the transaction starts from. Throws
   * Unavailable if something was written without it; then nothing more is written.
   */
  readonly begin: (plain: PlainSql) => Promise<void>;
  readonly extendChain: (plain: PlainSql) => Promise<void>;
  readonly indexWords: (plain: PlainSql, onProgress?: (done: number, all: number) => void) => Promise<void>;
}

export interface MigrateOptions {
  /** Called before the first change to a database that is already in use; returns the path of the copy. */
  readonly backUp?: () => Promise<string>;
  readonly folder?: string;
  /** Called now and then with a sentence while something takes long. */
  readonly onProgress?: (sentence: string) => void;
}

export interface MigrationReport {
  readonly applied: readonly string[];
  /** The copy made beforehand; null if the database was new or nothing was pending. */
  readonly backup: string | null;
}

export interface OpenOptions {
  /** False if nothing may be written at the moment, not even the engine's own notes. */
  readonly isWritable: boolean;
  /** True for the server, which writes for as long as it runs and has readers who wait meanwhile. */
  readonly isServer?: boolean | undefined;
  /** The free space on the disk of a folder, in bytes. */
  readonly freeSpace?: ((folder: string) => Promise<number>) | undefined;
}

/** An open database: one connection reads, another writes. */
export interface Storage {
  readonly reader: Connection;
  readonly writer: WritingConnection;
  /**
   * A connection for one user alone; the first statement of a transaction on it determines what the transaction sees.
   */
  readonly openSnapshot: () => Promise<SnapshotConnection>;
  readonly stateNumber: () => Promise<number>;
  /** The same for readers without a session: it may be a moment old, but not older than what they have `seen`. */
  readonly recentStateNumber: (seen: number) => Promise<number>;
  /** What has happened to it, in a sentence; null while it is still the one that was opened. */
  readonly displacement: () => string | null;
  /** Why there is no room to write, in a sentence; null if there is. */
  readonly lackOfRoom: () => Promise<string | null>;
  /** Closes everything once no write is in progress. */
  readonly close: () => Promise<void>;
}

/** A Prisma client, and statements on the same connection that bypass Prisma. */
export interface Connection {
  readonly client: PrismaClient;
  readonly plain: () => PlainSql;
}

export interface WritingConnection extends Connection {
  /** Throws if the database has ended the transaction. */
  readonly requireTransaction: () => void;
  /** To be called after each COMMIT; `forgets` says that what it deleted must not stay in the database’s own log. */
  readonly noteCommit: (forgets: boolean) => void;
  /**
   * Whether the last transaction was committed although its COMMIT failed, as when only the answer was lost. Throws
   * Unavailable if that cannot be known.
   */
  readonly wasCommitted: () => Promise<boolean>;
  /** Closes the connection; the database rolls back what is open on it. The next transaction opens another. */
  readonly drop: () => Promise<void>;
}

export interface SnapshotConnection extends Connection {
  /** When the last statement began, by the process's own clock, in milliseconds. */
  readonly lastUsed: () => number;
  readonly close: () => Promise<void>;
}

/** A check quick enough for every start, which leaves out the storage of a large database, or of everything. */
export type InspectionDepth = 'quick' | 'whole';

export interface Inspection<Found> {
  /** What the engine itself found to be wrong, one sentence each. */
  readonly findings: readonly string[];
  /** False if the storage was left out because it is large. */
  readonly isStorageChecked: boolean;
  /** True if it was checked, and nothing is wrong with it: otherwise not even what was found should be written to it. */
  readonly isStorageSound: boolean;
  /** Null if nothing could be read. */
  readonly found: Found | null;
}

export interface Replacement<Prepared> {
  readonly prepared: Prepared;
  /** Where the replaced database is kept; null if there was none. */
  readonly aside: string | null;
}

/** Copies of a database in use, each a single file. */
export interface Backups {
  /** Holds the present state for reading; writers continue undisturbed. */
  readonly hold: () => Promise<HeldState>;
  /** Throws a sentence if a copy is damaged; `verify` returns what is wrong with its record. */
  readonly check: (copy: string, verify: (plain: PlainSql) => Promise<string | null>) => Promise<void>;
  /** Locks a copy that is being worked on; null if another process has locked it. */
  readonly lock: (copy: string) => Release | null;
  /** Removes an unfinished copy with all its accompanying files. */
  readonly remove: (copy: string) => void;
}

/** What a copy will hold. */
export interface HeldState {
  readonly stateNumber: number;
  /** The newest link of its record chain; null if nothing was published, or if it is older than the chain. */
  readonly head: { readonly sequence: number; readonly hash: string } | null;
  /** The UUID of the database; null if it is older than that. */
  readonly instance: string | null;
  readonly copyTo: (copy: string, onProgress: (done: number, all: number) => void) => Promise<void>;
  readonly release: () => Promise<void>;
}
