import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { unescaped } from '../../../support/html.js';
import { type Application, startApplication } from '../../../support/application.js';
import {
  errorAt,
  fieldIn,
  type Ids,
  idsOf,
  soundUpdate,
  versionFields,
} from '../../../support/update-form.js';
import type { Fields, Visitor } from '../../../support/visitor.js';

const talks = '/negotiations/russia-ukraine';
const form = `${talks}/updates/new`;
const quote = 'any decisions made without Ukraine are at the same time decisions against peace';
const article = `In a video the President said: “${quote}.”\n\n${'He then thanked his partners for their help. '.repeat(6)}`;
let application: Application;
let editor: Visitor;
let ids: Ids;

beforeEach(async () => {
  application = await startApplication();
  editor = await application.signedIn('editor');
  ids = await idsOf(application);
});

afterEach(() => application.stop());

const update = (changes: Fields = {}) =>
  soundUpdate(ids, { articleText: article, 'stances.0.quote': quote, ...changes });
const send = (fields: Fields, who = editor) => who.post(`${talks}/updates`, fields);
const draftAt = (key: unknown) => editor.open(`${form}?draft=${String(key)}`);
const texts = () => application.database.read.articleText.findMany();
const newestCheck = async () =>
  (await application.database.read.stance.findFirstOrThrow({ orderBy: { sequence: 'desc' } })).quoteCheck;

async function save(fields: Fields): Promise<{ key: string; revision: number }> {
  return JSON.parse((await send({ ...fields, do: 'save' })).text) as { key: string; revision: number };
}

async function previewed(fields: Fields) {
  const { status, location } = await send({ ...fields, do: 'preview' });
  expect(status).toBe(303);
  return editor.open(location ?? '');
}

const warnings = (text: string) =>
  [...text.matchAll(/<(?:li|p) class="warning">([^<]*quote[^<]*)</gi)].map(([, words]) => words);

test('the text waits with its draft, in a table of its own, until that is published', async () => {
  const fields = update();
  await save(fields);
  expect(await texts()).toEqual([{ draftKey: fields.key, text: article.trim() }]);
  expect(JSON.stringify(await application.database.read.draft.findMany())).not.toContain(
    'thanked his partners',
  );
  expect(fieldIn(await draftAt(fields.key), 'articleText')).toBe(article.trim());
  expect((await send({ ...fields, revision: '1' })).status).toBe(303);
  expect(await texts()).toEqual([]);
  expect(await newestCheck()).toBe('found');
});

test('it goes with a form that is published without it, as one is that was emptied last', async () => {
  const fields = update();
  await save(fields);
  expect((await send({ ...fields, revision: '1', articleText: '' })).status).toBe(303);
  expect(await texts()).toEqual([]);
  expect(await newestCheck()).toBeNull();
});

test('a form without a text leaves none', async () => {
  const fields = update({ articleText: '' });
  await save(fields);
  expect(await texts()).toEqual([]);
  expect(fieldIn(await draftAt(fields.key), 'articleText')).toBe('');
});

test('another text alone is a change of the draft', async () => {
  const fields = update();
  const first = await save(fields);
  expect(await save({ ...fields, revision: '1' })).toEqual(first);
  const second = await save({ ...fields, revision: '1', articleText: `${article} More.` });
  expect(second).toEqual({ key: fields.key, revision: 2 });
  expect((await texts()).map(({ text }) => text)).toEqual([`${article} More.`]);
  const apart = await save({ ...fields, revision: '1', articleText: 'From another tab.' });
  expect(apart.key).not.toBe(fields.key);
  expect((await texts()).map(({ text }) => text).sort()).toEqual(['From another tab.', `${article} More.`]);
});

test('a discarded draft comes back without it', async () => {
  const fields = update();
  await save(fields);
  await send({ ...fields, revision: '1', do: 'discard' });
  expect(await texts()).toEqual([]);
  await editor.post(`/drafts/${String(fields.key)}/restore`, {});
  const page = await draftAt(fields.key);
  expect([fieldIn(page, 'headline'), fieldIn(page, 'articleText')]).toEqual([
    'Kyiv repeats its answer on Crimea',
    '',
  ]);
});

