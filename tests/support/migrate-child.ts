// Run as a process of its own: node --import tsx tests/support/migrate-child.ts <url>
import { backUpInChildProcess } from '../../src/cli/child-process.js';
import { migrate } from '../../src/data/open.js';

const url = process.argv[2] ?? '';
const report = await migrate(url, { backUp: () => backUpInChildProcess(url) });
process.stdout.write(JSON.stringify(report));
