import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Application, startApplication } from '../../../support/application.js';
import { fieldIn, versionFields } from '../../../support/update-form.js';
import type { Answer, Fields, Visitor } from '../../../support/visitor.js';

const talks = '/negotiations/russia-ukraine';
/** Ukraine on cede-territory in the example data. */
const record = 38;
const reason = 'The quote was cut short by mistake.';
const sentence = 'Nothing differs from what stands.';
let application: Application;
let editor: Visitor;

beforeEach(async () => {
  application = await startApplication();
  editor = await application.signedIn('editor');
});

afterEach(() => application.stop());

const entries = () => application.database.read.entry.count();

async function form(act: string, of = record): Promise<Record<string, string>> {
  return versionFields(await editor.get(`${talks}/records/${of}/${act}`));
}

const send = (act: string, fields: Fields, who = editor, of = record): Promise<Answer> =>
  who.post(`${talks}/records/${of}/${act}`, { do: 'publish', reason, ...fields });

test('a correction in which nothing was changed is refused, whatever the record holds', async () => {
  const before = await entries();
  const records = await application.database.read.entry.findMany({ where: { kind: 'report' } });
  for (const { sequence } of records) {
    const page = await send('correct', await form('correct', sequence), editor, sequence);
    expect([sequence, page.status]).toEqual([sequence, 422]);
    expect(
      /<a class="problem-link" href="#stances-1">[^<]* on “[^<]*”: ([^<]*)<\/a>/.exec(page.text)?.[1],
    ).toBe(sentence);
  }
  expect(await entries()).toBe(before);
});

describe.each(['correct', 'clarify'])('to %s', (act) => {
  test('line breaks as a browser sends them, and space at the ends, change nothing', async () => {
    const typed = { 'stances.0.summary': 'Two lines:\r\nthis is the second.' };
    expect((await send('correct', { ...(await form('correct')), ...typed })).status).toBe(303);
    const spaced = { 'stances.0.summary': ' Two lines:\r\nthis is the second.\r\n' };
    const page = await send(act, { ...(await form(act)), ...spaced, reason });
    expect(page.status).toBe(422);
    expect(page.text).toContain(sentence);
    expect(fieldIn(page, 'reason')).toBe(reason);
  });
});

test('the same correction by two editors at once is published once, and the other is told', async () => {
  const other = await application.signedIn('editor');
  const fields = { ...(await form('correct')), 'stances.0.summary': 'Words that both have typed.' };
  const before = await entries();
  const answers = await Promise.all([send('correct', fields), send('correct', fields, other)]);
  expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([303, 422]);
  expect(answers.find(({ status }) => status === 422)?.text).toContain(sentence);
  expect(await entries()).toBe(before + 1);
});

test('another place in the source, or another agency, is a change of its details', async () => {
  const fields = { ...(await form('clarify')), reason: '' };
  const place = { 'stances.0.citations.0.locator': 'second paragraph' };
  expect((await send('clarify', { ...fields, ...place })).status).toBe(303);
  const agency = { ...(await form('clarify')), 'stances.0.citations.0.firstReportedBy': 'AFP' };
  expect((await send('clarify', agency)).status).toBe(303);
});

test('every source that a record cites is in the form of its correction', async () => {
  const more = Object.fromEntries(
    [1, 2, 3, 4].flatMap((slot) => [
      [`stances.0.citations.${slot}.source`, '0'],
      [`stances.0.citations.${slot}.locator`, `paragraph ${slot}`],
    ]),
  );
  expect((await send('correct', { ...(await form('correct')), ...more })).status).toBe(303);
  const fields = await form('correct');
  expect(fields['stances.0.citations.4.locator']).toBe('paragraph 4');
  expect((await send('correct', fields)).status).toBe(422);
});
