// Run as a process of its own: node --import tsx tests/support/writing-child.ts <url> <writes per second>
// Writes until it is killed and prints every acknowledged sequence number.
import { writeSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { connect } from '../../src/data/open.js';
import { writeNumbered } from './numbered-writes.js';

const [url = '', writesPerSecond = 'Infinity'] = process.argv.slice(2);
const database = await connect(url);
const begin = performance.now();
for (let written = 1; ; written += 1) {
  writeSync(1, `${await writeNumbered(database)}\n`);
  const due = begin + (written * 1000) / Number(writesPerSecond);
  await setTimeout(Math.max(0, due - performance.now()));
}
