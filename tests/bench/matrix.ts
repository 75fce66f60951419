import { type Clocks, type Evidence, evidenceChoices } from '../../src/domain/cells/cell.js';
import type { Entry, StanceCore } from '../../src/domain/log/entry.js';
import { buildMatrix } from '../../src/domain/cells/matrix.js';
import { NegotiationLog } from '../../src/domain/cells/negotiation-log.js';
import { dayOfNumber } from '../../src/domain/when.js';
import { randomNumbers } from './random-numbers.js';

/**
 * How long the matrix takes from the log in memory, at any two clocks: 12 parties × 30 demands over 1,000, 100,000 and
 * 1,000,000 stances. The sizes take turns within one run, each first as often as the others, so that the ratios depend
 * neither on what else the machine does nor on which log was read before.
 */
const asked = process.argv.slice(2).map(Number);
const sizes = asked.length > 0 ? asked : [1_000, 100_000, 1_000_000];
/** A server holds one log, not three that take the processor’s cache from one another: each has it for a while. */
const [turns, matricesInTurn] = [15, 40];
const parties = Array.from({ length: 12 }, (_, index) => index + 1);
const demands = Array.from({ length: 30 }, (_, index) => index + 1);
const firstDay = 19_000;
const dayCount = 1_500;

const positions = [
  'insists',
  'demands',
  'favours',
  'conditional',
  'neutral',
  'reluctant',
  'rejects',
] as const;
const attributions = [
  'official_document',
  'on_record_principal',
  'background',
  'unnamed_sources',
  'inferred',
] as const;

/**
 * Stances over all cells, recorded as things happen: nine tenths within three weeks of their day, one tenth up to two
 * years late. A twentieth of them is corrected or retracted at once.
 */
function* entriesOf(stances: number): Generator<Entry> {
  const random = randomNumbers(stances);
  let sequence = 0;
  for (let count = 0; count < stances; count += 1) {
    sequence += 1;
    const record = sequence;
    const today = firstDay + Math.floor((count / stances) * dayCount);
    const stance = anyStance(random, today - random(random(10) > 0 ? 21 : 730));
    yield { kind: 'report', sequence, record, stance };
    if (random(20) > 0) continue;
    sequence += 1;
    if (random(2) === 0) yield { kind: 'retraction', sequence, record };
    else yield { kind: 'correction', sequence, record, stance: { ...stance, position: 'neutral' } };
  }
}

function anyStance(random: (limit: number) => number, dayNumber: number): StanceCore {
  const day = dayOfNumber(dayNumber);
  return {
    party: 1 + random(parties.length),
    demand: 1 + random(demands.length),
    position: positions[random(positions.length)] as StanceCore['position'],
    attribution: attributions[random(attributions.length)] as StanceCore['attribution'],
    date: day,
    day,
    time: null,
  };
}

function clocksOf(random: (limit: number) => number, last: number): Clocks {
  const asOf = random(3) === 0 ? null : dayOfNumber(firstDay + random(dayCount));
  const known = random(2) === 0 ? last : 1 + random(last);
  return {
    asOf,
    known,
    evidence: (['on_record', 'default', 'all'] as const)[random(3)] as Clocks['evidence'],
  };
}

function medianOf(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1] as number;
}

const logs = sizes.map((stances) => {
  const started = performance.now();
  const log = new NegotiationLog(entriesOf(stances));
  buildMatrix(log, demands, parties, { asOf: null, known: log.lastSequence, evidence: 'default' });
  return {
    stances,
    log,
    loaded: performance.now() - started,
    random: randomNumbers(1),
    times: [] as { evidence: Evidence; microseconds: number }[],
  };
});

for (let turn = 0; turn < turns; turn += 1) {
  for (let place = 0; place < logs.length; place += 1) {
    const { log, random, times } = logs[(turn + place) % logs.length] as (typeof logs)[number];
    for (let matrix = 0; matrix < matricesInTurn; matrix += 1) {
      const clocks = clocksOf(random, log.lastSequence);
      const started = performance.now();
      buildMatrix(log, demands, parties, clocks);
      times.push({ evidence: clocks.evidence, microseconds: (performance.now() - started) * 1000 });
    }
  }
}

function printMedians(title: string, isMeant: (evidence: Evidence) => boolean): void {
  const medians = logs.map(({ times }) =>
    medianOf(times.filter(({ evidence }) => isMeant(evidence)).map(({ microseconds }) => microseconds)),
  );
  process.stdout.write(`${title}\n`);
  for (const [index, { stances, loaded }] of logs.entries()) {
    const [median, first] = [medians[index] as number, medians[0] as number];
    const columns = [
      stances.toLocaleString('en-GB').padStart(10),
      `${loaded.toFixed(0)} ms`.padStart(13),
      `${median.toFixed(0)} µs`.padStart(21),
      `${(median / first).toFixed(2)}`.padStart(15),
    ];
    process.stdout.write(`${columns.join(' ')}\n`);
  }
}

process.stdout.write('The matrix of 12 parties × 30 demands at mixed clocks, from the log in memory\n');
process.stdout.write('   stances   loaded once   one matrix (median)   against 1,000\n');
printMedians('Any evidence', () => true);
for (const { value, label } of evidenceChoices) printMedians(label, (evidence) => evidence === value);
