import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { verifyRecord } from '../../../../src/data/chain/verification.js';
import { plainSql } from '../../../../src/data/engine/statements.js';
import { type Application, startApplication } from '../../../support/application.js';
import { csvRows } from '../../../support/csv-rows.js';
import { errorAt, fieldIn, idsOf, soundUpdate, versionFields } from '../../../support/update-form.js';
import type { Fields, Visitor } from '../../../support/visitor.js';

const talks = '/negotiations/russia-ukraine';
const parties = ['ukraine', 'european-union', 'united-kingdom'];
const reason = 'The communiqué was misread.';
/** The report of Ukraine, the first of three; the others follow it. */
const first = 59;
let application: Application;
let editor: Visitor;
let update: Fields;

beforeEach(async () => {
  application = await startApplication();
  editor = await application.signedIn('editor');
  const ids = await idsOf(application);
  const sound = soundUpdate(ids);
  const words = Object.entries(sound).filter(([name]) => name.startsWith('stances.0.'));
  const rows = parties.flatMap((slug, index) =>
    [...words, ['stances.0.party', ids.party(slug)] as const].map(
      ([name, value]) => [name.replace('.0.', `.${index}.`), value] as const,
    ),
  );
  const jointly = { 'stances.1.jointly': 'above', 'stances.2.jointly': 'above' };
  update = { ...sound, ...Object.fromEntries(rows), ...jointly };
});

afterEach(() => application.stop());

const publish = async (changes: Fields = {}) => {
  const answer = await editor.post(`${talks}/updates`, { ...update, ...changes });
  expect(answer.status, answer.text).toBe(303);
  return answer.location as string;
};

async function jointlyOn(party: string): Promise<string | undefined> {
  const { text } = await application.visitor().get(`${talks}/positions/${party}/crimea`);
  return text.match(/<p class="jointly">([^<]*)</)?.[1]?.replace(/[\u2066-\u2069]/g, '');
}

describe('a further source of a joint statement', () => {
  const source = {
    ...{ 'sources.0.url': 'https://example.org/statement', 'sources.0.outlet': 'Suspilne' },
    'sources.0.title': 'The text of the statement',
  };
  const path = `${talks}/records/${first + 1}/corroborate`;
  const acts = async () => {
    const { read } = application.database;
    const found = await read.entry.findMany({ where: { kind: { in: ['corroboration', 'denial'] } } });
    return found.map(({ record, batch }) => [record, batch]);
  };

  test('is added to all of it in one step, if the editor says so, and is said once', async () => {
    const page = await publish();
    expect((await editor.get(path)).text).toContain(
      'Also what was given jointly with Ukraine and United Kingdom',
    );
    expect((await editor.post(path, { ...source, forAll: 'yes' })).status).toBe(303);
    expect(await acts()).toEqual([
      [59, 62],
      [60, 62],
      [61, 62],
    ]);
    for (const party of parties) {
      const { text } = await application.visitor().get(`${talks}/positions/${party}/crimea`);
      expect(text).toContain('The text of the statement');
    }
    const { text: feed } = await application.visitor().get(`${talks}.atom`);
    expect(feed.match(/<title>3 records of the update [^<]* have another source\.<\/title>/g)).toHaveLength(
      1,
    );
    expect(feed).toContain(`href="${application.address}${page}"`);
    expect((await editor.get('/audit')).text.replace(/[\u2066-\u2069]/g, '')).toContain(
      'and 2 others of its joint statement.',
    );
  });

  test('passes over those that cite it already or are retracted, and is on the one record otherwise', async () => {
    await publish();
    await editor.post(`${talks}/records/${first + 2}/retract`, { reason });
    expect((await editor.get(path)).text).toContain('Also what was given jointly with Ukraine<');
    expect((await editor.post(`${talks}/records/${first}/corroborate`, source)).status).toBe(303);
    expect((await editor.post(path, { ...source, forAll: 'yes' })).status).toBe(303);
    expect(await acts()).toEqual([
      [59, null],
      [60, null],
    ]);
  });
});

