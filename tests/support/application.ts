import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Writable } from 'node:stream';
import type { RequestHandler } from 'express';
import { hashOfToken } from '../../src/actions/people/sign-in.js';
import type { ConnectOptions } from '../../src/data/engine/database.js';
import type { Config } from '../../src/config.js';
import { LogMemory } from '../../src/data/memory/log.js';
import { hashPassword } from '../../src/data/people/passwords.js';
import { insertSession } from '../../src/data/people/sessions.js';
import { insertUser } from '../../src/data/people/users.js';
import type { Role } from '../../src/domain/people/permissions.js';
import type { Brand } from '../../src/outputs/brand.js';
import type { Publisher } from '../../src/outputs/publisher.js';
import type { Licence } from '../../src/outputs/tables/licence.js';
import { createApp } from '../../src/web/app.js';
import type { OwnLifecycle } from '../../src/web/frame/services.js';
import { createLogger } from '../../src/web/frame/logger.js';
import { copyDatabase, createExampleDatabase, createTestDatabase, type TestDatabase } from './database.js';
import { Visitor } from './visitor.js';

/** The real application on a port of its own, with a database of its own and a clock that tests set. */
export interface Application extends TestDatabase {
  readonly address: string;
  /** What the application believes the time to be. */
  readonly time: { now: Date };
  /** The lines of its log, as JSON text. */
  readonly log: string[];
  readonly setUpToken: string;
  readonly memory: LogMemory;
  /** What it knows of its own state: stopping, read-only. */
  readonly lifecycle: OwnLifecycle;
  /** Every route that it answers, as “GET /negotiations/:negotiation”. */
  readonly routes: readonly string[];
  /** How often the handler of each route was reached, behind all its guards. */
  readonly reached: Map<string, number>;
  visitor(): Visitor;
  /** Somebody of the role, with a session of their own. */
  signedIn(role: Role): Promise<Visitor>;
  stop(): Promise<void>;
}

export interface ApplicationOptions {
  readonly exampleData?: boolean;
  readonly publicUrl?: string;
  readonly brand?: Partial<Brand>;
  readonly publisher?: Partial<Publisher>;
  readonly licence?: Partial<Licence>;
  readonly metricsToken?: string;
  /** What is left on its disk, in bytes. */
  readonly freeSpace?: ConnectOptions['freeSpace'];
  /** True if a thread moves its log into the file, as beside a server. */
  readonly isServer?: boolean;
  /** A database file whose copy it serves, in place of a new one. */
  readonly template?: string | null;
  readonly trustProxy?: number;
  /** Any free one if absent. */
  readonly port?: number;
  /** In milliseconds, how long a form or an answer may make no progress. */
  readonly standstill?: number;
}

export async function startApplication({
  exampleData = true,
  publicUrl,
  publisher,
  licence,
  brand,
  metricsToken,
  freeSpace,
  isServer = false,
  template = null,
  trustProxy = 0,
  port = 0,
  standstill,
}: ApplicationOptions = {}): Promise<Application> {
  const lifecycle: OwnLifecycle = { isStopping: false, readOnly: null, lastBackup: null };
  const onDisplaced = (sentence: string) => {
    lifecycle.readOnly ??= sentence;
    lifecycle.isDisplaced = true;
  };
  const base = await databaseOf(exampleData, template, {
    ...{ onDisplaced, isServer },
    ...(freeSpace && { freeSpace }),
  });
  const time = { now: new Date('2025-08-21T09:00:00Z') };
  const log: string[] = [];
  const setUpToken = randomBytes(32).toString('base64url');
  const memory = new LogMemory(base.database.read);
  const app = createApp(
    {
      database: base.database,
      memory,
      brand: { logo: null, accent: null, about: null, ...brand },
      config: {
        ...configOf(base.url, exampleData, publicUrl, { ...publisher }, { ...licence }),
        metricsToken: metricsToken ?? null,
        trustProxy,
      },
      logger: createLogger('info', linesInto(log)),
      clock: () => time.now,
      setUpToken,
      lifecycle,
      onDamage: (message) => {
        lifecycle.readOnly = message;
      },
      backUp: () => Promise.resolve(),
    },
    standstill === undefined ? {} : { standstill },
  );
  const server = app.listen(port, 'localhost');
  // So that an idle connection is not closed just when a busy test is about to use it again.
  server.keepAliveTimeout = 120_000;
  await once(server, 'listening');
  const address = `http://localhost:${(server.address() as AddressInfo).port}`;
  const reached = new Map<string, number>();
  return {
    ...base,
    address,
    time,
    log,
    setUpToken,
    memory,
    lifecycle,
    routes: routesOf(app.router.stack as unknown as readonly Layer[], reached),
    reached,
    visitor: () => new Visitor(address),
    signedIn: (role) => signedIn(base, address, role, time.now),
    stop: () => stop(server, base),
  };
}

