import { describe, expect, test } from 'vitest';
import type { Cell, Clocks, Evidence } from '../../../src/domain/cells/cell.js';
import { NegotiationLog } from '../../../src/domain/cells/negotiation-log.js';
import { LogBuilder } from '../log-builder.js';

interface At {
  readonly asOf?: string;
  readonly known?: number;
  readonly evidence?: Evidence;
  readonly party?: number;
  readonly demand?: number;
}

function clocks({ asOf, known = Number.MAX_SAFE_INTEGER, evidence = 'default' }: At): Clocks {
  return { asOf: asOf ?? null, known, evidence };
}

function cell(log: LogBuilder, at: At = {}): Cell {
  return new NegotiationLog(log.entries).cellAt(at.party ?? 1, at.demand ?? 1, clocks(at));
}

/** The cell in a few words: “demands since 2025-08-09, new”, or which nothing it says. */
function words(log: LogBuilder, at: At = {}): string {
  const found = cell(log, at);
  if (!found.isSet) return found.nothing;
  const { setting, since, movement } = found;
  return `${setting.stance.position} since ${since.stance.day}, ${movement ?? 'no movement'}`;
}

function besides(log: LogBuilder, at: At = {}): string[] {
  return cell(log, at).beside.map(({ stance }) => `${stance.attribution}: ${stance.position}`);
}

describe('which record sets a cell', () => {
  test('the newest on the record', () => {
    const log = new LogBuilder();
    log.report({ day: '2025-08-09', position: 'rejects' });
    log.report({ day: '2025-08-15', position: 'reluctant' });
    expect(words(log)).toBe('reluctant since 2025-08-15, softened');
  });

  test('the day decides, not the order of logging', () => {
    const log = new LogBuilder();
    log.report({ day: '2025-08-15', position: 'reluctant' });
    log.report({ day: '2025-08-09', position: 'rejects' });
    expect(words(log)).toBe('reluctant since 2025-08-15, softened');
  });

  test('else the newest reported, else the newest inferred', () => {
    const log = new LogBuilder();
    log.report({ day: '2025-08-01', position: 'favours', attribution: 'inferred' });
    expect(words(log)).toBe('favours since 2025-08-01, new');
    log.report({ day: '2025-07-01', position: 'demands', attribution: 'unnamed_sources' });
    expect(words(log)).toBe('demands since 2025-07-01, new');
    log.report({ day: '2025-06-01', position: 'rejects', attribution: 'official_document' });
    expect(words(log)).toBe('rejects since 2025-06-01, new');
  });

  test('on the same day the time of day where it is recorded, then the stronger attribution, then the later in the log', () => {
    const log = new LogBuilder();
    log.report({ position: 'rejects', attribution: 'on_record_official' });
    log.report({ position: 'reluctant', attribution: 'on_record_official' });
    expect(words(log)).toMatch(/^reluctant/);
    log.report({ position: 'neutral', attribution: 'official_document' });
    log.report({ position: 'favours', attribution: 'on_record_principal' });
    expect(words(log)).toMatch(/^neutral/);
    log.report({ position: 'agreed', attribution: 'on_record_official', time: '14:30' });
    log.report({ position: 'insists', attribution: 'official_document', time: '09:00' });
    expect(words(log)).toMatch(/^agreed/);
  });

  test('a finding sets the cell only when nothing else does; otherwise it shows as last checked', () => {
    const log = new LogBuilder();
    log.report({ day: '2025-08-10', position: 'no_stated_position', attribution: null });
    expect(words(log)).toBe('no_stated_position since 2025-08-10, no movement');
    log.report({ day: '2025-08-01', position: 'favours', attribution: 'inferred' });
    const set = cell(log);
    expect(set.isSet && [set.setting.stance.position, set.lastChecked?.stance.day]).toEqual([
      'favours',
      '2025-08-10',
    ]);
  });

  test('a finding that is not newer by a day than the record that sets the cell does not show as last checked', () => {
    const log = new LogBuilder();
    log.report({ day: '2025-08-10', position: 'no_stated_position', attribution: null });
    log.report({ day: '2025-08-10', position: 'favours' });
    expect(cell(log).lastChecked).toBeNull();
    log.report({ day: '2025-08-11', position: 'no_stated_position', attribution: null });
    expect(cell(log).lastChecked?.stance.day).toBe('2025-08-11');
    log.report({ day: '2025-12-15', position: 'neutral' });
    expect(cell(log).lastChecked).toBeNull();
  });

  test('a finding also shows as last checked where nothing is on the record', () => {
    const log = new LogBuilder();
    log.report({ day: '2025-08-01', position: 'favours', attribution: 'unnamed_sources' });
    log.report({ day: '2025-08-10', position: 'no_stated_position', attribution: null });
    const empty = cell(log, { evidence: 'on_record' });
    expect([!empty.isSet && empty.nothing, empty.lastChecked?.stance.day]).toEqual([
      'nothing_on_record',
      '2025-08-10',
    ]);
  });

  test('a record of another cell does not', () => {
    const log = new LogBuilder();
    log.report({ party: 2 });
    log.report({ demand: 2 });
    expect(words(log)).toBe('not_assessed');
  });
});

