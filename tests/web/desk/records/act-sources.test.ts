import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Application, startApplication } from '../../../support/application.js';
import { fieldIn, versionFields } from '../../../support/update-form.js';
import type { Answer, Fields, Visitor } from '../../../support/visitor.js';

const talks = '/negotiations/russia-ukraine';
/** Russia on crimea, 15 August 2025, from unnamed sources. */
const reported = 48;
let application: Application;
let editor: Visitor;

beforeEach(async () => {
  application = await startApplication();
  editor = await application.signedIn('editor');
  await application.database.write((tx) =>
    tx.source.create({
      data: {
        outlet: 'Reuters',
        title: 'As it is on record',
        url: 'https://example.org/known',
        normalisedUrl: '//example.org/known',
      },
    }),
  );
});

afterEach(() => application.stop());

const act = (name: string, fields: Fields): Promise<Answer> =>
  editor.post(`${talks}/records/${reported}/${name}`, fields);

const known: Fields = {
  'sources.0.url': 'https://example.org/known',
  'sources.0.outlet': 'Reuters',
  'sources.0.title': 'As it is on record',
};
const source: Fields = { ...known, locator: '', firstReportedBy: '' };

const denial: Fields = {
  attribution: 'on_record_official',
  date: '2025-08-19',
  speaker: '',
  speakerRole: 'Press secretary of the President of Russia',
};

async function correction(): Promise<Fields> {
  const form = await editor.get(`${talks}/records/${reported}/correct`);
  return {
    ...versionFields(form),
    do: 'publish',
    reason: 'The report was printed by another outlet.',
    'sources.0.id': '',
  };
}

describe('a known source that is typed differently is cited as it is on record, and the editor is told', () => {
  const acts = [
    ['corroborate', async () => source],
    ['deny', async () => ({ ...source, ...denial })],
    ['correct', async () => ({ ...(await correction()), ...known })],
  ] as const;

  test.each(acts)('%s', async (name, fields) => {
    const { location, text } = await act(name, { ...(await fields()), 'sources.0.title': 'Another title' });
    expect(location, text).toMatch(/\?as_recorded=1&record=48#record-48$/);
    const notice = 'what you typed differently was not taken over';
    expect((await editor.get(location as string)).text).toContain(notice);
    expect((await application.visitor().get(location as string)).text).not.toContain(notice);
  });

  test.each(acts)('%s: no notice where nothing differs', async (name, fields) => {
    const { location, text } = await act(name, await fields());
    expect(location, text).toMatch(/crimea\?record=48#record-48$/);
  });
});

describe('a name that is nearly one on record is questioned once', () => {
  const acts = [
    ['corroborate', source],
    ['deny', { ...source, ...denial }],
  ] as const;

  test.each(acts)('%s', async (name, fields) => {
    const typed = { ...fields, firstReportedBy: 'Reuters news agency' };
    const asked = await act(name, typed);
    expect(asked.status).toBe(422);
    expect(asked.text).toContain('“Reuters” is on record. Is “Reuters news agency” the same?');
    expect(fieldIn(asked, 'firstReportedBy')).toBe('Reuters news agency');
    expect(fieldIn(asked, 'asked')).toBe('Reuters news agency');
    const both = { ...typed, 'sources.0.url': 'https://example.org/new', 'sources.0.outlet': 'The Reuters' };
    const twice = await act(name, both);
    expect(twice.status).toBe(422);
    expect(
      (await act(name, { ...both, 'sources.0.title': '', asked: fieldIn(twice, 'asked') ?? '' })).text,
    ).toContain('There is something to mend');
    // Another name is asked about again.
    const other = await act(name, { ...typed, asked: 'Reuters news agency', firstReportedBy: 'Reutters' });
    expect(other.text).toContain('“Reuters” is on record. Is “Reutters” the same?');
    expect((await act(name, { ...typed, asked: 'Reuters news agency' })).status).toBe(303);
    const citation = await application.database.read.citation.findFirst({ orderBy: { id: 'desc' } });
    expect(citation?.firstReportedBy).toBe('Reuters news agency');
  });
});
