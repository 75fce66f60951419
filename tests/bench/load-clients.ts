// Run as a process of its own by load.ts, so that the cost of asking is not counted as the server's: it is sent a plan,
// and sends back what it has measured.
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { utcDay } from '../../src/domain/when.js';
import { demandCount, partyCount } from './data.js';
import type { LoadMessage, LoadPlan, LoadReport } from './load-plan.js';

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

const talks = '/negotiations/large';
const pages = [
  { name: 'matrix', path: talks },
  { name: 'position', path: `${talks}/positions/party-1/demand-1` },
  { name: 'changes', path: `${talks}/changes` },
];

/** One browser with a connection of its own. */
class Client {
  readonly #agent = new Agent({ keepAlive: true });

  constructor(
    private readonly address: string,
    private readonly headers: Readonly<Record<string, string>>,
  ) {}

  get(path: string): Promise<Answer> {
    return this.insist('GET', path);
  }

  post(path: string, fields: Readonly<Record<string, string>>): Promise<Answer> {
    return this.insist('POST', path, new URLSearchParams(fields).toString());
  }

  /** As browsers do, asks once more on a new connection if the server has closed an idle one. */
  private insist(method: string, path: string, form?: string): Promise<Answer> {
    return this.send(method, path, form).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNRESET') return this.send(method, path, form, false);
      throw error;
    });
  }

  close(): void {
    this.#agent.destroy();
  }

  private send(
    method: string,
    path: string,
    form?: string,
    agent: Agent | false = this.#agent,
  ): Promise<Answer> {
    const typed = form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' };
    const headers = { ...this.headers, ...typed };
    return new Promise((resolve, reject) => {
      const sent = request(`${this.address}${path}`, { method, agent, headers }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => {
          const text = Buffer.concat(parts).toString();
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
        });
        response.on('error', reject);
      });
      sent.on('error', reject);
      sent.end(form);
    });
  }
}

/** Somebody who has opened the form and sends it over and over, about cells of their own. */
class Editor {
  readonly #client: Client;
  #form = { csrf: '', seen: '' };
  #sent = 0;

  constructor(
    { addresses, editors }: LoadPlan,
    private readonly index: number,
  ) {
    const cookie = editors[index] as string;
    const address = addresses[index % addresses.length] as string;
    this.#client = new Client(address, { cookie, origin: address });
  }

  /** As a browser opens it: all that is published meanwhile comes after what was seen. */
  async openForm(): Promise<void> {
    const { headers } = await this.#client.get(`${talks}/updates/new`);
    const { text } = await this.#client.get(String(headers.location));
    this.#form = { csrf: fieldIn(text, 'csrf'), seen: fieldIn(text, 'seen') };
  }