describe('a newer record of a weaker class', () => {
  test('stands beside the cell if its position differs', () => {
    const log = new LogBuilder();
    log.report({ day: '2025-08-09', position: 'rejects' });
    log.report({ day: '2025-08-16', position: 'favours', attribution: 'background' });
    log.report({ day: '2025-08-17', position: 'neutral', attribution: 'inferred' });
    expect(words(log)).toBe('rejects since 2025-08-09, new');
    expect(besides(log)).toEqual(['background: favours', 'inferred: neutral']);
  });

  test('is left out if it says the same, or is older', () => {
    const log = new LogBuilder();
    log.report({ day: '2025-08-09', position: 'rejects' });
    log.report({ day: '2025-08-16', position: 'rejects', attribution: 'background' });
    log.report({ day: '2025-08-01', position: 'favours', attribution: 'inferred' });
    expect(besides(log)).toEqual([]);
  });
});

describe('the reader’s choice of evidence', () => {
  const log = new LogBuilder();
  log.report({ day: '2025-08-09', position: 'rejects' });
  log.report({ day: '2025-08-16', position: 'favours', attribution: 'background' });
  log.report({ party: 2, position: 'favours', attribution: 'background' });

  test('on the record only: reports set nothing, and the cell says that nothing is on the record', () => {
    expect(words(log, { evidence: 'on_record' })).toBe('rejects since 2025-08-09, new');
    expect(words(log, { evidence: 'on_record', party: 2 })).toBe('nothing_on_record');
    expect(besides(log, { evidence: 'on_record', party: 2 })).toEqual(['background: favours']);
  });

  test('all: the newest of any class sets the cell', () => {
    expect(words(log, { evidence: 'all' })).toBe('favours since 2025-08-16, reversed');
    expect(besides(log, { evidence: 'all' })).toEqual([]);
  });
});

describe('since, and last reaffirmed', () => {
  test('of a run that began with a report, the first record on the record is told as well', () => {
    const log = new LogBuilder();
    log.report({ day: '2024-06-30', position: 'demands', attribution: 'unnamed_sources' });
    const inClass = (evidence: 'default' | 'all' | 'on_record' = 'default') => {
      const found = cell(log, { evidence });
      return found.isSet && [found.since.stance.day, found.sinceInClass?.stance.day ?? null];
    };
    expect(inClass()).toEqual(['2024-06-30', null]);
    log.report({ day: '2025-12-15', position: 'demands' });
    log.report({ day: '2025-12-20', position: 'demands' });
    expect(inClass()).toEqual(['2024-06-30', '2025-12-15']);
    expect(inClass('on_record')).toEqual(['2025-12-15', null]);
    log.report({ day: '2025-12-21', position: 'demands', attribution: 'background' });
    expect(inClass('all')).toEqual(['2024-06-30', null]);
  });

  test('since is the first of the unbroken run of one value; reaffirmed the newest of it', () => {
    const log = new LogBuilder();
    log.report({ day: '2024-06-30', position: 'demands' });
    log.report({ day: '2025-08-10', position: 'favours' });
    log.report({ day: '2025-08-11', position: 'demands' });
    log.report({ day: '2025-08-15', position: 'demands' });
    expect(words(log)).toBe('demands since 2025-08-11, reaffirmed');
    const set = cell(log);
    expect(set.isSet && set.setting.stance.day).toBe('2025-08-15');
  });

  test('the run reaches back over a change of evidence class: the report set the cell before', () => {
    const log = new LogBuilder();
    log.report({ day: '2025-08-01', position: 'demands', attribution: 'unnamed_sources' });
    log.report({ day: '2025-08-15', position: 'demands' });
    expect(words(log)).toBe('demands since 2025-08-01, reaffirmed');
    expect(cell(log)).toMatchObject({ evidenceChange: 'first statement on the record' });
  });

  test('a report that came after a statement on the record never set the cell, and breaks no run', () => {
    const log = new LogBuilder();
    log.report({ day: '2025-08-01', position: 'demands' });
    log.report({ day: '2025-08-05', position: 'favours', attribution: 'unnamed_sources' });
    log.report({ day: '2025-08-15', position: 'demands' });
    expect(words(log)).toBe('demands since 2025-08-01, reaffirmed');
  });
});

