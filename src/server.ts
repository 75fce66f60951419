import './data/supported-node.js';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { basename, dirname } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import type { Logger } from 'pino';
import { recordExampleData } from './actions/record-example-data.js';
import { BadSetting, type Config, readConfig } from './config.js';
import { databaseFile } from './data/database-file.js';
import { connect, type Database } from './data/database.js';
import { inspectAtStart } from './data/inspection.js';
import { LogMemory } from './data/log.js';
import { migrate } from './data/migrations.js';
import { listNegotiations } from './data/negotiations.js';
import { lockForServer } from './data/server-lock.js';
import { damageOf, failureOf } from './data/unavailability.js';
import { anyUserExists } from './data/users.js';
import { findingSentence } from './data/verification.js';
import { Unavailable } from './domain/errors.js';
import { publicAddressWarning } from './public-address.js';
import { startUpkeep, type Upkeep } from './upkeep.js';
import { createApp } from './web/app.js';
import { createLogger } from './web/logger.js';
import { paths } from './web/paths.js';
import { readOnlyCause } from './web/read-only.js';
import { reportServerEvent } from './web/security/events.js';
import type { OwnLifecycle } from './web/services.js';

// By default V8 lets the heap double before it collects what has grown old: a long export then takes 100 MB that it
// does not need. Measured: 5 MB this way, in the same time.
setFlagsFromString('--heap-growing-percent=20');

// What is said to people may meet a full disk, or a terminal that was closed; the server goes on.
process.stderr.on('error', () => undefined);

/** Door 1: reads the settings, opens the database, fills an empty one if asked to, and listens. */
async function start(): Promise<void> {
  // The database holds password hashes: what is made is for nobody else on the machine.
  process.umask(0o077);
  const config = readConfig();
  const logger = createLogger(config.logLevel);
  const lifecycle: OwnLifecycle = { isStopping: false, readOnly: null, lastBackup: null };
  const database = await openDatabase(config, logger, lifecycle);
  const setUpToken = randomBytes(32).toString('base64url');
  const clock = () => new Date();
  const onDamage = (findings: string) => stopRecording(lifecycle, logger, findings);
  const upkeep = startUpkeep({ database, config, logger, lifecycle, stopRecording: onDamage, clock });
  const app = createApp({
    database,
    lifecycle,
    memory: new LogMemory(database.read),
    config,
    logger,
    clock,
    setUpToken,
    onDamage,
    backUp: () => (config.makesBackups ? upkeep.backUp() : Promise.resolve()),
  });
  const server = app.listen(config.port, config.host);
  await once(server, 'listening');
  reportStart(config, logger);
  stopOnSignal({ server, database, upkeep, lifecycle, logger });
  await announce(database, addressOf(config, server), setUpToken);
}

/** A record that does not verify is shown to readers, and nothing more is written to it until somebody has looked. */
async function openDatabase(config: Config, logger: Logger, lifecycle: OwnLifecycle): Promise<Database> {
  const file = databaseFile(config.databaseUrl);
  mkdirSync(dirname(file), { recursive: true });
  lockForServer(file);
  await migrate(config.databaseUrl, { onProgress: (sentence) => logger.info(sentence) });
  const { findings } = await inspectAtStart(file);
  if (findings.length > 0)
    stopRecording(lifecycle, logger, findings.slice(0, 20).map(findingSentence).join(' '));
  const requireWritable = () => {
    const cause = readOnlyCause(lifecycle);
    if (cause !== null)
      throw new Unavailable(
        `Nothing can be recorded at the moment: ${cause}. Whoever runs the server has to look at it first. Keep what you typed.`,
      );
  };
  const database = await connect(config.databaseUrl, {
    requireWritable,
    onDisplaced: (sentence) => {
      lifecycle.isDisplaced = true;
      stopRecording(lifecycle, logger, sentence);
    },
  });
  const isEmpty =
    (await listNegotiations(database.read)).length === 0 && !(await anyUserExists(database.read));
  if (config.exampleData && isEmpty && lifecycle.readOnly === null)
    await recordExampleData(database, new Date());
  return database;
}

/** From here on until somebody has looked and started it again. */
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
  const manifest = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  const { version } = JSON.parse(manifest) as { version: string };
  reportServerEvent(logger, 'sys_startup', {
    version,
    node: process.version,
    database: basename(databaseFile(config.databaseUrl)),
  });
  const warning = publicAddressWarning(config);
  if (warning) logger.warn({ setting: 'PUBLIC_URL' }, warning);
}

/** For people, on standard error: standard output is the log, and no secret belongs there. */
async function announce(database: Database, address: string, setUpToken: string): Promise<void> {
  const isSetUp = await anyUserExists(database.read);
  const setUp = `Nobody can sign in yet. Create the first admin, once, at\n  ${address}${paths.setUp(setUpToken)}\n`;
  process.stderr.write(`The tracker listens on ${address}\n${isSetUp ? '' : setUp}`);
}

/** In milliseconds, from the signal on; service managers kill after ten seconds. */
const stopping = {
  /** How often connections that wait for their next request are closed. */
  idle: 50,
  /** Whoever has connected and asked nothing by then, as browsers do ahead of a click, is not waited for. */
  quiet: 1_000,
  /** Whoever has not taken an answer by then is cut off, so that the database is closed in order. */
  cutOff: 7_000,
  exit: 9_000,
} as const;

/**
 * On SIGTERM or SIGINT: not ready any more, no new connections, finish what runs, close the database, exit 0. What is
 * still being written at the end of the time was not acknowledged; SQLite takes it back.
 */
function stopOnSignal({ server, database, upkeep, lifecycle, logger }: Running): void {
  const quiet = quietConnections(server);
  const after = (milliseconds: number, act: () => void) => void setTimeout(act, milliseconds).unref();
  const stop = (signal: string) => {
    reportServerEvent(logger, 'sys_shutdown', { signal });
    lifecycle.isStopping = true;
    upkeep.stop();
    server.close(() => void database.close().then(() => process.exit(0)));
    server.closeIdleConnections();
    // What was asked before the signal is answered on connections that would be kept.
    setInterval(() => server.closeIdleConnections(), stopping.idle).unref();
    after(stopping.quiet, () => {
      for (const socket of quiet) socket.destroy();
    });
    after(stopping.cutOff, () => server.closeAllConnections());
    after(stopping.exit, () => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

/** The connections on which nothing was asked yet. Node counts them as busy. */
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
  readonly database: Database;
  readonly upkeep: Upkeep;
  readonly lifecycle: OwnLifecycle;
  readonly logger: Logger;
}

/** One plain sentence for what an operator can put right. */
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
  const damage = damageOf(error);
  if (damage !== null)
    return `The database cannot be opened: ${damage}. Nothing was changed. Bring a backup back with “npm run tracker -- restore <backup>”.`;
  const failure = failureOf(error);
  if (failure !== null)
    return `The database cannot be opened: ${failure}. Look at its file, its folder and the disk; “npm run tracker -- verify” tells more.`;
  return message;
}

start().catch((error: unknown) => {
  process.stderr.write(`${sentenceOf(error)}\n`);
  process.exit(1);
});
