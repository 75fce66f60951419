// Run as a process of its own: node --import tsx tests/support/migrate-child.ts <url>
import { migrate } from '../../src/data/engine/sqlite/migrations.js';

const report = await migrate(process.argv[2] ?? '');
process.stdout.write(JSON.stringify(report));
