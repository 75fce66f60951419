import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Application, startApplication } from '../support/application.js';
import { fieldIn, idsOf, soundUpdate } from '../support/update-form.js';

const talks = '/negotiations/russia-ukraine';
let application: Application;

/** 250 more stances of Ukraine on Crimea, in five updates, and 120 sources, cited by another 60 updates of one. */
beforeAll(async () => {
  application = await startApplication();
  const editor = await application.signedIn('editor');
  const csrf = await editor.csrfToken();
  const ids = await idsOf(application);
  const send = (fields: Record<string, string | readonly string[]>) =>
    editor.postBare(`${talks}/updates`, { csrf, ...fields });
  for (let update = 0; update < 5; update += 1) {
    const rows = Array.from({ length: 50 }, (_, index) =>
      soundRow(index, ids.party('ukraine'), ids.demand('crimea')),
    );
    expect((await send(Object.assign({}, soundUpdate(ids), ...rows))).status).toBe(303);
  }
  for (let update = 0; update < 60; update += 1) {
    const sources = [0, 1].map((index) => ({
      [`sources.${index}.url`]: `https://example.org/${update}/${index}`,
      [`sources.${index}.outlet`]: 'Reuters',
      [`sources.${index}.title`]: `Report ${update}-${index}`,
    }));
    const second = { 'stances.0.citations.1.source': '1' };
    expect((await send(Object.assign({}, soundUpdate(ids), ...sources, second))).status).toBe(303);
  }
});

function soundRow(index: number, party: string, demand: string): Record<string, string> {
  return {
    [`stances.${index}.party`]: party,
    [`stances.${index}.demand`]: demand,
    [`stances.${index}.position`]: 'rejects',
    [`stances.${index}.attribution`]: 'on_record_principal',
    [`stances.${index}.date`]: '2025-08-19',
    [`stances.${index}.citations.0.source`]: '0',
  };
}

afterAll(() => application.stop());

async function textOf(path: string): Promise<string> {
  const { status, text } = await application.visitor().get(path);
  expect(status).toBe(200);
  return text;
}

test('a long log shows its newest 50 records, and where the rest is', async () => {
  const text = await textOf(`${talks}/positions/ukraine/crimea`);
  expect(text.match(/class="record"/g)).toHaveLength(50);
  expect(text).toContain('The newest 50 of 311 records; the CSV holds them all.');
  const csv = await textOf(`${talks}/positions/ukraine/crimea.csv`);
  expect(csv.trimEnd().split('\r\n')).toHaveLength(312);
});

test('every record of a long log is on a page that its links reach, and the pages lead to one another', async () => {
  const path = `${talks}/positions/ukraine/crimea`;
  const places = (text: string) =>
    [...text.matchAll(/<article class="record" id="record-(\d+)"/g)].map(([, id]) => id);
  const older = (text = '') => /record=(\d+)#log">Older records/.exec(text)?.[1];
  const parts = [await textOf(path)];
  for (let next = older(parts[0]); next !== undefined; next = older(parts.at(-1)))
    parts.push(await textOf(`${path}?record=${next}`));
  expect(parts).toHaveLength(7);
  expect(new Set(parts.flatMap(places)).size).toBe(311);
  const [first, second, third] = parts as [string, string, string];
  const last = parts.at(-1) as string;
  expect(second).toContain('Records 51 to 100 of 311, the newest being the first; the CSV holds them all.');
  expect(last).toContain('Records 301 to 311 of 311, the newest being the first; the CSV holds them all.');
  expect(places(await textOf(`${path}?record=${places(last).at(-1)}`))).toEqual(places(last));
  expect(places(await textOf(`${path}?record=${places(third)[0]}`))).toEqual(places(third));
  const newer = /record=(\d+)#log">Newer records/.exec(second)?.[1];
  expect(places(await textOf(`${path}?record=${newer}`))).toEqual(places(first));
});

