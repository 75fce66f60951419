import { describe, expect, test } from 'vitest';
import type { StanceContext } from '../../../src/domain/log/new-stance.js';
import {
  mostSources,
  mostStances,
  type NewUpdate,
  problemsOfUpdate,
} from '../../../src/domain/log/update.js';
import { cited, context, newSource, newStance } from '../update-builder.js';

const sound: NewUpdate = {
  headline: 'Moscow’s list and Kyiv’s answer before the Alaska meeting',
  sources: [newSource(), 7],
  stances: [
    newStance(),
    newStance({ position: 'insists', quote: 'the party’s own words', citations: [cited(1)] }),
  ],
  idempotencyKey: 'a key that the form was made with',
};

function problems(changes: Partial<NewUpdate> = {}): string[] {
  const update = { ...sound, ...changes };
  return problemsOfUpdate(update, { ...context, sourceCount: update.sources.length }).map(
    ({ field, message }) => `${field}: ${message}`,
  );
}

test('an update is one headline, its sources, and one or more stances that go together', () => {
  expect(problems()).toEqual([]);
  expect(problems({ headline: '', sources: [], stances: [] })).toEqual([
    'headline: Say in one headline what changed.',
    'sources: Name at least one source.',
    'stances: Record at least one stance.',
  ]);
});

test('a headline has at most 200 characters', () => {
  expect(problems({ headline: 'x'.repeat(200) })).toEqual([]);
  expect(problems({ headline: 'x'.repeat(201) })).toEqual([
    'headline: A headline has at most 200 characters.',
  ]);
});

test('it has at most 20 sources and 50 stances', () => {
  expect([mostSources, mostStances]).toEqual([20, 50]);
  const many = <Value>(value: Value, count: number) => Array.from({ length: count }, () => value);
  expect(problems({ sources: many(newSource(), 20), stances: many(newStance(), 50) })).toEqual([]);
  expect(problems({ sources: many(newSource(), 21), stances: many(newStance(), 51) })).toEqual([
    'sources: An update has at most 20 sources.',
    'stances: An update has at most 50 stances.',
  ]);
});

test('every problem stands at its field, with the place of its stance or source', () => {
  const stances = [newStance(), newStance({ date: '' }), newStance({ citations: [cited(2)] })];
  expect(problems({ sources: [7, newSource({ outlet: '' })], stances })).toEqual([
    'sources.1.outlet: Name the outlet or the author of the document.',
    'stances.1.date: Say when the party took the position.',
    'stances.2.citations: Choose at least one of the sources above.',
  ]);
});

describe('what is closed takes no new stances', () => {
  const { negotiation, speakers } = context;
  const closed = <Item>(items: readonly Item[]) => items.map((item) => ({ ...item, isClosed: true }));
  const fieldsIn = (changed: Partial<StanceContext>) => {
    const problems = problemsOfUpdate({ ...sound, stances: [newStance()] }, { ...context, ...changed });
    return problems.map(({ field }) => field);
  };

  test('a negotiation, a party in it, a demand, a speaker', () => {
    expect(fieldsIn({})).toEqual([]);
    expect(fieldsIn({ negotiation: { ...negotiation, isClosed: true } })).toEqual(['stances.0.demand']);
    const parties = { ...negotiation, parties: closed(negotiation.parties) };
    expect(fieldsIn({ negotiation: parties })).toEqual(['stances.0.party']);
    const demands = { ...negotiation, demands: closed(negotiation.demands) };
    expect(fieldsIn({ negotiation: demands })).toEqual(['stances.0.demand']);
    expect(fieldsIn({ speakers: closed(speakers) })).toEqual(['stances.0.speaker']);
  });
});

describe('a source of an update', () => {
  const problem = (changes: Parameters<typeof newSource>[0]) =>
    problems({ sources: [newSource(changes), 7] });

  test('has an outlet and a title; the rest may be missing', () => {
    const bare = { url: null, archiveUrl: null, author: null, publishedDate: null, accessedDate: null };
    expect(problem(bare)).toEqual([]);
    expect(problem({ outlet: '', title: '' })).toEqual([
      'sources.0.outlet: Name the outlet or the author of the document.',
      'sources.0.title: Give the title of the report or document.',
    ]);
  });

  test('takes no addresses but web addresses', () => {
    const message = 'Give a web address that begins with https:// or http:// (at most 2,048 characters).';
    expect(problem({ url: 'javascript:alert(1)', archiveUrl: 'archive.org' })).toEqual([
      `sources.0.url: ${message}`,
      `sources.0.archiveUrl: ${message}`,
    ]);
  });

  test('was not published in the future; its date may be a month or a year', () => {
    expect(problem({ publishedDate: '2025-08' })).toEqual([]);
    expect(problem({ publishedDate: '2025-08-22', accessedDate: 'yesterday' })).toEqual([
      'sources.0.publishedDate: This date is in the future.',
      'sources.0.accessedDate: Write a date as 2025-08-09, 9 Aug 2025, 2025-08 or 2025.',
    ]);
  });
});
