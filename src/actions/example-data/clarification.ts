import type { ExampleAct } from '../../data/structure/example-acts.js';
import { theServer } from '../../domain/people/actor.js';
import { clarifyRecord } from '../records/clarify-record.js';
import { changedField, changedVersion } from './changed-version.js';
import { atFields, type Recording } from './recording.js';

export async function exampleClarification(
  recording: Recording,
  { record, reason, changes }: ExampleAct<'clarification'>,
): Promise<void> {
  const { database, now } = recording;
  const version = await changedVersion(recording, record, changes);
  await atFields(changedField, () => clarifyRecord(database, theServer, { ...version, reason }, now));
}
