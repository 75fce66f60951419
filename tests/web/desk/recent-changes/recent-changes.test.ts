import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { entryKinds } from '../../../../src/domain/log/entry.js';
import { actOnRecords } from '../../../support/all-pages.js';
import { type Application, startApplication } from '../../../support/application.js';
import { publishOwn } from '../../../support/own-publications.js';
import { idsOf, soundUpdate } from '../../../support/update-form.js';
import type { Visitor } from '../../../support/visitor.js';

const talks = '/negotiations/russia-ukraine';
const page = `${talks}/recent-changes`;
let application: Application;
let editor: Visitor;
let signInName: string;

beforeAll(async () => {
  application = await startApplication();
  editor = await application.signedIn('editor');
  ({ signInName } = await application.database.read.user.findFirstOrThrow());
  await actOnRecords(application, editor);
  const changes = { 'stances.0.position': 'favours' };
  await editor.post(`${talks}/updates`, soundUpdate(await idsOf(application), changes));
});

afterAll(() => application.stop());

/** “Report by editor-1: Ukraine on: …: Rejects → Favours, Reversed”, one for each entry shown. */
async function listed(query = ''): Promise<string[]> {
  const { status, text } = await editor.get(`${page}${query}`);
  expect(status).toBe(200);
  return [...text.matchAll(/<li id="entry-\d+">([\s\S]*?)<\/li>/g)].map(([, item]) => {
    const plain = (pattern: RegExp) =>
      [...(item as string).matchAll(pattern)].map(([, words]) =>
        (words as string).replace(/<[^>]+>/g, '').trim(),
      );
    const [cell] = plain(/<h2>([\s\S]*?)<\/h2>/g);
    const [kind] = plain(/<strong>(.*?)<\/strong>/g);
    const [who] = plain(/by (.*?),/g);
    const values = plain(/<span class="value[^>]*>([\s\S]*?)<\/span>\s/g);
    const [movement] = plain(/movement-word">([^<]*)</g);
    return `${kind} by ${who}: ${cell}: ${values.join(' → ')}${movement ? `, ${movement}` : ''}`;
  });
}

test('every entry is listed, newest first, with its cell before and after', async () => {
  const all = await listed();
  expect(all.slice(0, 3)).toEqual([
    `Report by ${signInName}: Ukraine on: Ukraine accepts Russian control of Crimea: Rejects → Favours, Reversed`,
    `Retraction by ${signInName}: Ukraine on: Russia receives the whole Donbas: Rejects → Retracted`,
    `Correction by ${signInName}: Ukraine on: Ukraine cedes territory to Russia as part of a deal: Rejects → Rejects (red line)`,
  ]);
  expect(all).toHaveLength(37);
  expect(all[3]).toContain('Report by The server');
});

test('reasons and headlines stand beside it', async () => {
  const { text } = await editor.get(page);
  expect(text).toContain('The party has declared that there is no room for compromise.');
  expect(text).toContain('>Kyiv repeats its answer on Crimea</a>');
});

describe('filters', () => {
  test.each<[string, number]>([
    ['?person=server', 34],
    ['?kind=correction&kind=retraction', 2],
    ['?party=united-kingdom', 1],
    ['?party=ukraine&demand=crimea', 2],
    ['?from=2025-08-21', 3],
    ['?to=2025-08-20', 34],
    ['?from=2025-09-01', 0],
  ])('%s', async (query, count) => {
    expect(await listed(query)).toHaveLength(count);
  });

  test('by who published it', async () => {
    expect(await listed(`?person=${signInName}`)).toHaveLength(3);
  });

  test.each(['person=nobody', 'party=atlantis', 'demand=moon', 'kind=rumour', 'from=soon', 'colour=red'])(
    '%s is refused with a sentence',
    async (query) => {
      expect((await editor.get(`${page}?${query}`)).status).toBe(400);
      expect((await editor.get(`${page}.csv?${query}`)).status).toBe(400);
    },
  );
});

test('the CSV has the same entries, with the filters of the page', async () => {
  const { text } = await editor.get(`${page}?kind=correction`);
  const url = /href="([^"]*recent-changes\.csv[^"]*)"/.exec(text)?.[1]?.replaceAll('&amp;', '&') as string;
  const rows = parse((await editor.get(url)).text, { columns: true, bom: true }) as Record<string, string>[];
  expect(rows.map(({ kind, person, before, after }) => [kind, person, before, after])).toEqual([
    ['correction', signInName, 'rejects', 'rejects_red_line'],
  ]);
});

test('names are for editors: contributors and readers do not get the page', async () => {
  expect((await (await application.signedIn('contributor')).get(page)).status).toBe(403);
  expect((await application.visitor().get(page)).location).toContain('/sign-in');
});

test('older entries are on a further page', async () => {
  const ids = await idsOf(application);
  const rows = Object.assign(
    {},
    ...Array.from({ length: 30 }, (_, index) => ({
      [`stances.${index}.party`]: ids.party('russia'),
      [`stances.${index}.demand`]: ids.demand('crimea'),
      [`stances.${index}.position`]: 'demands',
      [`stances.${index}.attribution`]: 'unnamed_sources',
      [`stances.${index}.date`]: '2025-08-20',
      [`stances.${index}.citations.0.source`]: '0',
    })),
  );
  expect((await editor.post(`${talks}/updates`, soundUpdate(ids, rows))).status).toBe(303);
  const { text } = await editor.get(page);
  const older = /href="([^"]*before=\d+)">Older ones</.exec(text)?.[1] as string;
  expect(await listed(older.slice(page.length).replaceAll('&amp;', '&'))).toHaveLength(17);
});

