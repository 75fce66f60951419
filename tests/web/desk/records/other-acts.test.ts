import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Application, startApplication } from '../../../support/application.js';
import { errorAt, fieldIn, idsOf, soundUpdate, versionFields } from '../../../support/update-form.js';
import type { Answer, Fields, Visitor } from '../../../support/visitor.js';

const talks = '/negotiations/russia-ukraine';
/** Russia on crimea, 15 August 2025, from unnamed sources; Ukraine on cede-territory, on the record. */
const [reported, onRecord] = [48, 38];
const position = `${talks}/positions/russia/crimea`;
const reason = 'The report was withdrawn by its outlet.';
const earlier = '?as_of=2025-08-18&known_at=2025-08-20T12:00:01Z';
let application: Application;
let editor: Visitor;

beforeEach(async () => {
  application = await startApplication();
  editor = await application.signedIn('editor');
});

afterEach(() => application.stop());

async function flat(path: string): Promise<string> {
  return (await application.visitor().get(path)).text.replace(/\s+/g, ' ');
}

const act = (record: number, name: string, fields: Fields) =>
  editor.post(`${talks}/records/${record}/${name}`, fields);

async function lastAction(): Promise<string | undefined> {
  const entry = await application.database.read.auditEntry.findFirst({ orderBy: { id: 'desc' } });
  return entry?.action;
}

const source: Fields = {
  'sources.0.url': 'https://example.org/second',
  'sources.0.outlet': 'Suspilne',
  'sources.0.title': 'A second report',
  'sources.0.publishedDate': '2025-08-19',
  locator: 'second paragraph',
  firstReportedBy: '',
};

describe('a corroboration', () => {
  test('adds a source and an origin; the position does not move', async () => {
    const answer = await act(reported, 'corroborate', source);
    expect(answer.location).toBe(`${position}?record=${reported}#record-${reported}`);
    const text = await flat(position);
    expect(text).toContain('<dd>2 sources, 2 independent origins</dd>');
    expect(text).toContain('<span class="act-kind">Corroboration</span>');
    expect(text).toContain('<dt>Movement</dt><dd>Reaffirmed</dd>');
    expect(await lastAction()).toBe('corroborate_record');
  });

  test('by the same source at the same place is refused', async () => {
    await act(reported, 'corroborate', source);
    const again = await act(reported, 'corroborate', source);
    expect(again.status).toBe(422);
    expect(errorAt(again, 'sources.0.url')).toBe(
      'This record cites the source already. Name another, or another place in it.',
    );
    expect((await act(reported, 'corroborate', { ...source, locator: 'last paragraph' })).status).toBe(303);
  });

  test('says what is missing, and keeps what was typed', async () => {
    const page = await act(reported, 'corroborate', { ...source, 'sources.0.outlet': '' });
    expect(page.status).toBe(422);
    expect(errorAt(page, 'sources.0.outlet')).toBe('Name the outlet or the author of the document.');
    expect(fieldIn(page, 'locator')).toBe('second paragraph');
  });
});

describe('a reaffirmation', () => {
  test('is one form, filled in but for its date and source', async () => {
    const page = await editor.open(`${talks}/updates/new?reaffirm=${onRecord}`);
    expect(fieldIn(page, 'headline')).toBe(
      'Ukraine reaffirms its position (Rejects): Ukraine cedes territory to Russia as part of a deal',
    );
    expect(fieldIn(page, 'stances.0.position')).toBe('rejects');
    expect(fieldIn(page, 'stances.0.attribution')).toBe('on_record_principal');
    expect(fieldIn(page, 'stances.0.date')).toBe('');
    expect((await editor.open(`${talks}/updates/new?reaffirm=1`)).status).toBe(404);
  });
});