describe('the two clocks', () => {
  const log = new LogBuilder();
  log.report({ day: '2025-08-09', position: 'rejects' });
  log.report({ date: '2025-08', day: '2025-08-17', position: 'reluctant' });
  log.report({ day: '2025-08-10', position: 'neutral' });

  test('as_of cuts off what counts from a later day; without it nothing is cut off', () => {
    expect(words(log, { asOf: '2025-08-16' })).toBe('neutral since 2025-08-10, opened');
    expect(words(log, { asOf: '2025-08-17' })).toBe('reluctant since 2025-08-17, took_side');
    expect(words(log)).toBe('reluctant since 2025-08-17, took_side');
  });

  test('known_at cuts off what was recorded later, whatever its date', () => {
    expect(words(log, { known: 2 })).toBe('reluctant since 2025-08-17, softened');
    expect(words(log, { known: 1 })).toBe('rejects since 2025-08-09, new');
    expect(words(log, { known: 0 })).toBe('not_assessed');
  });

  test('any pair of clocks can be read', () => {
    expect(words(log, { asOf: '2025-08-16', known: 2 })).toBe('rejects since 2025-08-09, new');
  });
});

describe('every kind of entry', () => {
  test('a corroboration changes nothing in the cell', () => {
    const log = new LogBuilder();
    const record = log.report();
    log.corroborate(record);
    expect(words(log)).toBe('demands since 2025-08-09, new');
  });

  test('a correction replaces the record’s words, keeps its place, and is no movement', () => {
    const log = new LogBuilder();
    const first = log.report({ position: 'rejects' });
    log.report({ position: 'reluctant' });
    log.correct(first, { position: 'rejects_red_line' });
    expect(words(log)).toBe('reluctant since 2025-08-09, softened');
    expect(words(log, { known: 2 })).toBe('reluctant since 2025-08-09, softened');
    const records = new NegotiationLog(log.entries).cell(1, 1).settingRecords(clocks({}));
    expect(records.map(({ stance }) => stance.position)).toEqual(['rejects_red_line', 'reluctant']);
  });

  test('a correction may change the date, and applies by known_at alone', () => {
    const log = new LogBuilder();
    const record = log.report({ day: '2025-08-09' });
    log.correct(record, { day: '2025-08-12' });
    expect(words(log, { asOf: '2025-08-10' })).toBe('no_record_by_date');
    expect(words(log, { asOf: '2025-08-10', known: 1 })).toBe('demands since 2025-08-09, new');
    expect(words(log)).toBe('demands since 2025-08-12, new');
  });

  test('a correction may take the record to another cell, and back', () => {
    const log = new LogBuilder();
    const record = log.report();
    log.correct(record, { demand: 2 });
    expect([words(log), words(log, { demand: 2 })]).toEqual([
      'not_assessed',
      'demands since 2025-08-09, new',
    ]);
    log.correct(record, { demand: 1 });
    expect([words(log), words(log, { demand: 2 })]).toEqual([
      'demands since 2025-08-09, new',
      'not_assessed',
    ]);
    expect(words(log, { demand: 2, known: 2 })).toBe('demands since 2025-08-09, new');
  });

  test('a clarification changes nothing a reader would call a change', () => {
    const log = new LogBuilder();
    log.clarify(log.report());
    expect(words(log)).toBe('demands since 2025-08-09, new');
  });

  test('a retraction withdraws the whole record with its corrections; a restoration brings it back', () => {
    const log = new LogBuilder();
    log.report({ day: '2025-08-01', position: 'favours' });
    const record = log.report({ day: '2025-08-09' });
    log.correct(record, { position: 'insists' });
    log.retract(record);
    expect(words(log)).toBe('favours since 2025-08-01, new');
    log.restore(record);
    expect(words(log)).toBe('insists since 2025-08-09, hardened');
    expect(words(log, { known: 4 })).toBe('favours since 2025-08-01, new');
  });

  test('a correction of a retracted record does not bring it back', () => {
    const log = new LogBuilder();
    const record = log.report();
    log.retract(record);
    log.correct(record, { position: 'favours' });
    expect(words(log)).toBe('retracted');
  });

  test('a denial takes a report out of the cell, under which it stands', () => {
    const log = new LogBuilder();
    log.report({ day: '2025-08-01', position: 'rejects', attribution: 'background' });
    const record = log.report({ day: '2025-08-09', attribution: 'unnamed_sources' });
    log.deny(record);
    expect(words(log)).toBe('rejects since 2025-08-01, new');
  });

  test('a denial no longer counts once a correction has put the record on the record', () => {
    const log = new LogBuilder();
    const record = log.report({ attribution: 'unnamed_sources' });
    log.deny(record);
    expect(words(log)).toBe('denied');
    log.correct(record, { attribution: 'official_document' });
    expect(words(log)).toBe('demands since 2025-08-09, new');
  });
});

