import type { Logger } from 'pino';
import { backUpInChildProcess, verifyInChildProcess } from './cli/child-process.js';
import type { Config } from './config.js';
import { defaultBackupFolder } from './data/transfer/backup-files.js';
import { listBackups, ownBackups, removeBackup } from './data/transfer/backup-folder.js';
import { newestVerification, standingFindings } from './data/chain/verifications.js';
import type { Database } from './data/engine/database.js';
import { engineOf } from './data/open.js';
import { backupsToRemove, isBackupDue, isVerificationDue } from './domain/backup-schedule.js';
import type { OwnLifecycle } from './web/frame/services.js';

export interface UpkeepOptions {
  readonly database: Pick<Database, 'displacement' | 'instance' | 'read'>;
  readonly config: Pick<Config, 'databaseUrl' | 'backupFolder' | 'makesBackups'>;
  readonly logger: Logger;
  readonly lifecycle: OwnLifecycle;
  /** Called with the findings of a verification: from then on nothing may be recorded. */
  readonly stopRecording: (findings: string) => void;
  readonly clock: () => Date;
  /** How often it checks whether something is due, in milliseconds. */
  readonly interval?: number;
}

export interface Upkeep {
  /** Makes a backup at once; returns its path. Throws a sentence that says what went wrong. */
  readonly backUp: () => Promise<string>;
  /** Verifies the whole record now, without anybody waiting for it. */
  readonly verify: () => void;
  /** Ends whatever is running; nothing half-done is left. */
  readonly stop: () => void;
}

/**
 * What the server does by itself: a backup every hour, with old ones removed, and a verification of the whole record
 * every night, each in a separate process, one at a time. Of several servers of a database one verifies, and findings
 * make all of them read-only. It first checks after one interval, so that it never slows the start.
 */
export function startUpkeep({
  database,
  config,
  logger,
  lifecycle,
  stopRecording,
  clock,
  interval = 60_000,
}: UpkeepOptions): Upkeep {
  const engine = engineOf(config.databaseUrl);
  const file = engine.place;
  const folder = config.backupFolder ?? defaultBackupFolder(file);
  const ending = new AbortController();
  const never = new Date(0);
  let [lastVerification, lastTry] = [never, never];
  let running: Promise<unknown> = Promise.resolve();

  /** Runs one piece of work after another, and none once the server is stopping. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = running.then(() => {
      ending.signal.throwIfAborted();
      return work();
    });
    running = result.catch(() => undefined);
    return result;
  }

  const backups = () => ownBackups(listBackups(folder, file), database);

  async function backUp(): Promise<string> {
    lastTry = clock();
    try {
      const path = await backUpInChildProcess(config.databaseUrl, { folder, signal: ending.signal });
      const thinned = backupsToRemove(await backups(), clock());
      for (const backup of thinned) removeBackup(folder, backup);
      lifecycle.lastBackup = { at: clock(), isMade: true };
      logger.info({ backup: path, thinned: thinned.length }, 'backup made');
      return path;
    } catch (error) {
      if (!ending.signal.aborted) {
        lifecycle.lastBackup = { at: clock(), isMade: false };
        logger.error({ err: error }, 'backup failed');
      }
      throw error;
    }
  }

  async function verify(): Promise<void> {
    lastVerification = clock();
    try {
      const { isSound, said } = await verifyInChildProcess(config.databaseUrl, { signal: ending.signal });
      if (isSound) return logger.info({ outcome: said }, 'record verified');
      stopRecording(said);
    } catch (error) {
      if (!ending.signal.aborted) logger.error({ err: error }, 'the record could not be verified');
    }
  }

  /** Nothing is done while another server is at it, and what another has done by now is not done again. */
  async function verifyTonight(): Promise<void> {
    const release = await engine.takeDuty();
    if (release === null) return;
    try {
      const newest = await newestVerification(database.read);
      if (newest === null || isVerificationDue(newest.begunAt, clock())) await verify();
      else lastVerification = newest.begunAt;
    } finally {
      release();
    }
  }

  async function look(): Promise<void> {
    // A backup of a damaged record is not worth having, and must not displace earlier ones.
    if (lifecycle.readOnly !== null || lifecycle.isStopping || database.displacement() !== null) return;
    const standing = standingFindings(await newestVerification(database.read));
    if (standing !== null) return stopRecording(standing);
    const now = clock();
    if (config.makesBackups && (await isDue(now))) await inTurn(backUp).catch(() => undefined);
    if (isVerificationDue(lastVerification, now)) await inTurn(verifyTonight);
  }

  /** A failed attempt counts too, so that it is not repeated every minute. */
  async function isDue(now: Date): Promise<boolean> {
    return isBackupDue([{ madeAt: lastTry }], now) && isBackupDue(await backups(), now);
  }

  let isLooking = false;
  const timer = setInterval(() => {
    if (isLooking) return;
    isLooking = true;
    void look()
      .catch((error: unknown) => {
        if (!ending.signal.aborted) logger.error({ err: error }, 'it could not be told what is due');
      })
      .finally(() => {
        isLooking = false;
      });
  }, interval).unref();

  return {
    backUp: () => inTurn(backUp),
    verify: () => void inTurn(verify).catch(() => undefined),
    stop: () => {
      clearInterval(timer);
      ending.abort();
    },
  };
}