describe('a denial by all parties of a joint statement that was only reported', () => {
  const denial = {
    ...{ attribution: 'official_document', date: '2025-08-21', quote: 'We have issued no such statement.' },
    ...{ 'sources.0.outlet': 'Suspilne', 'sources.0.title': 'A joint denial', forAll: 'yes' },
  };
  const path = `${talks}/records/${first + 1}/deny`;
  const reported = (...rows: number[]) =>
    Object.fromEntries(
      rows.flatMap((row) => [
        [`stances.${row}.attribution`, 'unnamed_sources'],
        [`stances.${row}.speaker`, ''],
      ]),
    );

  test('is one step, and each record is denied', async () => {
    await publish(reported(0, 1, 2));
    expect((await editor.get(path)).text).toContain(
      'Also what was given jointly with Ukraine and United Kingdom',
    );
    expect((await editor.post(path, denial)).status).toBe(303);
    expect(await Promise.all(parties.slice(1).map(statusOf))).toEqual(['Denied', 'Denied']);
    const { text } = await application.visitor().get(`${talks}/corrections?kind=denial`);
    expect(text.replace(/\s+/g, ' ')).toContain('have been denied by the parties.</a>');
    const { read } = application.database;
    expect((await read.denial.findMany()).map(({ sequence }) => sequence)).toEqual([62, 63, 64]);
  });

  test('is only on what may be denied', async () => {
    await publish(reported(1, 2));
    expect((await editor.get(path)).text).toContain('Also what was given jointly with United Kingdom<');
    expect((await editor.post(path, denial)).status).toBe(303);
    expect(await application.database.read.denial.findMany()).toHaveLength(2);
  });

  test('names no speaker, who would speak for one party', async () => {
    await publish(reported(0, 1, 2));
    const party = { slug: 'ukraine' };
    const { id } = await application.database.read.speaker.findFirstOrThrow({ where: { party } });
    const own = `${talks}/records/${first}/deny`;
    const answer = await editor.post(own, { ...denial, speaker: String(id) });
    expect([answer.status, errorAt(answer, 'speaker')]).toEqual([
      422,
      'A speaker speaks for one party: name nobody, or let each party deny it by itself.',
    ]);
    expect(answer.text).toMatch(/name="forAll" value="yes"[^>]* checked/);
    expect((await editor.post(own, { ...denial, speaker: String(id), forAll: [] })).status).toBe(303);
  });
});