describe('acts on acts', () => {
  test('a denied record sets nothing and breaks no run: movement is from the report before it', () => {
    const log = new LogBuilder();
    log.report({ day: '2025-08-01', position: 'rejects', attribution: 'background' });
    const denied = log.report({ day: '2025-08-09', attribution: 'unnamed_sources' });
    log.deny(denied);
    log.report({ day: '2025-08-15', position: 'reluctant', attribution: 'unnamed_sources' });
    expect(words(log)).toBe('reluctant since 2025-08-15, softened');
    expect(words(log, { known: 2 })).toBe('demands since 2025-08-09, reversed');
  });

  test('a denied record that is retracted reads retracted, and denied again once it is restored', () => {
    const log = new LogBuilder();
    const record = log.report({ attribution: 'unnamed_sources' });
    log.deny(record);
    log.retract(record);
    expect(words(log)).toBe('retracted');
    log.restore(record);
    expect(words(log)).toBe('denied');
  });

  test('a denial counts again once a correction takes the record off the record', () => {
    const log = new LogBuilder();
    const record = log.report({ attribution: 'unnamed_sources' });
    log.deny(record);
    log.correct(record, { attribution: 'official_document' });
    log.correct(record, { attribution: 'background' });
    expect(words(log)).toBe('denied');
    expect(words(log, { known: 3 })).toBe('demands since 2025-08-09, new');
  });

  test('of a retraction and a restoration the newer decides', () => {
    const log = new LogBuilder();
    const record = log.report();
    log.retract(record);
    log.restore(record);
    log.retract(record);
    expect([1, 2, 3, 4].map((known) => words(log, { known }))).toEqual([
      'demands since 2025-08-09, new',
      'retracted',
      'demands since 2025-08-09, new',
      'retracted',
    ]);
  });

  test('older words come back by another correction', () => {
    const log = new LogBuilder();
    const record = log.report({ position: 'demands' });
    log.correct(record, { position: 'insists' });
    log.correct(record, { position: 'demands' });
    expect([2, 3].map((known) => words(log, { known }))).toEqual([
      'insists since 2025-08-09, new',
      'demands since 2025-08-09, new',
    ]);
  });
});