  /** One stance, then two, and so on, each with a source that is new. */
  publish(): Promise<Answer> {
    this.#sent += 1;
    return this.#client.post(`${talks}/updates`, {
      ...this.#form,
      do: 'publish',
      key: randomUUID(),
      revision: '0',
      headline: `Report ${this.#sent} of desk ${this.index + 1}`,
      'sources.0.url': `https://example.org/desk-${this.index + 1}/report-${this.#sent}`,
      'sources.0.outlet': 'An agency',
      'sources.0.title': `Report ${this.#sent}`,
      'sources.0.publishedDate': utcDay(new Date()),
      ...this.stance(0),
      ...(this.#sent % 2 === 0 && this.stance(1)),
    });
  }

  close(): void {
    this.#client.close();
  }

  private stance(row: number): Record<string, string> {
    const cells = Math.floor((partyCount * demandCount) / 20);
    const cell = this.index + 20 * ((2 * this.#sent + row) % cells);
    const fields = {
      party: String(1 + (cell % partyCount)),
      demand: String(1 + Math.floor(cell / partyCount)),
      position: this.#sent % 3 === 0 ? 'demands' : 'favours',
      attribution: 'unnamed_sources',
      date: utcDay(new Date()),
      summary: `The delegation holds to it, says report ${this.#sent}.`,
      'citations.0.source': '0',
    };
    const named = Object.entries(fields).map(([name, value]) => [`stances.${row}.${name}`, value]);
    return Object.fromEntries(named) as Record<string, string>;
  }
}

function fieldIn(text: string, name: string): string {
  const value = new RegExp(`name="${name}" value="([^"]+)"`).exec(text)?.[1];
  if (value === undefined) throw new Error(`The form has no field “${name}”.`);
  return value;
}

/** Sends requests when they are due, whether or not those before have been answered. */
class Schedule {
  readonly #measured = new Map<string, { milliseconds: number[]; refusals: string[] }>();
  readonly #lateness: number[] = [];
  readonly #begun = performance.now();

  /** In milliseconds from the beginning. */
  get now(): number {
    return performance.now() - this.#begun;
  }

  /** @param due in milliseconds from the beginning */
  async at(due: number, name: string, status: number, send: () => Promise<Answer>): Promise<void> {
    const dueAt = this.#begun + due;
    await wait(Math.max(0, dueAt - performance.now()));
    this.#lateness.push(performance.now() - dueAt);
    const kind = this.#measured.get(name) ?? { milliseconds: [], refusals: [] };
    this.#measured.set(name, kind);
    try {
      const answer = await send();
      kind.milliseconds.push(performance.now() - dueAt);
      if (answer.status !== status) kind.refusals.push(String(answer.status));
    } catch (error) {
      kind.refusals.push(String(error));
    }
  }

  report(): LoadReport {
    const measured = [...this.#measured].map(([name, kind]) => ({ name, ...kind }));
    return { measured, lateness: this.#lateness };
  }
}

async function load(plan: LoadPlan): Promise<LoadReport> {
  const editors = plan.editors.map((_cookie, index) => new Editor(plan, index));
  const readers = Array.from(
    { length: plan.readers },
    (_, index) =>
      new Client(plan.addresses[index % plan.addresses.length] as string, { 'accept-encoding': 'br' }),
  );
  for (const editor of editors) await editor.openForm();
  // What is measured is a server at work, with its code compiled and its statements prepared.
  await run(plan, editors, readers, plan.warmingSeconds);
  const report = await run(plan, editors, readers, plan.seconds);
  for (const client of [...editors, ...readers]) client.close();
  return report;
}

async function run(
  plan: LoadPlan,
  editors: readonly Editor[],
  readers: readonly Client[],
  seconds: number,
): Promise<LoadReport> {
  const schedule = new Schedule();
  process.send?.('begin' satisfies LoadMessage);
  const requests: Promise<void>[] = [];
  if (plan.pace === 'one after the other')
    requests.push(...editors.map((editor) => publishOneAfterTheOther(schedule, editor, seconds)));
  for (let second = 0; plan.pace === 'one a second' && second < seconds; second += 1) {
    // Editors do not take turns: each publishes at any moment of the second.
    for (const editor of editors) {
      const due = 1000 * (second + Math.random());
      requests.push(schedule.at(due, 'publication', 303, () => editor.publish()));
    }
  }
  for (let index = 0; index < seconds * plan.pagesPerSecond; index += 1) {
    const reader = readers[index % readers.length] as Client;
    const { name, path } = pages[index % pages.length] as (typeof pages)[number];
    requests.push(schedule.at((1000 * index) / plan.pagesPerSecond, name, 200, () => reader.get(path)));
  }
  await Promise.all(requests);
  return schedule.report();
}

async function publishOneAfterTheOther(schedule: Schedule, editor: Editor, seconds: number): Promise<void> {
  while (schedule.now < 1000 * seconds)
    await schedule.at(schedule.now, 'publication', 303, () => editor.publish());
}

const [plan] = (await once(process, 'message')) as [LoadPlan];
process.send?.((await load(plan)) satisfies LoadMessage);
process.disconnect();
