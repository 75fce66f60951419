import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Clocks } from '../../../src/domain/cells/cell.js';
import { movementBetween } from '../../../src/domain/cells/movement.js';
import { isContested } from '../../../src/domain/cells/contested.js';
import { NegotiationLog } from '../../../src/domain/cells/negotiation-log.js';
import { type Attribution, attributions } from '../../../src/domain/attribution.js';
import type { Entry, StanceCore } from '../../../src/domain/log/entry.js';
import {
  isFinding as isFindingPosition,
  type Position,
  positions,
} from '../../../src/domain/log/position.js';
import { dayOfNumber } from '../../../src/domain/when.js';
import { modelCell } from '../model.js';

/** Long logs of one party on one demand, so that a cell has many pages, taken in several slices. */
const [mostEntries, firstDay, days] = [260, 20_300, 90];

interface Drawn {
  readonly act: number;
  readonly on: number;
  readonly day: number;
  readonly position: number;
  readonly attribution: number;
}

const anyEntries: fc.Arbitrary<Entry[]> = fc
  .array(
    fc.record({
      act: fc.nat({ max: 11 }),
      on: fc.nat(),
      day: fc.nat({ max: days }),
      position: fc.nat({ max: positions.length - 1 }),
      attribution: fc.nat({ max: attributions.length - 1 }),
    }),
    { minLength: 100, maxLength: mostEntries },
  )
  .map((drawn) => {
    const entries: Entry[] = [];
    for (const each of drawn) entries.push(entryOf(entries.length + 1, each, entries));
    return entries;
  });

/** A report twice in three times; else an act on a record that is there. */
function entryOf(sequence: number, drawn: Drawn, before: readonly Entry[]): Entry {
  const kinds = ['correction', 'clarification', 'corroboration', 'retraction'] as const;
  const kind = kinds[drawn.act];
  const record = before[drawn.on % Math.max(before.length, 1)]?.record;
  if (kind === undefined || record === undefined)
    return { kind: 'report', sequence, record: sequence, stance: stanceOf(drawn) };
  if (kind === 'correction' || kind === 'clarification')
    return { kind, sequence, record, stance: stanceOf(drawn) };
  return { kind, sequence, record };
}

/** Positions and classes come in runs, as they do: the newest of another one may be pages away. */
function stanceOf({ day, position, attribution }: Drawn): StanceCore {
  const date = dayOfNumber(firstDay + day);
  const value = (positions[day < 60 ? 1 : position] as (typeof positions)[number]).value as Position;
  const isFinding = value === 'no_stated_position' || value === 'not_applicable';
  const known = (attributions[day < 30 ? 4 : attribution] as (typeof attributions)[number]).value;
  const how: Attribution | null = isFinding ? null : known;
  return { party: 1, demand: 1, position: value, attribution: how, date, day: date, time: null };
}

const anyClocks: fc.Arbitrary<Clocks> = fc.record({
  asOf: fc.option(
    fc.nat({ max: days }).map((day) => dayOfNumber(firstDay + day)),
    { freq: 3 },
  ),
  known: fc.oneof(fc.nat({ max: mostEntries }), fc.constant(Number.MAX_SAFE_INTEGER)),
  evidence: fc.constantFrom('on_record', 'default', 'all'),
});

function inSlices(entries: readonly Entry[], length: number): NegotiationLog {
  const log = new NegotiationLog();
  for (let start = 0; start < entries.length; start += length)
    log.extend(entries.slice(start, start + length));
  return log;
}

const settings = { numRuns: 120, seed: 2026 };

test('a cell of many pages reads as the model says, in however many slices its log was taken', () => {
  fc.assert(
    fc.property(
      anyEntries,
      fc.array(anyClocks, { minLength: 3, maxLength: 3 }),
      fc.integer({ min: 1, max: 300 }),
      (entries, everyClocks, length) => {
        const log = inSlices(entries, length);
        for (const clocks of everyClocks) {
          const cell = log.cellAt(1, 1, clocks);
          const model = modelCell(entries, 1, 1, clocks);
          const read = {
            value: cell.isSet ? cell.setting.stance.position : cell.nothing,
            setting: cell.isSet ? cell.setting.record : null,
            since: cell.isSet ? cell.since.record : null,
            sinceInClass: cell.isSet ? (cell.sinceInClass?.record ?? null) : null,
            movement: cell.isSet ? cell.movement : null,
            beside: cell.beside.map(({ record }) => record),
            isContested: isContested(cell),
            lastChecked: cell.lastChecked?.record ?? null,
          };
          const { days: _, ...expected } = model;
          expect(read).toEqual(expected);
          const counted = log.cell(1, 1).countedPositions(clocks).at(-1)?.position ?? null;
          const isCounted =
            cell.isSet && !isFindingPosition(cell.setting.stance.position) && !isContested(cell);
          expect(counted).toBe(isCounted ? cell.setting.stance.position : null);
        }
      },
    ),
    settings,
  );
});

test('what a record did to its cell is what the list of the records that set it says', () => {
  fc.assert(
    fc.property(anyEntries, anyClocks, (entries, clocks) => {
      const cell = inSlices(entries, 50).cell(1, 1);
      const setting = cell.settingRecords(clocks);
      const movements = new Map(
        setting.map(({ record, stance }, index) => {
          const before = setting[index - 1]?.stance.position ?? null;
          return [record, movementBetween(before, stance.position)];
        }),
      );
      for (const { kind, record } of entries) {
        if (kind !== 'report') continue;
        expect(cell.movementOf(record, clocks)?.movement ?? null).toBe(movements.get(record) ?? null);
      }
    }),
    { ...settings, numRuns: 30 },
  );
});
