import type { Logger } from 'pino';
import type { Config } from '../config.js';
import type { Database } from '../data/database.js';
import type { LogMemory } from '../data/log.js';

/** What handlers are handed: nothing below the web reads a clock or the environment. */
export interface Services {
  readonly database: Database;
  readonly memory: LogMemory;
  readonly config: Config;
  readonly logger: Logger;
  readonly clock: () => Date;
  /** The secret of the one-time link for the first admin; useless once there is a user. */
  readonly setUpToken: string;
}
