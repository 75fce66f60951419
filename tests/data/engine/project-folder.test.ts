import { existsSync, readFileSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { expect, test } from 'vitest';
import { projectPath } from '../../../src/data/engine/project-folder.js';

test('a path is that of the folder of package.json', () => {
  expect(readFileSync(projectPath('package.json'), 'utf8')).toBe(readFileSync('package.json', 'utf8'));
  expect(isAbsolute(projectPath('views'))).toBe(true);
  expect(existsSync(projectPath('prisma/migrations/sqlite'))).toBe(true);
});
