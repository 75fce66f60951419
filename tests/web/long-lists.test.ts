import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Application, startApplication } from '../support/application.js';
import { idsOf, soundUpdate } from '../support/update-form.js';

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

test('a long log shows its newest 200 records, and where the rest is', async () => {
  const text = await textOf(`${talks}/positions/ukraine/crimea`);
  expect(text.match(/class="record"/g)).toHaveLength(200);
  expect(text).toContain('The newest 200 of 311 records; the CSV holds them all.');
  const csv = await textOf(`${talks}/positions/ukraine/crimea.csv`);
  expect(csv.trimEnd().split('\r\n')).toHaveLength(312);
});

test('updates come 50 a page, each page leading to the next, until there are no more', async () => {
  const seen: string[] = [];
  let path: string | null = `${talks}/updates`;
  while (path !== null) {
    const text: string = await textOf(path);
    seen.push(...[...text.matchAll(/href="[^"]*\/updates\/(\d+)"/g)].map(([, id]) => id as string));
    path = /href="([^"]+)">Older updates/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? null;
  }
  expect(seen).toEqual(Array.from({ length: 70 }, (_, index) => String(70 - index)));
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
