import { expect, test } from 'vitest';
import type { Negotiation } from '../../../src/domain/structure/negotiation.js';
import type { CsvValue } from '../../../src/outputs/tables/csv.js';
import { dataFiles } from '../../../src/outputs/tables/data-files.js';
import { columnsOf, named, namedAll, scaled } from '../../../src/outputs/tables/definitions.js';
import { answersColumns } from '../../../src/outputs/tables/question-columns.js';
import { comparisonColumns, hitsColumns, timelineColumns } from '../../../src/outputs/tables/page-columns.js';
import { recentColumns } from '../../../src/outputs/tables/recent-columns.js';
import { verdictColumns } from '../../../src/outputs/tables/verdict-columns.js';

const iran = { slug: 'iran', name: 'Iran' };
const cap = { slug: 'cap', proposition: 'Enrichment is capped' };
const level = { slug: 'level', wording: 'How far?' };

const columns = columnsOf<{ readonly gap: string | null; readonly parties: readonly (typeof iran)[] | null }>(
  {
    party_slug: named('Who', ({ parties }) => parties?.[0]),
    gap: scaled('How far', [{ value: 'open', label: 'Still open' }], ({ gap }) => gap),
    needs: namedAll('Whose', ({ parties }) => parties),
    part_of: named('Of what', () => cap),
    asked: namedAll('What', () => [cap, level]),
    demand_slugs: namedAll('Which', () => []),
    day: ['date', 'When', () => '2025-08'],
  },
  { later: ['number', 'Added later', () => 1] },
);

const rowOf = (row: Parameters<(typeof columns)[number]['value']>[0]) =>
  Object.fromEntries(columns.map(({ name, value }): [string, CsvValue] => [name, value(row)]));

test('what is said for programs is said for people behind it, and what is added later behind both', () => {
  const given = rowOf({ gap: 'open', parties: [iran, { slug: 'eu', name: 'European Union' }] });
  expect(Object.entries(given)).toEqual([
    ['party_slug', 'iran'],
    ['gap', 'open'],
    ['needs', 'iran eu'],
    ['part_of', 'cap'],
    ['asked', 'cap level'],
    ['demand_slugs', null],
    ['day', '2025-08'],
    ['party', 'Iran'],
    ['gap_label', 'Still open'],
    ['needs_names', 'Iran; European Union'],
    ['part_of_name', 'Enrichment is capped'],
    ['asked_names', 'Enrichment is capped; How far?'],
    ['demand_names', null],
    ['later', 1],
  ]);
  expect(rowOf({ gap: null, parties: null })).toMatchObject({
    party_slug: null,
    party: null,
    gap: null,
    gap_label: null,
    needs: null,
    needs_names: null,
  });
});

/** Words for programs that have none for people: numbers, languages, ids elsewhere, and what is plain English. */
const wordless = [
  ...['source_ids', 'publication_ids', 'circles', 'quote_language', 'slug', 'of'],
  ...['wikidata_id', 'iso_3166_1', 'parlgov_id', 'about', 'kind', 'verdict'],
];

const files = [
  ...dataFiles({ parties: [] } as unknown as Negotiation)
    // Its columns are the parties.
    .filter(({ name }) => name !== 'matrix')
    .map((file) => [file.name, file.columns] as const),
  ...Object.entries({ answersColumns, comparisonColumns, hitsColumns, timelineColumns, recentColumns }),
  ['verdictColumns', verdictColumns] as const,
];

test.each(files)('whoever opens %s in a spreadsheet reads words', (_name, given) => {
  const names = given.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  const codes = given.filter(({ kind }) => kind === 'code').map(({ name }) => name);
  const bare = codes.filter((code) => {
    const stem = code.replace(/_slugs?$/, '');
    const words = [stem === code ? null : stem, `${stem}_label`, `${stem}_name`, `${stem}_names`];
    return !words.some((each) => each !== null && names.includes(each));
  });
  expect(bare.filter((code) => !wordless.includes(code))).toEqual([]);
});