test('a refused form keeps it, and one that is too long is refused at its field', async () => {
  const fields = update({ 'stances.0.date': '2099-01-01' });
  const refused = await send(fields);
  expect(refused.status).toBe(422);
  expect(fieldIn(refused, 'articleText')).toBe(article.trim());
  const long = await send(update({ articleText: 'word '.repeat(70_000) }));
  expect(long.status).toBe(422);
  expect(errorAt(long, 'articleText')).toContain('300,000 characters');
});

test('it counts for the room that drafts have', async () => {
  const first = await save(update());
  const text = 'word '.repeat(3_400_000);
  await application.database.write((tx) =>
    tx.articleText.update({ where: { draftKey: first.key }, data: { text } }),
  );
  const refused = await send({ ...update(), do: 'save' });
  expect([refused.status, refused.text]).toEqual([409, expect.stringContaining('more than 16 MB')]);
});

describe('the form and the preview say of each stance', () => {
  test.each([
    ['nothing, if the quote is found', article, []],
    ['nothing without a text', '', []],
    [
      'that it is not there',
      'He then thanked his partners for their help. '.repeat(9),
      ['The quote is not in the pasted text.'],
    ],
    ['that it is there twice', `${article}\n${article}`, ['The quote is found twice in the pasted text.']],
    [
      'that the text is too short',
      `“${quote}”`,
      ['The quote was not checked: the pasted text is shorter than three times the quote.'],
    ],
  ])('%s', async (_what, articleText, expected) => {
    const page = await previewed(update({ articleText }));
    expect(warnings(page.text)).toEqual(expected);
    const key = fieldIn(page, 'key');
    expect(warnings((await draftAt(key)).text)).toEqual(expected);
  });

  test('and no warning stands in the way', async () => {
    const fields = update({ articleText: 'He thanked his partners. '.repeat(20) });
    expect((await send(fields)).status).toBe(303);
    expect(await newestCheck()).toBe('not_found');
  });
});

test('the preview sends the text along, and shows what readers will see', async () => {
  const page = await previewed(update());
  expect(fieldIn(page, 'articleText')).toBe(article.trim());
  expect(page.text).toContain('<p class="quote-check">Found in the article’s text</p>');
});

test('readers see it at the quote, and nothing where it was not checked', async () => {
  await send(update());
  const reader = application.visitor();
  const page = (await reader.get(`${talks}/positions/ukraine/crimea`)).text;
  const said = page.match(/(?<=<p class="quote-check">)[^<]*/g);
  expect(new Set(said)).toEqual(new Set(['Found in the article’s text']));
  const older = (await reader.get(`${talks}/positions/ukraine/security-guarantees`)).text;
  expect(older).toContain('blockquote');
  expect(older).not.toContain('quote-check');
});

