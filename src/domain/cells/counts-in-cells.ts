import type { DemandId, PartyId } from '../identifiers.js';
import type { Clocks } from './cell.js';
import type { Mentions } from './mentions.js';
import type { NegotiationLog } from './negotiation-log.js';
import type { SequenceSet } from './sequence-set.js';
import type { StandingEntries } from './standing-entries.js';

type PairOfClocks = Pick<Clocks, 'asOf' | 'known'>;

/** What was counted, where and when. */
interface Counted extends PairOfClocks {
  /** By the number of a cell: whether it is wanted. */
  readonly asked: readonly boolean[];
  readonly records: SequenceSet;
  readonly sources: SequenceSet;
}

/**
 * How many records there are in some cells, and how many sources their standing entries cite. To go through a million
 * records takes 50 ms, and the matrix of now, which leaves out what is past or closed, asks for the same cells after
 * each publication: what was counted for it last is kept, and what was reported since is added.
 */
export class CountsInCells {
  private newest: Counted | null = null;

  constructor(
    private readonly log: NegotiationLog,
    private readonly mentions: Mentions,
    private readonly standing: StandingEntries,
  ) {}

  /** With the sources that something else cites as well. Yields before it goes through the log a second time. */
  *countAt(
    clocks: PairOfClocks,
    also: ReadonlySet<number>,
    isAsked: (party: PartyId, demand: DemandId) => boolean,
  ): Generator<undefined, { readonly records: number; readonly sources: number }> {
    const asked = this.log.askedCells(isAsked);
    const { records, sources } = this.countedSince(clocks, asked) ?? (yield* this.countedAnew(clocks, asked));
    const others = [...also].filter((source) => !sources.has(source));
    return { records: records.size, sources: sources.size + others.length };
  }

  /** Null if it cannot be told from what was counted last. */
  private countedSince({ asOf, known }: PairOfClocks, asked: readonly boolean[]): Counted | null {
    const { newest, log, mentions } = this;
    if (newest === null || newest.asOf !== asOf || newest.known > known) return null;
    // Cells that are new since then have only new records.
    if (newest.asked.some((isAsked, cell) => isAsked !== asked[cell])) return null;
    if (!log.areReports(newest.known, known)) return null;
    const records = log.recordsAt({ asOf, known }, asked, { known: newest.known, found: newest.records });
    const sources = mentions.namedBy(records, known, null, { known: newest.known, found: newest.sources });
    this.newest = { asOf, known, asked, records, sources };
    return this.newest;
  }

  private *countedAnew(clocks: PairOfClocks, asked: readonly boolean[]): Generator<undefined, Counted> {
    const { asOf, known } = clocks;
    const records = this.log.recordsAt(clocks, asked);
    yield;
    const sources = this.mentions.namedBy(records, known, this.standing);
    const counted = { asOf, known, asked, records, sources };
    if (this.newest === null || known >= this.newest.known) this.newest = counted;
    return counted;
  }
}
