import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { recordExampleData } from '../../../src/actions/example-data/record-example-data.js';
import { verifyRecord } from '../../../src/data/chain/verification.js';
import { plainSql } from '../../../src/data/engine/statements.js';
import { exampleAct } from '../../../src/data/structure/example-acts.js';
import { exampleFiles, exampleSlug, readExampleFile } from '../../../src/data/structure/example-data.js';
import { negotiationIds } from '../../../src/data/structure/negotiations.js';
import { exportEverything } from '../../../src/data/transfer/full-export.js';
import { importEverything } from '../../../src/data/transfer/full-import.js';
import { createTestDatabase, type TestDatabase, temporaryFolder } from '../../support/database.js';

const oneOfEach = new URL('one-of-each.json', import.meta.url);
const now = new Date('2026-05-11T12:00:00Z');

let base: TestDatabase;

beforeEach(async () => {
  base = await createTestDatabase();
});

afterEach(() => base.remove());

type Row = Readonly<Record<string, unknown>>;

/** What a row holds there; nothing if it is empty. */
function wordOf(value: unknown): string[] {
  return typeof value === 'string' || typeof value === 'number' ? [String(value)] : [];
}

/** Everything on record, as its full export. */
async function exported({ database }: TestDatabase): Promise<string> {
  const pieces: string[] = [];
  await database.snapshot(async (read) => {
    for await (const piece of exportEverything(read)) pieces.push(piece);
  });
  return pieces.join('');
}

/** The same by table. */
async function tables(): Promise<ReadonlyMap<string, Row[]>> {
  const found = new Map<string, Row[]>();
  const lines = (await exported(base)).split('\n').filter((line) => line.startsWith('{"table":'));
  for (const line of lines) {
    const { table, row } = JSON.parse(line) as { table: string; row: Row };
    found.set(table, [...(found.get(table) ?? []), row]);
  }
  return found;
}

describe('a file with one of each act', () => {
  const published = ['entries', 'alternatives', 'briefings', 'reservations', 'closings'];
  const alsoPublished = ['clarifications', 'outcomes', 'compliance'];

  test('has every act that there is', async () => {
    const { data } = await readExampleFile(oneOfEach);
    const kinds = exampleAct.options.map(({ shape }) => shape.act.value);
    expect([...new Set(data.acts.map(({ act }) => act))].sort()).toEqual([...kinds].sort());
  });

  test('is recorded as if an editor had published each, in its order', async () => {
    await recordExampleData(base.database, now, [oneOfEach]);
    const all = await tables();
    const acts = [...published, ...alsoPublished].flatMap((table) =>
      (all.get(table) ?? []).map(({ sequence, kind, act, record, target }) => ({
        sequence: Number(sequence),
        says: [sequence, table, kind ?? act, target ?? record].flatMap(wordOf).join(' '),
      })),
    );
    expect(acts.sort((one, other) => one.sequence - other.sequence).map(({ says }) => says)).toEqual([
      '16 alternatives joined',
      ...['18 entries report 18', '19 entries report 19'],
      ...['20 entries corroboration 18', '21 entries retraction 20'],
      ...['22 entries report 22', '23 entries report 23', '24 entries denial 22'],
      ...['25 entries report 25', '26 entries report 26', '27 entries report 27'],
      ...['28 entries correction 25', '29 entries correction 26', '30 entries correction 27'],
      ...['31 entries correction 27', '32 entries clarification 18'],
      ...['33 clarifications', '34 clarifications', '35 alternatives joined', '36 reservations report 36'],
      ...['37 outcomes report 37', '38 outcomes report 38', '39 compliance report 39'],
      ...['40 briefings report 40', '41 briefings report 41', '42 briefings report 42'],
      ...['43 closings closed', '44 closings closed', '45 closings closed'],
      ...['46 entries retraction 25', '47 entries retraction 26', '48 entries retraction 27'],
    ]);
    const { findings } = await verifyRecord(plainSql(base.database.read));
    expect(findings).toEqual([]);
  });

  test('names stand for what the file says before them', async () => {
    await recordExampleData(base.database, now, [oneOfEach]);
    const all = await tables();
    const partyOf = new Map((all.get('parties') ?? []).map(({ id, slug }) => [id, slug]));
    const stanceAt = (wanted: number) => all.get('stances')?.find(({ sequence }) => sequence === wanted);
    const named = (row: Row | undefined) => [
      partyOf.get(row?.party_id),
      row?.account_by_id,
      row?.speaker_role,
    ];
    expect(named(stanceAt(23))).toEqual(['russia', 3, 'President of the United States']);
    expect(stanceAt(23)).toMatchObject({ agreed_first: 'cede-territory foreign-troops', confidence: 'low' });
    expect([25, 26, 27].map((sequence) => stanceAt(sequence)?.joint)).toEqual([25, 25, 25]);
    expect(stanceAt(27)).toMatchObject({ direction: 'too_low', declared_priority: 'high' });
    const { direction, ...corrected } = stanceAt(31) ?? {};
    expect(direction ?? null).toBe(null);
    expect(corrected).toMatchObject({
      declared_priority: 'first',
      effective_date: '2025-11-22',
      quote: 'Ukrainians will not gift their land to the occupier.',
      quote_language: 'uk',
    });
    expect(all.get('citations')?.flatMap((row) => (row.sequence === 31 ? [row.locator] : []))).toEqual([
      null,
      'at the end',
    ]);
    expect(all.get('demand_needs')).toEqual([
      { demand_id: 5, party_id: 1, is_needed: false },
      { demand_id: 5, party_id: 4, is_needed: true },
    ]);
    expect(all.get('bloc_memberships')).toHaveLength(2);
    expect(all.get('sources')).toHaveLength(6);
  });
});

