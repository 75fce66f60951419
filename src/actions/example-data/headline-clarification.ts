import type { ExampleAct } from '../../data/structure/example-acts.js';
import { theServer } from '../../domain/people/actor.js';
import { clarifyHeadline } from '../clarifications/clarify-headline.js';
import type { Recording } from './recording.js';

export async function exampleHeadline(
  { database, negotiationId, updates, now }: Recording,
  { update, words, reason }: ExampleAct<'headline clarification'>,
): Promise<void> {
  const updateId = updates.find(update, 'update');
  await clarifyHeadline(database, theServer, { negotiationId, updateId, words, reason }, now);
}
