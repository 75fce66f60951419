import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { Server } from 'node:http';
import { type AddressInfo, Server as Listener, type Socket } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import type { Logger } from 'pino';
import { recordExampleData } from './actions/example-data/record-example-data.js';
import { readBrand } from './brand.js';
import { BadSetting, type Config, readConfig } from './config.js';
import { backUpInChildProcess } from './cli/child-process.js';
import { inspectAtStart } from './data/chain/inspection.js';
import type { Database } from './data/engine/database.js';
import { connect, engineOf, failureOf, migrate, noteVerification } from './data/open.js';
import { LogMemory } from './data/memory/log.js';
import { negotiationIds } from './data/structure/negotiations.js';
import { anyUserExists } from './data/people/users.js';
import { findingSentence } from './data/chain/verification.js';
import { newestVerification, standingFindings } from './data/chain/verifications.js';
import { Unavailable } from './domain/errors.js';
import { publicAddressWarning } from './public-address.js';
import { startUpkeep, type Upkeep } from './upkeep.js';
import { createApp } from './web/app.js';
import { createLogger } from './web/frame/logger.js';
import { paths } from './web/frame/paths.js';
import { readOnlyCause } from './web/frame/read-only.js';
import { reportServerEvent } from './web/frame/security/events.js';
import { version } from './web/frame/version.js';
import type { OwnLifecycle, ReadFrom } from './web/frame/services.js';

// By default V8 lets the heap double before it collects old objects: a long export then takes 100 MB that it does not
// need. With this setting it takes 5 MB and no longer; with a fifth, a quarter of what publications and the pages after
// them cost was collecting.
setFlagsFromString('--heap-growing-percent=35');
// Prisma’s engine is WebAssembly that compiles each shape of query once: by optimising its code V8 takes another 60 MB
// and half a second of the processor, and no query becomes quicker.
setFlagsFromString('--liftoff-only');

// Writing to standard error may fail, on a full disk or a closed terminal; the server continues.
process.stderr.on('error', () => undefined);

/** Reads the settings, opens the database, fills an empty one with example data if wanted, and listens. */
async function start(): Promise<void> {
  // The database holds password hashes: nobody else on the machine may read what is created.
  process.umask(0o077);
  const config = withBackups(readConfig());
  const brand = readBrand(config);
  const logger = createLogger(config.logLevel);
  const lifecycle: OwnLifecycle = { isStopping: false, readOnly: null, lastBackup: null };
  const { database, isStorageChecked } = await openDatabase(config, logger, lifecycle);
  const setUpToken = randomBytes(32).toString('base64url');
  const clock = () => new Date();
  const onDamage = (findings: string) => stopRecording(lifecycle, logger, findings);
  const upkeep = startUpkeep({ database, config, logger, lifecycle, stopRecording: onDamage, clock });
  const memory = new LogMemory(database.read);
  const replica = await openReplica(config, database);
  const app = createApp({
    database,
    lifecycle,
    memory,
    ...(replica && { replica }),
    config,
    brand,
    logger,
    clock,
    setUpToken,
    onDamage,
    backUp: () => (config.makesBackups ? upkeep.backUp() : Promise.resolve()),
  });
  const server = app.listen(config.port, config.host);
  await once(server, 'listening');
  reportStart(config, logger);
  stopOnSignal({
    server,
    databases: replica ? [database, replica.database] : [database],
    upkeep,
    lifecycle,
    logger,
  });
  await announce(database, addressOf(config, server), setUpToken);
  for (const read of [{ database, memory }, ...(replica ? [replica] : [])])
    await readLogsAhead({ ...read, logger, lifecycle });
  if (!isStorageChecked) upkeep.verify();
}

/** The same settings, without backups where the database has its own. */
function withBackups(config: Config): Config {
  return {
    ...config,
    makesBackups: config.makesBackups && engineOf(config.databaseUrl).backedUpElsewhere === null,
  };
}

/**
 * The replica from which readers without a session are answered; null if there is none. Throws a sentence if it is one
 * of another database.
 */
