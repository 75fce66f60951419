import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { plainSql } from '../../src/data/engine/statements.js';
import { verifyRecord } from '../../src/data/chain/verification.js';
import { utcDay } from '../../src/domain/when.js';
import { type Application, startApplication } from '../support/application.js';
import { type Ids, idsOf, soundUpdate } from '../support/update-form.js';
import type { Answer } from '../support/visitor.js';

const talks = '/negotiations/russia-ukraine';
const rfc3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const end = '9999-12-31T23:59:59.999Z';
let application: Application;
let ids: Ids;

beforeEach(async () => {
  application = await startApplication();
  ids = await idsOf(application);
});

afterEach(() => application.stop());

function setClock(text: string): void {
  application.time.now = new Date(text);
}

/** Logs an update of that very day, as the clock has it. */
async function publish(): Promise<Answer> {
  const day = utcDay(application.time.now);
  const editor = await application.signedIn('editor');
  const stance = { 'stances.0.date': day, 'sources.0.publishedDate': day };
  return editor.post(`${talks}/updates`, soundUpdate(ids, stance));
}

const publications = () => application.database.read.publication.findMany({ orderBy: { sequence: 'asc' } });

async function newestInstant(): Promise<string> {
  const newest = await application.database.read.publication.findFirstOrThrow({
    orderBy: { sequence: 'desc' },
  });
  return newest.recordedAt.toISOString();
}

/** Each instant once for every publication, in the order of the sequence numbers. */
async function instants(): Promise<string[]> {
  const all = (await publications()).map(({ recordedAt }) => recordedAt.toISOString());
  return all.filter((instant, index) => instant !== all[index - 1]);
}

/** What a machine's clock may say, one after the other. */
const clocks = {
  'as it should be': '2025-08-21T09:00:00Z',
  'still the same': '2025-08-21T09:00:00Z',
  'set back by a minute': '2025-08-21T08:59:00Z',
  'as after a dead battery': '1970-01-01T00:00:07Z',
  'years ahead': '2031-05-05T05:05:05Z',
  'set right again': '2025-08-21T09:00:01Z',
  'at the end of all dates': end,
  'still there': end,
  'there for a third time': end,
  'beyond what dates can say': '+012000-01-01T00:00:00Z',
  'far beyond': '+200000-06-06T06:06:06Z',
  'set right for good': '2025-08-21T09:05:00Z',
};

/** At these clocks every page is opened. */
const lookedAt = [
  'years ahead',
  'set right again',
  'there for a third time',
  'far beyond',
  'set right for good',
];

const paths = {
  matrix: talks,
  position: `${talks}/positions/ukraine/crimea`,
  timeline: `${talks}/timeline`,
  stances: `${talks}/stances.csv`,
  feed: `${talks}.atom`,
};
const editorsPaths = [`${talks}/recent-changes`, `${talks}/work-list`, '/audit.csv', '/desk'];

/** What a reader gets at an instant: the numbers of the stances, and the matrix. */
async function readAt(knownAt: string) {
  const at = `?as_of=9999-12-31&known_at=${knownAt}`;
  const csv = await application.visitor().get(`${paths.stances}${at}`);
  const rows = parse(csv.text, { columns: true, bom: true }) as Record<string, string>[];
  const matrix = await application.visitor().get(`${talks}/matrix.csv${at}`);
  return { statuses: [csv.status, matrix.status], rows, matrix: matrix.text };
}

test('whatever the clock says, the order is that of the sequence numbers, and what was known at an instant stays the same', async () => {
  const kept: { clock: string; instant: string; answer: Awaited<ReturnType<typeof readAt>> }[] = [];
  for (const [clock, text] of Object.entries(clocks)) {
    setClock(text);
    const { status } = await publish();
    expect({ clock, status }).toEqual({ clock, status: 303 });
    const instant = await newestInstant();
    kept.push({ clock, instant, answer: await readAt(instant) });
    if (lookedAt.includes(clock)) await expectSoundPages(clock);
  }
  const all = await instants();
  expect([...all].sort()).toEqual(all);
  expect(all.filter((instant) => !rfc3339.test(instant))).toEqual([]);
  expect((await verifyRecord(plainSql(application.database.read))).findings).toEqual([]);
  expect(new Set(kept.map(({ instant }) => instant)).size).toBe(kept.length);
  for (const { clock, instant, answer } of kept) {
    expect({ clock, ...(await readAt(instant)) }).toEqual({ clock, ...answer });
    expect(answer.statuses).toEqual([200, 200]);
  }
  const counts = kept.map(({ answer }) => answer.rows.length);
  expect(counts).toEqual(counts.map((_, index) => (counts[0] as number) + index));
}, 60_000);

