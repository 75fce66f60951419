import { expect, test } from 'vitest';
import { StateNumber } from '../../../../src/data/engine/postgresql/state-number.js';

function asked(): {
  state: StateNumber;
  time: { now: number };
  database: { number: number; questions: number };
} {
  const time = { now: 0 };
  const database = { number: 1, questions: 0 };
  const ask = () => {
    database.questions += 1;
    return Promise.resolve(database.number);
  };
  return { state: new StateNumber(ask, () => time.now), time, database };
}

test('all who ask at the same time share a question, and nobody gets the answer to an earlier one', async () => {
  const { state, database } = asked();
  expect(await Promise.all([state.now(), state.now(), state.recent(0)])).toEqual([1, 1, 1]);
  expect(database.questions).toBe(1);
  database.number = 2;
  expect(await state.now()).toBe(2);
  expect(database.questions).toBe(2);
});

test('who asks while a question is under way has another one sent', async () => {
  const answers: ((number: number) => void)[] = [];
  const state = new StateNumber(() => new Promise((resolve) => answers.push(resolve)));
  const first = state.now();
  await new Promise((resolve) => setImmediate(resolve));
  const second = state.now();
  await new Promise((resolve) => setImmediate(resolve));
  expect(answers).toHaveLength(2);
  for (const [index, answer] of answers.entries()) answer(index + 1);
  expect(await Promise.all([first, second])).toEqual([1, 2]);
});

test('readers are answered from a number of a moment ago, but from none before that which they have seen', async () => {
  const { state, time, database } = asked();
  await state.now();
  database.number = 2;
  time.now = 99;
  expect(await state.recent(1)).toBe(1);
  expect(await state.recent(2)).toBe(2);
  database.number = 3;
  expect(await state.recent(1)).toBe(2);
  time.now = 199;
  expect(await state.recent(1)).toBe(3);
});

test('what this process has written itself is seen at once', async () => {
  const { state, database } = asked();
  await state.now();
  database.number = 2;
  expect(await state.recent(0)).toBe(1);
  state.forget();
  expect(await state.recent(0)).toBe(2);
});

test('a question that fails fails for those who asked, and the next is sent anew', async () => {
  const database = { isAway: true };
  const state = new StateNumber(() =>
    database.isAway ? Promise.reject(new Error('The database is away.')) : Promise.resolve(7),
  );
  await expect(Promise.all([state.now(), state.recent(0)])).rejects.toThrow('The database is away.');
  database.isAway = false;
  expect(await state.recent(0)).toBe(7);
});
