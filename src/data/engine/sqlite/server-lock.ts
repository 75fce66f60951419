import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Release } from '../engine.js';
import { refuseSecondName } from './database-file.js';
import { undoCutOffReplacement } from './replacement.js';
import { lockFile } from './file-lock.js';

/**
 * Makes this process the only server of a database file until it ends, by locking a separate file beside the database.
 * Commands that replace or remove the database take this lock too; other commands can run beside a server. Throws a
 * sentence if another process has the lock.
 */
export function lockForServer(file: string): Release {
  mkdirSync(dirname(file), { recursive: true });
  const release = lockFile(`${file}.server`);
  if (release) {
    try {
      undoCutOffReplacement(file);
      refuseSecondName(file);
    } catch (error) {
      release();
      throw error;
    }
    return release;
  }
  throw new Error(
    `Another server is running on ${file}. Stop it first, or set DATABASE_URL to another file.`,
  );
}
