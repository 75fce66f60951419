import { describe, expect, test } from 'vitest';
import { ownActRefusal, type OwnKind, ownRecords } from '../../../src/domain/structure/own-record.js';
import {
  type BriefingEntry,
  type BriefingWords,
  problemsOfBriefing,
  shownBriefing,
  topicOf,
} from '../../../src/domain/structure/briefing.js';
import {
  problemsOfReservation,
  type ReservationEntry,
  standingReservations,
} from '../../../src/domain/structure/reservation.js';
import { context, crimea, russia, ukraine } from '../update-builder.js';

const { negotiation } = context;
const onTalks = { topic: null, demand: null };
const words = (day: string, text: string, about = onTalks): BriefingWords => ({ ...about, day, text });

function entry<Words>(sequence: number, kind: OwnKind, record: number, said: Words | null) {
  const reason = said === null ? 'It was a mistake.' : null;
  return { sequence, record, kind, recordedAt: '2025-08-20T12:00:00.000Z', words: said, reason };
}

const fieldsOf = (problems: readonly ({ readonly field: string } | null)[]) =>
  problems.flatMap((problem) => (problem ? [problem.field] : []));

test('what is about a demand is about its topic too, and what is about the talks about none', () => {
  const [demand] = negotiation.demands;
  const { id, topic } = demand as NonNullable<typeof demand>;
  expect(topicOf({ topic: null, demand: id }, negotiation)).toEqual(topic);
  expect(topicOf({ topic: topic.id, demand: null }, negotiation)).toEqual(topic);
  expect(topicOf(onTalks, negotiation)).toBeUndefined();
});

describe('the briefing that is shown', () => {
  const entries: BriefingEntry[] = [
    entry(1, 'report', 1, words('2025-08-09', 'One.')),
    entry(2, 'report', 2, words('2025-08-14', 'Two.')),
    entry(3, 'report', 3, words('2025-08-14', 'Three.')),
    entry(4, 'report', 4, words('2025-08-10', 'Later written, of an earlier day.')),
    entry(5, 'report', 5, words('2025-08-20', 'On Crimea.', { topic: null, demand: crimea as never })),
    entry(6, 'clarification', 3, words('2025-08-14', 'Three, clearer.')),
    entry(7, 'retraction', 3, null),
    entry(8, 'restoration', 3, null),
  ];
  const shown = (known: number, asOf: string | null, about = onTalks) =>
    shownBriefing(
      entries.filter(({ sequence }) => sequence <= known),
      about,
      asOf,
    )?.words.text ?? null;

  test('is the newest by its day, then by its number, up to the clocks', () => {
    expect([1, 2, 3, 4].map((known) => shown(known, null))).toEqual(['One.', 'Two.', 'Three.', 'Three.']);
    expect(shown(4, '2025-08-13')).toBe('Later written, of an earlier day.');
    expect(shown(4, '2025-08-09')).toBe('One.');
    expect(shown(4, '2025-08-08')).toBeNull();
  });

  test('is about the same thing, and stands in its newest words', () => {
    expect(shown(5, null, { topic: null, demand: crimea as never })).toBe('On Crimea.');
    expect([6, 7, 8].map((known) => shown(known, null))).toEqual([
      'Three, clearer.',
      'Two.',
      'Three, clearer.',
    ]);
  });
});

test('what stands can be retracted, and only what is retracted can be restored', () => {
  expect(ownActRefusal({ isRetracted: false }, 'retraction')).toBeNull();
  expect(ownActRefusal({ isRetracted: true }, 'retraction')).toContain('already');
  expect(ownActRefusal({ isRetracted: true }, 'restoration')).toBeNull();
  expect(ownActRefusal({ isRetracted: false }, 'restoration')).toContain('nothing to restore');
});

test('a briefing has a day that has come, at most 900 characters, and a subject of the negotiation', () => {
  const problems = (said: BriefingWords) => fieldsOf(problemsOfBriefing(said, negotiation, '2025-08-21'));
  expect(problems(words('2025-08-21', 'x'.repeat(900)))).toEqual([]);
  expect(problems(words('2025-08-22', 'x'.repeat(901)))).toEqual(['day', 'text']);
  expect(problems(words('2025-08', ''))).toEqual(['day', 'text']);
  expect(problems(words('2025-08-21', 'A text.', { topic: 99 as never, demand: null }))).toEqual(['about']);
});

describe('a reservation', () => {
  const said = (date: string) => ({
    ...{ party: ukraine, quote: 'Nothing is agreed until everything is', quoteLanguage: 'en' },
    ...{ quoteTranslation: null, date, day: date, source: null },
  });
  const entries: ReservationEntry[] = [
    entry(1, 'report', 1, said('2025-08-09')),
    entry(2, 'withdrawal', 1, said('2025-08-15')),
    entry(3, 'retraction', 1, null),
  ];
  const stand = (known: number, asOf: string | null) =>
    standingReservations(
      entries.filter(({ sequence }) => sequence <= known),
      asOf,
    ).length;

  test('stands from its day on, until it is withdrawn or retracted', () => {
    expect([stand(1, '2025-08-08'), stand(1, '2025-08-09'), stand(1, null)]).toEqual([0, 1, 1]);
    expect([stand(2, '2025-08-14'), stand(2, '2025-08-15'), stand(2, null)]).toEqual([1, 0, 0]);
    expect(stand(3, '2025-08-14')).toBe(0);
    expect(ownRecords(entries)[0]?.words.date).toBe('2025-08-09');
  });

  test('is a quoted and dated line of a party', () => {
    const problems = (changes: object) =>
      fieldsOf(problemsOfReservation({ ...said('2025-08-09'), ...changes }, negotiation, '2025-08-21'));
    expect(problems({})).toEqual([]);
    expect(problems({ party: russia, quote: '' })).toEqual(['quote']);
    expect(problems({ party: 99, date: '2025-08-22', quoteLanguage: 'English' })).toEqual([
      'party',
      'quoteLanguage',
      'date',
    ]);
  });
});
