import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('./health-child.ts', import.meta.url));

/**
 * How long the slowest answer of /healthz took while `work` went on, in milliseconds. Another process asks, since one
 * that sends a flood is too busy to see when an answer arrives.
 */
export async function worstHealth(address: string, work: () => Promise<unknown>): Promise<number> {
  const command = ['--import', 'tsx', script, address];
  const child = spawn(process.execPath, command, { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const { value: begun } = await lines.next();
  if (begun !== 'asking') throw new Error('/healthz was not asked.');
  await work();
  const ended = once(child, 'close');
  child.stdin.end();
  const { value: worst } = await lines.next();
  const [code] = await ended;
  if (code !== 0) throw new Error('/healthz did not answer 200 each time.');
  return Number(worst);
}
