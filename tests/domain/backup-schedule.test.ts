import { expect, test } from 'vitest';
import { backupsToRemove, isBackupDue, isVerificationDue } from '../../src/domain/backup-schedule.js';

const now = new Date('2026-03-01T12:30:00Z');
const hour = 3_600_000;

const at = (text: string) => ({ name: text, madeAt: new Date(text) });
const everyHour = (count: number) =>
  Array.from({ length: count }, (_, index) => at(new Date(now.getTime() - index * hour).toISOString()));

test('a backup is due once the newest is an hour old, or there is none', () => {
  expect(isBackupDue([], now)).toBe(true);
  expect(isBackupDue([at('2026-03-01T11:30:00Z')], now)).toBe(true);
  expect(isBackupDue([at('2026-03-01T11:30:01Z'), at('2026-02-01T00:00:00Z')], now)).toBe(false);
});

test('of a year of hourly copies there remain a day of hours, a week of days, eight weeks', () => {
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

test('a copy from a clock that has been set back since is kept', () => {
  expect(backupsToRemove([at('2030-01-01T00:00:00Z'), at('2030-01-01T00:10:00Z')], now)).toEqual([]);
});

test('the whole record is verified once a night', () => {
  const night = new Date('2026-03-01T03:15:00Z');
  expect(isVerificationDue(new Date('2026-02-28T03:15:00Z'), night)).toBe(true);
  expect(isVerificationDue(new Date('2026-03-01T03:00:00Z'), night)).toBe(false);
  expect(isVerificationDue(new Date('2026-02-28T03:15:00Z'), now)).toBe(false);
});
