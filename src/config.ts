import { existsSync } from 'node:fs';
import { z } from 'zod';
import { cleanName } from './domain/text.js';
import { type Accent, accentOf, contrastOnLight, leastContrast } from './outputs/accent.js';
import type { Contact, Publisher } from './outputs/publisher.js';
import type { Licence } from './outputs/tables/licence.js';

const onOff = z.enum(['on', 'off'], { error: 'must be on or off' });

const noContact = 'must be a mail address, such as desk@example.org, or the web address of a page';

const settings = z.object({
  HOST: z.string().min(1, { error: 'must name an address to listen on' }).default('localhost'),
  PORT: z.coerce
    .number({ error: 'must be a number' })
    .int({ error: 'must be a whole number' })
    .min(0, { error: 'must not be negative' })
    .max(65_535, { error: 'must be at most 65535' })
    .default(3000),
  DATABASE_URL: z
    .string()
    .regex(/^(file:|postgres(ql)?:\/\/).+/, {
      error:
        'must be the address of an SQLite file, such as file:./data/tracker.db, or of a PostgreSQL database, such as postgresql://tracker:password@localhost:5432/tracker',
    })
    .default('file:./data/tracker.db'),
  MIGRATION_DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\/.+/, { error: 'must be the address of the PostgreSQL database for its owner' })
    .optional(),
  READ_DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\/.+/, { error: 'must be the address of a replica of the PostgreSQL database' })
    .optional(),
  BACKUP_FOLDER: z.string().optional(),
  PUBLIC_URL: z
    .string()
    .refine(isOrigin, {
      error: 'must be the scheme and host that readers use, such as https://tracker.example.org',
    })
    .optional(),
  EXAMPLE_DATA: onOff.optional(),
  TRUST_PROXY: z
    .union([z.literal('off'), z.coerce.number().int().min(1)], {
      error: 'must be off or the number of proxies in front of the server',
    })
    .default('off'),
  SITE_NAME: shortText('must be a name of at most 60 characters', 60).default('Negotiation positions'),
  PUBLISHER: shortText('must name in at most 100 characters who publishes the record', 100).optional(),
  CONTACT: z.union([z.email(noContact), webAddress(noContact)], noContact).optional(),
  IMPRINT_URL: webAddress('must be the web address of a page').optional(),
  LOGO: z.string().optional(),
  ACCENT: z
    .string()
    .regex(/^#[\da-f]{6}$/i, { error: 'must be a colour such as #12545f', abort: true })
    .refine((colour) => contrastOnLight(colour) >= leastContrast, {
      error: ({ input }) =>
        `must have a contrast of at least ${leastContrast}:1 to the light page; that of ${String(input)} is ${contrastOnLight(String(input))}:1`,
    })
    .optional(),
  ABOUT: z.string().optional(),
  LICENCE_NAME: shortText('must name a licence in at most 100 characters, such as CC BY 4.0', 100).optional(),
  LICENCE_URL: webAddress('must be the web address of the licence').optional(),
  ATTRIBUTION: shortText('must say in at most 200 characters how the source is to be named', 200).optional(),
  METRICS_TOKEN: z
    .string()
    .regex(/^[\w.~+/-]{16,}=*$/, {
      error:
        'must have at least 16 characters, of letters, digits and . _ ~ + / - as in openssl rand -base64 24',
    })
    .optional(),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], {
      error: 'must be debug, info, warn, error or silent',
    })
    .default('info'),
});

/** Written as browsers write it, since files and other programs take no other; readers see it, so no password. */
function webAddress(error?: string) {
  const given = error === undefined ? {} : { error };
  return z
    .url({ protocol: /^https?$/, ...given })
    .refine(
      (text) => URL.canParse(text) && new URL(text).username === '' && new URL(text).password === '',
      given,
    )
    .transform((text) => new URL(text).href);
}

function shortText(error: string, most: number) {
  return z.string().transform(cleanName).pipe(z.string().min(1, { error }).max(most, { error }));
}

/** Every setting, in the order of `.env.example`. */
export const settingNames = Object.keys(settings.shape);

