import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Application, startApplication } from '../../../support/application.js';
import { errorAt, fieldIn, type Ids, idsOf, soundUpdate } from '../../../support/update-form.js';
import type { Fields, Visitor } from '../../../support/visitor.js';

const talks = '/negotiations/russia-ukraine';
let application: Application;
let editor: Visitor;
let ids: Ids;

beforeEach(async () => {
  application = await startApplication();
  editor = await application.signedIn('editor');
  ids = await idsOf(application);
});

afterEach(() => application.stop());

const publish = (changes: Fields = {}) => editor.post(`${talks}/updates`, soundUpdate(ids, changes));

async function stanceCount(): Promise<number> {
  return application.database.read.stance.count();
}

test('an update is published at once, and leads to its page', async () => {
  const { status, location } = await publish();
  expect(status).toBe(303);
  expect(location).toBe(`${talks}/updates/6`);
  const { text } = await application.visitor().get(location as string);
  expect(text).toContain('Kyiv repeats its answer on Crimea');
  expect(text).toContain('Ukraine rejects: Ukraine accepts Russian control of Crimea');
  expect(text).toContain('Reaffirmed');
  const audit = await application.database.read.auditEntry.findFirst({ orderBy: { id: 'desc' } });
  expect(audit).toMatchObject({ action: 'log_update', subject: 'update', subjectId: '6' });
});

test('the form of a cell shows where it stands now', async () => {
  const page = await editor.open(`${talks}/updates/new?party=russia&demand=crimea`);
  expect(page.text.replace(/\s+/g, ' ')).toMatch(
    /Stands now: .*Demands.* · Unnamed sources · since Aug 2025/,
  );
  expect(fieldIn(page, 'stances.0.party')).toBe(ids.party('russia'));
});

describe('every rule is enforced at its field, and everything typed comes back', () => {
  test.each<[string, Fields, string]>([
    ['headline', { headline: '' }, 'Say in one headline what changed.'],
    ['sources.0.outlet', { 'sources.0.outlet': '' }, 'Name the outlet or the author of the document.'],
    [
      'sources.0.url',
      { 'sources.0.url': 'javascript:alert(1)' },
      'Give a web address that begins with https:// or http:// (at most 2,048 characters).',
    ],
    ['stances.0.party', { 'stances.0.party': '' }, 'Choose a party of this negotiation.'],
    ['stances.0.demand', { 'stances.0.demand': '9999' }, 'Choose a demand of this negotiation.'],
    ['stances.0.position', { 'stances.0.position': 'maybe' }, 'Choose a position.'],
    ['stances.0.attribution', { 'stances.0.attribution': '' }, 'Say how the position is known.'],
    ['stances.0.attribution', { 'stances.0.attribution': 'off_the_record' }, 'Choose an attribution.'],
    [
      'stances.0.attribution',
      { 'stances.0.position': 'no_stated_position' },
      '“No stated position” is a finding: it carries no attribution.',
    ],
    [
      'stances.0.accountBy',
      { 'stances.0.attribution': 'counterparty_account' },
      'Say which other party gives this account.',
    ],
    [
      'stances.0.attribution',
      { 'stances.0.position': 'rejects_red_line', 'stances.0.attribution': 'unnamed_sources' },
      '“Rejects (red line)” is declared by the party: it needs an attribution on the record.',
    ],
    [
      'stances.0.quote',
      { 'stances.0.position': 'insists' },
      '“Insists (red line)” needs the party’s own words: a quote or an official document.',
    ],
    [
      'stances.0.conditions',
      { 'stances.0.position': 'conditional' },
      'Open, with conditions: record the conditions.',
    ],
    [
      'stances.0.note',
      { 'stances.0.attribution': 'inferred' },
      'An inferred position needs a note that says why.',
    ],
    [
      'stances.0.confidenceNote',
      { 'stances.0.confidence': 'low' },
      'A confidence other than the usual one needs a note.',
    ],
    [
      'stances.0.date',
      { 'stances.0.date': '2025-08-23' },
      'This date is in the future. Date an announced step when it was announced; its day is an event.',
    ],
    [
      'stances.0.date',
      { 'stances.0.date': '2025-02-30' },
      'Write a date as 2025-08-09, 9 Aug 2025, 2025-08 or 2025.',
    ],
    ['stances.0.time', { 'stances.0.time': '25:00' }, 'Write the time of day as 14:30.'],
    [
      'stances.0.citations.0.source',
      { 'stances.0.citations.0.source': '' },
      'Choose at least one of the sources above.',
    ],
    [
      'stances.0.citations.0.source',
      {
        'stances.0.position': 'contradictory',
        'stances.0.citations.1.source': '0',
      },
      'Contradictory signals cite at least two statements.',
    ],
    ['stances.0.quote', { 'stances.0.quote': 'я'.repeat(5001) }, 'At most 5,000 characters; this has 5,001.'],
    [
      'stances.0.summary',
      { 'stances.0.summary': 'x'.repeat(2001) },
      'At most 2,000 characters; this has 2,001.',
    ],
  ])('%s: %o', async (field, changes, message) => {
    const page = await publish(changes);
    expect(page.status).toBe(422);
    expect(errorAt(page, field)).toBe(message);
    expect(page.text).toContain(`href="#field-${field.replaceAll('.', '-')}"`);
    const typed = soundUpdate(ids, changes);
    for (const name of [
      'headline',
      'sources.0.title',
      'stances.0.summary',
      'stances.0.date',
      'stances.0.party',
    ]) {
      if (typed[name] !== '9999') expect([name, fieldIn(page, name) ?? '']).toEqual([name, typed[name]]);
    }
    expect(await stanceCount()).toBe(34);
  });
});

