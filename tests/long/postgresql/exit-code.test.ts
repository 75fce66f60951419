import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

test('a run that fails over the server of the tests ends with its own exit code', () => {
  const script = `import { startPostgresql } from './prisma/embedded-postgresql.ts';
    const { stop } = await startPostgresql();
    await stop();
    process.exitCode = 3;`;
  const run = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], {
    encoding: 'utf8',
  });
  expect([run.status, run.stderr]).toEqual([3, '']);
}, 60_000);
