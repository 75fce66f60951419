import { outcomesOfUpdate } from '../../data/log/records.js';
import type { ExampleAct, ExampleStance } from '../../data/structure/example-acts.js';
import type { Sequence } from '../../domain/identifiers.js';
import type { NewStance } from '../../domain/log/new-stance.js';
import type { NewUpdate } from '../../domain/log/update.js';
import { theServer } from '../../domain/people/actor.js';
import { logUpdate } from '../updates/log-update.js';
import { atFields, type Recording } from './recording.js';
import { citationsOf, nothingSaid, sourcesOf, valuesSaid } from './stance-words.js';

/** A stance of one party, as it is to be recorded. */
interface WrittenStance {
  /** By which acts name its record. */
  readonly name: string;
  readonly party: string;
  /** Its place in the file. */
  readonly place: number;
  readonly stance: ExampleStance;
}

/** One for each party of what several gave in the same words. */
export function writtenStances({ stances }: ExampleAct<'update'>): WrittenStance[] {
  return stances.flatMap((stance, place) =>
    (stance.parties ?? [stance.party ?? '']).map((party) => ({
      ...{ party, place, stance },
      name: stance.parties ? `${stance.id}/${party}` : stance.id,
    })),
  );
}

export async function exampleUpdate(recording: Recording, act: ExampleAct<'update'>): Promise<void> {
  const { database, tx, negotiationId, now, file } = recording;
  const written = writtenStances(act);
  const cited = sourcesOf(written.flatMap(({ stance }) => stance.citations));
  const stances: NewStance[] = [];
  for (const each of written)
    stances.push(
      await atFields(
        (field) => `stances.${each.place}.${field}`,
        () => newStance(recording, each, cited),
      ),
    );
  const update: NewUpdate = {
    headline: act.headline,
    sources: await recording.choices(cited, 'stances'),
    stances,
    idempotencyKey: `${file.data.negotiation.slug} ${act.id}`,
  };
  const { updateId } = await atFields(
    (field) => field.replace(/^stances\.(\d+)/, (_, index) => `stances.${written[Number(index)]?.place}`),
    () => logUpdate(database, theServer, { negotiationId, update, seen: null }, now),
  );
  recording.updates.set(act.id, updateId);
  const records = await outcomesOfUpdate(tx, updateId);
  for (const [index, { name }] of written.entries())
    recording.records.set(name, records[index]?.record as Sequence);
}

function newStance(
  recording: Recording,
  { party, stance }: WrittenStance,
  cited: readonly string[],
): NewStance {
  const { id: _id, parties: _parties, jointly = null, citations, ...said } = stance;
  const values = valuesSaid(recording, { ...said, party }, { party: null, accountBy: null });
  const own = { citations: citationsOf(recording, citations, cited), jointly };
  return { ...nothingSaid, ...values, ...own } as NewStance;
}
