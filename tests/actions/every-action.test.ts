import { expect, test } from 'vitest';
import { sourceFiles } from '../support/source-files.js';

const actions = sourceFiles('src/actions');

/** It has no audit entry of its own: everything it does is done by other actions, in one transaction around them. */
const composedOfActions = ['src/actions/record-example-data.ts'];

test('every action records its audit entry inside its own transaction', () => {
  expect(actions.length).toBeGreaterThan(15);
  const silent = actions.filter(({ path, text }) => {
    if (composedOfActions.includes(path)) return false;
    return !/database\.write\(/.test(text) || !/recordAudit\(tx, \{/.test(text);
  });
  expect(silent.map(({ path }) => path)).toEqual([]);
});

test('what is composed of actions writes nothing itself', () => {
  for (const path of composedOfActions) {
    const text = actions.find((action) => action.path === path)?.text ?? '';
    expect(text).not.toMatch(/import \{ (insert|update|delete|record(?!All)|take)/);
    expect(text.match(/from '\.\/[a-z-]+\.js'/g)?.length).toBeGreaterThan(5);
  }
});

test('each action has a name of its own in the audit', () => {
  const names = actions.flatMap(({ text }) =>
    [...text.matchAll(/action: '([a-z_]+)'/g)].map(([, name]) => name),
  );
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeGreaterThanOrEqual(actions.length - composedOfActions.length);
});
