import type { ExampleAct } from '../../data/structure/example-acts.js';
import { theServer } from '../../domain/people/actor.js';
import { corroborateRecord } from '../records/corroborate-record.js';
import type { Recording } from './recording.js';

export async function exampleCorroboration(
  recording: Recording,
  { id, record: name, citation, forAll: isForAll = false }: ExampleAct<'corroboration'>,
): Promise<void> {
  const { database, negotiationId, now } = recording;
  const record = recording.records.find(name, 'record');
  const source = await recording.choice(citation.source, 'citation.source');
  const { locator = null, firstReportedBy = null } = citation;
  const input = {
    negotiationId,
    record,
    source,
    citation: { source: 0, locator, firstReportedBy },
    isForAll,
  };
  const { sequence: target } = await corroborateRecord(database, theServer, input, now);
  recording.entries.set(id, { record, target });
}
