import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Desk } from './desk.js';
import type { InMemory } from './memory-child.js';
import type { Measured } from './table.js';

const script = fileURLToPath(new URL('./memory-child.ts', import.meta.url));

/** The log in memory: how much it takes, how it is loaded, and what a matrix made from it costs. */
export async function measureMemory({ url, stances, size }: Desk): Promise<Measured[]> {
  const options = ['--expose-gc', '--import', 'tsx', script, url, String(size.parties), String(size.demands)];
  const { stdout } = await promisify(execFile)(process.execPath, options);
  const { bytes, ruleBytes, seconds, pause, microseconds } = JSON.parse(stdout) as InMemory;
  return [
    {
      what: 'the log in memory',
      stances,
      figures: [
        { value: ruleBytes / stances, unit: 'bytes a stance', most: 60 },
        { value: bytes / stances, unit: 'with what its records name' },
      ],
    },
    {
      what: 'loading it',
      stances,
      figures: [
        { value: seconds, unit: 's' },
        { value: pause, unit: 'ms deaf', most: 50 },
      ],
    },
    {
      what: 'a matrix from it at any clocks (growth at most 1.5, from a million 2)',
      stances,
      figures: [{ value: microseconds, unit: 'µs' }],
    },
  ];
}
