import type { Logger } from 'pino';
import type { Config } from '../../config.js';
import type { Database } from '../../data/engine/database.js';
import type { LogMemory } from '../../data/memory/log.js';

/** In what state the server is: whoever opened it says so, everybody else reads it. */
export interface Lifecycle {
  readonly isStopping: boolean;
  /** Why nothing may be recorded, for whoever runs the server; null where it may. */
  readonly readOnly: string | null;
  /** True where that is because the file of the database is no longer the one that was opened. */
  readonly isDisplaced?: boolean;
  /** How the newest attempt at a backup ended; null before the first. */
  readonly lastBackup: { readonly at: Date; readonly isMade: boolean } | null;
}

/** The same for whoever changes it. */
export type OwnLifecycle = { -readonly [Name in keyof Lifecycle]: Lifecycle[Name] };

/** What handlers are handed: nothing below the web reads a clock or the environment. */
export interface Services {
  readonly database: Database;
  readonly memory: LogMemory;
  readonly config: Config;
  readonly logger: Logger;
  readonly clock: () => Date;
  readonly lifecycle: Lifecycle;
  /** Told what the database says of itself where it finds itself damaged. */
  readonly onDamage: (message: string) => void;
  /** Copies the database before something large is done to it. Throws what went wrong, in a sentence. */
  readonly backUp: () => Promise<unknown>;
  /** The secret of the one-time link for the first admin; useless once there is a user. */
  readonly setUpToken: string;
}
