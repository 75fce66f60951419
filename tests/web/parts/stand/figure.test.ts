import { afterAll, beforeAll, expect, test } from 'vitest';
import { readingNow, readingOf } from '../../../../src/web/frame/reading/reading.js';
import type { Services } from '../../../../src/web/frame/services.js';
import { factsOfStand } from '../../../../src/web/parts/stand/facts.js';
import { standFigure } from '../../../../src/web/parts/stand/figure.js';
import { type Application, startApplication } from '../../../support/application.js';

let application: Application;

beforeAll(async () => {
  application = await startApplication();
});

afterAll(() => application.stop());

test('another page may show the first demands only, with how many there are and a link to all', async () => {
  const { database, memory, time } = application;
  const services = { database, memory, clock: () => time.now } as unknown as Services;
  const reading = await readingOf(services, 'russia-ukraine', readingNow);
  const facts = await factsOfStand(services, reading);
  const { sections, rest, title } = standFigure(reading, facts, { most: 3 });
  expect(title).toBe('Where they stand: Russia–Ukraine ceasefire talks');
  expect(sections.map(({ id, count, items }) => `${id}: ${items.length} of ${count}`)).toEqual([
    ...['stand-aligned_for: 1 of 1 demand', 'stand-room_signalled: 1 of 1 demand'],
    'stand-opposed: 1 of 4 demands',
  ]);
  expect(rest).toEqual({ label: 'All 11 demands', url: '/negotiations/russia-ukraine/stand' });
  expect(standFigure(reading, facts).rest).toBeNull();
});
