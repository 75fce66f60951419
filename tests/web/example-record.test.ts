import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { positions } from '../../src/domain/log/position.js';
import { exampleFiles, readExampleFile } from '../../src/data/structure/example-data.js';
import type { Application } from '../support/application.js';
import { startWithExampleRecord } from '../support/example-record.js';
import { cellsOf, csvRows } from '../support/csv-rows.js';
import { unescaped } from '../support/html.js';

type Row = Readonly<Record<string, string>>;

let application: Application;

beforeAll(async () => {
  application = await startWithExampleRecord();
});

afterAll(() => application.stop());

/** A table that was worked out from docs/rules.md by hand, without the program; “why” says by which step. */
function workedOut(name: string): Row[] {
  const written = readFileSync(new URL(`../expected/${name}`, import.meta.url), 'utf8');
  return parse(written, { columns: true });
}

const line = (cells: readonly (string | undefined)[]) => cells.join(' | ');

/** The rows of a table of the row’s negotiation, which is read once. */
const read = new Map<string, Promise<Row[]>>();
function rowsOf({ negotiation }: Row, table: string): Promise<Row[]> {
  const path = `/negotiations/${negotiation}/${table}`;
  const rows = read.get(path) ?? csvRows(application, path);
  read.set(path, rows);
  return rows;
}

/** What the records of each negotiation are called in its file, in the order in which they were published. */
async function namesOfRecords(): Promise<ReadonlyMap<string | undefined, readonly string[]>> {
  const files = await Promise.all(exampleFiles.map(readExampleFile));
  return new Map(
    files.map(({ data: { negotiation, acts } }) => {
      const stances = acts.flatMap((act) => (act.act === 'update' ? act.stances : []));
      const names = stances.flatMap(({ id, parties }) => parties?.map((party) => `${id}/${party}`) ?? id);
      return [negotiation.slug, names];
    }),
  );
}

test('every cell that was worked out by hand is so in the tables that readers get', async () => {
  const table = workedOut('example-cells.csv');
  const names = await namesOfRecords();
  const said: string[] = [];
  for (const row of table) {
    const positions = await rowsOf(row, `positions.csv?as_of=${row.as_of}&closed=1`);
    const stances = await rowsOf(row, 'stances.csv');
    const reports = stances.filter(({ kind }) => kind === 'report').map(({ record_id }) => Number(record_id));
    const isOfCell = (each: Row) => each.demand_slug === row.demand && each.party_slug === row.party;
    const cell = positions.find(isOfCell);
    const setting = stances.find(({ stance_id }) => stance_id === cell?.stance_id);
    const place = reports.sort((one, other) => one - other).indexOf(Number(setting?.record_id));
    const since = stances.find(
      (each) => isOfCell(each) && each.position === cell?.position && each.effective_day === cell?.since_day,
    );
    said.push(
      line([
        ...cellsOf(row, 'negotiation', 'as_of', 'demand', 'party'),
        ...cellsOf(cell, 'position'),
        names.get(row.negotiation)?.[place],
        ...cellsOf(since, 'effective_date'),
        ...cellsOf(cell, 'since_day', 'movement', 'is_contested'),
        ...cellsOf(row, 'why'),
      ]),
    );
  }
  expect(said.join('\n')).toBe(table.map((row) => line(Object.values(row))).join('\n'));
});

test('every demand has the state and the gap that were worked out by hand', async () => {
  const table = workedOut('example-demands.csv');
  const said: string[] = [];
  for (const row of table) {
    const demands = await rowsOf(row, `demands.csv?as_of=${row.as_of}`);
    const demand = demands.find(({ demand_slug }) => demand_slug === row.demand);
    const isPast = demand?.outcome !== '';
    said.push(
      line([
        ...cellsOf(row, 'negotiation', 'as_of', 'demand'),
        ...cellsOf(demand, 'state'),
        isPast ? '1' : '0',
        isPast ? demand?.gap : await printedGap(row),
        ...cellsOf(demand, 'gap_missing', 'gap_rests_on_reports'),
        ...cellsOf(row, 'why'),
      ]),
    );
  }
  expect(said.join('\n')).toBe(table.map((row) => line(Object.values(row))).join('\n'));
});

test('where they stand has the gaps and the positions that were worked out by hand', async () => {
  const table = workedOut('example-demands.csv');
  const said: string[] = [];
  for (const row of table) {
    const demands = await rowsOf(row, `stand.csv?as_of=${row.as_of}&closed=1`);
    const demand = demands.find(({ demand_slug }) => demand_slug === row.demand);
    const isPast = demand?.outcome !== '';
    said.push(
      line([
        ...cellsOf(row, 'negotiation', 'as_of', 'demand', 'state'),
        isPast ? '1' : '0',
        ...cellsOf(demand, 'gap_words', 'gap_missing', 'gap_rests_on_reports'),
        ...cellsOf(row, 'why'),
      ]),
    );
  }
  expect(said.join('\n')).toBe(table.map((row) => line(Object.values(row))).join('\n'));
});

