import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Application, startApplication } from '../../../support/application.js';
import { csvRows } from '../../../support/csv-rows.js';
import { errorAt, idsOf, soundUpdate } from '../../../support/update-form.js';
import type { Visitor } from '../../../support/visitor.js';

const talks = '/negotiations/russia-ukraine';
const demand = `${talks}/demands/ceasefire-first`;
const proposition = 'Fighting stops before a peace agreement is negotiated';
const outcome = {
  outcome: 'lapsed',
  event: '',
  date: '2025-08-15',
  summary: 'The leaders met without it.',
  'sources.0.url': 'https://example.org/summit',
  'sources.0.outlet': 'Reuters',
  'sources.0.title': 'Summit ends without a ceasefire',
  'sources.0.publishedDate': '2025-08-16',
  'sources.0.locator': 'paragraph 2',
};

let application: Application;
let editor: Visitor;
let reader: Visitor;

beforeEach(async () => {
  application = await startApplication();
  editor = await application.signedIn('editor');
  reader = application.visitor();
});

afterEach(() => application.stop());

const flat = async (path: string, visitor = reader) => (await visitor.get(path)).text.replace(/\s+/g, ' ');
const row = async (query = '') =>
  (await csvRows(application, `${talks}/demands.csv${query}`)).find(
    ({ demand_slug }) => demand_slug === 'ceasefire-first',
  );