describe('the movement of one record', () => {
  const log = new LogBuilder();
  const reported = log.report({ day: '2025-08-01', position: 'demands', attribution: 'unnamed_sources' });
  const first = log.report({ day: '2025-08-09', position: 'rejects' });
  const unread = log.report({ day: '2025-08-12', position: 'favours', attribution: 'background' });
  const second = log.report({ day: '2025-08-16', position: 'reluctant' });
  const finding = log.report({ day: '2025-08-17', position: 'no_stated_position', attribution: null });
  const movementOf = (record: number, at: At = {}) =>
    new NegotiationLog(log.entries).cell(1, 1).movementOf(record, clocks(at));

  test('is from the setting record before it, and says if the evidence class changed', () => {
    expect(movementOf(reported)?.movement).toBe('new');
    expect(movementOf(second)).toMatchObject({ movement: 'softened', evidenceChange: null });
    expect(movementOf(first)).toMatchObject({
      movement: 'reversed',
      evidenceChange: 'first statement on the record',
    });
  });

  test('is none for a record that never set the cell, and for a finding', () => {
    expect([movementOf(unread), movementOf(finding)]).toEqual([null, null]);
    expect(movementOf(unread, { evidence: 'all' })?.movement).toBe('reversed');
  });

  test('is read at its own publication: what was logged later changes nothing', () => {
    const late = log.report({ day: '2025-08-14', position: 'neutral' });
    expect(movementOf(second, { known: second })?.movement).toBe('softened');
    expect(movementOf(second, { known: late })?.movement).toBe('took_side');
  });
});

test('the records that set the cell one after the other: inferred, then reported, then on the record', () => {
  const log = new LogBuilder();
  log.report({ day: '2025-08-15', position: 'reluctant' });
  log.report({ day: '2025-08-01', position: 'favours', attribution: 'inferred' });
  log.report({ day: '2025-08-16', position: 'neutral', attribution: 'background' });
  log.report({ day: '2025-08-09', position: 'demands', attribution: 'unnamed_sources' });
  log.report({ day: '2025-08-12', position: 'conditional', attribution: 'inferred' });
  const records = new NegotiationLog(log.entries).cell(1, 1).settingRecords(clocks({}));
  expect(records.map(({ stance }) => stance.position)).toEqual(['favours', 'demands', 'reluctant']);
});

describe('no cell is ever blank: it says which nothing it is', () => {
  test('nothing in the log', () => {
    expect(words(new LogBuilder())).toBe('not_assessed');
  });

  test('only later ones', () => {
    const log = new LogBuilder();
    log.report({ day: '2025-08-09' });
    expect(words(log, { asOf: '2025-08-08' })).toBe('no_record_by_date');
  });

  test('reported and denied', () => {
    const log = new LogBuilder();
    log.deny(log.report({ attribution: 'background' }));
    expect(words(log)).toBe('denied');
    expect(words(log, { asOf: '2025-08-08' })).toBe('no_record_by_date');
  });

  test('retracted', () => {
    const log = new LogBuilder();
    log.retract(log.report());
    expect(words(log)).toBe('retracted');
    expect(words(log, { known: 1 })).toBe('demands since 2025-08-09, new');
    expect(words(log, { asOf: '2025-08-08' })).toBe('not_assessed');
  });
});

describe('which nothing, where several would fit', () => {
  const log = new LogBuilder();
  log.report({ day: '2025-08-09', attribution: 'background' });
  log.deny(log.report({ day: '2025-08-08', attribution: 'unnamed_sources' }));
  log.retract(log.report({ day: '2025-08-07' }));
  log.report({ day: '2025-08-20' });
  const nothingOf = (asOf: string) => words(log, { asOf, evidence: 'on_record' });

  test('nothing on the record, then reported and denied, then no record by this date', () => {
    expect(['2025-08-09', '2025-08-08', '2025-08-07'].map(nothingOf)).toEqual([
      'nothing_on_record',
      'denied',
      'no_record_by_date',
    ]);
    expect(besides(log, { asOf: '2025-08-09', evidence: 'on_record' })).toEqual(['background: demands']);
  });
});

test('a log that is read piece by piece is the same as one read at once', () => {
  const builder = new LogBuilder();
  const record = builder.report({ position: 'rejects' });
  builder.report({ day: '2025-08-12', position: 'neutral' });
  builder.correct(record, { position: 'reluctant' });
  builder.retract(record);
  const log = new NegotiationLog();
  for (const entry of builder.entries) {
    log.extend([entry]);
    log.cellAt(1, 1, clocks({}));
  }
  expect(log.cellAt(1, 1, clocks({}))).toEqual(cell(builder));
  expect(log.lastSequence).toBe(4);
});

test('an act on a record that the log does not have is refused: the log would be damaged', () => {
  expect(() => new NegotiationLog([{ sequence: 1, record: 9, kind: 'retraction' }])).toThrow(
    'The log has no record 9 for its entry 1.',
  );
});
