import type { DemandId, Sequence } from '../../domain/identifiers.js';
import type {
  CitedSource,
  Outcome,
  OutcomeEntry,
  OutcomeKind,
  OutcomeWords,
} from '../../domain/structure/outcome.js';
import type { Reader, Transaction } from '../engine/database.js';
import { plainSql } from '../engine/statements.js';

interface OutcomeRow {
  readonly sequence: Sequence;
  readonly record: Sequence;
  readonly kind: OutcomeKind;
  readonly demandId: DemandId;
  readonly outcome: Outcome | null;
  readonly event: number | null;
  readonly date: string | null;
  readonly day: string | null;
  readonly summary: string | null;
  readonly reason: string | null;
  readonly recordedAt: Date;
}

const ofNegotiation = `SELECT o.sequence, o.record, o.kind, o.demand_id AS demandId, o.outcome, o.event_id AS event,
    o.effective_date AS date, o.effective_day AS day, o.summary, o.reason, p.recorded_at AS recordedAt
  FROM outcomes o JOIN publications p ON p.sequence = o.sequence WHERE o.negotiation_id = ? ORDER BY o.sequence`;

const sourcesOfThem = `SELECT c.sequence, s.id, s.outlet, s.title, s.url, s.published_date AS publishedDate, c.locator
  FROM outcomes o JOIN publication_sources c ON c.sequence = o.sequence JOIN sources s ON s.id = c.source_id
  WHERE o.negotiation_id = ? ORDER BY c.sequence, c.ordinal`;

/** Everything published about the outcomes of a negotiation’s demands, in the order of the log. */
export async function outcomesOf(
  read: Reader | Transaction,
  negotiationId: number,
): Promise<ReadonlyMap<DemandId, OutcomeEntry[]>> {
  const plain = plainSql(read);
  const rows = await plain.rows<OutcomeRow>(ofNegotiation, [negotiationId]);
  const found = new Map<DemandId, OutcomeEntry[]>();
  if (rows.length === 0) return found;
  const cited = await plain.rows<CitedSource & { sequence: Sequence }>(sourcesOfThem, [negotiationId]);
  for (const { sequence, record, kind, demandId, reason, recordedAt, ...row } of rows) {
    const { outcome, event, date, day, summary } = row;
    const sources = cited
      .filter((source) => source.sequence === sequence)
      .map(({ id, outlet, title, url, publishedDate, locator }) => {
        return { id, outlet, title, url, publishedDate, locator };
      });
    const words =
      outcome === null || date === null || day === null
        ? null
        : { outcome, event, date, day, summary: summary ?? '', sources };
    const entry = { sequence, record, kind, recordedAt: recordedAt.toISOString(), words, reason };
    found.set(demandId, [...(found.get(demandId) ?? []), entry]);
  }
  return found;
}

/** An entry about an outcome, as it is published. */
export interface NewOutcomeEntry {
  readonly sequence: Sequence;
  readonly negotiationId: number;
  readonly userId: number | null;
  readonly kind: OutcomeKind;
  readonly record: Sequence;
  readonly demandId: DemandId;
  readonly words: Omit<OutcomeWords, 'sources'> | null;
  readonly reason: string | null;
  readonly sources: readonly { readonly id: number; readonly locator: string | null }[];
}

export async function insertOutcome(tx: Transaction, entry: NewOutcomeEntry): Promise<void> {
  const { words, sources, ...common } = entry;
  const said = {
    outcome: words?.outcome ?? null,
    eventId: words?.event ?? null,
    effectiveDate: words?.date ?? null,
    effectiveDay: words?.day ?? null,
    summary: words?.summary ?? null,
  };
  await plainSql(tx).publish('outcomes', [{ ...common, ...said }]);
  if (sources.length === 0) return;
  const cited = sources.map(({ id, locator }, ordinal) => ({
    ...{ sequence: entry.sequence, ordinal },
    ...{ sourceId: id, locator },
  }));
  await plainSql(tx).publish('publication_sources', cited);
}
