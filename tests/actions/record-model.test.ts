import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clarifyRecord } from '../../src/actions/records/clarify-record.js';
import { correctRecord } from '../../src/actions/records/correct-record.js';
import { corroborateRecord } from '../../src/actions/records/corroborate-record.js';
import { denyRecord } from '../../src/actions/records/deny-record.js';
import { importStances } from '../../src/actions/updates/import-stances.js';
import { logUpdate } from '../../src/actions/updates/log-update.js';
import { restoreEntry } from '../../src/actions/records/restore-entry.js';
import { restoreRecord } from '../../src/actions/records/restore-record.js';
import { restoreUpdate } from '../../src/actions/updates/restore-update.js';
import { retractEntry } from '../../src/actions/records/retract-entry.js';
import { retractRecord } from '../../src/actions/records/retract-record.js';
import { retractUpdate } from '../../src/actions/updates/retract-update.js';
import { uploadImport } from '../../src/actions/updates/upload-import.js';
import type { Database } from '../../src/data/engine/database.js';
import { LogMemory } from '../../src/data/memory/log.js';
import { lastSequence } from '../../src/data/log/publications.js';
import { insertSession } from '../../src/data/people/sessions.js';
import { insertUser } from '../../src/data/people/users.js';
import { type Actor, theServer } from '../../src/domain/people/actor.js';
import { type Attribution, evidenceClassOf } from '../../src/domain/attribution.js';
import type { Clocks } from '../../src/domain/cells/cell.js';
import type { Entry, StanceCore } from '../../src/domain/log/entry.js';
import { isFinding, type Position } from '../../src/domain/log/position.js';
import { nothingTyped } from '../../src/domain/log/stance-fields.js';
import type { NewStance } from '../../src/domain/log/new-stance.js';
import { judge } from '../../src/web/desk/imports/judging.js';
import { modelCell } from '../domain/model.js';
import { createTestDatabase } from '../support/database.js';
import { createStructure, noon, timeSource } from '../support/structure.js';

type Structure = Awaited<ReturnType<typeof createStructure>>;

/** What really happens: the actions, on a database of their own. */
interface Real {
  readonly database: Database;
  readonly structure: Structure;
  /** Somebody who uploads files: the server itself cannot. */
  readonly editor: Actor;
}

/** What should happen: the log as plain entries, and which records each update published. */
interface Model {
  last: number;
  readonly entries: Entry[];
  readonly updates: {
    readonly id: number;
    readonly records: readonly number[];
    readonly isImport: boolean;
  }[];
  /** What was done with whole updates: “import”, “retraction of an import”. */
  readonly done: Set<string>;
}

const reason = 'A reason that readers see.';
const citation = { source: 0, locator: null, firstReportedBy: null };
const days = ['2025-08-08', '2025-08-10', '2025-08-15'];

interface Words {
  readonly isRussia: boolean;
  readonly position: Position;
  readonly attribution: Attribution;
  readonly day: string;
}

const anyWords: fc.Arbitrary<Words> = fc.record({
  isRussia: fc.boolean(),
  position: fc.constantFrom('demands', 'favours', 'neutral', 'reluctant', 'rejects', 'no_stated_position'),
  attribution: fc.constantFrom(
    'official_document',
    'on_record_principal',
    'background',
    'unnamed_sources',
    'inferred',
  ),
  day: fc.constantFrom(...days),
});

function newStance({ isRussia, position, attribution, day }: Words, structure: Structure): NewStance {
  return {
    party: isRussia ? structure.russia : structure.ukraine,
    demand: structure.demand,
    position,
    attribution: isFinding(position) ? null : attribution,
    accountBy: null,
    confidence: null,
    declaredPriority: null,
    direction: null,
    speaker: null,
    ...nothingTyped,
    summary: 'A summary.',
    note: 'Why it is read so.',
    date: day,
    citations: [citation],
  };
}

function coreOf({ party, demand, position, attribution, date }: NewStance): StanceCore {
  return { party, demand, position, attribution, date, day: date, time: null };
}

/** The record's entries in the model. */
function chainOf({ entries }: Model, record: number): Entry[] {
  return entries.filter((entry) => entry.record === record);
}

function wordsOf(model: Model, record: number): Extract<Entry, { stance: StanceCore }> {
  const versions = chainOf(model, record).filter((entry) => 'stance' in entry);
  return versions.at(-1) as Extract<Entry, { stance: StanceCore }>;
}

function isRetracted(model: Model, record: number): boolean {
  const turns = chainOf(model, record).filter(
    (entry) => (entry.kind === 'retraction' || entry.kind === 'restoration') && !('target' in entry),
  );
  return turns.at(-1)?.kind === 'retraction';
}

