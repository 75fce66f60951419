// Run as a process of its own: node --import tsx tests/support/health-child.ts <address>
// Asks /healthz over and over until its input ends, then prints how many milliseconds the slowest answer took.
import { writeSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';

const [address = ''] = process.argv.slice(2);
let isOver = false;
process.stdin.resume().once('end', () => {
  isOver = true;
});

async function answerTime(): Promise<number> {
  const begun = performance.now();
  const { status } = await fetch(`${address}/healthz`);
  if (status !== 200) throw new Error(`/healthz answered ${status}.`);
  return performance.now() - begun;
}

// The first answer is that of a connection and a route that nobody has used yet.
await answerTime();
writeSync(1, 'asking\n');
let worst = 0;
while (!isOver) {
  worst = Math.max(worst, await answerTime());
  await setTimeout(20);
}
writeSync(1, `${Math.round(worst)}\n`);
