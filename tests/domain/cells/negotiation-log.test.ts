import { expect, test } from 'vitest';
import { NegotiationLog } from '../../../src/domain/cells/negotiation-log.js';
import { LogBuilder } from '../log-builder.js';

test('the newest day is that of anything known by a number, whatever became of it', () => {
  const log = new LogBuilder();
  const first = log.report({ day: '2025-08-09' });
  log.report({ party: 2, day: '2025-08-01' });
  log.correct(first, { day: '2025-08-12' });
  log.retract(first);
  const counted = new NegotiationLog(log.entries);
  expect([0, 1, 2, 3, 4].map((known) => counted.newestDay(known))).toEqual([
    null,
    '2025-08-09',
    '2025-08-09',
    '2025-08-12',
    '2025-08-12',
  ]);
});

test('a record that moved to another cell is read in both, each at its time', () => {
  const log = new LogBuilder();
  const record = log.report({ position: 'rejects' });
  log.correct(record, { party: 2 });
  const read = new NegotiationLog(log.entries);
  const settingOf = (party: number, known: number) => {
    const cell = read.cellAt(party, 1, { asOf: null, known, evidence: 'default' });
    return cell.isSet ? cell.setting.version : cell.nothing;
  };
  expect([settingOf(1, 1), settingOf(2, 1)]).toEqual([1, 'not_assessed']);
  expect([settingOf(1, 2), settingOf(2, 2)]).toEqual(['not_assessed', 2]);
});

test('a date and a time come back as they were given, from the first year to the last', () => {
  const log = new LogBuilder();
  const dates = ['0001', '0999-12', '1969-12-31', '2025-08', '2025-08-09', '9999-12-31'];
  const days = ['0001-12-31', '0999-12-31', '1969-12-31', '2025-08-31', '2025-08-09', '9999-12-31'];
  const records = dates.map((date, index) => {
    const time = date.length === 10 ? '09:05' : null;
    return log.report({ date, day: days[index] as string, time });
  });
  const read = new NegotiationLog(log.entries);
  const stances = records.map((record) => read.phasesOf(record, record)[0]?.stance);
  expect(stances.map((stance) => stance?.date)).toEqual(dates);
  expect(stances.map((stance) => stance?.day)).toEqual(days);
  expect(stances.map((stance) => stance?.time)).toEqual([null, null, '09:05', null, '09:05', '09:05']);
});

test('the records that ever stood in a cell come newest first as they read at the clocks, each once, wherever they are now', () => {
  const log = new LogBuilder();
  const [early, late, corrected] = ['2025-08-01', '2025-08-20', '2025-08-02'].map((day) =>
    log.report({ day, date: day }),
  ) as [number, number, number];
  log.correct(corrected, { day: '2025-08-10', date: '2025-08-10' });
  const other = log.report({ party: 2, day: '2025-08-05', date: '2025-08-05' });
  log.retract(late);
  const moved = log.correct(early, { party: 2, day: '2025-08-12', date: '2025-08-12' });
  log.retract(early);
  const read = new NegotiationLog(log.entries);
  expect(read.recordsIn(1, 1, { asOf: null, known: moved + 1 })).toEqual([late, early, corrected]);
  expect(read.recordsIn(1, 1, { asOf: null, known: moved - 1 })).toEqual([late, corrected, early]);
  expect(read.recordsIn(1, 1, { asOf: '2025-08-12', known: moved })).toEqual([early, corrected]);
  expect(read.recordsIn(1, 1, { asOf: '2025-08-05', known: 4 })).toEqual([early]);
  expect(read.recordsIn(1, 1, { asOf: '2025-08-05', known: 3 })).toEqual([corrected, early]);
  expect(read.recordsIn(1, 1, { asOf: null, known: 1 })).toEqual([early]);
  expect(read.recordsIn(2, 1, { asOf: null, known: moved })).toEqual([early, other]);
  expect(read.recordsIn(2, 2, { asOf: null, known: moved })).toEqual([]);
});

test('an act on a record that is not there is refused, and what came before it is read all the same', () => {
  const log = new LogBuilder();
  log.report();
  const read = new NegotiationLog();
  expect(() => read.extend([...log.entries, { kind: 'retraction', sequence: 2, record: 7 }])).toThrow(
    'The log has no record 7 for its entry 2.',
  );
  expect(read.cellAt(1, 1, { asOf: null, known: 9, evidence: 'default' }).isSet).toBe(true);
});

test('the records of some cells at a pair of clocks are each counted once, retracted ones included', () => {
  const log = new LogBuilder();
  const first = log.report({ day: '2025-08-09' });
  log.correct(first, { day: '2025-08-12' });
  const second = log.report({ party: 2, day: '2025-08-01' });
  log.retract(second);
  const read = new NegotiationLog(log.entries);
  const found = (asOf: string | null, known: number, party = 0) => {
    const records = read.recordsAt(
      { asOf, known },
      read.askedCells((each) => party === 0 || each === party),
    );
    return [first, second].filter((record) => records.has(record));
  };
  expect(found(null, 4)).toEqual([first, second]);
  expect(found('2025-08-10', 1)).toEqual([first]);
  expect(found('2025-08-10', 4)).toEqual([second]);
  expect(found(null, 4, 2)).toEqual([second]);
});

test('a record stands by its newest version, until it is retracted; no act and nothing of another log stands', () => {
  const log = new LogBuilder();
  const record = log.report({ position: 'rejects' });
  const corrected = log.correct(record, { position: 'demands' });
  const retraction = log.retract(record);
  const read = new NegotiationLog(log.entries);
  const standingAt = (known: number) =>
    read.standingAmong([0, record, corrected, retraction, retraction + 1], known);
  expect([0, record, corrected, retraction].map(standingAt)).toEqual([[], [record], [corrected], []]);
});
