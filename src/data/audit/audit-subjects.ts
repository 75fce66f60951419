import { cellWords } from '../../domain/cells/wording.js';
import type { AuditEntry } from './audit-log.js';
import type { Reader } from '../engine/database.js';
import { inLists } from '../engine/key-lists.js';

type Names = ReadonlyMap<string, string>;

/** The subject of each entry by its present name, or by its number if it has no name. */
export async function nameSubjects(
  read: Reader,
  entries: readonly AuditEntry[],
): Promise<ReadonlyMap<AuditEntry, string>> {
  const names = new Map<string, Names>();
  for (const subject of new Set(entries.map((entry) => entry.subject))) {
    const ids = entries.filter((entry) => entry.subject === subject).map(({ subjectId }) => subjectId);
    names.set(subject, await namesOf(read, subject, ids));
  }
  return new Map(
    entries.map((entry) => [entry, names.get(entry.subject)?.get(entry.subjectId) ?? entry.subjectId]),
  );
}

async function namesOf(read: Reader, subject: string, texts: readonly string[]): Promise<Names> {
  const load = loaders[subject];
  if (!load) return new Map();
  const ids = [...new Set(texts)].filter((text) => /^\d{1,9}$/.test(text)).map(Number);
  const named = await inLists(ids, (list) => load(read, list));
  return new Map(named.map(([id, name]) => [String(id), name]));
}

type Loader = (read: Reader, ids: number[]) => Promise<(readonly [number, string])[]>;

const loaders: Readonly<Record<string, Loader>> = {
  user: async (read, ids) => {
    const rows = await read.user.findMany({ where: { id: { in: ids } } });
    return rows.map(({ id, signInName }) => [id, signInName]);
  },
  negotiation: async (read, ids) => named(await read.negotiation.findMany({ where: { id: { in: ids } } })),
  topic: async (read, ids) => named(await read.topic.findMany({ where: { id: { in: ids } } })),
  party: async (read, ids) => named(await read.party.findMany({ where: { id: { in: ids } } })),
  speaker: async (read, ids) => named(await read.speaker.findMany({ where: { id: { in: ids } } })),
  event: async (read, ids) => named(await read.event.findMany({ where: { id: { in: ids } } })),
  demand: async (read, ids) => {
    const rows = await read.demand.findMany({ where: { id: { in: ids } } });
    return rows.map(({ id, proposition }) => [id, proposition]);
  },
  question: async (read, ids) => {
    const rows = await read.question.findMany({ where: { id: { in: ids } } });
    return rows.map(({ id, wording }) => [id, wording]);
  },
  source: async (read, ids) => {
    const rows = await read.source.findMany({ where: { id: { in: ids } } });
    return rows.map(({ id, outlet, title }) => [id, `${outlet}, ${title}`]);
  },
  release: async (read, ids) => named(await read.dataRelease.findMany({ where: { id: { in: ids } } })),
  update: async (read, ids) => {
    const rows = await read.update.findMany({ where: { id: { in: ids } } });
    return rows.map(({ id, headline }) => [id, headline]);
  },
  proposal: async (read, ids) => {
    const rows = await read.proposal.findMany({ where: { id: { in: ids } } });
    const records = rows.flatMap(({ record }) => record ?? []);
    const cells = new Map(await cellsOfRecords(read, records));
    return rows.map(({ id, record, contents }) => [
      id,
      record === null ? (contents as { headline: string }).headline : (cells.get(record) ?? String(record)),
    ]);
  },
  import: async (read, ids) => {
    const rows = await read.import.findMany({
      where: { id: { in: ids } },
      select: { id: true, fileName: true },
    });
    return rows.map(({ id, fileName }) => [id, fileName]);
  },
  note: async (read, ids) => {
    const where = { id: { in: ids } };
    const rows = await read.cellNote.findMany({ where, include: { party: true, demand: true } });
    return rows.map(({ id, party, demand }) => [id, cellWords(party.name, demand.proposition)]);
  },
  record: cellsOfRecords,
};

/** The cell of each record, as its report names it. */
async function cellsOfRecords(read: Reader, ids: number[]): Promise<[number, string][]> {
  const where = { sequence: { in: ids } };
  const rows = await read.stance.findMany({ where, include: { party: true, demand: true } });
  return rows.map(({ sequence, party, demand }) => [sequence, cellWords(party.name, demand.proposition)]);
}

function named(rows: readonly { readonly id: number; readonly name: string }[]): [number, string][] {
  return rows.map(({ id, name }) => [id, name]);
}
