import type { ExampleAct } from '../../data/structure/example-acts.js';
import { theServer } from '../../domain/people/actor.js';
import { closeStructure } from '../structure/close-structure.js';
import type { Recording } from './recording.js';

export async function exampleClosing(
  { database, negotiationId, parties, demands, questions, now }: Recording,
  { party, demand, question }: ExampleAct<'closing'>,
): Promise<void> {
  const closed = [
    ...(party === undefined ? [] : [{ noun: 'party', id: parties.find(party, 'party') } as const]),
    ...(demand === undefined ? [] : [{ noun: 'demand', id: demands.find(demand, 'demand') } as const]),
    ...(question === undefined
      ? []
      : [{ noun: 'question', id: questions.find(question, 'question') } as const]),
  ];
  for (const each of closed) await closeStructure(database, theServer, { ...each, negotiationId }, now);
}
