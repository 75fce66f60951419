import { dayOfNumber } from '../../src/domain/when.js';
import Sqlite from 'better-sqlite3';
import { startApplication } from '../support/application.js';
import { dayCount, firstDay } from './data.js';
import type { Desk } from './desk.js';
import { type Page, type Places, pagesOf } from './examples.js';
import { percentile } from './figures.js';
import { type Answer, ProbedServer, type Reading } from './probed-server.js';
import type { Measured } from './table.js';

/** For how long one address is asked at most, and how often. */
export interface PageRounds {
  readonly rounds: number;
  readonly seconds: number;
  /** Only addresses whose name holds this. */
  readonly only: string;
  /** The share of its requests for which a figure holds. */
  readonly share: number;
}

/** In milliseconds: a page’s time of the server up to 100,000 stances and above, and how long others wait. */
const [mostOfPage, mostOfPageAbove, mostPause] = [100, 250, 50];
/** The same until the first byte of a file, and of a picture that another thread draws. */
const mostToFirstByte = { file: 250, drawing: 1_000 };
const patience = 10_000;

/** How an address is asked for as nobody has asked for it before. */
interface Manner {
  readonly isReader: boolean;
  readonly query: (round: number) => string;
}

/** Clocks of their own, else a parameter that is ignored; what readers may not see, with a session. */
const manners: readonly Manner[] = [
  { isReader: true, query: clocks },
  { isReader: true, query: (round) => `utm_campaign=${round}` },
  { isReader: false, query: (round) => `utm_campaign=${round}` },
];

function clocks(round: number): string {
  const day = dayOfNumber(firstDay + dayCount - 1 - round);
  return `as_of=${day}&known_at=${day}`;
}

/** What every address costs the server without any cache. The list is that of the routes. */
export async function measurePages(desk: Desk, rounds: PageRounds): Promise<Measured[]> {
  const pages = pagesOf(await allRoutes(), placesOf(desk)).filter(({ name }) => name.includes(rounds.only));
  const server = new ProbedServer(desk, patience);
  const measuring = { server, desk, rounds };
  try {
    const manners = await mannersOf(measuring, pages);
    const measured: Measured[] = [];
    for (const page of pages) {
      const manner = manners.get(page);
      const asked = manner ? await askRepeatedly(measuring, page, manner) : null;
      measured.push({ what: page.name, stances: desk.stances, figures: figuresOf(measuring, page, asked) });
    }
    return measured;
  } finally {
    await server.stop();
  }
}

async function allRoutes(): Promise<readonly string[]> {
  const application = await startApplication({ exampleData: false });
  await application.stop();
  return application.routes;
}

function placesOf({ file, size }: Desk): Places {
  const database = new Sqlite(file, { readonly: true });
  const number = (sql: string) => database.prepare<[], number>(sql).pluck().get() ?? 0;
  const record = `SELECT min(e.sequence) FROM entries e JOIN stances s USING (sequence) WHERE e.negotiation_id = 1
    AND (SELECT count(*) FROM entries act WHERE act.record = e.sequence) = 1`;
  const corroborations = `FROM entries WHERE kind = 'corroboration' AND negotiation_id = 1`;
  const places = {
    ...size,
    updates: number('SELECT max(id) FROM updates'),
    update: number('SELECT min(id) FROM updates WHERE negotiation_id = 1 AND id > 1'),
    importPages: Math.ceil(number('SELECT count(*) FROM entries WHERE update_id = 1') / 100),
    record: number(record),
    reported: number(`${record} AND s.attribution = 'unnamed_sources'`),
    corroboration: number(`SELECT min(sequence) ${corroborations}`),
    corroborated: number(`SELECT record ${corroborations} ORDER BY sequence LIMIT 1`),
    briefing: number('SELECT min(sequence) FROM briefings'),
    reservation: number('SELECT min(sequence) FROM reservations'),
    outcome: number('SELECT min(sequence) FROM outcomes'),
    account: number('SELECT min(sequence) FROM compliance'),
  };
  database.close();
  return places;
}

interface Measuring {
  readonly server: ProbedServer;
  readonly desk: Desk;
  readonly rounds: PageRounds;
}

function urlOf({ path }: Page, { query }: Manner, round: number): string {
  return `${path}${path.includes('?') ? '&' : '?'}${query(round)}`;
}

/** How each address is asked. One that shows nothing as it is written here fails the bench before anything is measured. */
async function mannersOf(measuring: Measuring, pages: readonly Page[]): Promise<ReadonlyMap<Page, Manner>> {
  const found = new Map<Page, Manner>();
  const refused: string[] = [];
  for (const page of pages) {
    const answered = await mannerOf(measuring, page);
    if (typeof answered === 'string') refused.push(answered);
    else if (answered) found.set(page, answered);
  }
  if (refused.length === 0) return found;
  throw new Error(`Give other examples in tests/bench/examples.ts to: ${refused.join('; ')}.`);
}

/** Null if no answer came in time; the answer of an address that shows nothing. */
async function mannerOf({ server, desk }: Measuring, page: Page): Promise<Manner | string | null> {
  const refused: number[] = [];
  for (const manner of manners) {
    const answer = await server.ask(urlOf(page, manner, 0), manner.isReader ? '' : desk.admin);
    if (answer === null) return null;
    if (answer.status === 200) return manner;
    refused.push(answer.status);
  }
  return `${page.path} (${refused.join(', ')})`;
}

interface Asked {
  readonly answers: readonly Answer[];
  readonly readings: readonly Reading[];
}

async function askRepeatedly(
  { server, desk, rounds }: Measuring,
  page: Page,
  manner: Manner,
): Promise<Asked | null> {
  const [answers, readings]: [Answer[], Reading[]] = [[], []];
  await server.reading();
  const until = performance.now() + rounds.seconds * 1000;
  for (let round = 1; round <= rounds.rounds && (round === 1 || performance.now() < until); round += 1) {
    const answer = await server.ask(urlOf(page, manner, round), manner.isReader ? '' : desk.admin);
    if (answer === null) return null;
    if (answer.status !== 200)
      throw new Error(`${page.name} answered ${answer.status}: ${urlOf(page, manner, round)}`);
    answers.push(answer);
    readings.push(await server.reading());
  }
  return { answers, readings };
}

function figuresOf({ desk, rounds }: Measuring, page: Page, asked: Asked | null): Measured['figures'] {
  const most = desk.stances > 100_000 ? mostOfPageAbove : mostOfPage;
  if (!asked) return [{ value: patience, unit: 'ms and no answer', most }];
  const { answers, readings } = asked;
  const of = (values: readonly number[]) => percentile(values, rounds.share);
  const deaf = { value: of(readings.map((each) => each.pause)), unit: 'ms deaf', most: mostPause };
  const { kind } = page;
  if (kind === 'page') return [{ value: of(readings.map((each) => each.processor)), unit: 'ms', most }, deaf];
  const firstByte = of(answers.map((each) => each.firstByte));
  return [{ value: firstByte, unit: 'ms to the first byte', most: mostToFirstByte[kind] }, deaf];
}
