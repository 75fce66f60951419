import { parseArgs } from 'node:util';
import { dayOfNumber } from '../../src/domain/when.js';
import { signedIn, startApplication } from '../support/application.js';
import { createTestDatabase } from '../support/database.js';
import { percentile } from './figures.js';
import { dayCount, firstDay } from './large-log.js';
import { fillNegotiation } from './large-negotiation.js';
import { type Page, pagesOf } from './page-list.js';
import { type Answer, longestPauseOf, PatientServer } from './patient-server.js';

/**
 * What every address that is read costs over a large log, past every cache: each request has clocks or a parameter of
 * its own. The list is that of the routes, so that no new page can be forgotten; besides times there is the longest
 * that anybody else waited meanwhile, and for how long the server had a processor for one answer, which says more on a
 * busy machine.
 *
 *     tsx tests/bench/pages.ts [--stances 100000] [--parties 12] [--demands 30] [--rounds 10] [--seconds 5]
 *                              [--patience 20] [--only <part of a name>]
 *
 * `seconds` for one address; `patience` until an answer is no longer waited for.
 */
const { values: asked } = parseArgs({
  options: {
    stances: { type: 'string', default: '100000' },
    parties: { type: 'string', default: '12' },
    demands: { type: 'string', default: '30' },
    rounds: { type: 'string', default: '10' },
    seconds: { type: 'string', default: '5' },
    patience: { type: 'string', default: '20' },
    only: { type: 'string', default: '' },
  },
});
const [stances, rounds] = [Number(asked.stances), Number(asked.rounds)];
const size = { parties: Number(asked.parties), demands: Number(asked.demands) };

/** How an address is asked so that nobody has asked it before. */
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

function urlOf({ path }: Page, { query }: Manner, round: number): string {
  return `${path}${path.includes('?') ? '&' : '?'}${query(round)}`;
}

async function measure(server: PatientServer, page: Page): Promise<void> {
  const refused: number[] = [];
  for (const manner of manners) {
    const first = await server.ask(urlOf(page, manner, 0), manner.isReader);
    if (first === null) return print(page, manner, `no answer within ${asked.patience} s`);
    if (first.status === 200) return measureRepeated(server, page, manner);
    refused.push(first.status);
    // Only what needs a session is asked with one.
    if (manner === manners[1] && ![303, 403].includes(first.status))
      throw new Error(`${page.name} answered ${first.status}: ${page.path}`);
  }
  print(page, manners[2] as Manner, `answers ${refused.at(-1)}`);
}

async function measureRepeated(server: PatientServer, page: Page, manner: Manner): Promise<void> {
  const answers: Answer[] = [];
  const pauses = longestPauseOf(await server.address());
  const spentBefore = server.spent;
  const until = performance.now() + Number(asked.seconds) * 1000;
  for (let round = 1; round <= rounds && (round === 1 || performance.now() < until); round += 1) {
    const url = urlOf(page, manner, round);
    const answer = await server.ask(url, manner.isReader);
    if (answer === null) break;
    if (answer.status !== 200) throw new Error(`${page.name} answered ${answer.status}: ${url}`);
    answers.push(answer);
  }
  const spent = (server.spent - spentBefore) / Math.max(1, answers.length);
  const pause = await pauses.stop();
  const of = (share: number, name: 'milliseconds' | 'firstByte') => {
    const times = answers.map((answer) => answer[name]);
    return percentile(times, share).toFixed(0).padStart(6);
  };
  const kilobytes = Math.ceil((answers[0]?.bytes ?? 0) / 1000).toLocaleString('en-GB');
  const times = `processor ${spent.toFixed(0).padStart(5)}  p50 ${of(0.5, 'milliseconds')}  p95 ${of(0.95, 'milliseconds')}  first byte ${of(0.95, 'firstByte')} ms`;
  print(page, manner, `${times}  others ${pause.toFixed(0).padStart(5)} ms  ${kilobytes.padStart(7)} kB`);
}

function print({ name }: Page, { isReader }: Manner, figures: string): void {
  process.stdout.write(`${isReader ? ' ' : '·'} ${name.padEnd(48)} ${figures}\n`);
}

async function allRoutes(): Promise<readonly string[]> {
  const application = await startApplication({ exampleData: false });
  await application.stop();
  return application.routes;
}

const base = await createTestDatabase();
await fillNegotiation(base.file, stances, size);
const updates = await base.database.read.update.count();
const importPages = Math.ceil((await base.database.read.entry.count({ where: { updateId: 1 } })) / 100);
const { cookie } = await signedIn(base, '', 'admin', new Date());
await base.database.close();
const server = new PatientServer(base, cookie, Number(asked.patience) * 1000);
process.stdout.write(
  `Every address over ${stances.toLocaleString('en-GB')} stances; “others”: the longest that /healthz took meanwhile; · with a session\n`,
);
try {
  for (const page of pagesOf(await allRoutes(), { ...size, updates, importPages }))
    if (page.name.includes(asked.only)) await measure(server, page);
} finally {
  await server.stop();
}
