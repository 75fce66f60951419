import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Application, startApplication } from '../../../support/application.js';
import { errorAt, fieldIn, versionFields } from '../../../support/update-form.js';
import type { Answer, Fields, Visitor } from '../../../support/visitor.js';

const talks = '/negotiations/russia-ukraine';
/** Russia on crimea, 15 August 2025, from unnamed sources. */
const reported = 48;
const position = `${talks}/positions/russia/crimea`;
const reason = 'The outlet has withdrawn its report.';
const source: Fields = {
  'sources.0.outlet': 'Interfax',
  'sources.0.title': 'A second report',
  locator: '',
  firstReportedBy: '',
};
const denial: Fields = { ...source, attribution: 'on_record_official', date: '2025-08-19', speaker: '' };
let application: Application;
let editor: Visitor;

beforeEach(async () => {
  application = await startApplication();
  editor = await application.signedIn('editor');
});

afterEach(() => application.stop());

/** Publishes an act on the record and answers the number of its entry. */
async function publish(act: string, fields: Fields): Promise<number> {
  const { status, text } = await editor.post(`${talks}/records/${reported}/${act}`, fields);
  expect(status, text).toBe(303);
  const newest = await application.database.read.entry.findFirstOrThrow({ orderBy: { sequence: 'desc' } });
  return newest.sequence;
}

const onEntry = (entry: number, act: string, fields: Fields = { reason }): Promise<Answer> =>
  editor.post(`${talks}/records/${reported}/entries/${entry}/${act}`, fields);

async function flat(path: string): Promise<string> {
  return (await application.visitor().get(path)).text.replace(/\s+/g, ' ');
}

/** What has become of the record. */
async function status(): Promise<string | undefined> {
  const text = await flat(position);
  return text.slice(text.indexOf(`id="record-${reported}"`)).match(/class="status">(.*?)</)?.[1];
}

describe('a wrong denial', () => {
  test('is taken back by itself: the record counts again, and the denial stays, struck, with the reason', async () => {
    const before = await flat(position);
    const entry = await publish('deny', denial);
    expect(await status()).toBe('Denied');
    const form = await editor.get(`${talks}/records/${reported}/entries/${entry}/retract`);
    expect(form.text).toContain('Retract a denial');
    const { location, text } = await onEntry(entry, 'retract');
    expect(location, text).toBe(`${position}?record=${reported}#record-${reported}`);
    const after = await flat(position);
    expect(after).toContain(before.match(/<h1>.*?<\/h1>/)?.[0]);
    expect(after).toContain(`<a href="#entry-${entry}">of the denial, entry ${entry}</a>`);
    expect(after).toMatch(/<div class="struck">\s*<p>19 August 2025<\/p>/);
    expect(after).toContain(reason);
    const corrections = await flat(`${talks}/corrections`);
    expect(corrections).toMatch(
      /The denial of our record of 15 August 2025 on Russia \(.*?\) has been retracted\./,
    );
    const { text: csv } = await application.visitor().get(`${talks}/stances.csv`);
    expect(csv).toMatch(/,report,(standing|superseded),48,,,,/);
    const audit = await application.database.read.auditEntry.findFirstOrThrow({ orderBy: { id: 'desc' } });
    expect(audit).toMatchObject({ action: 'retract_entry', subjectId: String(reported) });
  });

  test('denies again once it is restored, and each act only once', async () => {
    const entry = await publish('deny', denial);
    expect((await onEntry(entry, 'restore')).text).toContain('This denial is not retracted');
    await onEntry(entry, 'retract');
    expect((await onEntry(entry, 'retract')).text).toContain('This denial is retracted already.');
    expect((await onEntry(entry, 'clarify', source)).text).toContain('Restore it first.');
    expect((await onEntry(entry, 'restore')).status).toBe(303);
    expect(await status()).toBe('Denied');
  });

  test('counts again where a newer one is taken back', async () => {
    const older = await publish('deny', denial);
    await onEntry(older, 'retract');
    const newer = await publish('deny', denial);
    await onEntry(older, 'restore');
    await onEntry(newer, 'retract');
    expect(await status()).toBe('Denied');
    const { text: csv } = await application.visitor().get(`${talks}/stances.csv`);
    expect(csv).toContain(`report,denied,48,,,${older},`);
  });
});

