import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { processorSeconds } from './figures.js';
import type { LoadMessage, LoadPlan, LoadReport } from './load-plan.js';

const script = fileURLToPath(new URL('./load-clients.ts', import.meta.url));

/** What the clients have measured, and which share of one processor the servers used meanwhile. */
export interface Load extends LoadReport {
  readonly busy: number;
}

/** Runs a plan against servers, from a process of its own. */
export async function loadServers(pids: readonly number[], plan: LoadPlan): Promise<Load> {
  const clients = fork(script, { execArgv: ['--import', 'tsx'] });
  const ended = once(clients, 'exit');
  let [begun, used] = [0, 0];
  const usedNow = () => pids.reduce((sum, pid) => sum + processorSeconds(pid), 0);
  const report = new Promise<Load>((resolve, reject) => {
    clients.on('message', (message: LoadMessage) => {
      if (message === 'begin') [begun, used] = [performance.now(), usedNow()];
      else resolve({ ...message, busy: (usedNow() - used) / ((performance.now() - begun) / 1000) });
    });
    ended.then(() => reject(new Error('The clients have ended without a report.')), reject);
  });
  clients.send(plan);
  const load = await report;
  await ended;
  return load;
}
