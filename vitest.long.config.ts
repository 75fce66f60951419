import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/long/**/*.test.ts'],
    // They run with npm run test:postgresql.
    exclude: [...configDefaults.exclude, 'tests/long/postgresql/**'],
    pool: 'forks',
    globalSetup: 'tests/support/global-setup.ts',
    // They measure what happens under load; two at once would disturb each other.
    fileParallelism: false,
    testTimeout: 600_000,
    hookTimeout: 60_000,
  },
});
