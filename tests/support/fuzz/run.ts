import fc from 'fast-check';
import { expect } from 'vitest';
import { type Application, startApplication } from '../application.js';
import { type RawAnswer, sendRaw } from '../raw-request.js';
import { faultsOf, isTurnedAway } from './faults.js';
import type { FuzzGround } from './ground.js';
import { type FuzzedRequest, rawRequestOf, requestsTo } from './requests.js';

const people = ['visitor', 'admin'] as const;
type Person = (typeof people)[number];

export interface FuzzCounts {
  sent: number;
  /** Refused for who somebody is, or for where the form came from. */
  turnedAway: number;
  /** Done as requested: a page, a file, a redirection. */
  answered: number;
  /** How often a route's own handler was reached. */
  reached: number;
  /** How many requests went to routes whose handler was reached at all: those that this person may use. */
  sentToOpen: number;
}

/** The result of a run: the application as it is then, and the counts by who asked. */
export interface FuzzRun {
  readonly application: Application;
  readonly counts: Readonly<Record<Person, FuzzCounts>>;
  /** The routes whose handler an admin did not reach. */
  readonly missed: readonly string[];
}

/**
 * Sends that many requests to every route, as a visitor and as an admin, of an application that serves a copy of the
 * ground; throws at the first answer with a fault, naming the request. The caller stops the application.
 */
export async function fuzz(
  ground: FuzzGround,
  { seed, runs }: { seed: number; runs: number },
): Promise<FuzzRun> {
  const application = await startApplication({ template: ground.template });
  const counts = { visitor: noCounts(), admin: noCounts() };
  const routes = [...application.routes].sort((one, other) => harmOf(one) - harmOf(other));
  for (const person of people) {
    application.reached.clear();
    const each = person === 'admin' ? runs : Math.ceil(runs / 2);
    for (const route of routes) {
      const property = fc.asyncProperty(requestsTo(route, ground), async (request) => {
        const answer = await send(application, ground, person, request);
        count(counts[person], answer);
      });
      await fc.assert(property, { seed: seedOf(route, seed), numRuns: each, endOnFailure: true });
    }
    counts[person].sentToOpen = application.reached.size * each;
    counts[person].reached = [...application.reached.values()].reduce((sum, times) => sum + times, 0);
  }
  return { application, counts, missed: routes.filter((route) => !application.reached.has(route)) };
}

/** A seed of its own for each route, so that one more route changes nothing for the others. */
function seedOf(route: string, seed: number): number {
  return Buffer.from(route).reduce((sum, byte) => (sum * 31 + byte) % 1_000_003, seed);
}

function noCounts(): FuzzCounts {
  return { sent: 0, turnedAway: 0, answered: 0, reached: 0, sentToOpen: 0 };
}

function count(counts: FuzzCounts, answer: RawAnswer): void {
  counts.sent += 1;
  if (isTurnedAway(answer)) counts.turnedAway += 1;
  if (answer.status < 400) counts.answered += 1;
}

/** Later come the routes that take something from those before: names, the negotiation, the session. */
function harmOf(route: string): number {
  if (route.startsWith('GET')) return 0;
  if (isPersonal(route)) return 4;
  if (/:negotiation\/(close|hide|edit)$/.test(route)) return 3;
  return /(edit|close|discard)$/.test(route) ? 2 : 1;
}

/** May end the session that it comes from. */
function isPersonal(route: string): boolean {
  return /^POST \/(sign-|set-up|invitations|account|confirm|people)/.test(route);
}

async function send(
  application: Application,
  ground: FuzzGround,
  person: Person,
  request: FuzzedRequest,
): Promise<RawAnswer> {
  const cookie = person === 'admin' ? await cookieOf(application, ground, request) : null;
  const lines = application.log.length;
  const answer = await sendRaw(application.address, rawRequestOf(request, application.address, cookie));
  const failures = application.log.slice(lines).filter((line) => line.includes('"request failed"'));
  expect({ faults: [...faultsOf(answer, application.address), ...failures], request }).toEqual({
    faults: [],
    request,
  });
  return answer as RawAnswer;
}

async function cookieOf(
  application: Application,
  ground: FuzzGround,
  { route }: FuzzedRequest,
): Promise<string> {
  return isPersonal(route) ? (await application.signedIn('admin')).cookie : ground.cookie;
}

/** Reads every page of the ground, as a visitor and as an admin: what was typed into forms meanwhile stands on them. */
export async function readEveryPage({ application }: FuzzRun, { pages }: FuzzGround): Promise<void> {
  const { cookie } = await application.signedIn('admin');
  for (const page of pages) {
    for (const headers of [{}, { cookie }]) {
      const answer = await sendRaw(application.address, {
        method: 'GET',
        path: encodeURI(page),
        headers,
        body: null,
      });
      expect({ page, faults: faultsOf(answer, application.address) }).toEqual({ page, faults: [] });
    }
  }
}