test('a day that has begun somewhere on earth is not in the future', async () => {
  application.time.now = new Date('2025-08-21T10:30:00Z');
  expect((await publish({ 'stances.0.date': '2025-08-22' })).status).toBe(303);
});

test('rows left empty are passed over; an update of three stances is one publication', async () => {
  const row = (index: number, demand: string) => ({
    [`stances.${index}.party`]: ids.party('ukraine'),
    [`stances.${index}.demand`]: ids.demand(demand),
    [`stances.${index}.position`]: 'rejects',
    [`stances.${index}.attribution`]: 'on_record_principal',
    [`stances.${index}.date`]: '2025-08-20',
    [`stances.${index}.citations.0.source`]: '0',
  });
  const empty = { 'stances.1.party': '', 'stances.1.citations.0.source': '0', 'sources.1.url': '' };
  const answer = await publish({ ...empty, ...row(2, 'cede-donbas'), ...row(3, 'cede-territory') });
  expect(answer.status).toBe(303);
  expect(await stanceCount()).toBe(37);
  const publications = await application.database.read.publication.findMany({
    orderBy: { sequence: 'desc' },
    take: 4,
  });
  const instants = publications.map(({ recordedAt }) => recordedAt.toISOString());
  expect(new Set(instants.slice(0, 3)).size).toBe(1);
  expect(instants[3]).not.toBe(instants[0]);
});

test('the same form sent ten times at once, and once more, makes one update', async () => {
  const fields = soundUpdate(ids);
  const csrf = await editor.csrfToken();
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => editor.postBare(`${talks}/updates`, { csrf, ...fields })),
  );
  const again = await editor.postBare(`${talks}/updates`, { csrf, ...fields });
  expect(new Set([...answers, again].map(({ location }) => location))).toEqual(
    new Set([`${talks}/updates/6`]),
  );
  expect([...answers, again].filter(({ status }) => status !== 303)).toEqual([]);
  const { read } = application.database;
  expect([await stanceCount(), await read.update.count()]).toEqual([35, 6]);
  expect(await read.auditEntry.count({ where: { action: 'log_update', subjectId: '6' } })).toBe(1);
  expect(await read.source.count({ where: { outlet: 'Reuters' } })).toBe(1);
});