/** Every page answers and prints only instants that other programs can read, and its permalink opens. */
async function expectSoundPages(clock: string): Promise<void> {
  const editor = await application.signedIn('editor');
  for (const path of [...Object.values(paths), ...editorsPaths]) {
    const who = editorsPaths.includes(path) ? editor : application.visitor();
    const { status, text } = await who.open(path);
    expect({ clock, path, status }).toEqual({ clock, path, status: 200 });
    expect({ clock, path, found: /[+-]\d{6}-\d\d|\bNaN\b|Invalid Date/.exec(text)?.[0] ?? null }).toEqual({
      clock,
      path,
      found: null,
    });
  }
  const page = await application.visitor().get(paths.position);
  const permalink = /href="([^"]*known_at=[^"]*)"/.exec(page.text)?.[1]?.replaceAll('&amp;', '&') as string;
  const opened = await application.visitor().get(permalink.replace(application.address, ''));
  expect({ clock, permalink, status: opened.status }).toEqual({ clock, permalink, status: 200 });
  const rows = parse((await application.visitor().get(paths.stances)).text, {
    columns: true,
    bom: true,
  }) as Record<string, string>[];
  const written = rows.map(({ recorded_at }) => recorded_at as string);
  const feed = (await application.visitor().get(paths.feed)).text;
  written.push(
    ...[...feed.matchAll(/<(?:updated|published)>([^<]*)</g)].map(([, instant]) => instant as string),
  );
  expect(written.length).toBeGreaterThan(rows.length);
  expect(written.filter((instant) => !rfc3339.test(instant))).toEqual([]);
}

test('ten updates in one millisecond have an instant each', async () => {
  const before = (await instants()).length;
  const answers = await Promise.all(Array.from({ length: 10 }, publish));
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 303));
  const taken = (await instants()).slice(before).map((instant) => Date.parse(instant));
  expect(taken).toEqual(Array.from({ length: 10 }, (_, index) => application.time.now.getTime() + index));
});

describe('after the clock was set back', () => {
  test('known_at may be asked up to the newest entry, and no further', async () => {
    setClock('2031-05-05T05:05:05Z');
    await publish();
    setClock('2025-08-21T09:00:00Z');
    const at = (instant: string) => application.visitor().get(`${talks}?known_at=${instant}`);
    expect((await at('2031-05-05T05:05:05Z')).status).toBe(200);
    const later = await at('2031-05-05T05:05:05.001Z');
    expect([later.status, later.text]).toEqual([400, expect.stringContaining('is in the future')]);
  });
});

test('a clock of the year 9999 or later counts as its first instant, and each publication follows the one before', async () => {
  for (const text of [end, '+012000-01-01T00:00:00Z', end]) {
    setClock(text);
    await publish();
  }
  const first = Date.parse('9999-01-01T00:00:00.000Z');
  expect((await instants()).slice(-3).map((instant) => Date.parse(instant) - first)).toEqual([0, 1, 2]);
});

test('where no later instant can be written, nothing is recorded and what was typed comes back', async () => {
  await application.database.write((tx) =>
    tx.publication.create({ data: { sequence: 1_000_000, recordedAt: new Date(end) } }),
  );
  const { status, text } = await publish();
  expect(status).toBe(503);
  expect(text).toContain('The record has reached the end of the year 9999, so nothing was recorded.');
  expect(text).toContain('The President repeats his answer.');
  expect((await publications()).at(-1)?.sequence).toBe(1_000_000);
});
