import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readConfig, settingNames } from '../src/config.js';

test('no setting is needed', () => {
  expect(readConfig({})).toEqual({
    host: 'localhost',
    port: 3000,
    databaseUrl: 'file:./data/tracker.db',
    readDatabaseUrl: null,
    migrationDatabaseUrl: null,
    backupFolder: null,
    makesBackups: true,
    publicUrl: null,
    exampleData: true,
    trustProxy: 0,
    publisher: {
      siteName: 'Negotiation positions',
      name: 'Negotiation positions',
      contact: null,
      imprintUrl: null,
    },
    logoFile: null,
    accent: null,
    aboutFile: null,
    licence: { name: null, url: null, attribution: 'Negotiation positions' },
    metricsToken: null,
    logLevel: 'info',
  });
});

test('the example data is recorded by default only while DATABASE_URL is not set', () => {
  const url = { DATABASE_URL: 'file:./talks.db' };
  expect(readConfig(url).exampleData).toBe(false);
  expect(readConfig({ ...url, EXAMPLE_DATA: 'on' }).exampleData).toBe(true);
  expect(readConfig({ EXAMPLE_DATA: 'off' }).exampleData).toBe(false);
});

test('backups go to a folder that is named, or are not made', () => {
  const named = readConfig({ BACKUP_FOLDER: '/backups' });
  expect([named.backupFolder, named.makesBackups]).toEqual(['/backups', true]);
  const off = readConfig({ BACKUP_FOLDER: 'off' });
  expect([off.backupFolder, off.makesBackups]).toEqual([null, false]);
});

test('the publisher is named as the site where it has no name of its own, and the source as the publisher', () => {
  const named = (environment: NodeJS.ProcessEnv) => {
    const { publisher, licence } = readConfig(environment);
    return [publisher.siteName, publisher.name, licence.attribution];
  };
  expect(named({ SITE_NAME: 'Talks' })).toEqual(['Talks', 'Talks', 'Talks']);
  expect(named({ SITE_NAME: 'Talks', PUBLISHER: 'The Desk' })).toEqual(['Talks', 'The Desk', 'The Desk']);
  expect(named({ PUBLISHER: 'The Desk', ATTRIBUTION: 'Us' })).toEqual([
    'Negotiation positions',
    'The Desk',
    'Us',
  ]);
});

test('readers write to a mail address or go to a page', () => {
  const contact = (text: string) => readConfig({ CONTACT: text }).publisher.contact;
  expect(contact('desk@example.org')).toEqual({ kind: 'mail', address: 'desk@example.org' });
  expect(contact('https://example.org/write')).toEqual({ kind: 'page', url: 'https://example.org/write' });
});

test('an empty setting counts as not set, and PUBLIC_URL loses its slash', () => {
  const config = readConfig({ PORT: '', PUBLIC_URL: 'https://tracker.example.org/' });
  expect(config.port).toBe(3000);
  expect(config.publicUrl).toBe('https://tracker.example.org');
});

test.each([
  [{ PORT: 'eighty' }, 'The setting PORT must be a number.'],
  [{ PORT: '70000' }, 'The setting PORT must be at most 65535.'],
  [{ PORT: '80.5' }, 'The setting PORT must be a whole number.'],
  [
    { DATABASE_URL: 'mysql://localhost' },
    'The setting DATABASE_URL must be the address of an SQLite file, such as file:./data/tracker.db, or of a PostgreSQL database, such as postgresql://tracker:password@localhost:5432/tracker.',
  ],
  [
    { READ_DATABASE_URL: 'file:./data/replica.db' },
    'The setting READ_DATABASE_URL must be the address of a replica of the PostgreSQL database.',
  ],
  [
    { MIGRATION_DATABASE_URL: 'file:./data/tracker.db' },
    'The setting MIGRATION_DATABASE_URL must be the address of the PostgreSQL database for its owner.',
  ],
  [
    { PUBLIC_URL: 'tracker.example.org' },
    'The setting PUBLIC_URL must be the scheme and host that readers use, such as https://tracker.example.org.',
  ],
  [
    { PUBLIC_URL: 'https://example.org/tracker' },
    'The setting PUBLIC_URL must be the scheme and host that readers use, such as https://tracker.example.org.',
  ],
  [{ EXAMPLE_DATA: 'yes' }, 'The setting EXAMPLE_DATA must be on or off.'],
  [
    { TRUST_PROXY: 'on' },
    'The setting TRUST_PROXY must be off or the number of proxies in front of the server.',
  ],
  [
    { CONTACT: 'the desk' },
    'The setting CONTACT must be a mail address, such as desk@example.org, or the web address of a page.',
  ],
  [
    { CONTACT: 'javascript:alert(1)' },
    'The setting CONTACT must be a mail address, such as desk@example.org, or the web address of a page.',
  ],
  [{ IMPRINT_URL: 'imprint' }, 'The setting IMPRINT_URL must be the web address of a page.'],
  [{ SITE_NAME: 'x'.repeat(61) }, 'The setting SITE_NAME must be a name of at most 60 characters.'],
  [
    { PUBLISHER: 'x'.repeat(101) },
    'The setting PUBLISHER must name in at most 100 characters who publishes the record.',
  ],
  [{ ACCENT: 'teal' }, 'The setting ACCENT must be a colour such as #12545f.'],
  [
    { ACCENT: '#e8a33d' },
    'The setting ACCENT must have a contrast of at least 4.5:1 to the light page; that of #e8a33d is 1.99:1.',
  ],
  [{ LICENCE_URL: 'cc-by' }, 'The setting LICENCE_URL must be the web address of the licence.'],
  [
    { LICENCE_NAME: 'x'.repeat(101) },
    'The setting LICENCE_NAME must name a licence in at most 100 characters, such as CC BY 4.0.',
  ],
  [
    { METRICS_TOKEN: 'fifteen-letters' },
    'The setting METRICS_TOKEN must have at least 16 characters, of letters, digits and . _ ~ + / - as in openssl rand -base64 24.',
  ],
  [
    { METRICS_TOKEN: 'a token with spaces' },
    'The setting METRICS_TOKEN must have at least 16 characters, of letters, digits and . _ ~ + / - as in openssl rand -base64 24.',
  ],
  [{ LOG_LEVEL: 'loud' }, 'The setting LOG_LEVEL must be debug, info, warn, error or silent.'],
])('%o is refused with a sentence that names it', (environment, sentence) => {
  expect(() => readConfig(environment)).toThrow(sentence);
});

test('.env.example documents every setting, and no other', () => {
  const text = readFileSync(new URL('../.env.example', import.meta.url), 'utf8');
  const documented = [...text.matchAll(/^#?([A-Z_]+)=/gm)].map(([, name]) => name);
  expect(documented).toEqual(settingNames);
});

test('the address of a page is written as browsers write it, and holds no password', () => {
  const { publisher } = readConfig({
    CONTACT: 'HTTPS://Desk.example/ü"',
    IMPRINT_URL: ' https://desk.example ',
  });
  expect(publisher).toMatchObject({
    contact: { kind: 'page', url: 'https://desk.example/%C3%BC%22' },
    imprintUrl: 'https://desk.example/',
  });
  for (const CONTACT of [
    'https://me:secret@desk.example/',
    'javascript:alert(1)',
    'data:text/html,x',
    'https:x',
  ])
    expect(() => readConfig({ CONTACT })).toThrow('The setting CONTACT must be a mail address');
});