function isDeniable(model: Model, record: number): boolean {
  const { attribution } = wordsOf(model, record).stance;
  const isReported = attribution !== null && evidenceClassOf(attribution) !== 'on_record';
  return (
    isReported &&
    !isRetracted(model, record) &&
    !chainOf(model, record).some(
      ({ kind, sequence }) => kind === 'denial' && !isRetractedByItself(model, sequence),
    )
  );
}

function pick(model: Model, which: number): number | null {
  const records = model.entries.filter(({ kind }) => kind === 'report').map(({ record }) => record);
  return records.length === 0 ? null : (records[which % records.length] as number);
}

type Command = fc.AsyncCommand<Model, Real, false>;

function reportCommand(words: readonly Words[]): Command {
  return {
    check: () => true,
    toString: () => `report(${JSON.stringify(words)})`,
    async run(model, { database, structure }) {
      const stances = words.map((each) => newStance(each, structure));
      const update = {
        headline: 'News',
        sources: [timeSource],
        stances,
        idempotencyKey: crypto.randomUUID(),
      };
      const input = { negotiationId: structure.negotiationId, update, seen: null };
      const { updateId } = await logUpdate(database, theServer, input, noon);
      note(model, updateId, stances, false);
    },
  };
}

/** The model of an update that was published: a record for each of its stances. */
function note(model: Model, id: number, stances: readonly NewStance[], isImport: boolean): void {
  const records = stances.map((stance) => {
    model.last += 1;
    model.entries.push({ kind: 'report', sequence: model.last, record: model.last, stance: coreOf(stance) });
    return model.last;
  });
  model.updates.push({ id, records, isImport });
}

const columns =
  'party_slug,demand_slug,position,attribution,effective_date,source_outlet,source_title,note,status';

function importCommand(words: readonly Words[]): Command {
  return {
    check: () => true,
    toString: () => `import(${JSON.stringify(words)})`,
    async run(model, { database, structure, editor }) {
      const { negotiationId } = structure;
      const contents = new TextEncoder().encode(fileOf(words, structure));
      const upload = { negotiationId, fileName: 'stances.csv', contents };
      const { id } = await uploadImport(database, editor, upload, noon);
      const services = { database, memory: new LogMemory(database.read), clock: () => noon };
      const { rows, context } = await judge(services, { negotiationId, contents, withRepeats: true });
      const batch = { negotiationId, id, headline: 'From a file', rows, context };
      const { updateId } = await importStances(database, editor, batch, noon);
      expect(await importStances(database, editor, batch, noon)).toEqual({ updateId });
      const stances = words.map((each) => newStance(each, structure));
      note(model, updateId, stances, true);
      model.done.add('import');
    },
  };
}

/** The stances as a file, with a row among them that was retracted where it comes from, and is left out. */
function fileOf(words: readonly Words[], structure: Structure): string {
  const rows = words.map((each) => {
    const { position, attribution, date, note: why } = newStance(each, structure);
    const party = each.isRussia ? 'russia' : 'ukraine';
    return `${party},nato-renunciation,${position},${attribution ?? ''},${date},TIME,Title,"${why}",`;
  });
  const leftOut = 'russia,nato-renunciation,agreed,official_document,2025-08-12,TIME,Title,,retracted';
  return [columns, ...rows.slice(0, 1), leftOut, ...rows.slice(1)].join('\r\n');
}

interface RecordCommand {
  readonly name: string;
  readonly isPossible: (model: Model, record: number) => boolean;
  /** Does it, and answers the entry that the model then has. */
  readonly act: (
    real: Real,
    model: Model,
    record: number,
  ) => Promise<Pick<Entry, 'kind'> & { readonly stance?: StanceCore }>;
}

function onRecord(which: number, { name, isPossible, act }: RecordCommand): Command {
  return {
    check: (model) => {
      const record = pick(model, which);
      return record !== null && isPossible(model, record);
    },
    toString: () => `${name}(${which})`,
    async run(model, real) {
      const record = pick(model, which) as number;
      const entry = await act(real, model, record);
      model.last += 1;
      model.entries.push({ ...entry, sequence: model.last, record } as Entry);
    },
  };
}

const stands = (model: Model, record: number) => !isRetracted(model, record);

const corroborate: RecordCommand = {
  name: 'corroborate',
  isPossible: stands,
  async act({ database, structure }, { last }, record) {
    const source = { ...timeSource, url: `https://example.org/${last}` };
    const input = { negotiationId: structure.negotiationId, record, source, citation };
    await corroborateRecord(database, theServer, input, noon);
    return { kind: 'corroboration' };
  },
};