export interface Config {
  readonly host: string;
  readonly port: number;
  readonly databaseUrl: string;
  /** A replica, from which readers without a session are answered; null if there is none. */
  readonly readDatabaseUrl: string | null;
  /** The database for the role that owns it, which migrates; null if that is the role that runs. */
  readonly migrationDatabaseUrl: string | null;
  /** Where backups go; null for the folder beside the database. */
  readonly backupFolder: string | null;
  /** Whether the server makes backups by itself, every hour. */
  readonly makesBackups: boolean;
  /** Scheme and host without a trailing slash; null if the Host header decides. */
  readonly publicUrl: string | null;
  readonly exampleData: boolean;
  /** The number of proxies whose X-Forwarded-* headers are trusted; 0 for none. */
  readonly trustProxy: number;
  readonly publisher: Publisher;
  /** The path of a picture; null for none. */
  readonly logoFile: string | null;
  /** Null for the colour of the program. */
  readonly accent: Accent | null;
  /** The path of a text in Markdown about who publishes the site; null for none. */
  readonly aboutFile: string | null;
  /** The terms on which readers may use the data. */
  readonly licence: Licence;
  /** The token that is needed to read `/metrics`; null if there are no metrics. */
  readonly metricsToken: string | null;
  readonly logLevel: string;
}

/** A setting with an unusable value; the message names the setting and says what it must be. */
export class BadSetting extends Error {
  override name = 'BadSetting';
}

/** Reads `.env` if it exists, then the environment. An empty setting counts as not set. Throws BadSetting. */
export function readConfig(environment: NodeJS.ProcessEnv = environmentWithFile()): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = settings.safeParse(given);
  if (!parsed.success) throw new BadSetting(sentence(parsed.error));
  const { data } = parsed;
  return {
    host: data.HOST,
    port: data.PORT,
    databaseUrl: data.DATABASE_URL,
    readDatabaseUrl: data.READ_DATABASE_URL ?? null,
    migrationDatabaseUrl: data.MIGRATION_DATABASE_URL ?? null,
    backupFolder: data.BACKUP_FOLDER === 'off' ? null : (data.BACKUP_FOLDER ?? null),
    makesBackups: data.BACKUP_FOLDER !== 'off',
    publicUrl: data.PUBLIC_URL?.replace(/\/$/, '') ?? null,
    exampleData: data.EXAMPLE_DATA ? data.EXAMPLE_DATA === 'on' : given.DATABASE_URL === undefined,
    trustProxy: data.TRUST_PROXY === 'off' ? 0 : data.TRUST_PROXY,
    publisher: {
      siteName: data.SITE_NAME,
      name: data.PUBLISHER ?? data.SITE_NAME,
      contact: data.CONTACT === undefined ? null : contactOf(data.CONTACT),
      imprintUrl: data.IMPRINT_URL ?? null,
    },
    logoFile: data.LOGO ?? null,
    accent: data.ACCENT === undefined ? null : accentOf(data.ACCENT),
    aboutFile: data.ABOUT ?? null,
    licence: {
      name: data.LICENCE_NAME ?? null,
      url: data.LICENCE_URL ?? null,
      attribution: data.ATTRIBUTION ?? data.PUBLISHER ?? data.SITE_NAME,
    },
    metricsToken: data.METRICS_TOKEN ?? null,
    logLevel: data.LOG_LEVEL,
  };
}

/**
 * The environment of a command that is run on a database. Its address does not go on the command line, which everybody
 * on the machine can read: it may hold a password.
 */
export function environmentFor(databaseUrl: string): NodeJS.ProcessEnv {
  return { ...process.env, DATABASE_URL: databaseUrl };
}

function environmentWithFile(): NodeJS.ProcessEnv {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return process.env;
}

function contactOf(text: string): Contact {
  return /^https?:/i.test(text) ? { kind: 'page', url: text } : { kind: 'mail', address: text };
}

function sentence(error: z.ZodError): string {
  return error.issues.map(({ path, message }) => `The setting ${path.join('.')} ${message}.`).join(' ');
}

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, pathname, search, hash, username } = new URL(text);
  return /^https?:$/.test(protocol) && pathname === '/' && `${search}${hash}${username}` === '';
}
