import { expect, test } from 'vitest';
import { writeAtOnce } from '../../support/acknowledged-writes.js';
import { oneTo } from '../../support/numbered-writes.js';

test('20 editors, 200 operations, every tenth rolled back: none lost, none too many', async () => {
  const { acknowledged, log } = await writeAtOnce(20, 10);
  expect(acknowledged).toEqual(oneTo(180));
  expect(log).toEqual({ state: 180, sequences: acknowledged, partial: [] });
});