describe('a correction of what all parties of a joint statement share', () => {
  const path = `${talks}/records/${first + 1}/correct`;
  const corrections = async () => {
    const { read } = application.database;
    const found = await read.entry.findMany({ where: { kind: 'correction' }, include: { stance: true } });
    return found.map(({ record, batch, stance }) => [record, batch, stance?.position, stance?.joint]);
  };

  test('is one step, and leaves what is each party’s own', async () => {
    await publish({ 'stances.0.quote': 'The words of Kyiv.' });
    const fields = { ...versionFields(await editor.get(path)), do: 'publish', reason };
    expect((await editor.get(path)).text).toContain(
      'Also what was given jointly with Ukraine and United Kingdom',
    );
    const corrected = {
      ...fields,
      'stances.0.position': 'reluctant',
      'stances.0.date': '2025-08-19',
      forAll: 'yes',
    };
    expect((await editor.post(path, corrected)).status).toBe(303);
    expect(await corrections()).toEqual([
      [59, 62, 'reluctant', 59],
      [60, 62, 'reluctant', 59],
      [61, 62, 'reluctant', 59],
    ]);
    const { text } = await application.visitor().get(`${talks}/positions/ukraine/crimea`);
    expect(text).toContain('The words of Kyiv.');
    expect(text).toContain('19 August 2025');
    const list = (await application.visitor().get(`${talks}/corrections`)).text.replace(/\s+/g, ' ');
    expect(list.match(/<li id="batch-62">/g)).toHaveLength(1);
    expect(list).toContain('have been corrected.</a>');
    expect(list).toContain('<dt>Date</dt><dd><del>20 August 2025</del> <ins>19 August 2025</ins></dd>');
    expect(await jointlyOn('ukraine')).toBe('jointly with European Union and United Kingdom');
    expect((await editor.get('/audit')).text.replace(/[\u2066-\u2069]/g, '')).toContain(
      'and 2 others of its joint statement.',
    );
    expect((await verifyRecord(plainSql(application.database.read))).findings).toEqual([]);
  });

  test('is refused where it changes what is one party’s own, and leaves alone what another did not share', async () => {
    await publish({ 'stances.2.position': 'favours' });
    const fields = { ...versionFields(await editor.get(path)), do: 'publish', reason, forAll: 'yes' };
    const own = { ...fields, 'stances.0.quote': 'Other words of our own.' };
    const answer = await editor.post(path, own);
    expect([answer.status, errorAt(answer, 'forAll')]).toEqual([
      422,
      'Only what all share is corrected for all of them: speaker, quote and sources are each party’s own. Correct those by themselves.',
    ]);
    expect((await editor.post(path, { ...fields, 'stances.0.position': 'reluctant' })).status).toBe(303);
    expect(await corrections()).toEqual([
      [59, 62, 'reluctant', 59],
      [60, 62, 'reluctant', 59],
    ]);
  });

  test('is refused where another record would break a rule, which is named', async () => {
    await publish({ 'stances.0.quote': 'Never.', 'stances.1.quote': 'Never.' });
    const fields = { ...versionFields(await editor.get(path)), do: 'publish', reason, forAll: 'yes' };
    const answer = await editor.post(path, { ...fields, 'stances.0.position': 'rejects_red_line' });
    expect(answer.status).toBe(422);
    expect(errorAt(answer, 'forAll')).toMatch(/^Not for United Kingdom: /);
    expect(await corrections()).toEqual([]);
  });

  test('takes along what a new position needs', async () => {
    await publish();
    const fields = { ...versionFields(await editor.get(path)), do: 'publish', reason, forAll: 'yes' };
    const answer = await editor.post(path, {
      ...fields,
      ...{ 'stances.0.position': 'conditional', 'stances.0.conditions': 'If it is part of a package.' },
    });
    expect(answer.status).toBe(303);
    expect((await corrections()).map(([record]) => record)).toEqual([59, 60, 61]);
  });
});

const statusOf = async (party: string) => {
  const { text } = await application.visitor().get(`${talks}/positions/${party}/crimea`);
  return /<span class="status">([^<]*)</.exec(text)?.[1];
};

