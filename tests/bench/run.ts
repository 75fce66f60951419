import { execFileSync } from 'node:child_process';
import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { measureInBrowser } from './browser.js';
import { demandCount, partyCount } from './data.js';
import { type Desk, makeDesk, removeDesk } from './desk.js';
import { measureDatabases } from './databases.js';
import { measureEditors } from './editors.js';
import { measureExports } from './exports.js';
import { measureImport } from './import.js';
import { measureMemory } from './memory.js';
import { measurePages } from './pages.js';
import { measureStart } from './start.js';
import { isMissed, type Measured, tableOf } from './table.js';
import { measureViews } from './views.js';

/**
 * Measures the program over logs of several sizes and prints one table, in Markdown.
 *
 *     npm run bench -- [sizes…] [--parts pages,exports] [--matrix 12x30] [--rounds 20] [--seconds 20] [--only <text>] [--share 0.95]
 *
 * The sizes are numbers of stances, at first 1,000 and 100,000. `rounds` are those of each address; `seconds` those in
 * which editors publish; `only` keeps the addresses whose name holds a text;
 * `share` is that of the requests for which the figure of an address holds: 0.5 tells more where the machine is busy.
 */
const { values: asked, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    parts: { type: 'string', default: 'memory,start,views,browser,exports,pages,editors,databases,import' },
    matrix: { type: 'string', default: `${partyCount}x${demandCount}` },
    rounds: { type: 'string', default: '20' },
    seconds: { type: 'string', default: '20' },
    only: { type: 'string', default: '' },
    share: { type: 'string', default: '0.95' },
  },
});
const sizes = positionals.length > 0 ? positionals.map(Number) : [1_000, 100_000];
const [parties = partyCount, demands = demandCount] = asked.matrix.split('x').map(Number);
const [rounds, seconds] = [Number(asked.rounds), Number(asked.seconds)];

/** What is measured of each desk in turn; what writes to it comes last. */
const parts: Readonly<Record<string, (desk: Desk, empty: Desk) => Promise<Measured[]>>> = {
  memory: (desk) => measureMemory(desk),
  start: (desk, empty) => measureStart(desk, empty, rounds, seconds / 4),
  views: (desk) => measureViews(desk, rounds),
  browser: (desk) => measureInBrowser(desk, rounds),
  exports: (desk) => measureExports(desk, rounds),
  pages: (desk) =>
    measurePages(desk, { rounds, seconds: seconds / 10, only: asked.only, share: Number(asked.share) }),
  editors: (desk) => measureEditors(desk, seconds),
  databases: (desk) => measureDatabases(desk, rounds, seconds),
  import: (desk) => measureImport(desk),
};

const chosen = asked.parts.split(',');
const unknown = chosen.filter((part) => !parts[part]);
if (unknown.length > 0) throw new Error(`No part is called ${unknown.join(', ')}.`);

const measured: Measured[] = [];
const empty = await timed('an empty desk', () => makeDesk(0, { parties, demands }));
for (const stances of sizes) {
  const title = stances.toLocaleString('en-GB');
  const desk = await timed(`${title} stances`, () => makeDesk(stances, { parties, demands }));
  for (const [part, measure] of Object.entries(parts))
    if (chosen.includes(part))
      measured.push(...(await timed(`${title}: ${part}`, () => measure(desk, empty))));
  removeDesk(desk);
}
removeDesk(empty);
process.stdout.write(`${machine()}\n\n${tableOf(measured)}\n\n${summary()}\n`);

/** Prints on standard error how long something took. */
async function timed<Result>(what: string, work: () => Promise<Result>): Promise<Result> {
  const begun = performance.now();
  const result = await work();
  process.stderr.write(`${what}: ${((performance.now() - begun) / 1000).toFixed(1)} s\n`);
  return result;
}

function machine(): string {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  const load = loadavg()[0]?.toFixed(1);
  return `${availableParallelism()} processors, Node ${process.versions.node}, commit ${commit}, matrix of ${parties} × ${demands}, load at the end ${load}`;
}

function summary(): string {
  const figures = measured
    .flatMap((each) => each.figures)
    .filter(({ most, least }) => (most ?? least) !== undefined);
  return `${figures.filter(isMissed).length} of ${figures.length} figures miss their target.`;
}
