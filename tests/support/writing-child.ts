// Run as a process of its own: node --import tsx tests/support/writing-child.ts <url> <pause in milliseconds>
// Writes until it is killed and prints every acknowledged sequence number.
import { writeSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { connect } from '../../src/data/database.js';
import { writeNumbered } from './numbered-writes.js';

const [url = '', pause = '0'] = process.argv.slice(2);
const database = await connect(url);
for (;;) {
  writeSync(1, `${await writeNumbered(database)}\n`);
  await setTimeout(Number(pause));
}