const facts = async (query = '') => {
  const { outcome: value, outcome_date, gap } = (await row(query)) ?? {};
  return [value, outcome_date, gap === ''];
};
const knownAt = async () => /known_at=([^"&]+)/.exec(await flat(talks))?.[1] as string;

describe('an outcome', () => {
  let before: string;
  let permalink: string;

  beforeEach(async () => {
    before = `known_at=${await knownAt()}`;
    permalink = (await reader.get(`${talks}?${before}`)).text;
    expect(await editor.post(`${demand}/outcome`, outcome)).toMatchObject({
      status: 303,
      location: `${demand}#outcome`,
    });
  });

  test('makes the demand past from its day on', async () => {
    expect(await flat(talks)).not.toContain(`>${proposition}</a>`);
    expect(await flat(talks)).toContain('1 demand is past.');
    expect(await flat(`${talks}?as_of=2025-08-14`)).toContain(`>${proposition}</a>`);
    expect((await reader.get(`${talks}?${before}`)).text).toBe(permalink);
    expect([await facts(), await facts('?as_of=2025-08-14'), await facts(`?${before}`)]).toEqual([
      ['lapsed', '2025-08-15', true],
      ['', '', false],
      ['', '', false],
    ]);
    const { state, gap_rests_on_reports: rests, gap_missing: missing } = (await row()) ?? {};
    expect([state, rests, missing]).toEqual(['lapsed', '', '']);
    expect((await row('?as_of=2025-08-14'))?.state).toBe('open');
    const page = await flat(demand);
    expect(page).toContain('· Lapsed on 15 August 2025<');
    expect(page).toContain('Where each party stood on 15 August 2025');
    expect(page).toContain('>Reuters: Summit ends without a ceasefire, paragraph 2</a>');
    expect(await flat(`${talks}?closed=1`)).toMatch(/Ceasefire: <a [^>]*>Lapsed on 15 August 2025</);
  });

  test('puts the demand into a section of its own, at the end of the matrix and of its tables, with the day and its topic', async () => {
    const asked = await flat(`${talks}?closed=1`);
    const [topics = '', past = ''] = asked.split('<th scope="rowgroup" id="past"');
    expect([topics, past].map((part) => part.includes(`>${proposition}</a>`))).toEqual([false, true]);
    expect(past).toMatch(/Ceasefire: <a [^>]*>Lapsed on 15 August 2025</);
    expect(past).not.toContain('scope="rowgroup"');
    expect(await flat(`${talks}?closed=1&as_of=2025-08-14`)).not.toContain('id="past"');
    expect((await csvRows(application, `${talks}/matrix.csv?closed=1`)).at(-1)?.demand).toBe(proposition);
    const json = JSON.parse((await reader.get(`${talks}/matrix.json?closed=1`)).text) as {
      readonly rows: readonly Readonly<Record<string, unknown>>[];
    };
    const said = json.rows.map((each) => [each.section, each.outcome, each.outcome_date]);
    expect(said.at(-1)).toEqual(['past', 'lapsed', '2025-08-15']);
    expect(said.at(0)).toEqual([null, null, null]);
  });

  test('keeps its source, which has no address, where a correction leaves that as it was', async () => {
    const { 'sources.0.url': _, ...without } = outcome;
    const other = `${talks}/demands/crimea`;
    expect((await editor.post(`${other}/outcome`, without)).status).toBe(303);
    const { read } = application.database;
    const { record } = await read.demandOutcome.findFirstOrThrow({ orderBy: { sequence: 'desc' } });
    const sources = await read.source.count();
    const path = `${other}/outcomes/${record}/correct`;
    expect(await flat(path, editor)).toContain('value="2025-08-16"');
    const reason = 'It lapsed a day later.';
    expect((await editor.post(path, { ...without, reason })).status).toBe(409);
    expect((await editor.post(path, { ...without, date: '2025-08-16', reason })).status).toBe(303);
    expect(await read.source.count()).toBe(sources);
  });

  test('cites several sources, and a correction keeps those that are left as they were', async () => {
    const further = {
      ...{ 'sources.1.outlet': 'Interfax', 'sources.1.title': 'No ceasefire at the summit' },
      ...{ 'sources.2.outlet': 'Ukrinform', 'sources.2.title': 'The summit is over' },
      'sources.2.locator': 'at the end',
    };
    const path = `${talks}/demands/crimea`;
    expect((await editor.post(`${path}/outcome`, { ...outcome, ...further })).status).toBe(303);
    const { read } = application.database;
    const citedBy = async (sequence: number) => {
      const where = { sequence };
      const rows = await read.publicationSource.findMany({ where, orderBy: { ordinal: 'asc' } });
      return rows.map(({ sourceId }) => sourceId);
    };
    const form = await flat(`${path}/outcomes/60/correct`, editor);
    expect(form).toContain('<details class="further-sources" open>');
    expect(form).toContain('value="No ceasefire at the summit"');
    const reason = 'The second source was another.';
    const changed = { ...outcome, ...further, 'sources.1.title': 'Talks without a ceasefire', reason };
    expect((await editor.post(`${path}/outcomes/60/correct`, changed)).status).toBe(303);
    const [before, after] = [await citedBy(60), await citedBy(61)];
    expect(before.length).toBe(3);
    expect(after.map((source, place) => source === before[place])).toEqual([true, false, true]);
    expect(await flat(path)).toContain('>Ukrinform: The summit is over, at the end<');
    const list = (await flat(`${talks}/sources`)).replace(/[\u2068\u2069]/g, '');
    expect(list).toContain('>The summit is over<');
    expect(list).toContain('>The outcome of “Ukraine accepts Russian control of Crimea”</a>');
    expect(list).toContain('cited by 1 outcome');
    const row = (await csvRows(application, `${talks}/sources.csv`)).find(
      ({ title }) => title === 'The summit is over',
    );
    expect([row?.citation_count, row?.publication_ids]).toEqual(['0', '60']);
    expect(await flat(`${talks}/sources?as_of=2025-08-14`)).not.toContain('The summit is over');
    const fewer = { ...outcome, reason: 'One source says all of it.' };
    expect((await editor.post(`${path}/outcomes/60/correct`, fewer)).status).toBe(303);
    expect(await citedBy(62)).toEqual([before[0]]);
  });

  test('is published once, however often its form is sent', async () => {
    const again = await editor.post(`${demand}/outcome`, outcome);
    expect([again.status, again.text.includes('Nothing would change')]).toEqual([409, true]);
    expect(await application.database.read.demandOutcome.count()).toBe(1);
    expect((await editor.post(`${demand}/outcome`, { ...outcome, date: '2025-08-16' })).status).toBe(303);
  });

  test('is corrected, retracted and restored, each with a reason', async () => {
    const acts = `${demand}/outcomes/59`;
    const reason = 'The report was misread.';
    expect((await editor.post(`${acts}/correct`, { ...outcome, reason })).status).toBe(409);
    const corrected = { ...outcome, date: '2025-08-16', reason };
    expect(
      errorAt(await editor.post(`${acts}/correct`, { ...corrected, reason: 'No.' }), 'reason'),
    ).toContain('10');
    expect((await editor.post(`${acts}/correct`, corrected)).status).toBe(303);
    expect(await facts()).toEqual(['lapsed', '2025-08-16', true]);
    expect((await editor.post(`${acts}/retract`, { reason })).status).toBe(303);
    expect(await facts()).toEqual(['', '', false]);
    expect((await editor.post(`${acts}/retract`, { reason })).status).toBe(409);
    expect((await editor.post(`${acts}/restore`, { reason })).status).toBe(303);
    expect(await facts()).toEqual(['lapsed', '2025-08-16', true]);
    const page = await flat(demand, editor);
    expect(page).toContain('Retraction. Reason: The report was misread.');
    expect(page).toContain(`href="${acts}/correct"`);
    expect(await flat(demand)).not.toContain(`href="${acts}/correct"`);
    expect(await flat('/record-chain/61')).toContain(`Outcome, retraction: the demand “${proposition}”`);
  });

  test('leaves what a party says later in the log, as said afterwards', async () => {
    const ids = await idsOf(application);
    const { id } = await application.database.read.demand.findFirstOrThrow({
      where: { slug: 'ceasefire-first' },
    });
    const fields = { ...soundUpdate(ids), 'stances.0.demand': String(id), 'stances.0.date': '2025-08-18' };
    const preview = await editor.press(`${talks}/updates`, { ...fields, do: 'preview' });
    expect(preview.text).toContain('<span class="movement-word">Said afterwards</span>');
    expect(preview.text).toContain(
      'This demand is past since 15 August 2025: it keeps its positions of that day, and readers see this as said afterwards.',
    );
    const published = await editor.post(`${talks}/updates`, fields);
    expect(published.status).toBe(303);
    expect(await flat(`${talks}/positions/ukraine/ceasefire-first`)).toContain('Said afterwards');
    const recent = (await editor.get(`${talks}/recent-changes.csv`)).text.split('\r\n')[1];
    expect(recent).toContain(',not_assessed,no_record_by_date,');
    const shown = await editor.press(`${talks}/updates`, { ...soundUpdate(ids, fields), do: 'show' });
    expect(shown.text.replace(/\s+/g, ' ')).toContain('No record by this date');
    const days = (await csvRows(application, `${talks}/timeline.csv?from=2025-08-01`)).filter(
      ({ demand_slug }) => demand_slug === 'ceasefire-first',
    );
    expect(days.every(({ date }) => (date ?? '') <= '2025-08-15')).toBe(true);
  });
});

test('what is wrong with an outcome is said at its fields, and nothing is recorded', async () => {
  const wrong = {
    ...outcome,
    outcome: 'overtaken',
    date: '2035-01-01',
    summary: 'No.',
    'sources.0.outlet': '',
  };
  const page = await editor.post(`${demand}/outcome`, wrong);
  expect(page.status).toBe(422);
  expect(['event', 'date', 'summary', 'sources.0.outlet'].map((field) => errorAt(page, field))).toEqual([
    'Name the event that has overtaken the demand; create it first if it is missing.',
    'This date is in the future.',
    'Say why it is so, in at least 10 characters.',
    'Name the outlet or the author of the document.',
  ]);
  expect(page.text).toContain('value="Summit ends without a ceasefire"');
  expect(await application.database.read.demandOutcome.count()).toBe(0);
});

test('when the last day of a demand has passed, the work list asks what became of it, until that is known', async () => {
  const where = { negotiationId_slug: { negotiationId: 1, slug: 'ceasefire-first' } };
  await application.database.write((tx) => tx.demand.update({ where, data: { until: '2025-08-14' } }));
  const asked = `${proposition}</a> <span class="quiet">Until 14 August 2025, which has passed</span> <a href="${demand}/outcome">`;
  expect(await flat(`${talks}/work-list`, editor)).toContain(asked);
  await editor.post(`${demand}/outcome`, outcome);
  expect(await flat(`${talks}/work-list`, editor)).not.toContain('which has passed');
});
