import type { DemandId, Sequence } from '../../domain/identifiers.js';
import type { Outcome, OutcomeEntry, OutcomeKind, OutcomeWords } from '../../domain/structure/outcome.js';
import type { Reader, Transaction } from '../engine/database.js';
import { plainSql } from '../engine/statements.js';
import { citeSources, sourcesOfOwn } from './own-sources.js';

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

/** Everything published about the outcomes of a negotiation’s demands, in the order of the log. */
export async function outcomesOf(
  read: Reader | Transaction,
  negotiationId: number,
): Promise<ReadonlyMap<DemandId, OutcomeEntry[]>> {
  const rows = await plainSql(read).rows<OutcomeRow>(ofNegotiation, [negotiationId]);
  const found = new Map<DemandId, OutcomeEntry[]>();
  if (rows.length === 0) return found;
  const sources = await sourcesOfOwn(read, 'outcomes', negotiationId);
  for (const { sequence, record, kind, demandId, reason, recordedAt, ...row } of rows) {
    const { outcome, event, date, day, summary } = row;
    const words =
      outcome === null || date === null || day === null
        ? null
        : { outcome, event, date, day, summary: summary ?? '', sources: sources(sequence) };
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
  await citeSources(tx, entry.sequence, sources);
}