function correct(words: Words): RecordCommand {
  return {
    name: `correct ${JSON.stringify(words)}`,
    isPossible: stands,
    async act({ database, structure }, model, record) {
      const stance = newStance(words, structure);
      const version = wordsOf(model, record).sequence;
      const input = {
        negotiationId: structure.negotiationId,
        record,
        version,
        reason,
        sources: [timeSource],
        stance,
      };
      await correctRecord(database, theServer, input, noon);
      return { kind: 'correction', stance: coreOf(stance) };
    },
  };
}

const clarify: RecordCommand = {
  name: 'clarify',
  isPossible: stands,
  async act({ database, structure }, model, record) {
    const { sequence: version, stance: standing } = wordsOf(model, record);
    const words = newStance(
      { isRussia: true, attribution: 'inferred', day: standing.day, position: standing.position },
      structure,
    );
    const stance = {
      ...words,
      party: standing.party,
      attribution: standing.attribution,
      summary: 'Clearer.',
    };
    const input = {
      negotiationId: structure.negotiationId,
      record,
      version,
      reason: '',
      sources: [timeSource],
      stance,
    };
    await clarifyRecord(database, theServer, input, noon);
    return { kind: 'clarification', stance: standing };
  },
};

const retract: RecordCommand = {
  name: 'retract',
  isPossible: stands,
  async act({ database, structure }, _model, record) {
    await retractRecord(
      database,
      theServer,
      { negotiationId: structure.negotiationId, record, reason },
      noon,
    );
    return { kind: 'retraction' };
  },
};

const restore: RecordCommand = {
  name: 'restore',
  isPossible: isRetracted,
  async act({ database, structure }, _model, record) {
    await restoreRecord(
      database,
      theServer,
      { negotiationId: structure.negotiationId, record, reason },
      noon,
    );
    return { kind: 'restoration' };
  },
};

const deny: RecordCommand = {
  name: 'deny',
  isPossible: isDeniable,
  async act({ database, structure }, _model, record) {
    const denial = {
      attribution: 'on_record_official',
      speaker: null,
      speakerRole: null,
      quote: null,
      quoteLanguage: null,
      quoteTranslation: null,
      date: '2025-08-16',
    } as const;
    const input = { negotiationId: structure.negotiationId, record, denial, source: timeSource, citation };
    await denyRecord(database, theServer, input, noon);
    return { kind: 'denial' };
  },
};

/** The corroborations and denials of all records of which the newest act is, or is not, a retraction. */
function targetsOf(model: Model, isUndone: boolean): Entry[] {
  return model.entries.filter(
    ({ kind, sequence }) =>
      (kind === 'corroboration' || kind === 'denial') && isRetractedByItself(model, sequence) === isUndone,
  );
}

function isRetractedByItself(model: Model, sequence: number): boolean {
  const turns = model.entries.filter((entry) => 'target' in entry && entry.target === sequence);
  return turns.at(-1)?.kind === 'retraction';
}

function onTarget(which: number, kind: 'retraction' | 'restoration'): Command {
  const targets = (model: Model) => targetsOf(model, kind === 'restoration');
  return {
    check: (model) => targets(model).length > 0,
    toString: () => `${kind} of a corroboration or denial (${which})`,
    async run(model, { database, structure: { negotiationId } }) {
      const all = targets(model);
      const { sequence: target, record } = all[which % all.length] as Entry;
      const act = kind === 'retraction' ? retractEntry : restoreEntry;
      await act(database, theServer, { negotiationId, record, target, reason }, noon);
      model.last += 1;
      model.entries.push({ kind, sequence: model.last, record, target });
      model.done.add(`${kind} of an entry by itself`);
    },
  };
}

function onUpdate(which: number, kind: 'retraction' | 'restoration'): Command {
  const isAffected = (model: Model, record: number) => {
    if (kind === 'restoration') return isRetracted(model, record);
    const isCorrected = chainOf(model, record).some((entry) => entry.kind === 'correction');
    return !isRetracted(model, record) && !isCorrected;
  };
  /** The updates of which something is left to retract, or to restore. */
  const affected = (model: Model) =>
    model.updates
      .map((update) => ({ ...update, records: update.records.filter((record) => isAffected(model, record)) }))
      .filter(({ records }) => records.length > 0);
  return {
    check: (model) => affected(model).length > 0,
    toString: () => `${kind} of update ${which}`,
    async run(model, { database, structure }) {
      const all = affected(model);
      const { id: updateId, records, isImport } = all[which % all.length] as (typeof all)[number];
      const act = kind === 'retraction' ? retractUpdate : restoreUpdate;
      const input = { negotiationId: structure.negotiationId, updateId, reason };
      expect((await act(database, theServer, input, noon)).records).toEqual(records);
      for (const record of records) {
        model.last += 1;
        model.entries.push({ kind, sequence: model.last, record });
      }
      if (isImport) model.done.add(`${kind} of an import`);
    },
  };
}

