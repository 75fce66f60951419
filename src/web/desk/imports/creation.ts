import { createDemand } from '../../../actions/structure/create-demand.js';
import { noExternalIds } from '../../../domain/structure/external-ids.js';
import { createParty } from '../../../actions/structure/create-party.js';
import { createSpeaker } from '../../../actions/structure/create-speaker.js';
import { createTopic } from '../../../actions/structure/create-topic.js';
import { findNegotiationById } from '../../../data/structure/negotiations.js';
import { listParties } from '../../../data/structure/parties.js';
import { listSpeakers } from '../../../data/structure/speakers.js';
import type { Actor } from '../../../domain/people/actor.js';
import { Conflict, InvalidInput } from '../../../domain/errors.js';
import { keyOfNamed, NameTable } from '../../../domain/imports/import-names.js';
import {
  type ImportRow,
  namedIn,
  speakerKey,
  spokenFor,
  type Unknown,
} from '../../../domain/imports/import-rows.js';
import { understood } from '../../../domain/imports/import-words.js';
import { type Negotiation, noTerms, type Party } from '../../../domain/structure/negotiation.js';
import { freeSlug, nextOrder } from '../../../domain/structure/next-place.js';
import { codeOf, positions } from '../../../domain/log/position.js';
import { fold } from '../../../domain/text.js';
import { counted } from '../../../domain/cells/wording.js';
import { notFound } from '../../frame/http-errors.js';
import type { Services } from '../../frame/services.js';

interface Creation {
  readonly services: Services;
  readonly actor: Actor;
  readonly negotiationId: number;
  readonly importId: number;
  readonly rows: readonly ImportRow[];
}

type Kind = Unknown['kind'];

const kinds: readonly (readonly [kind: Kind, one: string, several: string])[] = [
  ['party', 'party', 'parties'],
  ['topic', 'topic', 'topics'],
  ['demand', 'demand', 'demands'],
  ['speaker', 'speaker', 'speakers'],
];

/**
 * Creates what a file names and the negotiation lacks. A party becomes an observer; if
 * another negotiation has one with that slug or name, it is that party. A new demand is raised by the parties that ask
 * for it in the file and addressed to the others. A failure does not prevent the rest. Returns a sentence that names
 * what failed, why, and what was created; null if nothing failed.
 */
export async function createUnknown(creation: Creation, unknown: readonly Unknown[]): Promise<string | null> {
  const created = new Map<Kind, number>();
  const failures: string[] = [];
  for (const [kind, name] of kinds) {
    const wanted = unknown.filter((each) => each.kind === kind);
    if (wanted.length === 0) continue;
    const rows = rowsByKey(creation.rows, kind);
    for (const { key, label } of wanted) {
      try {
        await create[kind](creation, key, rows.get(key) as ImportRow[]);
        created.set(kind, (created.get(kind) ?? 0) + 1);
      } catch (error) {
        if (!(error instanceof InvalidInput) && !(error instanceof Conflict)) throw error;
        failures.push(`The ${name} ${label} could not be created: ${error.message}`);
      }
    }
  }
  if (failures.length === 0) return null;
  const done = kinds.flatMap(([kind, one, several]) => {
    const count = created.get(kind) ?? 0;
    return count === 0 ? [] : [counted(count, one, several)];
  });
  return [...failures, done.length === 0 ? 'Nothing was created.' : `Created: ${done.join(', ')}.`].join(' ');
}

/** The rows that name each thing of a kind, by its key. */
function rowsByKey(rows: readonly ImportRow[], kind: Kind): ReadonlyMap<string, ImportRow[]> {
  const found = new Map<string, ImportRow[]>();
  for (const row of rows) {
    for (const key of kind === 'speaker' ? [speakerKey(row.fields)] : keysIn(row, kind)) {
      const others = found.get(key);
      if (others) others.push(row);
      else found.set(key, [row]);
    }
  }
  return found;
}

function keysIn({ fields }: ImportRow, kind: 'party' | 'topic' | 'demand'): string[] {
  const own = keyOfNamed(namedIn(fields)[kind]);
  return kind === 'party' ? [own, keyOfNamed(spokenFor(fields))] : [own];
}

