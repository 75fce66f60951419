import type { Database, Transaction } from '../../data/engine/database.js';
import { type ExampleFile, exampleFiles, readExampleFile } from '../../data/structure/example-data.js';
import { theServer } from '../../domain/people/actor.js';
import { createNegotiation } from '../structure/create-negotiation.js';
import { namesOfAct, recordAct } from './acts.js';
import { Recording } from './recording.js';
import { recordStructure } from './structure.js';

/**
 * Records the example data through the same actions that editors use, each with its own audit entry; the server is the
 * actor. For an empty database only. Throws an Error that says what is wrong with a file, and on which line.
 */
export async function recordExampleData(
  database: Database,
  now: Date,
  files: readonly URL[] = exampleFiles,
): Promise<void> {
  const read = await Promise.all(files.map(readExampleFile));
  // One transaction for everything: a start that is interrupted leaves the database empty, not half filled.
  await database.write(async (tx) => {
    for (const file of read) await recordFile(database, tx, file, now);
  });
}

async function recordFile(database: Database, tx: Transaction, file: ExampleFile, now: Date): Promise<void> {
  const within: Database = { ...database, read: tx, write: (fn) => fn(tx) };
  const { negotiation, acts } = file.data;
  const { id } = await createNegotiation(within, theServer, { fields: negotiation }, now);
  const recording = new Recording(within, tx, file, id, now);
  await recordStructure(recording);
  for (const [index, act] of acts.entries())
    await recording.attempt(
      ['acts', index],
      () => recordAct(recording, act),
      () => {
        for (const name of namesOfAct(act)) refuseName(recording, name);
      },
    );
  recording.requireAll();
}

/** The keys of the acts of a file are all different. */
function refuseName({ updates, records, entries, outcomes }: Recording, name: string): void {
  for (const named of [updates, records, entries, outcomes]) named.refuse(name);
}