async function openReplica({ readDatabaseUrl }: Config, { instance }: Database): Promise<ReadFrom | null> {
  if (readDatabaseUrl === null) return null;
  const database = await connect(readDatabaseUrl, {
    requireWritable: () => {
      throw new Unavailable('Nothing is recorded in a replica.');
    },
  });
  if (database.instance.uuid !== instance.uuid)
    throw new Error(
      'READ_DATABASE_URL names no replica of the database in DATABASE_URL, but another database.',
    );
  return { database, memory: new LogMemory(database.read) };
}

/**
 * Reads the logs before the first reader needs them, one negotiation after another; each can be read as soon as its own
 * log is there.
 */
async function readLogsAhead({ memory, database, logger, lifecycle }: ReadAhead): Promise<void> {
  try {
    for (const id of await negotiationIds(database.read)) await memory.logOf(id);
  } catch (error) {
    if (!lifecycle.isStopping)
      logger.warn({ err: error }, 'a log could not be read ahead of its first reader');
  }
}

type ReadAhead = Pick<Running, 'logger' | 'lifecycle'> & ReadFrom;

/**
 * If the record does not verify, it is still shown to readers, but nothing is written until somebody has looked at it.
 */
async function openDatabase(
  config: Config,
  logger: Logger,
  lifecycle: OwnLifecycle,
): Promise<{ readonly database: Database; readonly isStorageChecked: boolean }> {
  const url = config.databaseUrl;
  const engine = engineOf(url);
  engine.lockForServer();
  await migrate(config.migrationDatabaseUrl ?? url, {
    backUp: () => backUpInChildProcess(url),
    onProgress: (sentence) => logger.info(sentence),
  });
  const begunAt = new Date();
  const { findings, isStorageChecked, isStorageSound } = await inspectAtStart(engine);
  if (findings.length > 0) {
    const said = findings.slice(0, 20).map(findingSentence).join('\n');
    stopRecording(lifecycle, logger, said);
    const result = { begunAt, endedAt: new Date(), findings: said };
    if (isStorageSound) await noteVerification(url, result).catch(reportUnkept(logger));
  }
  const requireWritable = () => {
    const cause = readOnlyCause(lifecycle);
    if (cause !== null)
      throw new Unavailable(
        `Nothing can be recorded at the moment: ${cause}. Whoever runs the server has to look at it first. Keep what you typed.`,
      );
  };
  const database = await connect(url, {
    isServer: true,
    requireWritable,
    onDisplaced: (sentence) => {
      lifecycle.isDisplaced = true;
      stopRecording(lifecycle, logger, sentence);
    },
  });
  const standing =
    lifecycle.readOnly === null ? standingFindings(await newestVerification(database.read)) : null;
  if (standing !== null) stopRecording(lifecycle, logger, standing);
  const isEmpty = (await negotiationIds(database.read)).length === 0 && !(await anyUserExists(database.read));
  if (config.exampleData && isEmpty && lifecycle.readOnly === null)
    await recordExampleData(database, new Date());
  return { database, isStorageChecked };
}

function reportUnkept(logger: Logger): (error: unknown) => void {
  return (error) => logger.warn({ err: error }, 'what was found could not be kept in the database');
}

/** Makes the server read-only until somebody has looked at it and restarted it. */
function stopRecording(lifecycle: OwnLifecycle, logger: Logger, findings: string): void {
  if (lifecycle.readOnly !== null) return;
  lifecycle.readOnly = findings;
  logger.fatal({ findings }, 'the database is not as it should be; the server is read-only');
}

