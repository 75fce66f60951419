import { expect, test } from 'vitest';
import { writeAtOnce } from '../support/acknowledged-writes.js';
import { oneTo } from '../support/numbered-writes.js';

test('of 1,000 writes by 20 editors, every tenth of them rolled back, none is lost and none is left over', async () => {
  const { acknowledged, log } = await writeAtOnce(20, 50);
  expect(acknowledged).toEqual(oneTo(900));
  expect(log).toEqual({ state: 900, sequences: acknowledged, partial: [] });
});
