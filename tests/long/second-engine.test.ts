import { afterAll, beforeAll, describe } from 'vitest';
import { engineOf } from '../../src/data/open.js';
import { openWith } from '../support/database.js';
import { secondEngine } from '../support/second-engine.js';

beforeAll(() => openWith(secondEngine));
afterAll(() => openWith(engineOf));

describe('the record model, on a second engine', async () => {
  await import('../actions/record-model.test.js');
});
