import type { ExampleAct } from '../../data/structure/example-acts.js';
import { theServer } from '../../domain/people/actor.js';
import { recordCompliance } from '../compliance/record-compliance.js';
import type { Recording } from './recording.js';

/** What a party says on whether an outcome was kept. */
export async function exampleAccount(
  recording: Recording,
  { outcome, citations, ...said }: ExampleAct<'account'>,
): Promise<void> {
  const { database, negotiationId, now, parties } = recording;
  const place = recording.outcomes.find(outcome, 'outcome');
  const party = parties.find(said.party, 'party');
  const accountBy = said.accountBy === undefined ? null : parties.find(said.accountBy, 'accountBy');
  const account = {
    ...{ party, accountBy, claim: said.claim, date: said.date, attribution: said.attribution },
    about: said.about === undefined ? null : parties.find(said.about, 'about'),
    speaker: said.speaker === undefined ? null : recording.speaker(said.speaker, [party, accountBy]),
    quote: said.quote ?? null,
    quoteLanguage: said.quoteLanguage ?? null,
    quoteTranslation: said.quoteTranslation ?? null,
  };
  const input = { negotiationId, ...place, account, sources: await recording.cited(citations) };
  await recordCompliance(database, theServer, input, now);
}
