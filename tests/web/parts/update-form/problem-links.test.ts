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

const labelsIn = ({ text }: Answer) =>
  [...text.matchAll(/<a class="problem-link" href="[^"]*">([\s\S]*?)<\/a>/g)].map(([, label]) =>
    unescaped((label as string).replace(/<[^>]+>|[\u2068\u2069]/g, '')),
  );

test('what is wrong in a row names its party and its demand; two rows of one cell their numbers as well', async () => {
  const editor = await application.signedIn('editor');
  const ids = await idsOf(application);
  const publish = (changes: Fields) => editor.post(`${talks}/updates`, soundUpdate(ids, changes));
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
  const said = 'effective date: Write a date as 2025-08-09, 9 Aug 2025, 2025-08 or 2025.';
  expect(labelsIn(await publish(wrong))).toEqual([`${ukraine}, ${said}`, `${russia}, ${said}`]);
  expect(labelsIn(await publish({ ...wrong, 'stances.1.party': ids.party('ukraine') }))).toEqual([
    `Stance 1, ${ukraine}, ${said}`,
    `Stance 2, ${ukraine}, ${said}`,
  ]);
});

test('what is wrong in a row is told in the order in which its fields are read', async () => {
  const editor = await application.signedIn('editor');
  const nothing = {
    'stances.0.party': '',
    'stances.0.demand': '',
    'stances.0.position': '',
    'stances.0.date': '',
    'stances.0.citations.0.source': '',
  };
  const answer = await editor.post(`${talks}/updates`, soundUpdate(await idsOf(application), nothing));
  expect(labelsIn(answer)).toEqual([
    'Stance 1, party: Choose a party of this negotiation.',
    'Stance 1, demand: Choose a demand of this negotiation.',
    'Stance 1, position: Choose a position.',
    'Stance 1, effective date: Say when the party took the position.',
    'Stance 1, source: Choose at least one of the sources above.',
  ]);
});
