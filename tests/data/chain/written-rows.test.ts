import { createDemand } from '../../../src/actions/structure/create-demand.js';
import { noTerms } from '../../../src/domain/structure/negotiation.js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { clarifyRecord } from '../../../src/actions/records/clarify-record.js';
import { correctRecord } from '../../../src/actions/records/correct-record.js';
import { corroborateRecord } from '../../../src/actions/records/corroborate-record.js';
import { denyRecord } from '../../../src/actions/records/deny-record.js';
import { restoreRecord } from '../../../src/actions/records/restore-record.js';
import { retractRecord } from '../../../src/actions/records/retract-record.js';
import { createEvent } from '../../../src/actions/structure/create-event.js';
import { createSpeaker } from '../../../src/actions/structure/create-speaker.js';
import { logUpdate } from '../../../src/actions/updates/log-update.js';
import { restoreUpdate } from '../../../src/actions/updates/restore-update.js';
import { retractUpdate } from '../../../src/actions/updates/retract-update.js';
import { publishedRows } from '../../../src/data/chain/published-rows.js';
import { sha256 } from '../../../src/data/chain/record-chain.js';
import { verifyRecord } from '../../../src/data/chain/verification.js';
import { writtenRows } from '../../../src/data/chain/written-rows.js';
import type { Database } from '../../../src/data/engine/database.js';
import { plainSql } from '../../../src/data/engine/statements.js';
import { insertNegotiation } from '../../../src/data/structure/negotiation-writes.js';
import { lastSequence } from '../../../src/data/log/publications.js';
import { entryKinds } from '../../../src/domain/log/entry.js';
import type { NewStance } from '../../../src/domain/log/new-stance.js';
import { contentText } from '../../../src/domain/log/record-chain.js';
import { theServer } from '../../../src/domain/people/actor.js';
import { createTestDatabase, recordAlaska, type TestDatabase } from '../../support/database.js';
import { createStructure, noon, timeSource } from '../../support/structure.js';

let base: TestDatabase;
/** What was published, by its kind, since `compared` was used. */
const kinds = new Set<string>();

beforeEach(async () => {
  base = await createTestDatabase();
});

afterEach(() => base.remove());

/** The database in which each transaction compares what it has written with what the tables hold, before it ends. */
function compared(): Database {
  return {
    ...base.database,
    write: (fn) =>
      base.database.write(async (tx) => {
        const result = await fn(tx);
        const plain = plainSql(tx);
        const found = writtenRows(plain);
        if (!found) return result;
        const written = found.rows(0, found.count);
        const [first, last] = [written[0]?.sequence ?? 0, written.at(-1)?.sequence ?? 0];
        const contents = (rows: typeof written) =>
          rows.map((row) => contentText({ ...row, salt: '' }, sha256));
        expect(contents(written)).toEqual(contents(await publishedRows(plain, first, last)));
        for (const { entry, created } of written) kinds.add(String(entry?.kind ?? created?.kind));
        return result;
      }),
  };
}

const citation = (source: number) => ({ source, locator: 'p. 3', firstReportedBy: '“ТАСС”' });
const reason = 'A reason that readers see: “1”.';

