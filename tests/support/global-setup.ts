import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { browserPath } from './browser.js';

/**
 * One temporary folder for all workers, gone when the run ends. The browser is unpacked into it before they start: two
 * of them must not do that at once.
 */
export default async function setUp(): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'tracker-tests-'));
  // A PostgreSQL that a test starts runs as another user, who has to get through to its own folder.
  chmodSync(folder, 0o711);
  process.env.TMPDIR = folder;
  await browserPath();
  return () => rmSync(folder, { recursive: true, force: true });
}
