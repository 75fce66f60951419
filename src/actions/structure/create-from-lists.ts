import { actAs } from '../acting.js';
import type { Database, Transaction } from '../../data/engine/database.js';
import { presentEvents } from '../../data/structure/events.js';
import { listParties } from '../../data/structure/parties.js';
import { listSpeakers } from '../../data/structure/speakers.js';
import { type FieldProblem, InvalidInput } from '../../domain/errors.js';
import { dateOr } from '../../domain/date-as-written.js';
import { understood } from '../../domain/imports/import-words.js';
import { isolating, listed } from '../../domain/isolation.js';
import { nearWord } from '../../domain/near-word.js';
import type { Actor } from '../../domain/people/actor.js';
import { type Negotiation, noTerms, partyKinds, partyRoles } from '../../domain/structure/negotiation.js';
import { freeSlug, nextOrder } from '../../domain/structure/next-place.js';
import {
  linesOf,
  mostPastedLines,
  namesInCell,
  type PastedListName,
  pastedLists,
  type PastedLists,
} from '../../domain/structure/pasted-lists.js';
import { fold } from '../../domain/text.js';
import { createDemand } from './create-demand.js';
import { createEvent } from './create-event.js';
import { noExternalIds } from '../../domain/structure/external-ids.js';
import { createParty } from './create-party.js';
import { createSpeaker } from './create-speaker.js';
import { createTopic } from './create-topic.js';
import { requireNegotiation } from './edit-rules.js';

/** What becomes of a line. */
export interface LineVerdict {
  readonly list: PastedListName;
  readonly line: number;
  readonly name: string;
  readonly verdict: 'made' | 'there' | 'wrong';
  /** What is made of it, or why nothing is. */
  readonly says: string;
}

export interface FromLists {
  readonly negotiationId: number;
  readonly lists: PastedLists;
  /** True to see what would become of the lines, and make nothing. */
  readonly isTrial: boolean;
}

/**
 * Makes topics, parties, demands, speakers and events from pasted lists, by the actions that make a single one, each
 * with its own audit entry; what is there already is left out. All or nothing: if a line is wrong, nothing is made.
 * Throws InvalidInput if there are no lines or too many, NotPermitted, or NotFound for the negotiation.
 */
export async function createFromLists(
  database: Database,
  actor: Actor,
  { negotiationId, lists, isTrial }: FromLists,
  now: Date,
): Promise<LineVerdict[]> {
  const lines = pastedLists.flatMap(({ name: list }) =>
    linesOf(list, lists[list]).map((line) => ({ ...line, list })),
  );
  refuseNumber(lines.length);
  const shortNames = new Map(
    lines.flatMap(({ list, cells: [name = '', , , shortName = ''] }) =>
      list === 'parties' && shortName !== '' ? [[fold(shortName), name] as const] : [],
    ),
  );
  try {
    return await actAs(database, actor, 'create_structure', now, async (tx) => {
      const within: Database = { ...database, read: tx, write: (act) => act(tx) };
      const verdicts: LineVerdict[] = [];
      for (const { list, line, cells } of lines) {
        const negotiation = await requireNegotiation(tx, negotiationId);
        const place = { within, tx, actor, now, negotiation, shortNames };
        verdicts.push({ list, line, name: cells[0] ?? '', ...(await verdictOf(makers[list](place, cells))) });
      }
      if (isTrial || verdicts.some(({ verdict }) => verdict === 'wrong')) throw new NothingMade(verdicts);
      return verdicts;
    });
  } catch (error) {
    if (error instanceof NothingMade) return error.verdicts;
    throw error;
  }
}

/** Takes back everything that a trial has made. */
class NothingMade extends Error {
  constructor(readonly verdicts: LineVerdict[]) {
    super('Nothing was made.');
  }
}

function refuseNumber(count: number): void {
  const field = 'topics';
  if (count === 0)
    throw new InvalidInput([{ field, message: 'Paste at least one line into one of the lists.' }]);
  if (count > mostPastedLines)
    throw new InvalidInput([
      { field, message: `These are ${count} lines. Paste at most ${mostPastedLines} at a time.` },
    ]);
}

interface Place {
  readonly within: Database;
  readonly tx: Transaction;
  readonly actor: Actor;
  readonly now: Date;
  /** With what the lines before have made. */
  readonly negotiation: Negotiation;
  /** By the short name that the lists give it, folded: a party by its name. */
  readonly shortNames: ReadonlyMap<string, string>;
}

type Made = Pick<LineVerdict, 'verdict' | 'says'>;

/** What is refused of a single one is said of its line. */
async function verdictOf(making: Promise<Made>): Promise<Made> {
  try {
    return await making;
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    return { verdict: 'wrong', says: error.problems.map(({ message }) => message).join(' ') };
  }
}

const there = (says: string): Made => ({ verdict: 'there', says });
const made = (...parts: readonly (string | null)[]): Made => ({
  verdict: 'made',
  says: listed(parts, ' · '),
});

type Maker = (place: Place, cells: readonly string[]) => Promise<Made>;

