import { afterAll, beforeAll, expect, test } from 'vitest';
import { termsOfStances } from '../../../src/data/log/stance-terms.js';
import { type Application, startApplication } from '../../support/application.js';
import { idsOf, soundUpdate } from '../../support/update-form.js';

let application: Application;

beforeAll(async () => {
  application = await startApplication();
});

afterAll(() => application.stop());

test('the conditions of stances and whose account they are, by their numbers', async () => {
  const { read } = application.database;
  const editor = await application.signedIn('editor');
  const ids = await idsOf(application);
  const stance = {
    'stances.0.position': 'conditional',
    'stances.0.attribution': 'counterparty_account',
    'stances.0.accountBy': ids.party('russia'),
    'stances.0.conditions': 'A ceasefire.',
    'stances.0.agreedFirst': 'nato-renunciation',
  };
  const { status } = await editor.post('/negotiations/russia-ukraine/updates', soundUpdate(ids, stance));
  expect(status).toBe(303);
  const { sequence } = await read.stance.findFirstOrThrow({ where: { agreedFirst: { not: null } } });
  const { sequence: plain } = await read.stance.findFirstOrThrow({ where: { conditions: null } });
  const terms = await termsOfStances(read, [sequence, plain]);
  expect(terms.get(sequence)).toEqual({
    ...{ sequence, conditions: 'A ceasefire.', agreedFirst: 'nato-renunciation', droppedFirst: null },
    accountBy: Number(ids.party('russia')),
  });
  expect(terms.get(plain)?.agreedFirst).toBeNull();
});