test('where they stand each party is in the column of the position that was worked out by hand', async () => {
  const table = workedOut('example-cells.csv');
  const said: string[] = [];
  for (const row of table) {
    const demands = await rowsOf(row, `stand.csv?as_of=${row.as_of}&closed=1`);
    const demand = demands.find(({ demand_slug }) => demand_slug === row.demand);
    const columns = Object.entries(demand ?? {}).filter(
      ([name, slugs]) => drawn.test(name) && slugs.split(' ').includes(String(row.party)),
    );
    said.push(
      line([...cellsOf(row, 'negotiation', 'as_of', 'demand', 'party'), ...columns.map(([name]) => name)]),
    );
  }
  const expected = table.map((row) =>
    line([...cellsOf(row, 'negotiation', 'as_of', 'demand', 'party'), columnWorkedOut(row)]),
  );
  expect(said.join('\n')).toBe(expected.join('\n'));
});

/** The columns of `stand.csv` of which each party is in one. */
const drawn = /^(at_\w+|contested|contradictory|no_position)$/;

function columnWorkedOut({ position, contested }: Row): string {
  if (contested === '1') return 'contested';
  if (position === 'contradictory') return 'contradictory';
  const scale = positions.find(({ value }) => value === position);
  if (!scale || scale.code === null) return 'no_position';
  const parts = ['minus_3', 'minus_2', 'minus_1', 'zero', 'plus_1', 'plus_2', 'plus_3'];
  return `at_${parts[scale.code + 3]}`;
}

/** “Aligned so far; Russia not on record”, as the page of the demand prints it. */
async function printedGap({ negotiation, demand, as_of }: Row): Promise<string> {
  const page = `/negotiations/${negotiation}/demands/${demand}?as_of=${as_of}`;
  const { text } = await application.visitor().get(page);
  const [, words = ''] = /<dt>Gap<\/dt><dd><strong>([^<]*)<\/strong>/.exec(text) ?? [];
  return unescaped(words).replace(/[\u2066-\u2069]/g, '');
}

test('the timeline of the example draws as many movements as it counts, for a screen and for a phone', async () => {
  const path = '/negotiations/russia-ukraine/timeline?from=2025-07-01&to=2026-06-01';
  const { text } = await application.visitor().get(path);
  const [, moved, first] = /aria-label="(\d+) movements, (\d+) first records/.exec(text) ?? [];
  const counted = Number(moved) + Number(first);
  const [wide = '', narrow = ''] = text.split('chart-narrow');
  const lanes = [...wide.matchAll(/chart-lane-count[^>]*>(\d+)</g)].map(([, count]) => Number(count));
  expect(counted).toBeGreaterThan(100);
  expect(lanes.reduce((sum, count) => sum + count, 0)).toBe(counted);
  // A mark is one movement, unless a number stands below it.
  const drawn = (picture: string) =>
    [...picture.matchAll(/<a class="chart-link"[\s\S]*?<\/a>/g)].reduce((sum, [link]) => {
      const numbers = [...link.matchAll(/chart-count[^>]*>(\d+)</g)].map(([, number]) => Number(number));
      return sum + (numbers.length === 0 ? 1 : numbers.reduce((all, number) => all + number, 0));
    }, 0);
  expect([drawn(wide), drawn(narrow)]).toEqual([counted, counted]);
});

test('of the two negotiations, recorded on one day, the front page shows the one of which the latest day counts', async () => {
  const { text } = await application.visitor().get('/');
  expect(/<h1[^>]*>(.*?)<\/h1>/s.exec(text)?.[1]).toContain('Russia–Ukraine ceasefire talks');
  expect(text.split('<nav class="other-talks"')[1]).toContain('COP30 climate talks');
  // First recorded after the event since which it moved: said is from where.
  const [, moves = ''] = text.split('<ol class="front-move-list">');
  expect(unescaped((moves.split('</ol>')[0] as string).replace(/<[^>]*>/g, '')).replace(/\s+/g, ' ')).toBe(
    ' Russia on Fighting stops over Easter 2026 Rejects → Demands Reversed 9 Apr 2026 ',
  );
});

test('a position that was always the same says on which day it was said again last, also where the evidence has risen', async () => {
  const page = await application
    .visitor()
    .get('/negotiations/russia-ukraine/positions/russia/nato-renunciation');
  const words = unescaped(page.text.replace(/<[^>]*>/g, ' ')).replace(/\s+/g, ' ');
  expect(words).toContain('Last reaffirmed 15 December 2025');
  expect(words).toMatch(/and said it again 3 times, last on 15 December 2025\./);
});

test('the table to be pasted elsewhere says of what is not on the record how it is known', async () => {
  const { text } = await application.visitor().get('/negotiations/russia-ukraine?table=1');
  const table = unescaped(/<textarea id="plain-table"[^>]*>([^<]*)</.exec(text)?.[1] ?? '');
  expect(table.split('\n').find((row) => row.includes('>Ukraine cedes territory to Russia'))).toMatch(
    /<td>Demands \(reported\)<\/td><td>Rejects<\/td><td>Favours \(inferred\)<\/td>/,
  );
});