describe('a clarification', () => {
  async function form(record: number): Promise<Record<string, string>> {
    return versionFields(await editor.get(`${talks}/records/${record}/clarify`));
  }

  test('mends wording without a reason, is shown in the log, and is not among the corrections', async () => {
    const words = {
      ...(await form(reported)),
      do: 'publish',
      reason: '',
      'stances.0.summary': 'Clearer words.',
    };
    expect((await act(reported, 'clarify', words)).status).toBe(303);
    const text = await flat(position);
    expect(text).toContain('<span class="act-kind">Clarification</span>');
    expect(text).toContain('<ins>Clearer words.</ins>');
    expect(await flat(`${talks}/corrections`)).toContain('Nothing of this kind has been recorded.');
    expect(await flat(`${talks}/corrections?kind=clarification`)).toContain('has been clarified');
    expect(await flat(`${talks}/updates/2`)).not.toContain('class="status"');
    await act(reported, 'retract', { reason });
    expect(await flat(`${talks}/updates/2`)).toContain('<span class="status">Retracted</span>');
  });

  test.each([
    ['position', 'insists'],
    ['date', '2025-08-14'],
    ['attribution', 'background'],
  ])('cannot alter the %s: a reader would call that a change', async (field, value) => {
    const words = { ...(await form(reported)), do: 'publish', reason: '', [`stances.0.${field}`]: value };
    const page = await act(reported, 'clarify', words);
    expect(page.status).toBe(422);
    expect(errorAt(page, `stances.0.${field}`)).toBe(
      'A reader would call this a change. Publish it as a correction, with its reason.',
    );
  });
});

describe('a denial', () => {
  const denial: Fields = {
    ...source,
    attribution: 'on_record_official',
    date: '2025-08-19',
    speaker: '',
    speakerRole: 'Press secretary of the President of Russia',
    quote: 'There was no such demand.',
    quoteLanguage: 'en',
    quoteTranslation: '',
  };

  test('stands under the report, which no longer counts', async () => {
    expect((await act(reported, 'deny', denial)).status).toBe(303);
    const text = await flat(position);
    expect(text).toContain('<span class="status">Denied</span>');
    expect(text).toContain('“There was no such demand.”');
    expect(text).toContain('Press secretary of the President of Russia, 19 August 2025');
    expect(text).toContain('<dt>Since</dt><dd>August 2025 (counts from 10 August 2025)</dd>');
    const { text: csv } = await application.visitor().get(`${position}.csv`);
    expect(csv).toMatch(/denial,,48,/);
    expect(csv).toMatch(/report,denied,48,,,59,/);
    const again = await act(reported, 'deny', denial);
    expect(again.status).toBe(409);
    expect(again.text).toContain('This record is denied already.');
  });

  test('of a party’s own words on the record is refused: that is a new stance', async () => {
    const page = await act(onRecord, 'deny', denial);
    expect(page.status).toBe(409);
    expect(page.text).toContain('takes a new stance: log an update.');
    expect(fieldIn(page, 'quote')).toBe('There was no such demand.');
  });

  test.each<[string, Fields, string]>([
    ['attribution', { attribution: 'background' }, 'A denial is on the record: say how it is known.'],
    ['date', { date: '2025-09-30' }, 'This date is in the future.'],
    ['speaker', { speaker: 'ukraine' }, 'Choose a speaker of the party itself.'],
  ])('is refused at %s', async (field, changes, message) => {
    const ids = await idsOf(application);
    const sent = changes.speaker ? { speaker: ids.speaker('Volodymyr Zelensky') } : changes;
    const page = await act(reported, 'deny', { ...denial, ...sent });
    expect(page.status).toBe(422);
    expect(errorAt(page, field)).toBe(message);
  });
});

