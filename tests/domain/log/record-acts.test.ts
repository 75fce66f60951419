import { expect, test } from 'vitest';
import { entryKinds } from '../../../src/domain/log/entry.js';
import {
  denialOf,
  type Effects,
  effects,
  nothingDone,
  statusOf,
  takeEntry,
} from '../../../src/domain/log/record-acts.js';

type Kind = keyof typeof effects;

/** What these entries, one after the other, make of a record. */
function madeOf(...kinds: readonly Kind[]) {
  const acts = nothingDone();
  for (const [index, kind] of kinds.entries()) takeEntry(acts, { kind, sequence: index + 1 });
  return acts;
}

test('a kind of entry that is handled nowhere does not compile', () => {
  // @ts-expect-error: nothing says what an annulment makes of its record.
  const annulling: Effects<Kind | 'annulment'> = effects;
  expect(Object.keys(annulling)).toEqual(entryKinds.map(({ value }) => value));
});

test('the newer of a retraction and a restoration decides', () => {
  const background = (...kinds: readonly Kind[]) => statusOf(madeOf('report', ...kinds), 'background');
  expect(background()).toBe('standing');
  expect(background('retraction')).toBe('retracted');
  expect(background('retraction', 'restoration')).toBe('standing');
  expect(background('retraction', 'restoration', 'retraction', 'correction')).toBe('retracted');
});

test('a denial is retracted and restored by itself; then an older one that stands counts', () => {
  const acts = nothingDone();
  const take = (kind: Kind, sequence: number, target?: number) => {
    takeEntry(acts, { kind, sequence, ...(target !== undefined && { target }) });
    return [denialOf(acts), statusOf(acts, 'background')];
  };
  expect([
    take('denial', 2),
    take('denial', 3),
    take('retraction', 4, 3),
    take('retraction', 5, 2),
    take('restoration', 6, 3),
    take('retraction', 7),
  ]).toEqual([
    [2, 'denied'],
    [3, 'denied'],
    [2, 'denied'],
    [null, 'standing'],
    [3, 'denied'],
    [3, 'retracted'],
  ]);
});

test('a denial counts only against words that are not on the record', () => {
  expect(statusOf(madeOf('report', 'denial'), 'background')).toBe('denied');
  expect(statusOf(madeOf('report', 'denial'), 'on_record_official')).toBe('standing');
  expect(statusOf(madeOf('report', 'denial'), null)).toBe('denied');
});

test('only a correction makes a record a corrected one', () => {
  const corrected = entryKinds.filter(({ value }) => madeOf('report', value).isCorrected);
  expect(corrected.map(({ value }) => value)).toEqual(['correction']);
});

test('another source alone leaves a record as it is', () => {
  const quiet = entryKinds.filter(({ value }) => !takeEntry(nothingDone(), { kind: value, sequence: 2 }));
  expect(quiet.map(({ value }) => value)).toEqual(['corroboration']);
});