describe('an act on many records', () => {
  const reason = 'The whole report was invented.';
  let count: number;

  beforeAll(async () => {
    expect((await editor.post(`${talks}/updates/2/retract`, { reason })).status).toBe(303);
    count = await application.database.read.entry.count({ where: { batch: { not: null } } });
    const { record } = await application.database.read.entry.findFirstOrThrow({
      where: { batch: { not: null } },
    });
    expect((await editor.post(`${talks}/records/${record}/restore`, { reason })).status).toBe(303);
  });

  const flat = async (query = '') => (await editor.get(`${page}${query}`)).text.replace(/\s+/g, ' ');

  test('is one line, opened to all of it, with each cell before and after', async () => {
    const text = await flat();
    const [, line] = /<li id="batch-\d+">(.*?)<\/details>/.exec(text) ?? [];
    expect(line).toContain(
      `>${count} records of the update “After Alaska: a peace agreement instead of a ceasefire” have been retracted.</a>`,
    );
    expect(line).toContain(`<strong>Retraction</strong> by ${signInName}`);
    expect(line).toContain(reason);
    expect(line?.match(/<li><a /g)).toHaveLength(count);
    expect(line?.match(/aria-label="became"/g)).toHaveLength(count);
    expect(text.match(/<li id="batch-/g)).toHaveLength(1);
    expect(await listed('?kind=restoration')).toHaveLength(1);
  });

  test('a filter leaves of it what fits, and the list goes on behind it', async () => {
    const text = await flat('?party=russia&kind=retraction');
    const shown = /<li id="batch-\d+">(.*?)<\/details>/.exec(text)?.[1]?.match(/<li><a /g)?.length ?? 0;
    expect(shown).toBeGreaterThan(1);
    expect(shown).toBeLessThan(count);
    const { sequence } = await application.database.read.entry.findFirstOrThrow({
      where: { batch: { not: null } },
      orderBy: { sequence: 'asc' },
    });
    expect(await flat(`?before=${sequence}`)).not.toContain('<li id="batch-');
    expect((await listed(`?before=${sequence}`)).length).toBeGreaterThan(37);
  });

  test('the table lists each, with what they share', async () => {
    const { text } = await editor.get(`${page}.csv?kind=retraction`);
    const rows: { batch: string }[] = parse(text, { columns: true });
    expect(rows.filter(({ batch }) => batch !== '')).toHaveLength(count);
  });
});

describe('what is published by itself', () => {
  const reason = 'It was worded too shortly.';
  let adminName: string | undefined;
  let everything: string[];

  beforeAll(async () => {
    const admin = await application.signedIn('admin');
    const users = await application.database.read.user.findMany({ orderBy: { id: 'asc' } });
    adminName = users.at(-1)?.signInName;
    await publishOwn(application, editor, admin);
    await admin.post(`${talks}/parties/united-kingdom/close`, {});
    everything = (await listed()).slice(0, 12).map((line) => line.replace(/[\u2066-\u2069]/g, ''));
  });

  test('stands in the list, with its author, newest first', async () => {
    const [by, byAdmin] = [`by ${signInName}`, `by ${adminName}`];
    const answer = 'Demand: “Ukraine accepts that Russia keeps control of Crimea”';
    const outcome = 'Lapsed on 15 August 2025: Fighting stops before a peace agreement is negotiated';
    const briefing = 'Briefing of 20 August 2025: Russia–Ukraine ceasefire talks';
    expect(everything).toEqual([
      `Closing ${byAdmin}: United Kingdom: `,
      `Alternative taken out ${byAdmin}: No longer counted as an answer to “What becomes of Crimea?”: ${answer}: `,
      `New alternative ${by}: On the table for “What becomes of Crimea?”: ${answer}: `,
      `Clarification of a proposition ${by}: Wording clarified: Ukraine accepts that Russia keeps control of Crimea: `,
      `Clarification of a headline ${by}: Headline clarified: Before Anchorage: who wants what: `,
      `Restoration of a reservation ${by}: Ukraine reserves the whole, 20 August 2025: `,
      `Retraction of a reservation ${by}: Ukraine reserves the whole, 20 August 2025: `,
      `Reservation ${by}: Ukraine reserves the whole, 20 August 2025: `,
      `Clarification of a briefing ${by}: ${briefing}: `,
      `Briefing ${by}: ${briefing}: `,
      `Correction of an outcome ${by}: ${outcome}: `,
      `Outcome ${by}: ${outcome}: `,
    ]);
  });

  test('has a box of its own for each kind in the list', async () => {
    const { text } = await editor.get(page);
    const boxes = [...text.matchAll(/name="kind" value="(\w+)"/g)].map(([, kind]) => kind as string);
    const { text: csv } = await editor.get(`${page}.csv`);
    const kinds = (parse(csv, { columns: true }) as Record<string, string>[]).map(({ kind }) => kind);
    expect(kinds.filter((kind) => !boxes.includes(kind as string))).toEqual([]);
    expect(boxes).toEqual([
      ...entryKinds.map(({ value }) => value),
      ...['withdrawal', 'closed', 'reopened', 'joined', 'left'],
    ]);
  });

  test('is filtered like entries of records, and stands in the table too', async () => {
    expect(await listed('?demand=ceasefire-first&kind=correction')).toHaveLength(1);
    expect((await editor.get(`${page}?kind=correction&demand=ceasefire-first`)).text).toContain(reason);
    expect(await listed('?party=united-kingdom')).toHaveLength(2);
    expect(await listed(`?person=${adminName}`)).toHaveLength(2);
    expect(await listed('?person=server&kind=clarification')).toHaveLength(0);
    expect(await listed('?kind=closed')).toEqual([expect.stringContaining('Closing')]);
    expect(await listed('?kind=joined&kind=left')).toHaveLength(2);
    expect(await listed('?kind=withdrawal')).toHaveLength(0);
    const { text } = await editor.get(`${page}.csv`);
    const rows = parse(text, { columns: true }) as Record<string, string>[];
    expect(rows.slice(0, 3).map(({ kind, about }) => [kind, about])).toEqual([
      ['closed', 'closing'],
      ['left', 'alternative'],
      ['joined', 'alternative'],
    ]);
    const numbers = rows.map(({ sequence }) => Number(sequence));
    expect(numbers).toEqual([...numbers].sort((one, other) => other - one));
  });
});