describe('a wrong corroboration', () => {
  const evidence = async () => (await flat(position)).match(/<dt>Sources<\/dt><dd>(.*?)<\/dd>/)?.[1];
  const outlets = async () => (await application.visitor().get(`${talks}/sources.csv`)).text;

  test('is taken back by itself: its source and origin no longer count, and count at an earlier known_at', async () => {
    const entry = await publish('corroborate', source);
    expect(await evidence()).toBe('2 sources, 2 independent origins');
    expect(await outlets()).toContain('Interfax');
    const { text: page } = await application.visitor().get(position);
    const permalink = page.match(/href="([^"]*known_at[^"]*)"/)?.[1]?.replaceAll('&amp;', '&') as string;
    await onEntry(entry, 'retract');
    expect(await evidence()).toBe('1 source, 1 independent origin');
    expect(await outlets()).not.toContain('Interfax');
    const earlier = permalink.slice(permalink.indexOf('/negotiations'));
    expect((await application.visitor().get(earlier)).text).toContain('2 sources, 2 independent origins');
    await onEntry(entry, 'restore');
    expect(await evidence()).toBe('2 sources, 2 independent origins');
  });

  test('is kept by a correction of its record, as it stands', async () => {
    const entry = await publish('corroborate', source);
    await onEntry(entry, 'clarify', { ...source, firstReportedBy: 'TASS' });
    const form = await editor.get(`${talks}/records/${reported}/correct`);
    const fields = { ...versionFields(form), do: 'publish', reason, 'stances.0.summary': 'Other words.' };
    expect((await editor.post(`${talks}/records/${reported}/correct`, fields)).status).toBe(303);
    expect(await evidence()).toBe('2 sources, 2 independent origins');
    expect(await flat(position)).toContain('first reported by TASS');
  });

  test('may be clarified: the form opens with what it cites, and the page strikes the old words', async () => {
    const entry = await publish('corroborate', { ...source, firstReportedBy: 'Tass' });
    const form = await editor.get(`${talks}/records/${reported}/entries/${entry}/clarify`);
    expect(fieldIn(form, 'firstReportedBy')).toBe('Tass');
    const id = fieldIn(form, 'sources.0.id') as string;
    const same = { ...source, 'sources.0.id': id, firstReportedBy: 'Tass' };
    const refused = await onEntry(entry, 'clarify', same);
    expect([refused.status, errorAt(refused, 'locator')]).toEqual([422, 'Nothing differs from what stands.']);
    expect((await onEntry(entry, 'clarify', { ...same, locator: 'paragraph 4' })).status).toBe(303);
    const text = await flat(position);
    expect(text).toMatch(
      /<dt>Sources<\/dt><dd><del>Interfax.*?<\/del> <ins>Interfax.*?paragraph 4.*?<\/ins><\/dd>/,
    );
    expect(await evidence()).toBe('2 sources, 2 independent origins');
  });
});

test('what is no corroboration or denial of the record is not found', async () => {
  expect((await onEntry(reported, 'retract')).status).toBe(404);
  expect((await onEntry(9_999, 'clarify')).status).toBe(404);
});

test('the form that retracts a corroboration or a denial shows which one, with its words and its source', async () => {
  const added = await publish('corroborate', source);
  const other = await publish('corroborate', { ...source, 'sources.0.title': 'A third report' });
  const words = { quote: 'It is not so.', quoteLanguage: 'en', 'sources.0.title': 'A denial' };
  const denied = await publish('deny', { ...denial, ...words });
  const shown = async (entry: number) => {
    const { text } = await editor.get(`${talks}/records/${reported}/entries/${entry}/retract`);
    const sections = [...text.matchAll(/<section class="present-record">([\s\S]*?)<\/section>/g)];
    return (sections[1]?.[1] ?? '')
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim();
  };
  expect(await shown(added)).toBe(`The corroboration, entry ${added} Interfax , A second report`);
  expect(await shown(other)).toBe(`The corroboration, entry ${other} Interfax , A third report`);
  expect(await shown(denied)).toBe(
    `The denial, entry ${denied} 19 August 2025 “It is not so.” Interfax , A denial`,
  );
});
