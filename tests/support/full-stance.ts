import { logUpdate } from '../../src/actions/updates/log-update.js';
import type { Database } from '../../src/data/engine/database.js';
import type { Sequence } from '../../src/domain/identifiers.js';
import type { NewStance } from '../../src/domain/log/new-stance.js';
import { theServer } from '../../src/domain/people/actor.js';
import { fullStance, newSource } from '../domain/update-builder.js';
import { exampleRecordedAt } from './database.js';

/** Publishes a stance that says something in every field, over the example data. */
export async function publishFullStance(
  database: Database,
): Promise<{ readonly published: NewStance; readonly sequence: Sequence }> {
  const { read } = database;
  const rubio = await read.speaker.findFirstOrThrow({ where: { name: 'Marco Rubio' } });
  const ukraine = await read.party.findFirstOrThrow({ where: { slug: 'ukraine' } });
  const demand = await read.demand.findFirstOrThrow({ where: { slug: 'crimea' } });
  const about = { party: ukraine.id, demand: demand.id, accountBy: rubio.partyId, speaker: rubio.id };
  const published = fullStance(about);
  const words = { headline: 'Every field', sources: [newSource()], stances: [published] };
  const articleText = `An article of some length says: “${published.quote}” `.repeat(4);
  const update = { ...words, idempotencyKey: 'every-field', articleText };
  const input = { negotiationId: 1, update, seen: null };
  await logUpdate(database, theServer, input, exampleRecordedAt);
  const { sequence } = await read.stance.findFirstOrThrow({ orderBy: { sequence: 'desc' } });
  return { published, sequence };
}