test('a record that is not in the log at this time is reported missing, and anything but a number is refused', async () => {
  const path = `${talks}/positions/ukraine/crimea`;
  const text = await textOf(`${path}?record=1`);
  const [newest] = /record-\d+(?=")/.exec(text.slice(text.indexOf('<article class="record"'))) ?? [];
  const notice = /<p class="notice" role="status">([\s\S]*?)<\/p>/.exec(text)?.[1];
  expect(notice).toBe(
    `Record 1 is not in the log of this position. Its number may be mistyped, or it is of another position. <a href="${path}?record=${newest?.slice(7)}#${newest}">The newest record</a>`,
  );
  expect(await textOf(`${path}?record=1&as_of=2026-11-01`)).toContain(
    'Record 1 is not in the log of this position at this time. Its number may be mistyped, or it is of another position, or of a later time.',
  );
  expect(await textOf(path)).not.toContain('is not in the log');
  expect((await application.visitor().get(`${path}?record=new`)).status).toBe(400);
});

test('updates come 50 a page, each page leading to the next, up to the last', async () => {
  const seen: string[] = [];
  let path: string | null = `${talks}/updates`;
  while (path !== null) {
    const text: string = await textOf(path);
    seen.push(...[...text.matchAll(/href="[^"]*\/updates\/(\d+)"/g)].map(([, id]) => id as string));
    path = /href="([^"]+)">Older updates/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? null;
  }
  expect(seen).toEqual(Array.from({ length: 70 }, (_, index) => String(70 - index)));
});

test('a page past the end of a list says that all is on the pages before', async () => {
  const said = async (path: string) =>
    (await textOf(`${talks}/${path}`)).match(/(All [\w ]+ on the pages before)\./)?.[1];
  expect([
    await said('sources?page=99'),
    await said('updates?before=1'),
    await said('corrections?before=1'),
    await said('changes?page=99'),
  ]).toEqual([
    'All sources are on the pages before',
    'All updates are on the pages before',
    'All of them are on the pages before',
    'All changes are on the pages before',
  ]);
});

test('sources come 100 a page', async () => {
  const first = await textOf(`${talks}/sources`);
  const second = await textOf(`${talks}/sources?page=2`);
  const idsIn = (text: string) => [...text.matchAll(/<li id="source-(\d+)"/g)].map(([, id]) => id as string);
  expect(idsIn(first)).toHaveLength(100);
  expect(new Set([...idsIn(first), ...idsIn(second)]).size).toBe(126);
  expect(first).toContain('Older sources');
  expect(second).toContain('Newer sources');
  expect((await application.visitor().get(`${talks}/sources?page=0`)).status).toBe(400);
});

test('recorded sources come 100 a page too, are found by their words, and an edit leads back to the page of its row', async () => {
  const admin = await application.signedIn('admin');
  const path = `${talks}/sources/edit`;
  const rowsIn = (text: string) => [...text.matchAll(/<tr id="source-(\d+)"/g)].map(([, id]) => id as string);
  const [first, second] = [await admin.get(path), await admin.get(`${path}?page=2`)];
  expect(rowsIn(first.text)).toHaveLength(100);
  const all = [...rowsIn(first.text), ...rowsIn(second.text)];
  expect(new Set(all).size).toBe(await application.database.read.source.count());
  expect(first.text).toContain(`href="${path}?page=2">Older sources</a>`);
  expect(second.text).toContain(`href="${path}">Newer sources</a>`);
  const found = await admin.get(`${path}?q=reuters+report+7-1`);
  expect(rowsIn(found.text)).toHaveLength(1);
  expect((await admin.get(`${path}?q=xylophone`)).text).toContain('No source has all of these words.');
  expect((await admin.get(`${path}?page=none`)).status).toBe(400);
  const oldest = all.at(-1) as string;
  const form = await admin.get(`${talks}/sources/${oldest}/edit`);
  const names = [...form.text.matchAll(/<(?:input|textarea)[^>]* name="(\w+)"/g)].map(
    ([, name]) => name as string,
  );
  const fields = Object.fromEntries(
    names.filter((name) => name !== 'csrf' && name !== 'q').map((name) => [name, fieldIn(form, name) ?? '']),
  );
  const saved = await admin.post(`${talks}/sources/${oldest}/edit`, { ...fields, author: 'Its author' });
  expect(saved.location).toBe(`${path}?page=2#source-${oldest}`);
});
