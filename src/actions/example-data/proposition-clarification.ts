import type { ExampleAct } from '../../data/structure/example-acts.js';
import { theServer } from '../../domain/people/actor.js';
import { clarifyProposition } from '../clarifications/clarify-proposition.js';
import type { Recording } from './recording.js';

export async function exampleProposition(
  { database, negotiationId, demands, now }: Recording,
  { demand, words, reason }: ExampleAct<'proposition clarification'>,
): Promise<void> {
  const demandId = demands.find(demand, 'demand');
  await clarifyProposition(database, theServer, { negotiationId, demandId, words, reason }, now);
}
