import type { ExampleAct } from '../../data/structure/example-acts.js';
import { theServer } from '../../domain/people/actor.js';
import { denyRecord } from '../records/deny-record.js';
import { requireRecord } from '../records/record-versions.js';
import type { Recording } from './recording.js';

export async function exampleDenial(
  recording: Recording,
  { id, record: name, citation, forAll: isForAll = false, ...said }: ExampleAct<'denial'>,
): Promise<void> {
  const { database, tx, negotiationId, now } = recording;
  const record = recording.records.find(name, 'record');
  const source = await recording.choice(citation.source, 'citation.source');
  const { stance } = await requireRecord(tx, negotiationId, record);
  const denial = {
    date: said.date,
    attribution: said.attribution,
    speaker: said.speaker === undefined ? null : recording.speaker(said.speaker, [stance.party]),
    speakerRole: said.speakerRole ?? null,
    quote: said.quote ?? null,
    quoteLanguage: said.quoteLanguage ?? null,
    quoteTranslation: said.quoteTranslation ?? null,
  };
  const { locator = null, firstReportedBy = null } = citation;
  const place = { negotiationId, record, source, citation: { source: 0, locator, firstReportedBy } };
  const { sequence: target } = await denyRecord(database, theServer, { ...place, denial, isForAll }, now);
  recording.entries.set(id, { record, target });
}
