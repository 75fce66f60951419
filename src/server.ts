import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import type { Logger } from 'pino';
import { recordExampleData } from './actions/record-example-data.js';
import { BadSetting, type Config, readConfig } from './config.js';
import { databaseFile } from './data/database-file.js';
import { connect, type Database } from './data/database.js';
import { LogMemory } from './data/log.js';
import { migrate } from './data/migrations.js';
import { listNegotiations } from './data/negotiations.js';
import { anyUserExists } from './data/users.js';
import { publicAddressWarning } from './public-address.js';
import { createApp } from './web/app.js';
import { createLogger } from './web/logger.js';
import { paths } from './web/paths.js';
import { reportServerEvent } from './web/security/events.js';

// By default V8 lets the heap double before it collects what has grown old: a long export then takes 100 MB that it
// does not need. Measured: 5 MB this way, in the same time.
setFlagsFromString('--heap-growing-percent=20');

/** Door 1: reads the settings, opens the database, fills an empty one if asked to, and listens. */
async function start(): Promise<void> {
  const config = readConfig();
  const database = await openDatabase(config);
  const setUpToken = randomBytes(32).toString('base64url');
  const logger = createLogger(config.logLevel);
  const lifecycle = { isStopping: false };
  const app = createApp({
    database,
    lifecycle,
    memory: new LogMemory(database.read),
    config,
    logger,
    clock: () => new Date(),
    setUpToken,
  });
  const server = app.listen(config.port, config.host);
  await once(server, 'listening');
  reportStart(config, logger);
  stopOnSignal(server, database, lifecycle, logger);
  await announce(database, addressOf(config, server), setUpToken);
}

async function openDatabase(config: Config): Promise<Database> {
  await migrate(config.databaseUrl);
  const database = await connect(config.databaseUrl);
  const isEmpty =
    (await listNegotiations(database.read)).length === 0 && !(await anyUserExists(database.read));
  if (config.exampleData && isEmpty) await recordExampleData(database, new Date());
  return database;
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

/** In milliseconds: what is not done by then is cut off; service managers kill after ten seconds. */
const longestStop = 9_000;

/**
 * On SIGTERM or SIGINT: not ready any more, no new connections, finish what runs, close the database, exit 0. What is
 * still being written at the end of the time was not acknowledged; SQLite takes it back.
 */
function stopOnSignal(
  server: Server,
  database: Database,
  lifecycle: { isStopping: boolean },
  logger: Logger,
): void {
  const stop = (signal: string) => {
    reportServerEvent(logger, 'sys_shutdown', { signal });
    lifecycle.isStopping = true;
    setTimeout(() => process.exit(0), longestStop).unref();
    server.close(() => void database.close().then(() => process.exit(0)));
    server.closeIdleConnections();
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

/** One plain sentence for what an operator can mend. */
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
  return message;
}

start().catch((error: unknown) => {
  process.stderr.write(`${sentenceOf(error)}\n`);
  process.exit(1);
});
