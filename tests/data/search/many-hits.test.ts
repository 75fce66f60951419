import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { searchStances } from '../../../src/data/search/search.js';
import { grouped, plainSql } from '../../../src/data/engine/statements.js';
import { citingUpdates } from '../../../src/data/log/updates.js';
import { type SearchTerm, searchTerms } from '../../../src/domain/search.js';
import { fillNegotiation } from '../../bench/data.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';

let filled: TestDatabase;

beforeAll(async () => {
  filled = await createTestDatabase();
  await fillNegotiation(filled.file, 2_600);
});

afterAll(() => filled.remove());

/** The stances found, at most so many. */
async function found(terms: readonly SearchTerm[], most = 10_000): Promise<number[]> {
  const search = { negotiationId: 1, demands: [], terms, asOf: null, known: 1_000_000, most } as const;
  const hits = await searchStances(filled.database.read, { ...search, order: 'newest' });
  return hits.map(({ sequence }) => sequence);
}

test('hits that are found in several statements are all found, newest first, each once', async () => {
  const { read } = filled.database;
  const sequences = await found(searchTerms('the'));
  const sql = `SELECT sequence FROM stances JOIN entries USING (sequence)
    WHERE negotiation_id = 1 ORDER BY sequence DESC`;
  const all = (await plainSql(read).rows<{ sequence: number }>(sql)).map(({ sequence }) => sequence);
  expect(all.length).toBeGreaterThan(2_500);
  expect(sequences).toEqual(all);
});

test('a stance is a hit by what it and the acts on its record say together, whichever has which word', async () => {
  const sql = `SELECT sequence, record, kind, words FROM stance_search
    JOIN entries ON sequence = stance_search.rowid WHERE negotiation_id = 1 ORDER BY sequence DESC`;
  const said = await plainSql(filled.database.read).rows<Said>(sql);
  const stances = said.filter(({ kind }) => kind !== 'corroboration' && kind !== 'denial');
  const acts = grouped(
    said.filter((each) => !stances.includes(each)),
    'record',
  );
  // Numbers that no party and no speaker has in the name.
  const byActs = Array.from({ length: 20 }, (_, index) => {
    const words = ['outlet', String(20 + index)];
    const hits = stances.filter((stance) => {
      const texts = [stance, ...(acts.get(stance.record) ?? [])].map((each) => String(each.words).split(' '));
      return words.every((word) => texts.some((text) => text.includes(word)));
    });
    return { words: words.join(' '), hits };
  });
  const isByAct = ({ words, hits }: (typeof byActs)[number]) =>
    hits.some((hit) => words.split(' ').some((word) => !hit.words.split(' ').includes(word)));
  const some = byActs.filter(isByAct);
  expect(some.length).toBeGreaterThan(2);
  for (const { words, hits } of some) {
    const newestFirst = hits.map(({ sequence }) => sequence);
    expect(await found(searchTerms(words))).toEqual(newestFirst);
    expect(await found(searchTerms(words), 5)).toEqual(newestFirst.slice(0, 5));
  }
});

test('the newest update that cites each of very many sources is found in a few statements', async () => {
  const { read } = filled.database;
  const plain = plainSql(read);
  const newest = await plain.rows<{ source: number; newest: number }>(
    `SELECT source_id AS source, max(update_id) AS newest FROM update_sources
     JOIN updates ON updates.id = update_id WHERE negotiation_id = 1 GROUP BY source_id`,
  );
  const sources = [...newest.map(({ source }) => source), 1_000_000];
  expect(sources.length).toBeGreaterThan(300);
  const asked = vi.spyOn(plain, 'rows');
  const citing = await citingUpdates(read, { negotiationId: 1, known: 1_000_000 }, sources);
  expect(asked.mock.calls.length).toBe(Math.ceil(sources.length / 250));
  asked.mockRestore();
  expect([...citing]).toEqual(newest.map(({ source, newest }) => [source, newest]));
});

/** An entry with what was indexed of it. */
type Said = Readonly<Record<'sequence' | 'record', number>> & Readonly<Record<'kind' | 'words', string>>;
