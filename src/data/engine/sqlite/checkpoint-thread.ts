// Run as a thread of its own by checkpoints.ts: each message asks it to move what is committed into the file.
import { parentPort, workerData } from 'node:worker_threads';
import Sqlite from 'better-sqlite3';

const file = String(workerData);
const connection = new Sqlite(file, { fileMustExist: true });
// Whoever writes waits while it does, so it waits for nobody: what cannot be had at once is tried again.
connection.pragma('busy_timeout = 0');
connection.pragma('synchronous = FULL');
// It moves what others have committed, and can write nothing of its own.
connection.pragma('query_only = ON');

/** In milliseconds, until the log is tried again to be emptied. */
const pause = 250;
let isWaiting = false;

parentPort?.on('message', (message) => {
  moveInto('PASSIVE');
  if (message === 'empty') empty();
});

/** Moved pages stay in the log until others are written over them. It cannot be emptied while somebody reads in it. */
function empty(): void {
  if (isWaiting || moveInto('TRUNCATE')) return;
  isWaiting = true;
  setTimeout(() => {
    isWaiting = false;
    empty();
  }, pause);
}

/** True if it was done. */
function moveInto(mode: 'PASSIVE' | 'TRUNCATE'): boolean {
  try {
    const [outcome] = connection.pragma(`wal_checkpoint(${mode})`) as { readonly busy: number }[];
    return outcome?.busy === 0;
  } catch {
    // A full or failing disk: whoever writes next is told.
    return false;
  }
}
