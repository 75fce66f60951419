import type { ExampleAct } from '../../data/structure/example-acts.js';
import { theServer } from '../../domain/people/actor.js';
import { retractEntry } from '../records/retract-entry.js';
import { retractRecord } from '../records/retract-record.js';
import type { Recording } from './recording.js';

/** Of a corroboration or a denial, or of a whole record. */
export async function exampleRetraction(
  { database, negotiationId, records, entries, now }: Recording,
  { of, reason, forAll: isForAll = false }: ExampleAct<'retraction'>,
): Promise<void> {
  if (records.has(of) || !entries.has(of)) {
    const record = records.find(of, 'of');
    await retractRecord(database, theServer, { negotiationId, record, reason, isForAll }, now);
  } else {
    const { record, target } = entries.find(of, 'of');
    await retractEntry(database, theServer, { negotiationId, record, target, reason }, now);
  }
}
