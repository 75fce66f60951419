import type { Browser } from 'playwright-core';
import { dayOfNumber } from '../../src/domain/when.js';
import { openBrowser } from '../support/browser.js';
import { dayCount, firstDay } from './data.js';
import type { Desk } from './desk.js';
import { percentile } from './figures.js';
import { ProbedServer } from './probed-server.js';
import type { Measured } from './table.js';

const large = '/negotiations/large';
const viewport = { width: 1280, height: 900 };
const patience = 60_000;
const mostOpenings = 5;
/** In milliseconds of the processor: what the server may take for a cold matrix of up to so many cells, and of more. */
const [cellsOfWide, mostOfWide, mostOfWider] = [38 * 38, 20, 80];

/** Run in the page, which knows when it was painted only after that. */
const readings = `new Promise((resolve) => {
  new PerformanceObserver((list) => {
    const paint = list.getEntriesByName('first-contentful-paint')[0];
    if (!paint) return;
    const [navigation] = performance.getEntriesByType('navigation');
    resolve({
      painted: paint.startTime,
      loaded: navigation.loadEventEnd,
      elements: document.querySelectorAll('*').length,
      packed: navigation.encodedBodySize,
      plain: navigation.decodedBodySize,
    });
  }).observe({ type: 'paint', buffered: true });
})`;

/** What a reader’s browser measures of one page. */
interface Opening {
  /** In milliseconds after it was asked for. */
  readonly painted: number;
  readonly loaded: number;
  readonly elements: number;
  /** In bytes, as they were sent and as they were read. */
  readonly packed: number;
  readonly plain: number;
}

/** The whole matrix as a reader meets it: what the server takes to make it, and a real browser to show it. */
export async function measureInBrowser(desk: Desk, rounds: number): Promise<Measured[]> {
  const { stances, size } = desk;
  const server = new ProbedServer(desk, patience);
  const browser = await openBrowser();
  try {
    const cold = await coldCosts(server, rounds);
    const openings: Opening[] = [];
    for (let count = 0; count < Math.min(rounds, mostOpenings); count += 1)
      openings.push(await openOnce(browser, `${await server.address()}${large}`));
    const of = (name: keyof Opening) =>
      percentile(
        openings.map((opening) => opening[name]),
        0.5,
      );
    const most = size.parties * size.demands <= cellsOfWide ? mostOfWide : mostOfWider;
    return [
      {
        what: 'one cold matrix after the other, as it is',
        stances,
        figures: [{ value: percentile(cold, 0.5), unit: 'ms of the processor', most }],
      },
      {
        what: 'the matrix in a browser',
        stances,
        figures: [
          { value: of('painted'), unit: 'ms until it is painted' },
          { value: of('loaded'), unit: 'until it is loaded' },
          { value: of('elements'), unit: 'elements' },
          { value: of('packed') / 1000, unit: 'kB packed' },
          { value: of('plain') / 1000, unit: 'kB unpacked' },
        ],
      },
    ];
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** In milliseconds of the processor, each at clocks that nobody has asked for; the first few warm the code. */
async function coldCosts(server: ProbedServer, rounds: number): Promise<number[]> {
  const costs: number[] = [];
  for (let round = 0; round < 2 * rounds; round += 1) {
    const day = dayOfNumber(firstDay + dayCount - 1 - round);
    await server.reading();
    await server.ask(`${large}?as_of=${day}&known_at=${day}`, '', 'identity');
    const { processor } = await server.reading();
    if (round >= rounds) costs.push(processor);
  }
  return costs;
}

/** Opens a page in a browser that has kept nothing. */
async function openOnce(browser: Browser, url: string): Promise<Opening> {
  const context = await browser.newContext({ viewport });
  const page = await context.newPage();
  await page.goto(url, { waitUntil: 'load' });
  const opening = await page.evaluate<Opening>(readings);
  await context.close();
  return opening;
}
