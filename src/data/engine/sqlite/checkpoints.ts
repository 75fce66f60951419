import { Worker } from 'node:worker_threads';
import type Sqlite from 'better-sqlite3';
import { projectPath } from '../project-folder.js';

/** The built one, from wherever this runs. */
const script = projectPath('dist/data/engine/sqlite/checkpoint-thread.js');

/** In milliseconds from a commit: those that follow meanwhile are moved with it. */
const delay = 500;

/**
 * In pages. Where commits never stop, the thread is never done; the one that finds so many moves the few that are left, so
 * that the log begins anew.
 */
const longestLog = 8_000;

export interface Checkpoints {
  /** To be called after each COMMIT; if it forgets, the log is emptied soon. */
  readonly noteCommit: (forgets: boolean) => void;
  readonly stop: () => Promise<void>;
}

/**
 * Leaves a connection’s log to the thread: its own commits would move the pages before they are acknowledged, each time
 * that there are a thousand, and everybody would wait for the disk.
 */
export function leaveLog(connection: Sqlite.Database): void {
  connection.pragma(`wal_autocheckpoint = ${longestLog}`);
}

/**
 * Moves what is committed from the write-ahead log into the file, in a thread of its own. `isLeft` says that a server
 * which was killed has left its log: what is in it may have been deleted since.
 */
export function checkpointsAside(file: string, isLeft: boolean): Checkpoints {
  let thread: Worker | null = null;
  let timer: NodeJS.Timeout | null = null;
  let toEmpty = isLeft;
  const begin = () => {
    const begun = new Worker(script, { workerData: file });
    begun.unref();
    // Without the thread, commits move the pages themselves as soon as there are so many.
    begun.on('error', () => undefined);
    return begun;
  };
  const checkpoint = () => {
    timer = null;
    thread ??= begin();
    thread.postMessage(toEmpty ? 'empty' : 'checkpoint');
    toEmpty = false;
  };
  return {
    noteCommit: (forgets) => {
      toEmpty ||= forgets;
      timer ??= setTimeout(checkpoint, delay).unref();
    },
    stop: async () => {
      if (timer) clearTimeout(timer);
      await thread?.terminate();
    },
  };
}
