import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Application, startApplication } from '../../../support/application.js';
import { csvRows } from '../../../support/csv-rows.js';
import type { Visitor } from '../../../support/visitor.js';

const talks = '/negotiations/russia-ukraine';
const crimea = 'Ukraine accepts Russian control of Crimea';
let application: Application;
let admin: Visitor;
let reader: Visitor;

beforeEach(async () => {
  application = await startApplication();
  admin = await application.signedIn('admin');
  reader = application.visitor();
});

afterEach(() => application.stop());

const flat = async (path: string) => (await reader.get(path)).text.replace(/\s+/g, ' ');
const knownAt = (text: string) => /known_at=([^"&]+)/.exec(text)?.[1] as string;
const isIn = async (path: string) => (await flat(path)).includes(`>${crimea}</a>`);

describe('a closed demand', () => {
  let before: string;

  beforeEach(async () => {
    before = `${talks}?known_at=${knownAt(await flat(talks))}`;
    await admin.post(`${talks}/demands/crimea/close`, {});
  });

  test('is absent from the matrix of now, which says so, and from its tables', async () => {
    const now = await flat(talks);
    expect(now).not.toContain(`>${crimea}</a>`);
    expect(now).toContain('1 demand is closed. <a href="/negotiations/russia-ukraine?closed=1"');
    for (const file of ['matrix', 'positions'])
      expect((await reader.get(`${talks}/${file}.csv`)).text).not.toContain(crimea);
    const records = /hold a position[^;]*; from (\d+) records/;
    const [fewer, all] = [now, await flat(`${talks}?closed=1`)].map((text) =>
      Number(records.exec(text)?.[1]),
    );
    expect(fewer).toBeLessThan(all as number);
  });

  test('is there where closed=1 asks for it, with the day of its closing', async () => {
    const asked = await flat(`${talks}?closed=1`);
    expect(asked).toMatch(
      new RegExp(`>${crimea}</a> <span class="party-role">Closed on [^<]+ <a href="/record-chain/59"`),
    );
    expect(asked).toContain('>Leave them out</a>');
    for (const file of ['matrix', 'positions'])
      expect((await reader.get(`${talks}/${file}.csv?closed=1`)).text).toContain(crimea);
    expect((await reader.get(`${talks}?closed=yes`)).status).toBe(400);
    expect((await reader.get(`${talks}/stances.csv?closed=1`)).status).toBe(400);
  });

  test('is present at an earlier known_at, and again after it was reopened', async () => {
    expect(await isIn(before)).toBe(true);
    const closed = `${talks}?known_at=${knownAt(await flat(talks))}`;
    await admin.post(`${talks}/demands/crimea/reopen`, {});
    expect([await isIn(talks), await isIn(closed), await isIn(before)]).toEqual([true, false, true]);
    const states = (await csvRows(application, `${talks}/demands.csv`)).map((row) => row.is_closed);
    expect(new Set(states)).toEqual(new Set(['0']));
  });

  test('has a number and a link in the record chain', async () => {
    expect(await flat('/record-chain/59')).toContain(`Closed: the demand “${crimea}”`);
    expect((await reader.get('/record-chain/59.json')).text).toContain('"act": "closed"');
  });
});

test('a closed party has no column in the matrix of now', async () => {
  const before = `${talks}?known_at=${knownAt(await flat(talks))}`;
  await admin.post(`${talks}/parties/ukraine/close`, {});
  const column = /<th scope="col" class="matrix-party"><a [^>]*>Ukraine</;
  expect([await flat(talks), await flat(before)].map((text) => column.test(text))).toEqual([false, true]);
  expect(await flat(talks)).toContain('1 party is closed.');
});

test('the pages of a closed party and of its cells say so at the clocks, and say nothing before', async () => {
  const before = `known_at=${knownAt(await flat(talks))}`;
  await admin.post(`${talks}/parties/ukraine/close`, {});
  const closedOn = 'Closed on 21 August 2025 <a href="/record-chain/59">entry 59</a>';
  for (const [path, words] of [
    [`${talks}/parties/ukraine`, `<p class="quiet">${closedOn}`],
    [`${talks}/positions/ukraine/crimea`, `Ukraine: ${closedOn}`],
  ] as const) {
    expect(await flat(path)).toContain(words);
    expect(await flat(`${path}?${before}`)).not.toContain('Closed on');
  }
});

test('no update is offered on a cell whose party or demand is closed, as it would be refused', async () => {
  const isOffered = async (cell: string) =>
    (await admin.get(`${talks}/positions/${cell}`)).text.includes('Log an update on this position');
  expect(await isOffered('ukraine/crimea')).toBe(true);
  await admin.post(`${talks}/parties/ukraine/close`, {});
  await admin.post(`${talks}/demands/crimea/close`, {});
  const cells = ['ukraine/cede-territory', 'russia/crimea', 'russia/cede-territory'];
  expect(await Promise.all(cells.map(isOffered))).toEqual([false, false, true]);
});

test('a replaced demand is left out from its successor’s number on, and names it', async () => {
  const before = `${talks}?known_at=${knownAt(await flat(talks))}`;
  const { id, topicId } = await application.database.read.demand.findFirstOrThrow({
    where: { slug: 'crimea' },
  });
  const fields = {
    ...{ proposition: 'Ukraine recognises Crimea as Russian', slug: 'crimea-recognition', order: '3' },
    ...{
      topic: String(topicId),
      raisers: ['1'],
      addressees: ['2'],
      otherAddressees: '',
      replaces: [String(id)],
    },
  };
  expect((await admin.post(`${talks}/demands`, fields)).status).toBe(303);
  expect([await isIn(talks), await isIn(before)]).toEqual([false, true]);
  expect(await flat(talks)).toContain('1 demand is replaced.');
  const successor =
    /Replaced by <a href="[^"]*crimea-recognition[^"]*">Ukraine recognises Crimea as Russian<\/a>/;
  for (const path of [`${talks}?closed=1`, `${talks}/positions/ukraine/crimea`])
    expect(await flat(path)).toMatch(successor);
});