const commands = fc.commands(
  [
    fc.array(anyWords, { minLength: 1, maxLength: 3 }).map(reportCommand),
    fc.array(anyWords, { minLength: 1, maxLength: 3 }).map(reportCommand),
    fc.array(anyWords, { minLength: 1, maxLength: 4 }).map(importCommand),
    fc
      .tuple(fc.nat(50), fc.constantFrom(corroborate, clarify, retract, restore, deny))
      .map(([which, act]) => onRecord(which, act)),
    fc.tuple(fc.nat(50), fc.constantFrom(retract, restore, deny)).map(([which, act]) => onRecord(which, act)),
    fc.tuple(fc.nat(50), anyWords).map(([which, words]) => onRecord(which, correct(words))),
    fc
      .tuple(fc.nat(50), fc.constantFrom('retraction' as const, 'restoration' as const))
      .map(([which, kind]) => onUpdate(which, kind)),
    fc
      .tuple(fc.nat(50), fc.constantFrom('retraction' as const, 'restoration' as const))
      .map(([which, kind]) => onTarget(which, kind)),
  ] as fc.Arbitrary<fc.AsyncCommand<Model, Real, false>>[],
  // Of any length up to that: by itself fast-check prefers short ones, which undo little.
  { maxCommands: 25, size: 'max' },
);

const anyClocks: fc.Arbitrary<{ asOf: string | null; part: number; evidence: Clocks['evidence'] }> =
  fc.record({
    asOf: fc.option(fc.constantFrom(...days)),
    part: fc.double({ min: 0, max: 1, noNaN: true }),
    evidence: fc.constantFrom('on_record', 'default', 'all'),
  });

test('whatever editors do, in whatever order, every cell reads as the model says, at any two clocks and evidence', async () => {
  const acted = new Set<string>();
  await fc.assert(
    fc.asyncProperty(
      commands,
      fc.array(anyClocks, { minLength: 8, maxLength: 8 }),
      async (sequence, clocks) => {
        const base = await createTestDatabase();
        try {
          const structure = await createStructure(base.database);
          const begun = await lastSequence(base.database.read);
          const model: Model = { last: begun, entries: [], updates: [], done: new Set() };
          const real = { database: base.database, structure, editor: await newEditor(base.database) };
          await fc.asyncModelRun(() => ({ model, real }), sequence);
          expect(await lastSequence(base.database.read)).toBe(model.last);
          const log = await new LogMemory(base.database.read).logOf(structure.negotiationId);
          for (const { asOf, part, evidence } of clocks) {
            const at = { asOf, known: begun + Math.round(part * (model.last - begun)), evidence };
            for (const party of [structure.russia, structure.ukraine]) {
              const cell = log.cellAt(party, structure.demand, at);
              const expected = modelCell(model.entries, party, structure.demand, at);
              expect(expected).toMatchObject({
                value: cell.isSet ? cell.setting.stance.position : cell.nothing,
                setting: cell.isSet ? cell.setting.record : null,
                since: cell.isSet ? cell.since.record : null,
                sinceInClass: cell.isSet ? (cell.sinceInClass?.record ?? null) : null,
                movement: cell.isSet ? cell.movement : null,
                beside: cell.beside.map(({ record }) => record),
                lastChecked: cell.lastChecked?.record ?? null,
              });
            }
          }
          for (const { kind } of model.entries) acted.add(kind);
          for (const act of model.done) acted.add(act);
        } finally {
          await base.remove();
        }
      },
    ),
    { numRuns: 20, seed: 2025 },
  );
  expect([...acted].sort()).toEqual([
    'clarification',
    'correction',
    'corroboration',
    'denial',
    'import',
    'report',
    'restoration',
    'restoration of an entry by itself',
    'restoration of an import',
    'retraction',
    'retraction of an entry by itself',
    'retraction of an import',
  ]);
}, 120_000);

async function newEditor(database: Database): Promise<Actor> {
  const role = 'editor';
  const account = {
    signInName: role,
    publicName: null,
    passwordHash: 'none',
    role,
    createdAt: noon,
  } as const;
  const sessionHash = 'of the editor';
  const userId = await database.write(async (tx) => {
    const id = await insertUser(tx, account);
    await insertSession(tx, { tokenHash: sessionHash, userId: id, createdAt: noon });
    return id;
  });
  return { userId, role, sessionHash };
}
