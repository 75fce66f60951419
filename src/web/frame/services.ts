import type { Logger } from 'pino';
import type { Brand } from '../../outputs/brand.js';
import type { Config } from '../../config.js';
import type { Database } from '../../data/engine/database.js';
import type { LogMemory } from '../../data/memory/log.js';

/** The state of the server: set by whoever started it, only read by everybody else. */
export interface Lifecycle {
  readonly isStopping: boolean;
  /** Why nothing may be recorded, for the operator; null if it may. */
  readonly readOnly: string | null;
  /** True if the reason is that the database's file is no longer the one that was opened. */
  readonly isDisplaced?: boolean;
  /** The result of the latest attempt at a backup; null before the first. */
  readonly lastBackup: { readonly at: Date; readonly isMade: boolean } | null;
}

/** The same for its owner, who may change it. */
export type OwnLifecycle = { -readonly [Name in keyof Lifecycle]: Lifecycle[Name] };

/** A database, and the logs of its negotiations in memory. */
export interface ReadFrom {
  readonly database: Database;
  readonly memory: LogMemory;
}

/** What handlers work with; nothing below the web reads a clock or the environment. */
export interface Services extends ReadFrom {
  /** What readers without a session are answered from, if not from the database itself. */
  readonly replica?: ReadFrom;
  readonly config: Config;
  readonly brand: Brand;
  readonly logger: Logger;
  readonly clock: () => Date;
  readonly lifecycle: Lifecycle;
  /** Called with the database's own message when it finds itself damaged. */
  readonly onDamage: (message: string) => void;
  /** Copies the database before something large is done to it. Throws a sentence that says what went wrong. */
  readonly backUp: () => Promise<unknown>;
  /** The secret of the one-time link for the first admin; useless once there is a user. */
  readonly setUpToken: string;
}
