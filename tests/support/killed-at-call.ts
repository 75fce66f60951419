// Loaded ahead of a command (node --import): kills the process without warning just before the call whose number
// KILLED_AT gives, counted among those that rename files or wait for the disk, or among the statements of the database.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import Sqlite from 'better-sqlite3';

type Calls = Record<string, (...given: unknown[]) => unknown>;

const [kind, number] = (process.env.KILLED_AT ?? '').split(' ');
let calls = 0;

function kill(holder: object, names: readonly string[]): void {
  const functions = holder as Calls;
  for (const name of names) {
    const original = functions[name];
    if (!original) continue;
    functions[name] = function (this: unknown, ...given: unknown[]) {
      calls += 1;
      if (calls === Number(number)) process.kill(process.pid, 'SIGKILL');
      return original.apply(this, given);
    };
  }
}

if (kind === 'file')
  kill(fs, ['copyFileSync', 'linkSync', 'renameSync', 'rmSync', 'unlinkSync', 'fsyncSync', 'chmodSync']);
if (kind === 'statement') {
  const connection = new Sqlite(':memory:');
  kill(Object.getPrototypeOf(connection.prepare('SELECT 1')) as object, ['run', 'get', 'all', 'iterate']);
  kill(Sqlite.prototype as object, ['exec', 'pragma']);
  connection.close();
}
process.on('exit', () => process.stderr.write(`calls: ${calls}\n`));
syncBuiltinESMExports();
