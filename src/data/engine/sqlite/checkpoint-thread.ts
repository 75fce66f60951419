// Run as a thread of its own by checkpoints.ts: each message asks it to move what is committed into the file.
import { parentPort, workerData } from 'node:worker_threads';
import Sqlite from 'better-sqlite3';

const file = String(workerData);
const connection = new Sqlite(file, { fileMustExist: true });
connection.pragma('synchronous = FULL');
// It moves what others have committed, and can write nothing of its own.
connection.pragma('query_only = ON');

parentPort?.on('message', () => {
  try {
    connection.pragma('wal_checkpoint(PASSIVE)');
  } catch {
    // A full or failing disk: whoever writes next is told.
  }
});
