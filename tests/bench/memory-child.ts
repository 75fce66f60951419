// Run as a process of its own by memory.ts, so that nothing else is in its memory: told the address of a database and
// the size of its matrix, it writes what it has found as JSON.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { buildMatrix } from '../../src/domain/cells/matrix.js';
import { dayOfNumber } from '../../src/domain/when.js';
import { LogMemory } from '../../src/data/memory/log.js';
import { connect } from '../../src/data/open.js';
import { dayCount, firstDay } from './data.js';
import { percentile } from './figures.js';
import { randomNumbers } from './random-numbers.js';

export interface InMemory {
  /** Of everything that is held of a negotiation's log, with what its records name: sources, speakers and updates. */
  readonly bytes: number;
  /** Of that, what the rule of cells touches. */
  readonly ruleBytes: number;
  readonly seconds: number;
  /** For how many milliseconds at most the process did nothing else while the log was loaded. */
  readonly pause: number;
  /** The processor time of one matrix, at the median. */
  readonly microseconds: number;
}

const [matrices, resolution] = [300, 5];
const [url = '', parties = '', demands = ''] = process.argv.slice(2);
const upTo = (count: string) => Array.from({ length: Number(count) }, (_, index) => index + 1);

/** What is in use after a garbage collection; `external` includes the array buffers. */
function used(): number {
  gc?.();
  gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

const database = await connect(url);
// What the code itself takes is there before.
await new LogMemory(database.read).logOf(3);
const before = used();
let memory: LogMemory | null = new LogMemory(database.read);
const delays = monitorEventLoopDelay({ resolution });
delays.enable();
const begun = performance.now();
const log = await memory.logOf(1);
const seconds = (performance.now() - begun) / 1000;
await new Promise((resolve) => setTimeout(resolve, 2 * resolution));
const pause = Math.max(0, delays.max / 1e6 - resolution);
delays.disable();
const bytes = used() - before;
// Only the log itself is used from here on.
memory = null;
const ruleBytes = used() - before;
const random = randomNumbers(1);
const times = Array.from({ length: matrices }, () => {
  const clocks = {
    asOf: random(3) === 0 ? null : dayOfNumber(firstDay + random(dayCount)),
    known: random(2) === 0 ? log.lastSequence : 1 + random(log.lastSequence),
    evidence: (['on_record', 'default', 'all'] as const)[random(3)] ?? 'default',
  };
  const started = process.cpuUsage();
  buildMatrix(log, upTo(demands), upTo(parties), clocks);
  return process.cpuUsage(started).user;
});
const found: InMemory = {
  bytes,
  ruleBytes,
  seconds,
  pause,
  microseconds: percentile(times, 0.5),
};
await database.close();
process.stdout.write(JSON.stringify(found));
