import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Backup,
  backupsToRemove,
  isBackupDue,
  isVerificationDue,
} from '../../src/domain/backup-schedule.js';

const now = new Date('2026-03-01T12:30:00Z');
const hour = 3_600_000;

const at = (text: string, sequence = 1, state = 1): Backup => ({
  name: text,
  madeAt: new Date(text),
  sequence,
  state,
});
const everyHour = (count: number) =>
  Array.from({ length: count }, (_, index) => at(new Date(now.getTime() - index * hour).toISOString()));
/** The copies of a desk that publishes every hour, newest first. */
const published = (count: number) =>
  everyHour(count).map((backup, index) => ({ ...backup, sequence: count - index, state: count - index }));
/** The copies that thinning leaves, by the hour in their names. */
const left = (backups: readonly Backup[], clock: Date) => {
  const removed = backupsToRemove(backups, clock);
  return backups.filter((backup) => !removed.includes(backup));
};

test('a backup is due once the newest is an hour old, or there is none', () => {
  expect(isBackupDue([], now)).toBe(true);
  expect(isBackupDue([at('2026-03-01T11:30:00Z')], now)).toBe(true);
  expect(isBackupDue([at('2026-03-01T11:30:01Z'), at('2026-02-01T00:00:00Z')], now)).toBe(false);
});

test('of a year of hourly copies, one an hour stays for a day, one a day for a week, one a week for eight weeks', () => {
  const all = everyHour(365 * 24);
  const removed = backupsToRemove(all, now);
  const kept = all.filter((backup) => !removed.includes(backup)).map(({ name }) => name.slice(0, 13));
  expect(kept).toEqual([
    ...everyHour(24).map(({ name }) => name.slice(0, 13)),
    ...['2026-02-27T23', '2026-02-26T23', '2026-02-25T23', '2026-02-24T23', '2026-02-23T23', '2026-02-22T23'],
    ...['2026-02-18T23', '2026-02-11T23', '2026-02-04T23', '2026-01-28T23', '2026-01-21T23', '2026-01-14T23'],
    '2026-01-07T23',
  ]);
});

test('thinning what was thinned removes nothing, and the newest always stays', () => {
  const all = everyHour(90 * 24);
  const removed = backupsToRemove(all, now);
  expect(
    backupsToRemove(
      all.filter((backup) => !removed.includes(backup)),
      now,
    ),
  ).toEqual([]);
  expect(backupsToRemove([at('2020-01-01T00:00:00Z')], now)).toEqual([]);
});

test('two copies of the same hour are both kept for a day: one may be from before an import', () => {
  expect(backupsToRemove([at('2026-03-01T12:10:00Z'), at('2026-03-01T12:20:00Z')], now)).toEqual([]);
});

test('a copy from a clock that has been set back since is kept, and counts as none', () => {
  const ahead = [at('2030-01-01T00:00:00Z'), at('2030-01-01T00:10:00Z')];
  expect(backupsToRemove(ahead, now)).toEqual([]);
  expect(isBackupDue(ahead, now)).toBe(true);
  expect(isBackupDue([...ahead, at('2026-03-01T12:00:00Z')], now)).toBe(false);
});

test('by a clock ten years ahead, or at the end of time, a new copy takes three places: an hour’s, a day’s and a week’s', () => {
  const thinned = left(published(90 * 24), now);
  for (const year of ['2036', '9999']) {
    const clock = new Date(`${year}-03-01T12:30:00Z`);
    expect(backupsToRemove(thinned, clock)).toEqual([]);
    expect(backupsToRemove([...thinned, at(clock.toISOString(), 9_999, 9_999)], clock)).toHaveLength(3);
  }
});

test('copies dated in the future go once two dozen newer copies hold more', () => {
  const ahead = at('2036-03-01T12:30:00Z', 5, 5);
  const newer = (count: number) => published(count).map((backup) => ({ ...backup, sequence: 6 }));
  expect(backupsToRemove([ahead, ...newer(23)], now)).toEqual([]);
  expect(backupsToRemove([ahead, ...newer(24)], now)).toEqual([ahead]);
  const equal = newer(24).map((backup) => ({ ...backup, sequence: 5, state: 5 }));
  expect(backupsToRemove([ahead, ...equal], now)).toEqual([]);
});

test('the newer of two copies is the one that holds more, whatever their dates say', () => {
  const early = Array.from({ length: 30 }, (_, index) =>
    at(`1970-01-01T00:00:00.0${10 + index}Z`, 100 + index),
  );
  const all = [
    ...published(30).map((backup) => ({ ...backup, madeAt: new Date('2025-01-01T00:00:00Z') })),
    ...early,
  ];
  const kept = left(all, now);
  expect(kept).toEqual(expect.arrayContaining(early.slice(-24)));
});

const year = 365 * 24 * hour;
const endOfTime = Date.parse('9999-12-31T23:59:59.999Z');
const step = fc.record({
  /** By how much the clock jumps ahead or back; null for the end of time. */
  jump: fc.oneof(
    fc.constantFrom(0, 1, hour, -hour, 24 * hour, 10 * year, -10 * year, null),
    fc.integer({ min: -3 * hour, max: 5 * hour }),
  ),
  published: fc.nat({ max: 2 }),
  audited: fc.nat({ max: 1 }),
});

test('whatever the clock does, the newest states stay, and a copy is made within the hour', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 30, maxLength: 120 }), (steps) => {
      let [clock, sequence, state] = [now.getTime(), 0, 0];
      let backups: Backup[] = [];
      const values: string[] = [];
      for (const { jump, published: entries, audited } of steps) {
        clock = Math.max(0, Math.min(jump === null ? endOfTime : clock + jump, endOfTime));
        sequence += entries;
        state += entries + audited;
        if (!isBackupDue(backups, new Date(clock))) {
          // Never put off by what is not there yet, and never for longer than an hour.
          const young = backups.filter(
            ({ madeAt }) => madeAt.getTime() <= clock && clock - madeAt.getTime() < hour,
          );
          expect(young.length).toBeGreaterThan(0);
          continue;
        }
        const name = String(values.length);
        values.push(`${sequence} ${state}`);
        backups = [...backups, { name, madeAt: new Date(clock), sequence, state }];
        const removed = backupsToRemove(backups, new Date(clock));
        backups = backups.filter((backup) => !removed.includes(backup));
        const holdsAsMuch = (one: Backup, other: Backup) =>
          one.sequence > other.sequence || (one.sequence === other.sequence && one.state >= other.state);
        for (const gone of removed)
          expect(backups.filter((backup) => holdsAsMuch(backup, gone)).length).toBeGreaterThanOrEqual(24);
      }
      const newest = [...new Set(values)].at(-1);
      expect(backups.map(({ sequence: number, state: at }) => `${number} ${at}`)).toContain(newest);
    }),
    { numRuns: 200, seed: 14 },
  );
});

test('the whole record is verified once a night', () => {
  const night = new Date('2026-03-01T03:15:00Z');
  expect(isVerificationDue(new Date('2026-02-28T03:15:00Z'), night)).toBe(true);
  expect(isVerificationDue(new Date('2026-03-01T03:00:00Z'), night)).toBe(false);
  expect(isVerificationDue(new Date('2026-02-28T03:15:00Z'), now)).toBe(false);
});