type Create = (creation: Creation, key: string, rows: readonly ImportRow[]) => Promise<unknown>;

const create: Readonly<Record<Kind, Create>> = {
  party: async ({ services, actor, negotiationId, importId }, key, rows) => {
    const [row] = rows as [ImportRow];
    const own = namedIn(row.fields).party;
    const named = keyOfNamed(own) === key ? own : spokenFor(row.fields);
    const recorded = await listParties(services.database.read);
    const order = nextOrder((await present(services, negotiationId)).parties);
    const place = {
      kind: 'state',
      shortName: null,
      role: 'observer',
      order,
      members: [],
      ...noExternalIds,
    } as const;
    const existing = recorded.find(
      ({ slug, name }) => slug === named.slug || fold(name) === fold(named.name),
    );
    const slug = freeSlug(named, 'party', recorded);
    const input = existing
      ? { negotiationId, importId, fields: { ...place, name: '', slug: '' }, existing: existing.id }
      : { negotiationId, importId, fields: { ...place, name: named.name, slug } };
    await createParty(services.database, actor, input, services.clock());
  },

  topic: async ({ services, actor, negotiationId, importId }, _key, rows) => {
    const named = namedIn((rows[0] as ImportRow).fields).topic;
    const { topics } = await present(services, negotiationId);
    const fields = { name: named.name, slug: freeSlug(named, 'topic', topics), order: nextOrder(topics) };
    await createTopic(services.database, actor, { negotiationId, importId, fields }, services.clock());
  },

  demand: async ({ services, actor, negotiationId, importId }, _key, rows) => {
    const { demand, topic } = namedIn((rows[0] as ImportRow).fields);
    const negotiation = await present(services, negotiationId);
    const { raisers, others } = sidesOf(negotiation, rows);
    const fields = {
      topic: new NameTable(negotiation.topics, ({ name }) => name).find(topic)?.id ?? 0,
      slug: freeSlug(demand, 'demand', negotiation.demands),
      proposition: demand.name,
      raisers,
      addressees: others,
      otherAddressees: others.length > 0 ? '' : 'Not said in the import',
      order: nextOrder(negotiation.demands),
      ...noTerms,
    };
    await createDemand(services.database, actor, { negotiationId, importId, fields }, services.clock());
  },

  speaker: async ({ services, actor, negotiationId, importId }, _key, rows) => {
    const { fields: row } = rows[0] as ImportRow;
    const { parties } = await present(services, negotiationId);
    const party = partiesBy(parties).find(spokenFor(row))?.id ?? 0;
    // A party that has just joined brings its speakers from other negotiations.
    const known = await listSpeakers(services.database.read, [party]);
    if (known.some(({ name }) => fold(name) === fold(row.speaker ?? ''))) return;
    const fields = { party, name: row.speaker ?? '', role: row.speaker_role || 'Speaker' };
    await createSpeaker(services.database, actor, { negotiationId, importId, fields }, services.clock());
  },
};

async function present({ database }: Services, negotiationId: number): Promise<Negotiation> {
  const negotiation = await findNegotiationById(database.read, negotiationId);
  if (!negotiation) throw notFound('There is no such negotiation.');
  return negotiation;
}

/** The parties that ask for a demand in the rows, and the others that have a stance on it there. */
function sidesOf({ parties }: Negotiation, rows: readonly ImportRow[]) {
  const known = partiesBy(parties);
  const idsIn = (some: readonly ImportRow[]) =>
    new Set(some.flatMap(({ fields }) => known.find(namedIn(fields).party)?.id ?? []));
  const asks = ({ fields }: ImportRow) => {
    const meant = understood(positions, fields.position ?? '');
    return 'value' in meant && (codeOf(meant.value) ?? 0) > 0;
  };
  const all = [...idsIn(rows)];
  const asking = idsIn(rows.filter(asks));
  const raisers = asking.size > 0 ? [...asking] : all.slice(0, 1);
  return { raisers, others: all.filter((id) => !raisers.includes(id)) };
}

function partiesBy(parties: readonly Party[]): NameTable<Party> {
  return new NameTable(parties, ({ name }) => name);
}
