import { expect, test } from 'vitest';
import { Mentions } from '../../../src/domain/cells/mentions.js';
import { SequenceSet } from '../../../src/domain/cells/sequence-set.js';
import { StandingEntries } from '../../../src/domain/cells/standing-entries.js';
import type { Times } from '../../../src/domain/cells/times.js';

const mentions = new Mentions();
for (const [source, record, entry] of [
  [7, 1, 1],
  [8, 1, 1],
  [7, 2, 2],
  [9, 1, 3],
  [7, 4, 4],
] as const)
  mentions.add(source, record, entry);

const timesOf = (times: Times) =>
  times
    .newest(Infinity, 99)
    .map((id) => [id, times.get(id)])
    .reverse();

test('everything that had been named by a number is found, with how often', () => {
  expect(timesOf(mentions.at(2, null))).toEqual([
    [7, 2],
    [8, 1],
  ]);
});

test('only what some records name is counted', () => {
  const records = new SequenceSet();
  records.add(1);
  expect(timesOf(mentions.at(99, records))).toEqual([
    [7, 1],
    [8, 1],
    [9, 1],
  ]);
  const all = new StandingEntries();
  all.add(1, { sequence: 3, kind: 'corroboration', target: null });
  expect([99, 2].map((known) => mentions.namedBy(records, known, all).size)).toEqual([3, 2]);
});

test('the mentions of an entry say what it names, and for which record', () => {
  const inEntry = (entry: number) =>
    [...mentions.inEntry(entry)].map((each) => [mentions.namedAt(each), mentions.recordAt(each)]);
  expect([1, 3, 5].map(inEntry)).toEqual([
    [
      [7, 1],
      [8, 1],
    ],
    [[9, 1]],
    [],
  ]);
});

test('many mentions are counted like a few', () => {
  const many = new Mentions();
  for (let entry = 1; entry <= 1_000; entry += 1) many.add(entry % 10, entry, entry);
  expect(timesOf(many.at(995, null)).map(([, times]) => times)).toEqual([
    99, 100, 100, 100, 100, 100, 99, 99, 99, 99,
  ]);
});

test('what a corroboration names counts while it stands, and as it was clarified last', () => {
  const some = new Mentions();
  some.add(7, 1, 1);
  some.add(8, 1, 2);
  some.add(9, 1, 3);
  const standing = new StandingEntries();
  standing.add(1, { sequence: 2, kind: 'corroboration', target: null });
  standing.add(1, { sequence: 3, kind: 'clarification', target: 2 });
  standing.add(1, { sequence: 4, kind: 'retraction', target: 2 });
  standing.add(1, { sequence: 5, kind: 'restoration', target: 2 });
  const sourcesAt = (known: number) => timesOf(some.at(known, null, standing)).map(([id]) => id);
  expect([1, 2, 3, 4, 5].map(sourcesAt)).toEqual([[7], [7, 8], [7, 9], [7], [7, 9]]);
  const records = new SequenceSet();
  records.add(1);
  expect([1, 2, 3, 4, 5].map((known) => some.namedBy(records, known, standing).size)).toEqual([
    1, 2, 2, 1, 2,
  ]);
});
