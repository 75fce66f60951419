import { once } from 'node:events';
import { Agent, get, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import express, { type Express } from 'express';
import { pino } from 'pino';
import { requestLog } from '../../src/web/frame/request-log.js';
import { securityHeaders } from '../../src/web/frame/security/headers.js';
import { type Application, startApplication } from '../support/application.js';
import { everythingSeen } from '../support/update-form.js';
import { percentile } from './figures.js';
import { fillNegotiation } from './large-negotiation.js';

/**
 * How fast pages are served at 100,000 stances: the repeated view of the matrix against routes that send the same
 * bytes, the first view after a publication, and search. All take turns within one run.
 *
 *     tsx tests/bench/views.ts [--stances 100000] [--rounds 20]
 */
const { values: asked } = parseArgs({
  options: { stances: { type: 'string', default: '100000' }, rounds: { type: 'string', default: '20' } },
});
const [stances, rounds, requestsInRound] = [Number(asked.stances), Number(asked.rounds), 100];
const talks = '/negotiations/large';
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

function fetchOnce(url: string): Promise<{ status: number; bytes: Buffer; milliseconds: number }> {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const request = get(url, { agent, headers: { 'accept-encoding': 'br' } }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        const milliseconds = performance.now() - started;
        resolve({ status: response.statusCode ?? 0, bytes: Buffer.concat(parts), milliseconds });
      });
    });
    request.on('error', reject);
  });
}

async function listen(app: Express): Promise<{ server: Server; address: string }> {
  const server = app.listen(0, 'localhost');
  await once(server, 'listening');
  return { server, address: `http://localhost:${(server.address() as AddressInfo).port}` };
}

/** The same bytes from a route behind the same headers and log; pages that are packed pass no compression. */
function withMiddleware(bytes: Buffer): Express {
  const app = express();
  app.disable('x-powered-by');
  const silent = new Writable({ write: (_line, _encoding, done) => done() });
  app.use(securityHeaders({ publicUrl: null }), requestLog({ logger: pino({ level: 'info' }, silent) }));
  return app.get('/', (_request, response) => {
    response.set({ 'Content-Encoding': 'br', 'Cache-Control': 'no-cache' }).type('html').send(bytes);
  });
}

function bare(bytes: Buffer): Express {
  return express().get('/', (_request, response) => {
    response.set('Content-Encoding', 'br').type('html').send(bytes);
  });
}

async function repeatedViews(application: Application): Promise<void> {
  const url = `${application.address}${talks}`;
  const { bytes, status } = await fetchOnce(url);
  if (status !== 200) throw new Error(`The matrix answered ${status}.`);
  const [same, plain] = [await listen(withMiddleware(bytes)), await listen(bare(bytes))];
  const contenders = [
    { name: 'the matrix, kept', url, times: [] as number[] },
    { name: 'same middleware, same bytes', url: `${same.address}/`, times: [] as number[] },
    { name: 'bare Express, same bytes', url: `${plain.address}/`, times: [] as number[] },
  ];
  for (let round = 0; round < rounds; round += 1) {
    for (let place = 0; place < contenders.length; place += 1) {
      const { url: target, times } = contenders[
        (round + place) % contenders.length
      ] as (typeof contenders)[number];
      for (let request = 0; request < requestsInRound; request += 1) {
        times.push((await fetchOnce(target)).milliseconds);
      }
    }
  }
  for (const { server } of [same, plain]) server.close();
  const own = percentile(contenders[0]?.times ?? [], 0.5);
  print(`Repeated view of the matrix, ${(bytes.length / 1000).toFixed(1)} kB packed`);
  for (const { name, times } of contenders) {
    const median = percentile(times, 0.5);
    print(
      `  ${name.padEnd(30)} ${median.toFixed(2)} ms   the matrix has ${(median / own).toFixed(2)} of its speed`,
    );
  }
}

async function firstViews(application: Application): Promise<void> {
  const editor = await application.signedIn('editor');
  const times: number[] = [];
  for (let turn = 0; turn < 1.5 * rounds; turn += 1) {
    const fields = {
      do: 'publish',
      key: crypto.randomUUID(),
      seen: everythingSeen,
      revision: '0',
      headline: `Update of turn ${turn}`,
      'sources.0.id': '1',
      'stances.0.party': '1',
      'stances.0.demand': '1',
      'stances.0.position': turn % 2 === 0 ? 'demands' : 'favours',
      'stances.0.attribution': 'unnamed_sources',
      'stances.0.date': '2025-08-20',
      'stances.0.summary': 'A summary.',
      'stances.0.citations.0.source': '0',
    };
    const { status } = await editor.post(`${talks}/updates`, fields);
    if (status !== 303) throw new Error(`The update was refused with ${status}.`);
    times.push((await fetchOnce(`${application.address}${talks}`)).milliseconds);
  }
  print('First view of the matrix after a publication');
  print(`  median ${percentile(times, 0.5).toFixed(1)} ms, p95 ${percentile(times, 0.95).toFixed(1)} ms`);
}

async function searches(application: Application): Promise<void> {
  const texts = [
    'ceasefire',
    'grain ports',
    'the',
    'prisoners exchange border',
    'tribunal',
    'depend',
    'sanc',
    'nothing',
  ];
  for (const order of ['newest', 'best']) {
    const times: number[] = [];
    for (let turn = 0; turn < rounds / 2; turn += 1) {
      for (const text of texts) {
        // A parameter of its own keeps the page from being answered as it was kept.
        const query = new URLSearchParams({ q: text, order, utm_campaign: `${turn}` }).toString();
        const { status, milliseconds } = await fetchOnce(`${application.address}${talks}/search?${query}`);
        if (status !== 200) throw new Error(`The search for “${text}” answered ${status}.`);
        times.push(milliseconds);
      }
    }
    print(`Search, ${order} first`);
    print(`  median ${percentile(times, 0.5).toFixed(1)} ms, p95 ${percentile(times, 0.95).toFixed(1)} ms`);
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

const application = await startApplication({ exampleData: false });
await fillNegotiation(application.file, stances);
print(`Pages over ${stances.toLocaleString('en-GB')} stances`);
await repeatedViews(application);
await firstViews(application);
await searches(application);
agent.destroy();
await application.stop();
