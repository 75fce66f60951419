import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordExampleData } from '../../src/actions/example-data/record-example-data.js';
import { type Application, startApplication } from '../support/application.js';

/** What was worked out by hand from the facts and the rules, by somebody who had not seen the program's answers. */
const byHand = JSON.parse(
  readFileSync(new URL('../expected/example-by-hand.json', import.meta.url), 'utf8'),
) as { readonly cells: readonly HandCell[]; readonly demands: readonly HandDemand[] };

interface Place {
  readonly negotiation: string;
  readonly as_of: string;
  readonly demand: string;
  readonly why: string;
}

interface HandCell extends Place {
  readonly party: string;
  readonly position: string;
  /** As far as it is known. */
  readonly since: string | null;
  readonly movement: string | null;
  readonly contested: boolean;
}

interface HandDemand extends Place {
  readonly state: string;
  /** Null once the demand is past. */
  readonly gap: string | null;
  /** The parties that it needs and whose position is not known. */
  readonly missing: readonly string[];
}

type Row = Readonly<Record<string, string | number | null>>;

let application: Application;

beforeAll(async () => {
  application = await startApplication({ exampleData: false });
  application.time.now = new Date('2026-11-29T12:00:00Z');
  await recordExampleData(application.database, application.time.now);
});

afterAll(() => application.stop());

const held = new Map<string, Promise<Row[]>>();

/** The rows of a table of a negotiation on a day; each is asked for once. */
function rowsOf({ negotiation, as_of: asOf }: Place, table: string): Promise<Row[]> {
  const path = `/negotiations/${negotiation}/${table}&as_of=${asOf}`;
  const asked = held.get(path) ?? rowsAt(path);
  held.set(path, asked);
  return asked;
}

async function rowsAt(path: string): Promise<Row[]> {
  const { text } = await application.visitor().get(path);
  return (JSON.parse(text) as { readonly rows: Row[] }).rows;
}

test('each cell that was worked out by hand is as it was worked out', async () => {
  const found: object[] = [];
  for (const each of byHand.cells) {
    const rows = await rowsOf(each, 'positions.json?closed=1');
    const row = rows.find(
      ({ party_slug: party, demand_slug: demand }) => party === each.party && demand === each.demand,
    );
    const since = String(row?.since_day ?? '').slice(0, each.since?.length ?? 0);
    found.push({
      ...each,
      position: row?.position,
      since: since || null,
      movement: row?.movement,
      contested: row?.is_contested === 1,
    });
  }
  expect(found).toEqual(byHand.cells);
});

const named = (words: string | null) => words?.toLowerCase().replaceAll(' ', '_') ?? null;

test('so is each demand at each date: its state, its gap, and who is not known', async () => {
  const found: object[] = [];
  for (const { negotiation, as_of, demand } of byHand.demands) {
    const rows = await rowsOf({ negotiation, as_of, demand, why: '' }, 'demands.json?evidence=default');
    const row = rows.find(({ demand_slug: slug }) => slug === demand);
    const missing = String(row?.gap_missing ?? '')
      .split(' ')
      .filter(Boolean)
      .sort();
    found.push({ negotiation, as_of, demand, state: row?.state, gap: row?.gap, missing });
  }
  const worked = byHand.demands.map(({ negotiation, as_of, demand, state, gap, missing }) => {
    const word = named(gap === null ? null : gap.replace(' so far', '').replace('a red', 'red'));
    return { ...{ negotiation, as_of, demand, state: named(state), gap: word }, missing: missing.toSorted() };
  });
  expect(found).toEqual(worked);
});
