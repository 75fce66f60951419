import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Application, startApplication } from '../../../support/application.js';
import { withoutBar } from '../../../support/html.js';
import { fieldIn, idsOf, soundUpdate } from '../../../support/update-form.js';

const talks = '/negotiations/russia-ukraine';
const position = `${talks}/positions/united-states/ceasefire-first`;
let application: Application;

beforeAll(async () => {
  application = await startApplication();
});

afterAll(() => application.stop());

const get = (path: string) => application.visitor().get(path);

async function textOf(path: string): Promise<string> {
  const { status, text } = await get(path);
  expect(status).toBe(200);
  return text.replace(/\s+/g, ' ');
}

describe('the position page', () => {
  test('begins with the position as a sentence, and says since when and how it is known', async () => {
    const text = await textOf(position);
    expect(text).toContain(
      '<h1>United States is reluctant: Fighting stops before a peace agreement is negotiated</h1>',
    );
    const facts = [...text.matchAll(/<div><dt>([^<]*)<\/dt><dd>([^<]*)<\/dd><\/div>/g)];
    expect(facts.map(([, label, fact]) => `${label}: ${fact}`).join('\n')).toBe(
      [
        'Movement: Reversed; first statement on the record',
        'Since: 16 August 2025',
        'How it is known: On the record, principal',
        'Sources: 1 source, 1 independent origin',
        'Confidence in the recording: High',
        'Freshness: Not reaffirmed for 5 days',
      ].join('\n'),
    );
  });

  test('says from which day a shorter date counts, and when the position was last reaffirmed', async () => {
    const text = await textOf(`${talks}/positions/russia/nato-renunciation`);
    expect(text).toContain('<dt>Since</dt><dd>June 2024 (counts from 30 June 2024)</dd>');
    expect(text).toContain('<dt>Freshness</dt><dd>Last reaffirmed 6 days before 21 August 2025</dd>');
    expect(text).toContain('<dt>Last reaffirmed</dt><dd>15 August 2025</dd>');
    expect(text).toContain('<dt>Movement</dt><dd>Reaffirmed</dd>');
  });

  test('shows the log newest first', async () => {
    const text = await textOf(position);
    const dates = [...text.matchAll(/class="record-date">([^<]+)</g)].map(([, date]) => date);
    expect(dates).toEqual(['16 August 2025', 'August 2025']);
  });

  test('of a cell that nobody assessed says so once', async () => {
    const text = await textOf(`${talks}/positions/united-kingdom/crimea`);
    expect(text).toContain('United Kingdom, not yet assessed: Ukraine accepts Russian control of Crimea');
    expect(text).toContain('Nothing has been recorded of United Kingdom on this demand yet.');
    const main = /<article class="position-page">.*<\/article>/.exec(withoutBar(text))?.[0] ?? '';
    expect(main.match(/assessed/gi)).toHaveLength(1);
    expect(main).not.toContain('nothing in the log');
  });
});

test('a record has a permalink, and what was corrected is said above the position', async () => {
  const own = await startApplication();
  const editor = await own.signedIn('editor');
  const path = `${talks}/positions/united-states/ceasefire-first`;
  const before = (await own.visitor().get(path)).text;
  expect(before).not.toContain('class="corrected"');
  const permalink = /<a class="link-sign" href="([^"#]*)#record-(\d+)"/.exec(before);
  const record = permalink?.[2] as string;
  const reason = 'The source was read again.';
  expect((await editor.post(`${talks}/records/${record}/retract`, { reason })).status).toBe(303);
  const after = (await own.visitor().get(path)).text.replace(/\s+/g, ' ');
  const act = await own.database.read.entry.findFirstOrThrow({
    where: { kind: 'retraction' },
    orderBy: { sequence: 'desc' },
  });
  expect(after).toMatch(
    new RegExp(
      `class="corrected" aria-label="Corrections"> <ul class="plain-list"> <li><a href="#entry-${act.sequence}">Retraction, [^<]*</a>: <bdi>${reason}</bdi></li>`,
    ),
  );
  const then = (await own.visitor().get(permalink?.[1]?.replaceAll('&amp;', '&') ?? '')).text;
  expect(then).not.toContain('class="corrected"');
  expect(then).toContain(`id="record-${record}"`);
  await own.stop();
});

describe('a position over time', () => {
  test('is drawn where it has changed, and put in words', async () => {
    const { text } = await get(`${talks}/positions/united-states/ceasefire-first`);
    expect(text.match(/aria-label="Demands from August 2025; Reluctant from 16 August 2025"/g)).toHaveLength(
      2,
    );
    const [wide] = text.split('chart-narrow');
    expect([wide?.match(/class="chart-dots/g)?.length, wide?.match(/class="chart-bar"/g)?.length]).toEqual([
      1, 1,
    ]);
  });

  test('is a sentence where it has never changed', async () => {
    const { text } = await get(`${talks}/positions/russia/unfreeze-assets`);
    expect(text).not.toContain('chart-course');
    expect(text).toContain('Russia has held this position since');
  });
});

test('a bloc’s position page lists the members that differ, and never takes its position from theirs', async () => {
  const admin = await application.signedIn('admin');
  const parties = `${talks}/parties`;
  const poland = { name: 'Poland', slug: 'poland', kind: 'state', role: 'backer', order: '6' };
  expect((await admin.post(parties, poland)).status).toBe(303);
  const { id } = await application.database.read.party.findUniqueOrThrow({ where: { slug: 'poland' } });
  const edit = await admin.get(`${parties}/european-union/edit`);
  const standing = ['name', 'slug', 'kind', 'role', 'order', 'seen'].map((name) => [
    name,
    fieldIn(edit, name) ?? '',
  ]);
  const members = { ...Object.fromEntries(standing), members: String(id) };
  expect((await admin.post(`${parties}/european-union/edit`, members)).status).toBe(303);
  const page = `${talks}/positions/european-union/crimea`;
  const before = (await application.visitor().get(page)).text;
  expect(before).not.toContain('Members that differ');
  const ids = await idsOf(application);
  const update = soundUpdate(ids, { 'stances.0.party': String(id) });
  expect((await admin.post(`${talks}/updates`, update)).status).toBe(303);
  const after = (await application.visitor().get(page)).text.replace(/\s+/g, ' ');
  expect(after).toMatch(
    /Members that differ.*positions\/poland\/crimea">Poland<\/a>: .*Rejects<\/span> · On the record/,
  );
  expect(/<h1>.*<\/h1>/.exec(after)?.[0]).toBe(/<h1>.*<\/h1>/.exec(before.replace(/\s+/g, ' '))?.[0]);
  const yesterday = (await application.visitor().get(`${page}?as_of=2025-08-10`)).text;
  expect(yesterday).not.toContain('Members that differ');
});
