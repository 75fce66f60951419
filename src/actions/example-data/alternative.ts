import type { ExampleAct } from '../../data/structure/example-acts.js';
import { theServer } from '../../domain/people/actor.js';
import { joinQuestion } from '../structure/join-question.js';
import { atFields, type Recording } from './recording.js';

/** A demand joins a question. */
export async function exampleAlternative(
  { database, negotiationId, questions, demands, now }: Recording,
  { question: slug, demand, sense, amount }: ExampleAct<'alternative'>,
): Promise<void> {
  const question = questions.find(slug, 'question');
  const number = amount === undefined ? null : String(amount);
  const joining = { demand: demands.find(demand, 'demand'), sense: sense ?? null, number };
  await atFields(
    (field) => (field === 'number' ? 'amount' : field),
    () => joinQuestion(database, theServer, { negotiationId, question, joining }, now),
  );
}
