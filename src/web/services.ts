import type { Logger } from 'pino';
import type { Config } from '../config.js';
import type { Database } from '../data/database.js';
import type { LogMemory } from '../data/log.js';

/** Whether the server is on its way out: whoever opened it says so, everybody else reads it. */
export interface Lifecycle {
  readonly isStopping: boolean;
}

/** What handlers are handed: nothing below the web reads a clock or the environment. */
export interface Services {
  readonly database: Database;
  readonly memory: LogMemory;
  readonly config: Config;
  readonly logger: Logger;
  readonly clock: () => Date;
  readonly lifecycle: Lifecycle;
  /** The secret of the one-time link for the first admin; useless once there is a user. */
  readonly setUpToken: string;
}