const makers: Readonly<Record<PastedListName, Maker>> = {
  topics: async ({ within, actor, now, negotiation }, [name = '']) => {
    const { topics, id: negotiationId } = negotiation;
    if (topics.some((topic) => isCalled(topic, name))) return there('This topic is there already.');
    const fields = { name, slug: freeSlug({ slug: '', name }, 'topic', topics), order: nextOrder(topics) };
    await createTopic(within, actor, { negotiationId, fields }, now);
    return made('A new topic');
  },

  parties: async (place, [name = '', kind, role, shortName, members = '']) => {
    const { within, tx, actor, now, negotiation } = place;
    const { parties, id: negotiationId } = negotiation;
    if (parties.some((party) => isCalled(party, name))) return there('This party is there already.');
    const all = await listParties(tx);
    const own = {
      role: word('role', partyRoles, role || 'observer'),
      order: nextOrder(parties),
    };
    const existing = all.find((party) => isCalled(party, name));
    if (existing) {
      const fields = {
        ...own,
        name: '',
        slug: '',
        shortName: null,
        kind: existing.kind,
        members: [],
        ...noExternalIds,
      };
      await createParty(within, actor, { negotiationId, fields, existing: existing.id }, now);
      return made(labelIn(partyRoles, own.role), 'a party on record, with its kind and members');
    }
    const fields = {
      ...own,
      name,
      slug: freeSlug({ slug: '', name }, 'party', all),
      shortName: shortName || null,
      ...noExternalIds,
      kind: word('kind', partyKinds, kind || 'state'),
      members: namedIn(place, members).map((member) => among('members', all, member, 'party on record').id),
    };
    await createParty(within, actor, { negotiationId, fields }, now);
    return made(
      ...[labelIn(partyKinds, fields.kind), labelIn(partyRoles, fields.role), fields.shortName],
      members === '' ? null : `members: ${listed(namedIn(place, members))}`,
    );
  },

  demands: async (
    place,
    [proposition = '', topicName = '', raisedBy = '', addressedTo = '', others = ''],
  ) => {
    const { within, actor, now, negotiation } = place;
    const { id: negotiationId, demands, topics, parties } = negotiation;
    if (demands.some((demand) => fold(demand.proposition) === fold(proposition)))
      return there('This demand is there already.');
    const called = (names: string, column: string) =>
      namedIn(place, names).map((name) => among(column, parties, name, 'party of this negotiation'));
    const [raisers, addressees] = [called(raisedBy, 'raised by'), called(addressedTo, 'addressed to')];
    const topic = among('topic', topics, topicName, 'topic of this negotiation');
    const fields = {
      topic: topic.id,
      slug: freeSlug({ slug: '', name: proposition }, 'demand', demands),
      proposition,
      raisers: raisers.map(({ id }) => id),
      addressees: addressees.map(({ id }) => id),
      otherAddressees: others,
      order: nextOrder(demands),
      ...noTerms,
    };
    await createDemand(within, actor, { negotiationId, fields, isSecond: false }, now);
    const names = (some: readonly { readonly name: string }[]) => listed(some.map(({ name }) => name));
    return made(
      topic.name,
      isolating`raised by ${names(raisers)}`,
      isolating`addressed to ${listed([names(addressees), others])}`,
    );
  },

  speakers: async (place, [name = '', partyName = '', role = '']) => {
    const { within, tx, actor, now, negotiation } = place;
    const party = among(
      'party',
      negotiation.parties,
      fullName(place, partyName),
      'party of this negotiation',
    );
    const present = await listSpeakers(tx, [party.id]);
    if (present.some((speaker) => fold(speaker.name) === fold(name)))
      return there('This speaker is there already.');
    const fields = { party: party.id, name, role };
    await createSpeaker(within, actor, { negotiationId: negotiation.id, fields }, now);
    return made(party.name, role);
  },

  events: async ({ within, tx, actor, now, negotiation }, [name = '', written = '', description = '']) => {
    const date = dateOr(written, null);
    const present = await presentEvents(tx, negotiation.id);
    if (present.some((event) => event.name === name && event.date === date))
      return there('This event is there already.');
    await createEvent(
      within,
      actor,
      { negotiationId: negotiation.id, fields: { name, date, description } },
      now,
    );
    return made(date, description || null);
  },
};

/** The names in a cell; what the lists themselves call a party for short stands in full. */
function namedIn(place: Place, cell: string): string[] {
  return namesInCell(cell).map((name) => fullName(place, name));
}

function fullName({ shortNames }: Place, name: string): string {
  return shortNames.get(fold(name)) ?? name;
}

interface Called {
  readonly name: string;
  readonly slug?: string;
  readonly shortName?: string | null;
}

function isCalled({ name, slug, shortName }: Called, typed: string): boolean {
  return [name, slug, shortName].some((each) => each && fold(each) === fold(typed));
}

/** The one that is called so. Throws InvalidInput, with the name that was probably meant. */
function among<Thing extends Called>(
  field: string,
  things: readonly Thing[],
  typed: string,
  noun: string,
): Thing {
  const found = things.find((thing) => isCalled(thing, typed));
  if (found) return found;
  if (typed === '') throw new InvalidInput([{ field, message: `Name a ${noun}.` }]);
  const near = nearWord(
    fold(typed),
    things.map(({ name }) => fold(name)),
  );
  const meant = things.find(({ name }) => near !== null && fold(name) === near);
  const guess = meant ? isolating`; did you mean ${meant.name}?` : '.';
  throw new InvalidInput([{ field, message: isolating`“${typed}” is no ${noun}${guess}` }]);
}

/** The value of a scale that a word means. Throws InvalidInput for a word that means none. */
function word<Value extends string>(
  field: string,
  scale: readonly { readonly value: Value; readonly label: string }[],
  typed: string,
): Value {
  const found = understood(scale, typed);
  if ('value' in found) return found.value;
  throw new InvalidInput([{ field, message: found.problem } satisfies FieldProblem]);
}

function labelIn<Value extends string>(
  scale: readonly { readonly value: Value; readonly label: string }[],
  value: Value,
): string | null {
  return scale.find((each) => each.value === value)?.label ?? null;
}
