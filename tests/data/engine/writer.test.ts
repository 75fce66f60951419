import { expect, test } from 'vitest';
import { writeAtOnce } from '../../support/acknowledged-writes.js';
import { oneTo } from '../../support/numbered-writes.js';

test('of 200 writes by 20 editors, every tenth of them rolled back, none is lost and none is left over', async () => {
  const { acknowledged, log } = await writeAtOnce(20, 10);
  expect(acknowledged).toEqual(oneTo(180));
  expect(log).toEqual({ state: 180, sequences: acknowledged, partial: [] });
});