test('a form without its key, with unknown fields, or with a field twice, is refused as not ours', async () => {
  expect((await publish({ key: '' })).status).toBe(400);
  expect((await publish({ colour: 'red' })).status).toBe(400);
  expect((await publish({ __proto__: 'x', constructor: 'x' })).status).toBe(400);
  expect((await publish({ headline: ['one', 'two'] })).status).toBe(400);
  expect((await publish({ 'stances.50.party': '1' })).status).toBe(400);
});

test('a source is recognised by its address, however it is written', async () => {
  await publish();
  const again = await publish({
    'sources.0.url': 'http://EXAMPLE.org/report/#top',
    'sources.0.title': 'Another title',
  });
  expect(again.status).toBe(303);
  expect(await application.database.read.source.count()).toBe(6);
  const shown = await editor.press(`${talks}/updates`, soundUpdate(ids, { do: 'show' }));
  expect(shown.text).toContain(
    'On record already, and used as it is: Reuters, Ukraine repeats that Crimea is not for sale',
  );
});

test('a stance names as many sources as the form has, up to five; two that pass on one agency are one origin', async () => {
  const sources = Object.assign(
    {},
    ...[1, 2, 3].map((index) => ({
      [`sources.${index}.outlet`]: `Outlet ${index}`,
      [`sources.${index}.title`]: 'The same news',
      [`stances.0.citations.${index}.source`]: String(index),
      [`stances.0.citations.${index}.firstReportedBy`]: index < 3 ? 'Interfax' : '',
    })),
  );
  const form = await editor.press(`${talks}/updates`, soundUpdate(ids, { ...sources, do: 'show' }));
  expect(form.text).toContain('Fourth source');
  expect(form.text).not.toContain('Fifth source');
  expect((await publish(sources)).status).toBe(303);
  const { text } = await application.visitor().get(`${talks}/positions/ukraine/crimea`);
  expect(text.replace(/\s+/g, ' ')).toContain('4 sources, 3 independent origins');
});

test('text is stored in NFC, without control characters, and printed without markup', async () => {
  const summary = 'e\u0301tat\u0000\u0007 <script>alert(1)</script>\r\nsecond line';
  const { location } = await publish({ 'stances.0.summary': summary });
  const stored = await application.database.read.stance.findFirst({ orderBy: { sequence: 'desc' } });
  expect(stored?.summary).toBe('\u00e9tat <script>alert(1)</script>\nsecond line');
  const { text } = await application.visitor().get(location as string);
  expect(text).toContain('\u00e9tat &lt;script&gt;alert(1)&lt;/script&gt;');
  expect(text).not.toContain('<script>alert');
});

test('50 stances of Cyrillic text fit into one form', async () => {
  const rows = Object.assign(
    {},
    ...Array.from({ length: 50 }, (_, index) => ({
      [`stances.${index}.party`]: ids.party('russia'),
      [`stances.${index}.demand`]: ids.demand('crimea'),
      [`stances.${index}.position`]: 'demands',
      [`stances.${index}.attribution`]: 'on_record_principal',
      [`stances.${index}.date`]: '2025-08-20',
      [`stances.${index}.quote`]: 'Ж'.repeat(5000),
      [`stances.${index}.citations.0.source`]: '0',
    })),
  );
  expect((await publish(rows)).status).toBe(303);
  expect(await stanceCount()).toBe(84);
});

test('an agreement without a summary is warned of in the form and in the preview, and can be published', async () => {
  const agreed = { 'stances.0.position': 'agreed', 'stances.0.summary': '' };
  const typed = soundUpdate(ids, { ...agreed, 'stances.0.quote': 'We have signed.' });
  const warning = 'Of “Agreed” the summary names the text, and with whom';
  for (const verb of ['show', 'preview']) {
    expect((await editor.press(`${talks}/updates`, { ...typed, do: verb })).text).toContain(warning);
    const summary = { 'stances.0.summary': 'Signs the text of Geneva with the United States.' };
    const named = await editor.press(`${talks}/updates`, { ...typed, ...summary, do: verb });
    expect(named.text).not.toContain(warning);
  }
  expect((await editor.post(`${talks}/updates`, typed)).status).toBe(303);
});

