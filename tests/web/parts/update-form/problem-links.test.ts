import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Application, startApplication } from '../../../support/application.js';
import { unescaped } from '../../../support/html.js';
import { idsOf, soundUpdate } from '../../../support/update-form.js';
import type { Answer, Fields } from '../../../support/visitor.js';

const talks = '/negotiations/russia-ukraine';
let application: Application;

beforeAll(async () => {
  application = await startApplication();
});

afterAll(() => application.stop());

test('what is wrong in a row names its party and its demand; two rows of one cell their numbers as well', async () => {
  const editor = await application.signedIn('editor');
  const ids = await idsOf(application);
  const publish = (changes: Fields) => editor.post(`${talks}/updates`, soundUpdate(ids, changes));
  const labelsIn = ({ text }: Answer) =>
    [...text.matchAll(/<a class="problem-link" href="[^"]*">([\s\S]*?)<\/a>/g)].map(([, label]) =>
      unescaped((label as string).replace(/<[^>]+>|[\u2068\u2069]/g, '')),
    );
  const second = {
    'stances.1.party': ids.party('russia'),
    'stances.1.demand': ids.demand('crimea'),
    'stances.1.position': 'demands',
    'stances.1.attribution': 'official_document',
    'stances.1.date': '2025-08-20',
    'stances.1.citations.0.source': '0',
  };
  const wrong = { ...second, 'stances.0.date': 'soon', 'stances.1.date': 'later' };
  const [ukraine, russia] = ['Ukraine', 'Russia'].map(
    (party) => `${party} on “Ukraine accepts Russian control of Crimea”`,
  );
  const said = 'effective date: Write a date as 2025-08-09, 2025-08 or 2025.';
  expect(labelsIn(await publish(wrong))).toEqual([`${ukraine}, ${said}`, `${russia}, ${said}`]);
  expect(labelsIn(await publish({ ...wrong, 'stances.1.party': ids.party('ukraine') }))).toEqual([
    `Stance 1, ${ukraine}, ${said}`,
    `Stance 2, ${ukraine}, ${said}`,
  ]);
});
