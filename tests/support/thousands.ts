import { randomUUID } from 'node:crypto';
import type { Database, Transaction } from '../../src/data/engine/database.js';

/** How many there are of everything that has no limit. */
export interface Thousands {
  /** Records in one cell, cited sources of one update, acts on one record, speakers, events, proposals, notes, people … */
  readonly many: number;
  /** Parties and demands, each. */
  readonly side: number;
}

const day = '2025-08-19';
const instant = (sequence: number) => new Date(Date.UTC(2025, 7, 19) + sequence);

/**
 * Fills an empty database with one negotiation, `many`, that has that many of everything:
 * - update 1: `many` records in the cell of party 1 and demand 1, each by a source of its own;
 * - update 2: one record in every other cell;
 * - the first record of update 2 has `many` corroborations, each by a source of its own;
 * - the records of update 1 are then, in turn, corrected, retracted, or left as they are.
 * Answers the number of a record with many acts.
 */
export async function fillWithThousands(database: Database, thousands: Thousands): Promise<number> {
  return database.write((tx) => new Filling(tx, thousands).fill());
}

class Filling {
  #sequence = 0;

  constructor(
    private readonly tx: Transaction,
    private readonly thousands: Thousands,
  ) {}

  async fill(): Promise<number> {
    const { many, side } = this.thousands;
    await this.#people(many);
    await this.#structure(many, side);
    await this.#sources(many);
    const [inCell, elsewhere] = await this.#reports(many, side);
    await this.#acts(inCell, elsewhere);
    await this.#desk(many);
    await this.tx.state.update({ where: { id: 1 }, data: { number: this.#sequence } });
    return elsewhere;
  }

  async #people(many: number): Promise<void> {
    const people = numbers(many).map((id) => ({
      id,
      signInName: `editor-${id}`,
      passwordHash: '-',
      role: 'editor' as const,
      createdAt: instant(0),
    }));
    await this.tx.user.createMany({ data: people });
    await this.tx.invitation.createMany({
      data: numbers(many).map((id) => ({
        id,
        tokenHash: `token-${id}`,
        role: 'editor' as const,
        createdAt: instant(0),
        expiresAt: new Date('2030-01-01'),
        invitedBy: id,
      })),
    });
  }

  async #structure(many: number, side: number): Promise<void> {
    const createdSequence = await this.#publish(1);
    await this.tx.negotiation.create({
      data: { id: 1, slug: 'many', name: 'Talks of many', createdSequence },
    });
    const topics = numbers(Math.ceil(side / 5));
    await this.tx.topic.createMany({
      data: topics.map((id) => ({
        id,
        negotiationId: 1,
        slug: `topic-${id}`,
        name: `Topic ${id}`,
        order: id,
      })),
    });
    const parties = numbers(side);
    await this.tx.party.createMany({
      data: parties.map((id) => ({ id, slug: `party-${id}`, name: `Party ${id}`, kind: 'state' as const })),
    });
    await this.tx.blocMembership.createMany({
      data: parties.slice(1).map((memberId) => ({ blocId: 1, memberId })),
    });
    await this.tx.participation.createMany({
      data: parties.map((partyId) => ({
        negotiationId: 1,
        partyId,
        role: partyId < 3 ? ('principal' as const) : ('backer' as const),
        order: partyId,
        createdSequence,
      })),
    });
    const demands = numbers(side);
    await this.tx.demand.createMany({
      data: demands.map((id) => ({
        id,
        negotiationId: 1,
        topicId: topics[id % topics.length] as number,
        slug: `demand-${id}`,
        proposition: `Party 2 withdraws from zone ${id}`,
        order: id,
        createdSequence,
      })),
    });
    await this.tx.demandRaiser.createMany({ data: demands.map((demandId) => ({ demandId, partyId: 1 })) });
    await this.tx.demandAddressee.createMany({
      data: parties.map((partyId) => ({ demandId: 1, partyId })),
    });
    await this.tx.speaker.createMany({
      data: numbers(many).map((id) => ({
        id,
        partyId: 1 + (id % side),
        name: `Spokesperson ${id}`,
        role: 'Office',
      })),
    });
    await this.tx.event.createMany({
      data: numbers(many).map((id) => ({
        id,
        negotiationId: 1,
        name: `Round ${id}`,
        date: day,
        createdSequence,
      })),
    });
  }

  async #sources(many: number): Promise<void> {
    const sources = numbers(2 * many).map((id) => ({
      id,
      outlet: `Outlet ${id}`,
      title: `Report ${id}`,
      url: `https://example.org/${id}`,
      normalisedUrl: `example.org/${id}`,
      publishedDate: day,
    }));
    await this.tx.source.createMany({ data: sources });
  }