/** The file with other words, as a file of its own. */
function changed(...changes: readonly (readonly [string, string])[]): URL {
  const written = changes.reduce(
    (text, [old, words]) => {
      expect(text).toContain(old);
      return text.replace(old, words);
    },
    readFileSync(oneOfEach, 'utf8'),
  );
  const file = join(temporaryFolder(), 'talks.json');
  writeFileSync(file, written);
  return pathToFileURL(file);
}

describe('what is wrong with a file is said with its line, and nothing is recorded', () => {
  async function refusal(...changes: readonly (readonly [string, string])[]): Promise<string> {
    const recorded = recordExampleData(base.database, now, [changed(...changes)]);
    const error = await recorded.then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(await negotiationIds(base.database.read)).toEqual([]);
    return error instanceof Error ? error.message : 'It was recorded.';
  }

  test('a word that the form does not know', async () => {
    expect(
      await refusal(
        ['"position": "rejects"', '"position": "refuses"'],
        ['"locator": "paragraph 2"', '"page": "2"'],
        ['"parties": ["france", "germany"],', '"party": "france", "parties": ["france", "germany"],'],
        ['{ "act": "closing", "party": "germany" }', '{ "act": "leaving", "party": "germany" }'],
        ['"amount": 800000 }', '"amount": "800000" }'],
      ),
    ).toMatchInlineSnapshot(`
      "The example data are not sound.
      talks.json, line 135, “position”: Invalid option: expected one of "insists"|"demands"|"agreed"|"favours"|"accepts"|"conditional"|"neutral"|"withdrawn"|"reluctant"|"rejects"|"rejects_red_line"|"contradictory"|"no_stated_position"|"not_applicable"
      talks.json, line 141, “citations”: Unrecognized key: "page"
      talks.json, line 208, “parties”: Name one party, or several.
      talks.json, line 257, “amount”: Invalid input: expected number, received string
      talks.json, line 288, “act”: Invalid discriminator value. Expected 'update' | 'corroboration' | 'denial' | 'correction' | 'clarification' | 'headline clarification' | 'proposition clarification' | 'retraction' | 'outcome' | 'account' | 'reservation' | 'briefing' | 'alternative' | 'closing'"
    `);
  });

  test('a key that is used before', async () => {
    const twice = refusal(['"id": "S10"', '"id": "S7"'], ['"id": "E3.2"', '"id": "U8"']);
    expect(await twice).toMatchInlineSnapshot(`
      "The example data are not sound.
      talks.json, line 112, “id”: “S7” is used before.
      talks.json, line 220, “id”: “U8” is used before."
    `);
  });

  test('a name that the file does not define, or only later', async () => {
    expect(
      await refusal(
        ['"demand": "foreign-troops",', '"demand": "foreign-soldiers",'],
        ['"speaker": "Vladimir Putin"', '"speaker": "Sergei Lavrov"'],
        ['"partOf": "cede-territory"', '"partOf": "easter-truce"'],
        ['"record": "U8.3"', '"record": "U8.9"'],
        ['"source": "S41", "firstReportedBy"', '"source": "S42", "firstReportedBy"'],
        ['"event": "Deadline set', '"event": "Deadline met'],
      ),
    ).toMatchInlineSnapshot(`
      "The example data are not sound.
      talks.json, line 46, “partOf”: Before this, the file has no demand “easter-truce”.
      talks.json, line 133, “demand”: Before this, the file has no demand “foreign-soldiers”.
      talks.json, line 193, “record”: Before this, the file has no record “U8.9”.
      talks.json, line 217, “source”: Before this, the file has no source “S42”.
      talks.json, line 251: No stance refers to this wording yet: change it in the form of the demand.
      talks.json, line 265, “event”: Before this, the file has no event “Deadline met by Trump for Ukraine’s answer”."
    `);
  });

  test('what the rules of the record refuse, of every act at once', async () => {
    expect(
      await refusal(
        ['"attribution": "unnamed_sources"', '"attribution": "inferred"'],
        [
          '"parties": ["france", "germany"],',
          '"parties": ["france", "germany"], "quoteTranslation": "x", "time": "9:00",',
        ],
        ['"reason": "It gives other words of another day."', '"reason": "No."'],
        ['"note": "Said in Vladivostok."', '"note": "Said in Vladivostok.", "date": "2027"'],
        ['"unit": "soldiers",', '"unit": "soldiers and others, whatever their weapons are",'],
        ['"text": "Moscow refuses them."', `"text": "${'Moscow refuses them. '.repeat(50)}"`],
        ['"outlet": "PromPolitInform"', '"outlet": "PromPolitInform", "url": "prompolit.info/en"'],
      ),
    ).toMatchInlineSnapshot(`
      "The example data are not sound.
      talks.json, line 92, “unit”: At most 40 characters; this has 47.
      talks.json, line 122, “url”: Give a web address that begins with https:// or http:// (at most 2,048 characters).
      talks.json, line 155, “reason”: Say why, in at least 10 characters.
      talks.json, line 161, “note”: An inferred position needs a note that says why.
      talks.json, line 208, “time”: Write the time of day as 14:30.
      talks.json, line 228, “direction”: This demand is no alternative with an amount, so nothing in it is too low or too high.
      talks.json, line 249, “date”: A reader would call this a change. Publish it as a correction, with its reason.
      talks.json, line 249, “date”: This date is in the future. Date an announced step when it was announced; its day is an event.
      talks.json, line 286, “text”: At most 900 characters; this has 1,050."
    `);
  });

  test('no file of example data', async () => {
    expect(await refusal(['"acts": [', '"acts": ['.slice(0, -1)])).toBe('talks.json is not JSON.');
  });
});

