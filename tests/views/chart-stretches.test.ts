import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { gaps } from '../../src/domain/cells/gap.js';

const styles = readFileSync(new URL('../../views/assets/tracker.css', import.meta.url), 'utf8');

test('each gap has a tint of its own below the courses, but those where nothing is to be compared', () => {
  const tinted = [...styles.matchAll(/\.chart-stretch-(?!edge)([a-z_]+)/g)].map(
    ([, value]) => value as string,
  );
  const plain = ['off_the_table', 'not_enough_evidence'];
  expect([...plain, ...tinted].toSorted()).toEqual(gaps.map(({ value }) => value as string).toSorted());
});