describe('a restoration', () => {
  test('brings a retracted record back, with its reason in the log', async () => {
    await act(onRecord, 'retract', { reason });
    const page = `${talks}/positions/ukraine/cede-territory`;
    expect(await flat(page)).toContain('Ukraine, retracted');
    expect((await act(onRecord, 'restore', { reason: 'The outlet stands by its report.' })).status).toBe(303);
    const text = await flat(page);
    expect(text).toContain('Ukraine rejects: Ukraine cedes territory');
    expect(text).toContain('The outlet stands by its report.');
    const kinds = [...text.matchAll(/act-kind">([^<]+)</g)].map(([, kind]) => kind);
    expect(kinds).toEqual(['Retraction', 'Restoration']);
  });

  test('of what is not retracted is refused', async () => {
    const page = await act(onRecord, 'restore', { reason });
    expect(page.status).toBe(409);
    expect(page.text).toContain('This record is not retracted; there is nothing to restore.');
  });
});

describe('a whole update', () => {
  /** A hoax about two cells; one of its records is superseded, one corroborated, before it is found out. */
  async function logHoax(): Promise<Answer> {
    const ids = await idsOf(application);
    const second = {
      'stances.1.party': ids.party('ukraine'),
      'stances.1.demand': ids.demand('cede-donbas'),
      'stances.1.position': 'agreed',
      'stances.1.attribution': 'on_record_principal',
      'stances.1.quote': 'We have signed.',
      'stances.1.date': '2025-08-20',
      'stances.1.citations.0.source': '0',
    };
    const hoax = soundUpdate(ids, { 'stances.0.position': 'favours', ...second });
    const answer = await editor.post(`${talks}/updates`, hoax);
    const record = await application.database.read.entry.findFirstOrThrow({ where: { updateId: 6 } });
    expect((await act(record.sequence, 'corroborate', source)).status).toBe(303);
    const newer = soundUpdate(ids, { 'stances.0.position': 'neutral', 'stances.0.date': '2025-08-21' });
    expect((await editor.post(`${talks}/updates`, newer)).status).toBe(303);
    return answer;
  }

  const matrix = `${talks}/matrix.csv`;
  const retract = `${talks}/updates/6/retract`;

  test('found to be a hoax is retracted as a whole: today it is as if it had never been, known_at still shows it', async () => {
    const before = (await application.visitor().get(`${matrix}?as_of=2025-08-20`)).text;
    await logHoax();
    application.time.now = new Date('2025-08-21T10:00:00Z');
    expect((await application.visitor().get(`${matrix}?as_of=2025-08-20`)).text).not.toBe(before);
    const form = await editor.get(retract);
    expect(form.text).toContain('Ukraine favours: Ukraine accepts Russian control of Crimea');
    expect((await editor.post(retract, { reason })).location).toBe(`${talks}/updates/6`);
    expect((await application.visitor().get(`${matrix}?as_of=2025-08-20`)).text).toBe(before);
    const known = await application.visitor().get(`${matrix}?as_of=2025-08-20&known_at=2025-08-21T09:00:01Z`);
    expect(known.text).toContain('agreed');
    expect(await flat(`${talks}/updates/6`)).toContain('<span class="status">Retracted</span>');
    expect(await flat(`${talks}/corrections`)).toContain('has been retracted');
    expect(await lastAction()).toBe('retract_update');
  });

  test('is retracted without what was corrected or retracted already, and says so', async () => {
    await logHoax();
    const [first] = await application.database.read.entry.findMany({ where: { updateId: 6 } });
    await act((first as { sequence: number }).sequence, 'retract', { reason });
    const form = (await editor.get(retract)).text.replace(/\s+/g, ' ');
    expect(form).toContain('Passed over');
    expect(form).toContain(
      'Ukraine favours: Ukraine accepts Russian control of Crimea: it is retracted already.',
    );
    await editor.post(retract, { reason });
    const again = await editor.post(retract, { reason });
    expect([again.status, fieldIn(again, 'reason')]).toEqual([409, reason]);
  });

  test('can be restored, all of it', async () => {
    await logHoax();
    const { text } = await application.visitor().get(matrix);
    await editor.post(retract, { reason });
    expect((await application.visitor().get(matrix)).text).not.toBe(text);
    expect((await editor.post(`${talks}/updates/6/restore`, { reason })).status).toBe(303);
    expect((await application.visitor().get(matrix)).text).toBe(text);
  });

  test('leaves every earlier known_at the same bytes', async () => {
    const paths = [
      `${talks}${earlier}`,
      `${position}${earlier}`,
      `${talks}/corrections${earlier}`,
      `${talks}/updates/1${earlier}`,
    ];
    const bytes = () => Promise.all(paths.map(async (path) => (await application.visitor().get(path)).text));
    const before = await bytes();
    await logHoax();
    await editor.post(retract, { reason });
    await act(reported, 'corroborate', source);
    expect(await bytes()).toEqual(before);
  });
});
