import type { ExampleAct } from '../../data/structure/example-acts.js';
import { theServer } from '../../domain/people/actor.js';
import { publishBriefing } from '../briefings/publish-briefing.js';
import type { Recording } from './recording.js';

export async function exampleBriefing(
  { database, negotiationId, topics, demands, now }: Recording,
  { day, text, topic, demand }: ExampleAct<'briefing'>,
): Promise<void> {
  const subject = {
    topic: topic === undefined ? null : topics.find(topic, 'topic'),
    demand: demand === undefined ? null : demands.find(demand, 'demand'),
  };
  await publishBriefing(database, theServer, { negotiationId, words: { ...subject, day, text } }, now);
}