function addressOf({ publicUrl, host }: Config, server: Server): string {
  const { port } = server.address() as AddressInfo;
  return publicUrl ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function reportStart(config: Config, logger: Logger): void {
  reportServerEvent(logger, 'sys_startup', {
    version,
    node: process.version,
    database: engineOf(config.databaseUrl).name,
  });
  const warning = publicAddressWarning(config);
  if (warning) logger.warn({ setting: 'PUBLIC_URL' }, warning);
  if (config.publisher.contact === null)
    logger.info(
      { setting: 'CONTACT' },
      'CONTACT is not set: readers cannot report an error. Set it to a mail address or to the web address of a page.',
    );
}

/** For people, on standard error: standard output is the log, in which no secret belongs. */
async function announce(database: Database, address: string, setUpToken: string): Promise<void> {
  const isSetUp = await anyUserExists(database.read);
  const setUp = `Nobody can sign in yet. Create the first admin, once, at\n  ${address}${paths.setUp(setUpToken)}\n`;
  process.stderr.write(`The tracker listens on ${address}\n${isSetUp ? '' : setUp}`);
}

/** In milliseconds after the signal; service managers kill a process after ten seconds. */
const stopping = {
  /**
   * When idle kept-alive connections begin to be closed. Until then what a proxy sends on them is answered, with the
   * request to close them: one that is closed just as a form is sent on it loses the form.
   */
  kept: 500,
  /** How often they are then closed. */
  idle: 50,
  /** When connections that have sent no request, as browsers open ahead of a click, are closed. */
  quiet: 1_000,
  /** When answers that have not been fully received are cut off, so that the database can be closed properly. */
  cutOff: 7_000,
  exit: 9_000,
} as const;

/**
 * On SIGTERM or SIGINT: reports itself as not ready, accepts no new connections, finishes what is running, closes the
 * database and exits with 0. A write that does not finish in time was not acknowledged, and is rolled back.
 */
function stopOnSignal({ server, databases, upkeep, lifecycle, logger }: Running): void {
  const quiet = quietConnections(server);
  const after = (milliseconds: number, act: () => void) => void setTimeout(act, milliseconds).unref();
  const stop = (signal: string) => {
    reportServerEvent(logger, 'sys_shutdown', { signal });
    lifecycle.isStopping = true;
    upkeep.stop();
    const end = () =>
      void Promise.all(databases.map((database) => database.close())).then(() => process.exit(0));
    // Only after the connections that have come already; and not by its own close, which closes idle ones at once.
    setImmediate(() => Listener.prototype.close.call(server, end));
    // Whatever has arrived is read first.
    const closeIdle = () => void setImmediate(() => server.closeIdleConnections());
    after(stopping.kept, () => void setInterval(closeIdle, stopping.idle).unref());
    after(stopping.quiet, () => {
      for (const socket of quiet) socket.destroy();
    });
    after(stopping.cutOff, () => server.closeAllConnections());
    after(stopping.exit, () => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

/** Connections without any request so far. Node counts them as busy. */
function quietConnections(server: Server): ReadonlySet<Socket> {
  const quiet = new Set<Socket>();
  server.on('connection', (socket) => {
    quiet.add(socket);
    socket.once('close', () => quiet.delete(socket));
  });
  server.on('request', ({ socket }) => quiet.delete(socket));
  return quiet;
}

interface Running {
  readonly server: Server;
  readonly databases: readonly Database[];
  readonly upkeep: Upkeep;
  readonly lifecycle: OwnLifecycle;
  readonly logger: Logger;
}

/** One plain sentence for problems that an operator can fix. */
function sentenceOf(error: unknown): string {
  if (error instanceof BadSetting) return error.message;
  const { code, message, port, address } = error as NodeJS.ErrnoException & {
    port?: number;
    address?: string;
  };
  if (code === 'EADDRINUSE')
    return `Port ${port} is in use on ${address}. Set PORT to another one, or stop what listens there.`;
  if (code === 'EACCES')
    return `The server may not do this: ${message}. Check the port and the folder of the database.`;
  const failure = failureOf(error);
  if (failure?.kind === 'damaged')
    return `The database cannot be opened: ${failure.said}. Nothing was changed. Bring a backup back with “npm run tracker -- restore <backup>”.`;
  if (failure !== null)
    return `The database cannot be opened: ${failure.said}. Look at its file, its folder and the disk; “npm run tracker -- verify” tells more.`;
  return message;
}

start().catch((error: unknown) => {
  process.stderr.write(`${sentenceOf(error)}\n`);
  process.exit(1);
});
