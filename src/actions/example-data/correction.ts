import type { ExampleAct } from '../../data/structure/example-acts.js';
import { theServer } from '../../domain/people/actor.js';
import { correctRecord } from '../records/correct-record.js';
import { changedField, changedVersion } from './changed-version.js';
import { atFields, type Recording } from './recording.js';

export async function exampleCorrection(
  recording: Recording,
  { record, reason, changes, forAll: isForAll = false }: ExampleAct<'correction'>,
): Promise<void> {
  const { database, now } = recording;
  const version = await changedVersion(recording, record, changes);
  const correction = { ...version, reason, isForAll };
  await atFields(changedField, () => correctRecord(database, theServer, correction, now));
}
