import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { settingNames } from '../../src/config.js';
import { type Backup, backupsToRemove } from '../../src/domain/backup-schedule.js';
import { paths } from '../../src/web/frame/paths.js';
import { eventNames } from '../../src/web/frame/security/events.js';

const fileOf = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const textOf = (path: string) => readFileSync(fileOf(path), 'utf8');

const operations = textOf('docs/operations.md');
const unit = textOf('docs/tracker.service');

/** Every first group of a pattern in a text, each once. */
const namedIn = (text: string, pattern: RegExp): string[] => [
  ...new Set([...text.matchAll(pattern)].map((match) => match[1] as string)),
];

test('every command that the documents name exists', () => {
  const usage = execFileSync(process.execPath, [fileOf('dist/cli/tracker.js'), '--help'], {
    encoding: 'utf8',
  });
  const commands = namedIn(usage, /^ {2}([a-z][a-z-]*)/gm);
  const documents = ['README.md', 'docs/operations.md', 'docs/security.md', 'docs/decisions.md'];
  const named = documents.flatMap((path) => namedIn(textOf(path), /npm run tracker -- ([a-z][a-z-]*)/g));
  expect(named.filter((name) => !commands.includes(name))).toEqual([]);
  const shown = namedIn(operations, /npm run tracker -- ([a-z][a-z-]*)/g);
  expect(commands.filter((name) => name !== 'backup' && !shown.includes(name))).toEqual([]);
});

test('every script that the operator is told to run exists', () => {
  const { scripts } = JSON.parse(textOf('package.json')) as {
    readonly scripts: Readonly<Record<string, string>>;
  };
  expect(namedIn(operations, /npm run (?!tracker)([a-z:]+)/g).filter((name) => !scripts[name])).toEqual([]);
  expect(unit).toContain(`ExecStart=/usr/bin/${scripts.start}\n`);
});

test('every setting that the guide for operators names exists', () => {
  const given = namedIn(operations, /^(?:PORT=\d+ )?([A-Z]+(?:_[A-Z]+)*)=/gm);
  const mentioned = namedIn(operations, /\b([A-Z]+(?:_[A-Z]+)+)\b/g);
  expect(given).toContain('DATABASE_URL');
  expect([...given, ...mentioned].filter((name) => !settingNames.includes(name))).toEqual([]);
});

test('every address of the tracker that the guide names exists', () => {
  const known = Object.values(paths).filter((path) => typeof path === 'string');
  const inCommands = namedIn(
    operations,
    /(?:127\.0\.0\.1:3000|tracker\.example\.org)(\/[a-z-]+)(?![a-z-]*\.pem)/g,
  );
  const mentioned = namedIn(operations, /[`*](\/[a-z-]+)[`*]/g);
  expect(inCommands).toContain('/readyz');
  expect([...inCommands, ...mentioned].filter((path) => !known.some((each) => each === path))).toEqual([]);
});

test('the guide has what /readyz says, word for word', () => {
  const words = namedIn(textOf('src/web/frame/health/routes.ts'), /send\('([^'\\]+)/g);
  expect(words).toHaveLength(7);
  expect(words.filter((each) => !operations.includes(`\`${each}\``))).toEqual([]);
});

test('every security event and every number of /metrics that the guide names exists', () => {
  const names: readonly string[] = eventNames;
  const events = namedIn(operations, /\b((?:authn|authz|excess|malicious|session|sys|user)_[a-z_]+[a-z])\b/g);
  expect(events.filter((name) => !names.includes(name))).toEqual([]);
  const gauges = namedIn(textOf('src/web/frame/metrics/gauges.ts'), /name: '([a-z_]+)'/g);
  const known = [...gauges, 'tracker_security_events_total'];
  expect(namedIn(operations, /\b(tracker_[a-z_]+[a-z])\b/g).filter((name) => !known.includes(name))).toEqual(
    [],
  );
});

test('the backups that the guide says are kept are those that are kept', () => {
  const [, days, weeks] = /each day for (\d+) days and of each week for (\d+) weeks/.exec(operations) ?? [];
  const now = new Date('2026-11-27T12:30:00Z');
  const hourly: Backup[] = Array.from({ length: 24 * 100 }, (_, hours) => ({
    name: String(hours),
    sequence: 24 * 100 - hours,
    state: 24 * 100 - hours,
    madeAt: new Date(now.getTime() - hours * 3_600_000),
  }));
  const removed = new Set(backupsToRemove(hourly, now));
  const ages = hourly.filter((backup) => !removed.has(backup)).map(({ name }) => Number(name) / 24);
  expect(ages.filter((age) => age < 1)).toHaveLength(24);
  expect(ages.filter((age) => age >= 1 && age < Number(days))).toHaveLength(Number(days) - 1);
  const oldest = ages.filter((age) => age >= Number(days));
  expect(oldest).toHaveLength(Number(weeks) - 1);
  expect(Math.max(...oldest)).toBeLessThan(Number(weeks) * 7);
  const [, most] = /up to (\d+) times its size/.exec(operations) ?? [];
  expect(ages.length).toBeLessThanOrEqual(Number(most));
});

test('the limits that the guide names are those of the code', () => {
  const least = /leastFreeSpace = (\d+) \* 1024 \* 1024;/.exec(
    textOf('src/data/engine/sqlite/free-space.ts'),
  )?.[1];
  for (const megabytes of namedIn(operations, /(\d+) MB/g)) expect(megabytes).toBe(least);
  const links = /newestLinks = ([\d_]+);/
    .exec(textOf('src/data/chain/inspection.ts'))?.[1]
    ?.replace('_', ',');
  expect(namedIn(operations, /newest ([\d,]+) links/g)).toEqual([links]);
  const hour = Number(/verificationHour = (\d+);/.exec(textOf('src/domain/backup-schedule.ts'))?.[1]);
  expect(operations).toContain(`between ${hour} and ${hour + 1} o'clock UTC`);
  const longest = Number(/^ {2}exit: ([\d_]+),$/m.exec(textOf('src/serve.ts'))?.[1]?.replace('_', ''));
  const patience = Number(/^TimeoutStopSec=(\d+)$/m.exec(unit)?.[1]) * 1000;
  expect(patience).toBeGreaterThan(longest);
});

test('what the guide links to is there', () => {
  const headings = namedIn(operations, /^#+ (.+)$/gm).map((text) =>
    text
      .toLowerCase()
      .replace(/[^a-z -]/g, '')
      .replaceAll(' ', '-'),
  );
  for (const target of namedIn(operations, /\]\(([^)]+)\)/g)) {
    if (target.startsWith('#')) expect(headings).toContain(target.slice(1));
    else expect(existsSync(fileOf(`docs/${target}`)), target).toBe(true);
  }
});

test('the unit, the settings and the configuration of nginx fit each other', () => {
  const folders = ['/opt/tracker', '/var/lib/tracker', '/srv/tracker-backups', '/etc/tracker.env'];
  for (const place of folders)
    expect([unit.includes(place), operations.includes(place)]).toEqual([true, true]);
  const nginx = textOf('docs/nginx.conf');
  for (const [, name, value] of operations.matchAll(/^(HOST|PORT|PUBLIC_URL|TRUST_PROXY)=(.+)$/gm))
    expect(nginx).toContain(`${name}=${value}`);
});