function databaseOf(
  exampleData: boolean,
  template: string | null,
  options: ConnectOptions,
): Promise<TestDatabase> {
  if (template !== null) return copyDatabase(template, options);
  return exampleData ? createExampleDatabase(options) : createTestDatabase();
}

/** As much of a router's layer as is needed to list its routes. */
interface Layer {
  handle: RequestHandler & { readonly stack?: readonly Layer[] };
  readonly route?: {
    readonly path: string;
    readonly methods: Readonly<Record<string, boolean>>;
    readonly stack: readonly Layer[];
  };
}

/** The routes by name; from now on `reached` counts how often the last handler of each is called. */
function routesOf(layers: readonly Layer[], reached: Map<string, number>): string[] {
  return layers.flatMap(({ route, handle }) => {
    if (!route) return routesOf(handle.stack ?? [], reached);
    const names = Object.keys(route.methods).map((method) => `${method.toUpperCase()} ${route.path}`);
    const last = route.stack.at(-1) as Layer;
    const { handle: handler } = last;
    last.handle = (request, response, next) => {
      for (const name of names) reached.set(name, (reached.get(name) ?? 0) + 1);
      return handler(request, response, next);
    };
    return names;
  });
}

function configOf(
  databaseUrl: string,
  exampleData: boolean,
  publicUrl?: string,
  publisher: Partial<Publisher> = {},
  licence: Partial<Licence> = {},
): Config {
  return {
    host: 'localhost',
    port: 0,
    databaseUrl,
    readDatabaseUrl: null,
    migrationDatabaseUrl: null,
    backupFolder: null,
    makesBackups: false,
    publicUrl: publicUrl ?? null,
    exampleData,
    trustProxy: 0,
    publisher: {
      siteName: 'Negotiation positions',
      name: 'Negotiation positions',
      contact: null,
      imprintUrl: null,
      ...publisher,
    },
    logoFile: null,
    accent: null,
    aboutFile: null,
    licence: {
      name: 'CC BY 4.0',
      url: 'https://creativecommons.org/licenses/by/4.0/',
      attribution: 'Negotiation positions',
      ...licence,
    },
    metricsToken: null,
    logLevel: 'info',
  };
}

function linesInto(log: string[]): Writable {
  return new Writable({
    write(line, _encoding, done) {
      log.push(String(line));
      done();
    },
  });
}

/** The password of everybody whom `signedIn` makes. */
export const visitorPassword = 'the harbour at four in the morning';
let visitorHash: Promise<string> | undefined;
let people = 0;

/** Somebody of the role, with a session of their own at the address where the database is served. */
export async function signedIn(
  { database }: Pick<TestDatabase, 'database'>,
  address: string,
  role: Role,
  now: Date,
): Promise<Visitor> {
  const token = randomBytes(32).toString('base64url');
  people += 1;
  const signInName = `${role}-${people}`;
  visitorHash ??= hashPassword(visitorPassword);
  const passwordHash = await visitorHash;
  await database.write(async (tx) => {
    const account = { signInName, publicName: null, passwordHash, role, createdAt: now };
    const userId = await insertUser(tx, account);
    await insertSession(tx, { tokenHash: hashOfToken(token), userId, createdAt: now });
  });
  return new Visitor(address, `sid-${database.instance.uuid}=${token}`);
}

async function stop(server: Server, base: TestDatabase): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await base.remove();
}