describe('what stands in the text is listed, and put into a stance by a button', () => {
  const text = `On 9 Aug 2025 Zelensky said: “${quote}.” “We stay,” he added. Rubio did not answer. ${'They went on with their talks. '.repeat(9)}`;
  const listed = (page: string) => {
    const [, list = ''] = /<details class="found"([\s\S]*?)<\/details>/.exec(page) ?? [];
    return [...list.matchAll(/value="(pick\.[^"]*)"/g)].map(([, value = '']) => unescaped(value));
  };
  const pressed = async (fields: Fields) => {
    const { status, location } = await send(fields);
    expect(status).toBe(303);
    expect(location).toMatch(/&found=1#found$/);
    return editor.open(location ?? '');
  };
  const bare = () => update({ articleText: text, 'stances.0.quote': '', 'stances.0.date': '' });

  test('quotations, speakers on record, dates', async () => {
    const page = await pressed({ ...bare(), do: 'list' });
    expect(listed(page.text)).toEqual([
      `pick.quote.${quote}.`,
      'pick.quote.We stay',
      `pick.speaker.${ids.speaker('Volodymyr Zelensky')}`,
      `pick.speaker.${ids.speaker('Marco Rubio')}`,
      'pick.date.2025-08-09',
    ]);
    expect(page.text).toContain(
      '<summary id="found">2 quotations, 2 speakers, 1 date in the article’s text</summary>',
    );
    expect(page.text).toContain('<details class="found" open>');
  });

  test('nothing without a text, and closed away until it is asked for', async () => {
    const empty: Fields = { ...bare(), articleText: '' };
    await save(empty);
    expect((await draftAt(empty.key)).text).not.toContain('class="found"');
    const fields = bare();
    await save(fields);
    expect((await draftAt(fields.key)).text).toContain('<details class="found">');
  });

  test('into the only stance, a second quotation behind the first', async () => {
    const fields = bare();
    let page = await pressed({ ...fields, do: `pick.quote.${quote}.` });
    expect(fieldIn(page, 'stances.0.quote')).toBe(`${quote}.`);
    expect(page.text).toContain('in stance 1');
    const more = { ...fields, revision: '1', 'stances.0.quote': `${quote}.` };
    page = await pressed({ ...more, do: 'pick.quote.We stay' });
    expect(fieldIn(page, 'stances.0.quote')).toBe(`${quote}. […] We stay`);
    page = await pressed({ ...more, revision: '2', do: 'pick.date.2025-08-09' });
    expect(fieldIn(page, 'stances.0.date')).toBe('2025-08-09');
    const speaker = ids.speaker('Volodymyr Zelensky');
    page = await pressed({ ...more, revision: '3', do: `pick.speaker.${speaker}` });
    expect(fieldIn(page, 'stances.0.speaker')).toBe(speaker);
    expect(warnings(page.text)).toEqual([]);
  });

  test('into the last of several, or the one that is chosen', async () => {
    const second = { 'stances.1.party': ids.party('russia'), 'stances.1.quote': '' };
    const last = await pressed({ ...bare(), ...second, do: 'pick.quote.We stay' });
    expect([
      fieldIn(last, 'into'),
      fieldIn(last, 'stances.0.quote'),
      fieldIn(last, 'stances.1.quote'),
    ]).toEqual(['1', '', 'We stay']);
    const first = await pressed({ ...bare(), ...second, into: '0', do: 'pick.quote.We stay' });
    expect([fieldIn(first, 'into'), fieldIn(first, 'stances.0.quote')]).toEqual(['0', 'We stay']);
  });
});

test('nobody can type what the program finds', async () => {
  expect((await send(update({ 'stances.0.quoteCheck': 'found' }))).status).toBe(400);
});

test('a proposal is sent without the text, with what was found', async () => {
  const contributor = await application.signedIn('contributor');
  const fields = { ...update(), do: 'propose' };
  expect((await contributor.post(`${talks}/proposals`, fields)).status).toBe(303);
  expect(await texts()).toEqual([]);
  const { contents } = await application.database.read.proposal.findFirstOrThrow();
  expect(JSON.stringify(contents)).toContain('"quoteCheck":"found"');
  expect(JSON.stringify(contents)).not.toContain('thanked his partners');
  const review = `${talks}/proposals/1/review`;
  const { location } = await editor.get(review);
  const page = await editor.open(location ?? '');
  expect(fieldIn(page, 'stances.0.quote')).toBe(quote);
  const published = { ...update({ articleText: '' }), do: 'publish' };
  expect((await editor.post(review, published)).status).toBe(303);
  expect(await newestCheck()).toBe('found');
});

test('a record is corrected and clarified with a text that nobody keeps', async () => {
  await send(update({ articleText: '' }));
  const { sequence } = await application.database.read.stance.findFirstOrThrow({
    orderBy: { sequence: 'desc' },
  });
  const path = `${talks}/records/${sequence}/clarify`;
  const fields = versionFields(await editor.open(path));
  expect(fieldIn(await editor.open(path), 'articleText')).toBe('');
  const sent = await editor.post(path, { ...fields, articleText: article, do: 'publish' });
  expect(sent.status).toBe(303);
  expect(await newestCheck()).toBe('found');
  expect(await texts()).toEqual([]);
  const log = (await application.visitor().get(`${talks}/positions/ukraine/crimea`)).text;
  expect(log).toContain('Quote in the article’s text');
});
