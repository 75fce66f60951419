import type { ExampleAct } from '../../data/structure/example-acts.js';
import { theServer } from '../../domain/people/actor.js';
import { recordOutcome } from '../outcomes/record-outcome.js';
import type { Recording } from './recording.js';

export async function exampleOutcome(
  recording: Recording,
  { id, demand, outcome, event, date, summary, citations }: ExampleAct<'outcome'>,
): Promise<void> {
  const { database, negotiationId, demands, events, now } = recording;
  const demandId = demands.find(demand, 'demand');
  const words = { outcome, event: event === undefined ? null : events.find(event, 'event'), date, summary };
  const input = { negotiationId, demandId, outcome: words, sources: await recording.cited(citations) };
  const { sequence: outcomeRecord } = await recordOutcome(database, theServer, input, now);
  recording.outcomes.set(id, { demandId, outcomeRecord });
}
