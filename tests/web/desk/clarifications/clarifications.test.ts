import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Application, startApplication } from '../../../support/application.js';
import { csvRows } from '../../../support/csv-rows.js';
import { errorAt, fieldIn } from '../../../support/update-form.js';
import type { Visitor } from '../../../support/visitor.js';

const talks = '/negotiations/russia-ukraine';
const demand = `${talks}/demands/crimea`;
const first = 'Ukraine accepts Russian control of Crimea';
const clearer = 'Ukraine accepts that Russia keeps control of Crimea';
const reason = 'The old words could be read as recognition.';

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
const permalinkOf = async (path: string) =>
  (/class="permalink" href="http:\/\/[^/]+([^"]+)"/.exec(await flat(path))?.[1] ?? '').replaceAll(
    '&amp;',
    '&',
  );
const titles = async (path: string) =>
  [...(await reader.get(path)).text.matchAll(/<title>([^<]*)<\/title>/g)].map(([, title]) => title);

describe('a clarified headline', () => {
  const update = `${talks}/updates/1`;
  const words = 'What was known before the summit';
  let headline: string;
  let permalink: string;
  let before: string;

  beforeEach(async () => {
    headline = (await application.database.read.update.findUniqueOrThrow({ where: { id: 1 } })).headline;
    permalink = await permalinkOf(update);
    before = (await reader.get(permalink)).text;
    const sent = await editor.post(`${update}/clarify`, { words, reason });
    expect([sent.status, sent.location]).toEqual([303, update]);
  });

  test('is printed from then on, with the first struck, when and why', async () => {
    const page = await flat(update);
    expect(page).toContain(`<h1>${words}</h1>`);
    expect(page).toContain(
      `${headline}</del> Clarified 21 August 2025, 09:00 UTC, <a href="/record-chain/59">entry 59</a>`,
    );
    expect(page).toContain(reason);
    expect(await flat(`${talks}/updates`)).toContain(`>${words}</a>`);
    const [row] = (await csvRows(application, `${talks}/updates.csv`)).filter(
      ({ update_id }) => update_id === '1',
    );
    expect(row?.headline).toBe(words);
    expect(await flat('/record-chain/59')).toContain('Clarified: the headline of an update');
  });

  test('leaves an old permalink as it was, byte for byte', async () => {
    expect((await reader.get(permalink)).text).toBe(before);
  });

  test('is an entry of the feed of the negotiation', async () => {
    expect((await titles(`${talks}.atom`)).slice(0, 2)).toContain(`Headline clarified: ${words}`);
    expect(await titles(`${talks}.atom?party=russia`)).not.toContain(`Headline clarified: ${words}`);
  });

  test('is offered to editors with the present words, and refused where it changes nothing or says no reason', async () => {
    expect(await flat(update, editor)).toContain(`href="${update}/clarify"`);
    expect(await flat(update)).not.toContain(`href="${update}/clarify"`);
    expect(fieldIn(await editor.get(`${update}/clarify`), 'words')).toBe(words);
    expect((await editor.post(`${update}/clarify`, { words, reason })).status).toBe(409);
    const refused = await editor.post(`${update}/clarify`, { words: 'Other words', reason: 'No.' });
    expect([refused.status, errorAt(refused, 'reason')]).toEqual([
      422,
      'Say why, in at least 10 characters.',
    ]);
    expect(fieldIn(refused, 'words')).toBe('Other words');
  });
});

describe('a clarified proposition', () => {
  test('is printed from then on, found by both wordings, and the first is what is stored', async () => {
    const permalink = await permalinkOf(talks);
    const before = (await reader.get(permalink)).text;
    expect((await editor.post(`${demand}/clarify`, { words: clearer, reason })).status).toBe(303);
    expect(await flat(talks)).toContain(`>${clearer}</a>`);
    expect((await reader.get(permalink)).text).toBe(before);
    const page = await flat(demand);
    expect(page).toContain(`<h1>${clearer}</h1>`);
    expect(page).toContain(`${first}</del> Clarified`);
    for (const words of ['keeps control', 'accepts Russian control'])
      expect(await flat(`${talks}/search?q=${encodeURIComponent(words)}`), words).toContain(clearer);
    const stored = await application.database.read.demand.findFirstOrThrow({ where: { slug: 'crimea' } });
    expect(stored.proposition).toBe(first);
    expect(await titles(`${demand}.atom`)).toContain(`Wording clarified: ${clearer}`);
  });

  test('stays as it was stored when an admin edits the demand', async () => {
    await editor.post(`${demand}/clarify`, { words: clearer, reason });
    const admin = await application.signedIn('admin');
    const form = await admin.get(`${demand}/edit`);
    expect(fieldIn(form, 'proposition')).toBe(first);
  });

  test('needs a stance that refers to it, and is one statement', async () => {
    const { id: topic } = await application.database.read.topic.findFirstOrThrow();
    const fields = {
      proposition: 'All prisoners of war are exchanged',
      slug: 'prisoners',
      topic: String(topic),
    };
    const sides = { raisers: ['1'], addressees: ['2'], otherAddressees: '', order: '9' };
    expect((await editor.post(`${talks}/demands`, { ...fields, ...sides })).status).toBe(303);
    const unused = await editor.post(`${talks}/demands/prisoners/clarify`, { words: clearer, reason });
    expect(unused.status).toBe(409);
    expect(unused.text).toContain(
      'No stance refers to this wording yet: change it in the form of the demand.',
    );
    const question = await editor.post(`${demand}/clarify`, { words: 'Does Russia keep Crimea?', reason });
    expect([question.status, errorAt(question, 'words')]).toEqual([
      422,
      'Word it as one statement that can be supported or rejected: no question, no second sentence.',
    ]);
  });
});