test('the links of everything that can be published are made of what the tables hold', async () => {
  const database = compared();
  const { negotiationId, russia, ukraine, topic, demand } = await createStructure(database);
  const another = { ...noTerms, topic, slug: 'crimea', proposition: 'Ukraine renounces Crimea', order: 2 };
  const sides = { raisers: [russia], addressees: [ukraine], otherAddressees: '' };
  await createDemand(database, theServer, { negotiationId, fields: { ...another, ...sides } }, noon);
  const event = { name: 'Alaska', date: '2025-08-15', description: '' };
  await createEvent(database, theServer, { negotiationId, fields: event }, noon);
  const person = { party: ukraine, name: 'Volodymyr Zelenskyy', role: 'President' };
  const { id: speaker } = await createSpeaker(database, theServer, { negotiationId, fields: person }, noon);
  const full: NewStance = {
    ...{ party: ukraine, demand, position: 'conditional', attribution: 'on_record_principal' },
    ...{
      accountBy: null,
      confidence: 'high',
      direction: null,
      confidenceNote: 'Heard by two.',
      speaker,
      speakerRole: null,
    },
    ...{ summary: '1', conditions: 'If\u2028“so” \\ "then" 🕊', note: '007' },
    ...{ quote: 'Ні', quoteLanguage: 'uk', quoteTranslation: 'No', quoteTranslator: 'TIME' },
    ...{ date: '2025-08-10', time: '09:30' },
    ...{ agreedFirst: 'crimea', droppedFirst: null, declaredPriority: 'first' },
    citations: [citation(1), citation(0)],
  };
  const bare: NewStance = {
    ...full,
    ...{ party: russia, position: 'demands', attribution: 'background', speaker: null, confidence: null },
    ...{ agreedFirst: null, declaredPriority: null },
    ...{ confidenceNote: null, conditions: null, note: null, quote: null, quoteLanguage: null },
    ...{
      quoteTranslation: null,
      quoteTranslator: null,
      date: '2025-08',
      time: null,
      citations: [citation(0)],
    },
  };
  const other = { ...timeSource, url: null, title: 'A leaflet', author: 'Nobody', publishedDate: '2025' };
  const words = { headline: '2', sources: [timeSource, other], stances: [full, bare], idempotencyKey: 'key' };
  const input = { negotiationId, update: words, seen: null };
  const { updateId } = await logUpdate(database, theServer, input, noon);
  const record = await lastSequence(database.read);
  const act = { negotiationId, record, reason };
  const source = { ...timeSource, url: 'https://example.org/другое?a=1#b' };
  await corroborateRecord(database, theServer, { ...act, source, citation: citation(0) }, noon);
  const sources = [timeSource];
  const correction = { ...act, version: record, sources, stance: { ...bare, position: 'rejects' } as const };
  await correctRecord(database, theServer, correction, noon);
  const clearer = { ...correction, version: record + 2, reason: '' };
  const stance = { ...correction.stance, summary: 'Clearer' };
  await clarifyRecord(database, theServer, { ...clearer, stance }, noon);
  const denial = {
    ...{ speaker: null, speakerRole: 'A spokesman', date: '2025-08-16' },
    ...{ quote: 'Нет', quoteLanguage: 'ru', quoteTranslation: 'No' },
    attribution: 'on_record_official',
  } as const;
  await denyRecord(database, theServer, { ...act, denial, source: timeSource, citation: citation(0) }, noon);
  await retractRecord(database, theServer, act, noon);
  await restoreRecord(database, theServer, act, noon);
  await retractUpdate(database, theServer, { negotiationId, updateId, reason }, noon);
  await restoreUpdate(database, theServer, { negotiationId, updateId, reason }, noon);
  const created = ['negotiation', 'party', 'demand', 'event'];
  expect([...kinds].sort()).toEqual([...created, ...entryKinds.map(({ value }) => value)].sort());
  const { count, findings } = await verifyRecord(plainSql(database.read));
  expect({ count, findings }).toEqual({ count: await lastSequence(database.read), findings: [] });
});

test('so are those of many publications in one transaction', async () => {
  await recordAlaska(compared(), noon);
  const { count, findings } = await verifyRecord(plainSql(base.database.read));
  expect({ count, findings }).toEqual({ count: 58, findings: [] });
});

test('what was inserted in another way is read, with everything published in the same transaction', async () => {
  const publications = (...sequences: number[]) =>
    sequences.map((sequence) => ({ sequence, recordedAt: new Date(noon.getTime() + sequence) }));
  await base.database.write(async (tx) => {
    await tx.publication.createMany({ data: publications(1, 2) });
    expect(writtenRows(plainSql(tx))).toBe(null);
  });
  await base.database.write(async (tx) => {
    await tx.publication.createMany({ data: publications(3) });
    await plainSql(tx).publish('publications', publications(4));
    await insertNegotiation(tx, { slug: 'talks', name: 'Talks', description: '' }, 4);
    expect(writtenRows(plainSql(tx))).toBe(null);
  });
  const { count, findings } = await verifyRecord(plainSql(base.database.read));
  expect({ count, findings }).toEqual({ count: 4, findings: [] });
});