test('a long quote and a date after the only source are warned of in the form and in the preview; both can be published', async () => {
  const typed = { 'stances.0.quote': 'x'.repeat(301), 'stances.0.quoteLanguage': 'en' };
  const later = { ...typed, 'sources.0.publishedDate': '2025-08-19' };
  for (const verb of ['show', 'preview']) {
    const { text } = await editor.press(`${talks}/updates`, soundUpdate(ids, { ...later, do: verb }));
    expect(text).toContain('The quote has 301 characters');
    expect(text).toContain(
      'Effective on 20 August 2025, after its only source was published (19 August 2025).',
    );
  }
  expect((await publish(later)).status).toBe(303);
});

describe('a source that is known', () => {
  const known = { 'sources.0.url': 'https://example.org/known', 'sources.0.title': 'As it is on record' };

  test('is cited as it is, and the form and the preview list what was typed of it differently', async () => {
    expect((await publish(known)).status).toBe(303);
    const again = {
      ...soundUpdate(ids),
      'sources.0.url': 'https://www.example.org/known/?utm_medium=x',
      'sources.0.title': 'Another title',
      'sources.0.publishedDate': '2025-08-19',
      'sources.0.archiveUrl': 'https://archive.example/known',
    };
    const said =
      'Not taken over: title “Another title” (it has “As it is on record”); published on “2025-08-19” (it has “2025-08-20”); archived copy “https://archive.example/known” (it has none).';
    for (const verb of ['show', 'preview'])
      expect((await editor.press(`${talks}/updates`, { ...again, do: verb })).text).toContain(said);
    const { location } = await editor.post(`${talks}/updates`, again);
    expect(location).toMatch(/\/updates\/\d+\?as_recorded=1$/);
    const notice = 'is cited as it is on record; what you typed differently was not taken over';
    expect((await editor.get(location as string)).text).toContain(notice);
    expect((await application.visitor().get(location as string)).text).not.toContain(notice);
  });

  test('is treated the same if it is chosen from the list, or typed twice in one form', async () => {
    const source = await application.database.read.source.findFirstOrThrow();
    const shown = await editor.press(`${talks}/updates`, {
      ...soundUpdate(ids, { do: 'show' }),
      'sources.0.id': String(source.id),
      'sources.0.title': 'Not that one',
      'sources.1.url': 'https://example.org/twice',
      'sources.1.outlet': 'Reuters',
      'sources.1.title': 'First',
      'sources.2.url': 'http://example.org/twice#part',
      'sources.2.outlet': 'Reuters',
      'sources.2.title': 'Second',
    });
    expect(shown.text).toContain(`title “Not that one” (it has “${source.title}”)`);
    expect(shown.text).toContain('title “Second” (it has “First”)');
  });
});

test('names of outlets and agencies on record are offered, and a name that is nearly one of them is questioned', async () => {
  await publish({ 'sources.0.outlet': 'Reuters', 'sources.0.url': 'https://example.org/near' });
  const typed = {
    ...soundUpdate(ids, { 'sources.0.url': 'https://example.org/nearer' }),
    'sources.0.outlet': 'The Reuters',
    'stances.0.citations.0.firstReportedBy': 'Reuters news agency',
  };
  const form = await editor.press(`${talks}/updates`, { ...typed, do: 'show' });
  expect(form.text).toContain('<datalist id="names-on-record">');
  expect(form.text).toContain('<option value="Reuters">');
  expect(form.text.match(/<datalist/g)).toHaveLength(1);
  expect(form.text.match(/list="names-on-record"/g)?.length).toBeGreaterThan(1);
  const preview = await editor.press(`${talks}/updates`, { ...typed, do: 'preview' });
  for (const { text } of [form, preview]) {
    expect(text).toContain('“Reuters” is on record. Is “The Reuters” the same?');
    expect(text).toContain('“Reuters” is on record. Is “Reuters news agency” the same?');
  }
  expect((await editor.post(`${talks}/updates`, typed)).status).toBe(303);
  expect((await editor.get(`${talks}/sources/new`)).text).toContain('<option value="Reuters">');
});