describe('a second file', () => {
  const cop30: readonly (readonly [string, string])[] = [['"slug": "ceasefire-talks"', '"slug": "cop30"']];
  const withoutMembers = [
    '"members": ["france", "germany"]\n',
    '"members": ["france", "germany"]\n',
  ] as const;

  test('shares the parties, speakers and sources of the first', async () => {
    const second = changed(...cop30, [',\n      "members": ["france", "germany"]', '']);
    await recordExampleData(base.database, now, [oneOfEach, second]);
    const all = await tables();
    const counts = ['negotiations', 'parties', 'participations', 'speakers'].map(
      (table) => all.get(table)?.length,
    );
    expect(counts).toEqual([2, 6, 12, 3]);
    expect((await verifyRecord(plainSql(base.database.read))).findings).toEqual([]);
  });

  test('describes a party of the first as that does, and leaves its members to it', async () => {
    const second = changed(...cop30, ['"shortName": "US"', '"shortName": "USA"'], withoutMembers);
    await expect(recordExampleData(base.database, now, [oneOfEach, second])).rejects.toThrow(
      [
        'talks.json, line 10, “shortName”: Another file has this party, and says this of it in other words.',
        'talks.json, line 17, “members”: Another file has this party; its members stand there.',
      ].join('\n'),
    );
    expect(await negotiationIds(base.database.read)).toEqual([]);
  });
});

describe('the example data', () => {
  test('are two negotiations, and what they record can be verified', async () => {
    await recordExampleData(base.database, new Date('2026-11-29T12:00:00Z'));
    const { findings } = await verifyRecord(plainSql(base.database.read));
    expect(findings).toEqual([]);
    const slugs = (await tables()).get('negotiations')?.map(({ slug }) => slug);
    expect(slugs).toEqual([exampleSlug, 'cop30']);
  });

  test('are the same to the byte once they are exported whole and imported into an empty database', async () => {
    await recordExampleData(base.database, new Date('2026-11-29T12:00:00Z'));
    const whole = await exported(base);
    const copy = await createTestDatabase();
    await importEverything(copy.database, Readable.from([Buffer.from(whole)]), { isDryRun: false });
    expect(await exported(copy)).toBe(whole);
    const [one, other] = await Promise.all(
      [base, copy].map(({ database }) => verifyRecord(plainSql(database.read))),
    );
    expect(other).toEqual(one);
    await copy.remove();
  });

  test.each(exampleFiles.map((url) => [url.pathname.replace(/^.*\//, ''), url]))(
    'in %s every source is cited',
    async (_, url) => {
      const { data } = await readExampleFile(url);
      const cited = new Set(
        [...JSON.stringify(data.acts).matchAll(/"source":"([^"]+)"/g)].map(([, id]) => id),
      );
      expect(data.sources.map(({ id }) => id).filter((id) => !cited.has(id))).toEqual([]);
    },
  );
});
