import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Release } from '../engine.js';
import { refuseSecondName } from './database-file.js';
import { undoCutOffReplacement } from './replacement.js';
import { lockFile } from './file-lock.js';

/**
 * Makes this process the only server of a database file, until it ends: the lock is on a file of its own beside the
 * database. Commands that replace or remove the file take it too; the others work beside a server. Throws a sentence
 * where another process has it.
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