describe('a joint statement of three parties', () => {
  test('is named on the page of each, is one origin, and has the number of its first stance', async () => {
    const page = await publish({
      'sources.1.outlet': 'Suspilne',
      'sources.1.title': 'The text',
      'stances.0.citations.1.source': '1',
    });
    expect(await Promise.all(parties.map(jointlyOn))).toEqual([
      'jointly with European Union and United Kingdom',
      'jointly with Ukraine and United Kingdom',
      'jointly with Ukraine and European Union',
    ]);
    const { text } = await application.visitor().get(`${talks}/positions/ukraine/crimea`);
    expect(text).toContain('<dd>2 sources, 1 independent origin</dd>');
    const published = await application.visitor().get(page);
    expect(published.text.match(/<p class="jointly">/g)).toHaveLength(3);
    for (const file of ['stances', 'positions']) {
      const rows = await csvRows(application, `${talks}/${file}.csv`);
      const joint = rows.filter((row) => row.joint_statement !== '');
      expect(joint.map((row) => row.joint_statement)).toEqual(parties.map(() => String(first)));
    }
    const chain = await application.visitor().get(`/record-chain/${first + 1}.json`);
    expect(chain.text).toContain(`"joint": ${first}`);
  });

  test('keeps its number when one of them is corrected, and names whose records stand', async () => {
    await publish();
    const path = `${talks}/records/${first + 1}/correct`;
    const fields = versionFields(await editor.get(path));
    const corrected = { ...fields, do: 'publish', reason, 'stances.0.position': 'reluctant' };
    expect((await editor.post(path, corrected)).status).toBe(303);
    expect(await jointlyOn('european-union')).toBe('jointly with Ukraine and United Kingdom');
    const { joint } = await application.database.read.stance.findUniqueOrThrow({ where: { sequence: 62 } });
    expect(joint).toBe(first);
    await editor.post(`${talks}/records/${first + 2}/retract`, { reason });
    expect(await jointlyOn('ukraine')).toBe('jointly with European Union');
  });

  test('is retracted and restored in one step, if the editor says so', async () => {
    await publish();
    const path = (act: string) => `${talks}/records/${first + 1}/${act}`;
    expect((await editor.get(path('retract'))).text).toContain('Also what was given jointly with');
    expect((await editor.post(path('retract'), { reason, forAll: 'yes' })).status).toBe(303);
    const { read } = application.database;
    const acts = await read.entry.findMany({ where: { kind: 'retraction' } });
    expect(acts.map(({ record, batch }) => [record, batch])).toEqual([
      [59, 62],
      [60, 62],
      [61, 62],
    ]);
    const audit = await editor.get('/audit');
    expect(audit.text.replace(/[\u2066-\u2069]/g, '')).toContain('and 2 others of its joint statement.');
    expect((await editor.post(path('restore'), { reason, forAll: 'yes' })).status).toBe(303);
    expect(await jointlyOn('ukraine')).toBe('jointly with European Union and United Kingdom');
  });
});

test('the preview names the other parties as the published page will', async () => {
  const { status, text } = await editor.press(`${talks}/updates`, { ...update, do: 'preview' });
  expect(status).toBe(200);
  const named = (page: string) =>
    [...page.matchAll(/<p class="jointly">([^<]*)</g)].map(([, words]) => words);
  expect(named(text)).toEqual([
    'jointly with European Union and United Kingdom',
    'jointly with Ukraine and United Kingdom',
    'jointly with Ukraine and European Union',
  ]);
  expect(named(text)).toEqual(named((await application.visitor().get(await publish())).text));
});

test('a proposal names them too', async () => {
  const contributor = await application.signedIn('contributor');
  const { status, location } = await contributor.post(`${talks}/proposals`, { ...update, do: 'propose' });
  expect(status).toBe(303);
  expect((await contributor.get(location as string)).text).toContain(
    '<p class="jointly">jointly with Ukraine and European Union</p>',
  );
});

test('stances of one party are no joint statement: the form says so at the last of them', async () => {
  const ukraine = update['stances.0.party'] as string;
  const own = { 'stances.1.party': ukraine, 'stances.2.party': ukraine };
  const answer = await editor.post(`${talks}/updates`, { ...update, ...own });
  expect(answer.status).toBe(422);
  expect(errorAt(answer, 'stances.2.jointly')).toBe(
    'A joint statement is of several parties, and these stances are of one.',
  );
  expect(fieldIn(answer, 'stances.1.jointly')).toBe('above');
});

test('if the first stance is removed from the form, the next one begins the statement', async () => {
  const { location } = await editor.post(`${talks}/updates`, { ...update, do: 'remove.stances.0' });
  const answer = await editor.get((location as string).replace(/#.*/, ''));
  expect(fieldIn(answer, 'stances.0.party')).toBe(update['stances.1.party']);
  expect(fieldIn(answer, 'stances.1.jointly')).toBe('above');
  expect(answer.text).not.toContain('name="stances.0.jointly"');
});

test('an answer that means nothing whether a stance was given jointly is refused at its field', async () => {
  const answer = await editor.post(`${talks}/updates`, { ...update, 'stances.1.jointly': 'yes' });
  expect([answer.status, errorAt(answer, 'stances.1.jointly')]).toEqual([
    422,
    'Choose whether it was given jointly with the stance above.',
  ]);
});
