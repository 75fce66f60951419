import { configDefaults, defineConfig } from 'vitest/config';
import { sourceFiles } from './tests/support/source-files.js';
import base from './vitest.config.js';

/** What makes a test use a database. */
const usesDatabase =
  /support\/(database|application|structure)\.js|create(Test|Example)Database|startApplication/;

/** What a test names that is about files, and so about SQLite. */
const namesFile = /\.file\b|['"`]file:|better-sqlite3|sqlite\/|secondEngine/;

/** `npm run test:postgresql`: every test that uses a database and names no file, on PostgreSQL. */
export default defineConfig({
  test: {
    ...base.test,
    include: sourceFiles('tests')
      .filter(({ path }) => path.endsWith('.test.ts') && !/^tests\/(long\/(?!postgresql)|browser)/.test(path))
      .filter(
        ({ path, text }) =>
          /\/postgresql\/|transfer\/copy/.test(path) || (usesDatabase.test(text) && !namesFile.test(text)),
      )
      .map(({ path }) => path),
    exclude: configDefaults.exclude,
    // The server first: it runs as a user who cannot read the folder of the tests.
    globalSetup: ['tests/support/postgresql-setup.ts', 'tests/support/global-setup.ts'],
  },
});
