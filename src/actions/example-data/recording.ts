import type { Database, Transaction } from '../../data/engine/database.js';
import { type ExampleFile, type ExampleProblem, refusalOf } from '../../data/structure/example-data.js';
import { findSameSource } from '../../data/structure/sources.js';
import { Conflict, InvalidInput, NotFound } from '../../domain/errors.js';
import type { PartyId, Sequence } from '../../domain/identifiers.js';
import { isolating } from '../../domain/isolation.js';
import type { PathInJson } from '../../domain/lines-in-json.js';
import type { CitedChoice } from '../../domain/log/act-sources.js';
import type { SourceChoice } from '../../domain/log/update.js';
import type { NewSource } from '../../domain/structure/new-source.js';
import type { CompliancePlace } from '../compliance/compliance-rules.js';

/** Thrown where something names what was itself refused, which is said there. */
class NamesRefused extends Error {}

/** What the names of a file stand for, of one noun. */
export class Named<Value> {
  readonly #values = new Map<string, Value | null>();

  constructor(readonly noun: string) {}

  set(name: string, value: Value): void {
    this.#values.set(name, value);
  }

  /** Notes that there is none because it was refused. */
  refuse(name: string): void {
    this.#values.set(name, null);
  }

  has(name: string): boolean {
    return this.#values.has(name);
  }

  /** Throws InvalidInput at the field if the file has none of that name, or has it only later. */
  find(name: string, field: string): Value {
    const value = this.#values.get(name);
    if (value === null) throw new NamesRefused();
    if (value !== undefined) return value;
    const message = isolating`Before this, the file has no ${this.noun} “${name}”.`;
    throw new InvalidInput([{ field, message }]);
  }
}

/** A file of example data while it is recorded: what its names stand for so far, and what was wrong. */
export class Recording {
  readonly topics = new Named<number>('topic');
  readonly parties = new Named<PartyId>('party');
  readonly demands = new Named<number>('demand');
  readonly questions = new Named<number>('question');
  readonly events = new Named<number>('event');
  readonly sources = new Named<NewSource>('source');
  /** By the party’s id and the name. */
  readonly speakers = new Named<number>('speaker of this party called');
  readonly updates = new Named<number>('update');
  readonly records = new Named<Sequence>('record');
  /** Corroborations and denials. */
  readonly entries = new Named<{ readonly record: Sequence; readonly target: Sequence }>('entry');
  readonly outcomes = new Named<CompliancePlace>('outcome');
  readonly #problems: ExampleProblem[] = [];

  constructor(
    readonly database: Database,
    readonly tx: Transaction,
    readonly file: ExampleFile,
    readonly negotiationId: number,
    readonly now: Date,
  ) {}

  /** Goes on if it is refused, so that everything wrong with a file is said at once. */
  async attempt(path: PathInJson, record: () => Promise<void>, onRefusal: () => void): Promise<void> {
    try {
      await record();
    } catch (error) {
      if (error instanceof InvalidInput)
        this.#problems.push(
          ...error.problems.map(({ field, message }) => ({ path: [...path, ...stepsOf(field)], message })),
        );
      else if (error instanceof Conflict || error instanceof NotFound)
        this.#problems.push({ path, message: error.message });
      else if (!(error instanceof NamesRefused)) throw error;
      onRefusal();
    }
  }

  /** The same of something that has a name. */
  make<Value>(
    named: Named<Value>,
    name: string,
    path: PathInJson,
    record: () => Promise<Value>,
  ): Promise<void> {
    const made = async () => named.set(name, await record());
    return this.attempt(path, made, () => named.refuse(name));
  }

  /** Throws an Error with everything that was refused. */
  requireAll(): void {
    if (this.#problems.length > 0) throw refusalOf(this.file, this.#problems);
  }

  /** The speaker of one of these parties who has the name. */
  speaker(name: string, parties: readonly (PartyId | null)[]): number {
    const keys = parties.map((party) => speakerKey(party, name));
    const known = keys.find((key) => this.speakers.has(key));
    if (known !== undefined) return this.speakers.find(known, 'speaker');
    const message = isolating`The file has no speaker “${name}” of this party.`;
    throw new InvalidInput([{ field: 'speaker', message }]);
  }

  /** The source as it is on record, or as it is to be recorded. */
  async choice(id: string, field: string): Promise<SourceChoice> {
    const source = this.sources.find(id, field);
    return (await findSameSource(this.tx, source))?.id ?? source;
  }

  async choices(ids: readonly string[], field: string): Promise<SourceChoice[]> {
    const found: SourceChoice[] = [];
    for (const id of ids) found.push(await this.choice(id, field));
    return found;
  }

  /** The sources of something that is published by itself. */
  async cited(
    citations: readonly { readonly source: string; readonly locator?: string | undefined }[],
  ): Promise<CitedChoice[]> {
    const found: CitedChoice[] = [];
    for (const [index, { source, locator = null }] of citations.entries())
      found.push({ source: await this.choice(source, `citations.${index}.source`), locator });
    return found;
  }
}

export function speakerKey(party: PartyId | null, name: string): string {
  return `${party} ${name}`;
}

/** Does it with every problem at the field that the file calls so. */
export async function atFields<Result>(
  fieldOf: (field: string) => string,
  act: () => Result | Promise<Result>,
): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    throw new InvalidInput(error.problems.map(({ field, message }) => ({ field: fieldOf(field), message })));
  }
}

/** `stances.2.date` as the steps that lead there. */
function stepsOf(field: string): (string | number)[] {
  return field.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}
