import type { ExampleAct } from '../../data/structure/example-acts.js';
import { theServer } from '../../domain/people/actor.js';
import { recordReservation } from '../briefings/record-reservation.js';
import type { Recording } from './recording.js';

export async function exampleReservation(
  recording: Recording,
  { party, date, source, quote, ...said }: ExampleAct<'reservation'>,
): Promise<void> {
  const { database, negotiationId, now, parties } = recording;
  const words = {
    ...{ party: parties.find(party, 'party'), date, quote },
    quoteLanguage: said.quoteLanguage ?? null,
    quoteTranslation: said.quoteTranslation ?? null,
  };
  const input = { negotiationId, words, source: await recording.choice(source, 'source') };
  await recordReservation(database, theServer, input, now);
}
