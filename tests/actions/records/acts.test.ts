import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { clarifySources } from '../../../src/actions/records/clarify-sources.js';
import { clarifyRecord } from '../../../src/actions/records/clarify-record.js';
import { correctRecord } from '../../../src/actions/records/correct-record.js';
import { corroborateRecord } from '../../../src/actions/records/corroborate-record.js';
import { denyRecord } from '../../../src/actions/records/deny-record.js';
import { restoreEntry } from '../../../src/actions/records/restore-entry.js';
import { restoreRecord } from '../../../src/actions/records/restore-record.js';
import { retractEntry } from '../../../src/actions/records/retract-entry.js';
import { retractRecord } from '../../../src/actions/records/retract-record.js';
import type { Database } from '../../../src/data/engine/database.js';
import { lastSequence } from '../../../src/data/log/publications.js';
import { Conflict, InvalidInput, NotFound, NotPermitted } from '../../../src/domain/errors.js';
import type { TargetAct } from '../../../src/domain/log/act.js';
import type { NewStance } from '../../../src/domain/log/new-stance.js';
import { nothingTyped } from '../../../src/domain/log/stance-fields.js';
import { type Actor, theServer } from '../../../src/domain/people/actor.js';
import { createExampleDatabase, type TestDatabase } from '../../support/database.js';
import { noon, timeSource } from '../../support/structure.js';

let base: TestDatabase;
/** Russia on crimea, 15 August 2025, from unnamed sources. */
const reported = 48;
const negotiationId = 1;
const reason = 'The report was withdrawn by its outlet.';
const citation = { source: 0, locator: null, firstReportedBy: null };

beforeEach(async () => {
  base = await createExampleDatabase();
});

afterEach(() => base.remove());

type Act = (database: Database, actor: Actor, record: number) => Promise<{ readonly sequence: number }>;

const denial = {
  attribution: 'on_record_official',
  speaker: null,
  speakerRole: 'Press secretary of the President of Russia',
  quote: null,
  quoteLanguage: null,
  quoteTranslation: null,
  date: '2025-08-16',
} as const;

/** The words of the record as they stand, with another summary. */
async function newVersion({ read }: Database, record: number) {
  const { party, demand } = await read.stance.findUniqueOrThrow({
    where: { sequence: reported },
    include: { party: true, demand: true },
  });
  const stance: NewStance = {
    ...{ party: party.id, demand: demand.id, position: 'demands', attribution: 'unnamed_sources' },
    ...{
      accountBy: null,
      confidence: null,
      declaredPriority: null,
      direction: null,
      speaker: null,
      ...nothingTyped,
    },
    ...{ summary: 'Clearer words.', date: '2025-08-15', citations: [citation] },
  };
  return { negotiationId, record, version: reported, reason, sources: [timeSource], stance };
}

const acts: Readonly<Record<string, Act>> = {
  corroborate: (database, actor, record) =>
    corroborateRecord(database, actor, { negotiationId, record, source: timeSource, citation }, noon),
  correct: async (database, actor, record) =>
    correctRecord(database, actor, await newVersion(database, record), noon),
  clarify: async (database, actor, record) =>
    clarifyRecord(database, actor, await newVersion(database, record), noon),
  deny: (database, actor, record) =>
    denyRecord(database, actor, { negotiationId, record, denial, source: timeSource, citation }, noon),
  retract: (database, actor, record) =>
    retractRecord(database, actor, { negotiationId, record, reason }, noon),
};

async function standing() {
  const { read } = base.database;
  return [await base.database.stateNumber(), await lastSequence(read), await read.auditEntry.count()];
}

describe.each(Object.entries(acts))('to %s a record', (name, act) => {
  test('publishes one entry with one audit entry, in one transaction', async () => {
    const before = await standing();
    const { sequence } = await act(base.database, theServer, reported);
    expect(await standing()).toEqual(before.map((number) => number + 1));
    expect(sequence).toBe(await lastSequence(base.database.read));
    const { action, subject, subjectId } = await base.database.read.auditEntry.findFirstOrThrow({
      orderBy: { id: 'desc' },
    });
    expect([action, subject, subjectId]).toEqual([`${name}_record`, 'record', String(reported)]);
  });

  test('is refused to a contributor, of a retracted record, and of one that is not there', async () => {
    await retractRecord(base.database, theServer, { negotiationId, record: reported, reason }, noon);
    const before = await standing();
    const contributor: Actor = { userId: null, role: 'contributor' };
    await expect(act(base.database, contributor, reported)).rejects.toThrow(NotPermitted);
    await expect(act(base.database, theServer, reported)).rejects.toThrow(Conflict);
    await expect(act(base.database, theServer, 999)).rejects.toThrow(NotFound);
    expect(await standing()).toEqual(before);
  });
});

test('to restore a record takes one that is retracted', async () => {
  const restore = () =>
    restoreRecord(base.database, theServer, { negotiationId, record: reported, reason }, noon);
  await expect(restore()).rejects.toThrow(Conflict);
  await retractRecord(base.database, theServer, { negotiationId, record: reported, reason }, noon);
  const before = await standing();
  await restore();
  expect(await standing()).toEqual(before.map((number) => number + 1));
});

describe('a corroboration', () => {
  const under = async () => {
    const { sequence: target } = await (acts.corroborate as Act)(base.database, theServer, reported);
    return { negotiationId, record: reported, target, reason };
  };
  const clarified = { source: timeSource, citation: { ...citation, locator: 'paragraph 4' } };
  const onEntry: Readonly<
    Record<string, (database: Database, actor: Actor, act: TargetAct) => Promise<{ sequence: number }>>
  > = {
    retract_entry: (database, actor, act) => retractEntry(database, actor, act, noon),
    clarify_sources: (database, actor, act) =>
      clarifySources(database, actor, { ...act, ...clarified }, noon),
  };

  test.each(Object.entries(onEntry))('%s publishes one entry that names its target', async (action, act) => {
    const input = await under();
    const before = await standing();
    const { sequence } = await act(base.database, theServer, input);
    expect(await standing()).toEqual(before.map((number) => number + 1));
    const { read } = base.database;
    const entry = await read.entry.findUniqueOrThrow({ where: { sequence } });
    expect(entry).toMatchObject({ record: reported, target: input.target });
    const audit = await read.auditEntry.findFirstOrThrow({ orderBy: { id: 'desc' } });
    expect([audit.action, audit.subjectId]).toEqual([action, String(reported)]);
    const contributor: Actor = { userId: null, role: 'contributor' };
    await expect(act(base.database, contributor, input)).rejects.toThrow(NotPermitted);
    await expect(act(base.database, theServer, { ...input, target: reported })).rejects.toThrow(NotFound);
  });

  test('is restored once it was retracted, and no act changes nothing', async () => {
    const input = await under();
    const { database } = base;
    await expect(restoreEntry(database, theServer, input, noon)).rejects.toThrow(Conflict);
    await retractEntry(database, theServer, input, noon);
    await expect(retractEntry(database, theServer, input, noon)).rejects.toThrow(Conflict);
    await expect(clarifySources(database, theServer, { ...input, ...clarified }, noon)).rejects.toThrow(
      Conflict,
    );
    await restoreEntry(database, theServer, input, noon);
    await clarifySources(database, theServer, { ...input, ...clarified }, noon);
    await expect(clarifySources(database, theServer, { ...input, ...clarified }, noon)).rejects.toThrow(
      InvalidInput,
    );
  });
});
