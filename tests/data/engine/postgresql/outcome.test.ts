import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../../../src/data/engine/database.js';
import { plainSql } from '../../../../src/data/engine/statements.js';
import { connect } from '../../../../src/data/open.js';
import { Unavailable } from '../../../../src/domain/errors.js';
import { type CuttingProxy, cuttingProxy } from '../../../support/cutting-proxy.js';
import { createTestDatabase, type TestDatabase } from '../../../support/database.js';
import { testServer } from '../../../support/postgresql-databases.js';

describe.skipIf(testServer() === '')('a COMMIT that is cut off', () => {
  let fresh: TestDatabase;
  let proxy: CuttingProxy;
  let database: Database;

  beforeEach(async () => {
    fresh = await createTestDatabase();
    proxy = await cuttingProxy(fresh.url);
    database = await connect(proxy.url);
  });

  afterEach(async () => {
    await database.close();
    await proxy.stop();
    await fresh.remove();
  });

  const raise = () =>
    database.write(async (tx) => {
      await plainSql(tx).run('UPDATE state SET number = number + 1 WHERE id = 1');
      return 'written';
    });

  test('before its answer is a write like any other', async () => {
    proxy.cut = 'answer';
    expect(await raise()).toBe('written');
    expect(await database.stateNumber()).toBe(1);
    expect(await raise()).toBe('written');
    expect(await database.stateNumber()).toBe(2);
  });

  test('before the database has it has written nothing, and says so', async () => {
    proxy.cut = 'question';
    await expect(raise()).rejects.toThrow(Unavailable);
    expect(await database.stateNumber()).toBe(0);
    expect(await raise()).toBe('written');
    expect(await database.stateNumber()).toBe(1);
  });
});
