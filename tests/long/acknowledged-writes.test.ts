import { expect, test } from 'vitest';
import { writeAtOnce } from '../support/acknowledged-writes.js';
import { oneTo } from '../support/numbered-writes.js';

test('20 editors, 1,000 operations, every tenth rolled back: none lost, none too many', async () => {
  const { acknowledged, log } = await writeAtOnce(20, 50);
  expect(acknowledged).toEqual(oneTo(900));
  expect(log).toEqual({ state: 900, sequences: acknowledged, partial: [] });
});