  /** Answers the number of the first record of each update. */
  async #reports(many: number, side: number): Promise<[number, number]> {
    const cells = numbers(side).flatMap((party) => numbers(side).map((demand) => ({ party, demand })));
    const inCell = await this.#update(
      1,
      numbers(many).map((source) => ({ party: 1, demand: 1, source })),
    );
    const elsewhere = await this.#update(
      2,
      cells.slice(1).map((cell) => ({ ...cell, source: 1 })),
    );
    return [inCell, elsewhere];
  }

  async #update(
    id: number,
    stances: readonly { readonly party: number; readonly demand: number; readonly source: number }[],
  ): Promise<number> {
    const first = await this.#publish(stances.length);
    const headline = `Update ${id}`;
    const columns = { negotiationId: 1, headline, recordedAt: instant(first), userId: 1 };
    await this.tx.update.create({ data: { id, ...columns, idempotencyKey: randomUUID() } });
    const sources = [...new Set(stances.map(({ source }) => source))];
    await this.tx.updateSource.createMany({
      data: sources.map((sourceId, ordinal) => ({ updateId: id, sourceId, ordinal })),
    });
    await this.tx.entry.createMany({
      data: stances.map((_stance, index) => ({
        sequence: first + index,
        kind: 'report' as const,
        negotiationId: 1,
        record: first + index,
        updateId: id,
        userId: 1 + (index % this.thousands.many),
      })),
    });
    await this.#stances(first, stances);
    await this.tx.citation.createMany({
      data: stances.map(({ source }, index) => ({
        sequence: first + index,
        sourceId: source,
        ordinal: 0,
      })),
    });
    return first;
  }

  async #stances(
    first: number,
    stances: readonly { readonly party: number; readonly demand: number }[],
  ): Promise<void> {
    await this.tx.stance.createMany({
      data: stances.map(({ party, demand }, index) => ({
        sequence: first + index,
        partyId: party,
        demandId: demand,
        position: index % 2 === 0 ? ('demands' as const) : ('rejects' as const),
        attribution: 'on_record_official' as const,
        speakerId: 1 + (index % this.thousands.many),
        summary: `The withdrawal is spoken of, time ${index}.`,
        effectiveDate: day,
        effectiveDay: day,
      })),
    });
  }

  async #acts(inCell: number, elsewhere: number): Promise<void> {
    const { many } = this.thousands;
    const act = { negotiationId: 1, userId: 1, reason: 'The report was read again.' };
    const corroborations = await this.#publish(many);
    await this.tx.entry.createMany({
      data: numbers(many).map((number) => ({
        ...act,
        sequence: corroborations + number - 1,
        kind: 'corroboration' as const,
        record: elsewhere,
      })),
    });
    await this.tx.citation.createMany({
      data: numbers(many).map((number) => ({
        sequence: corroborations + number - 1,
        sourceId: many + number,
        ordinal: 0,
      })),
    });
    const third = Math.floor(many / 3);
    const corrections = await this.#publish(third);
    await this.tx.entry.createMany({
      data: numbers(third).map((number) => ({
        ...act,
        sequence: corrections + number - 1,
        kind: 'correction' as const,
        record: inCell + number - 1,
      })),
    });
    await this.#stances(
      corrections,
      numbers(third).map(() => ({ party: 1, demand: 1 })),
    );
    await this.tx.citation.createMany({
      data: numbers(third).map((number) => ({
        sequence: corrections + number - 1,
        sourceId: number,
        ordinal: 0,
      })),
    });
    const retractions = await this.#publish(third);
    await this.tx.entry.createMany({
      data: numbers(third).map((number) => ({
        ...act,
        sequence: retractions + number - 1,
        kind: 'retraction' as const,
        record: inCell + third + number - 1,
      })),
    });
  }

  async #desk(many: number): Promise<void> {
    const here = { negotiationId: 1 };
    await this.tx.cellNote.createMany({
      data: numbers(many).map((id) => ({
        ...here,
        id,
        partyId: 1,
        demandId: 1,
        userId: id,
        text: `Note ${id}`,
        writtenAt: instant(0),
      })),
    });
    await this.tx.proposal.createMany({
      data: numbers(many).map((id) => ({
        ...here,
        id,
        userId: id,
        proposedAt: instant(0),
        contents: { headline: `Proposal ${id}`, seen: 0, sources: [], stances: [] },
        idempotencyKey: randomUUID(),
      })),
    });
    await this.tx.auditEntry.createMany({
      data: numbers(many).flatMap((id) =>
        (['note', 'proposal', 'user', 'speaker', 'event', 'source'] as const).map((subject) => ({
          ...here,
          at: instant(0),
          userId: id,
          action: 'write_note',
          subject,
          subjectId: String(id),
          details: {},
        })),
      ),
    });
  }

  /** Takes that many numbers, each with an instant of its own; answers the first. */
  async #publish(count: number): Promise<number> {
    const first = this.#sequence + 1;
    this.#sequence += count;
    const data = numbers(count).map((number) => ({
      sequence: first + number - 1,
      recordedAt: instant(first),
    }));
    await this.tx.publication.createMany({ data });
    return first;
  }
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}
