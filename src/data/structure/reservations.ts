import type { Sequence } from '../../domain/identifiers.js';
import type { OwnKind } from '../../domain/structure/own-record.js';
import type { ReservationEntry, ReservationWords } from '../../domain/structure/reservation.js';
import type { Reader, Transaction } from '../engine/database.js';
import { plainSql } from '../engine/statements.js';

interface ReservationRow {
  readonly sequence: Sequence;
  readonly record: Sequence;
  readonly kind: OwnKind;
  readonly party: number;
  readonly quote: string | null;
  readonly quoteLanguage: string | null;
  readonly quoteTranslation: string | null;
  readonly date: string | null;
  readonly day: string | null;
  readonly reason: string | null;
  readonly target: Sequence | null;
  readonly recordedAt: Date;
  readonly source: number | null;
  readonly outlet: string;
  readonly title: string;
  readonly url: string | null;
}

const ofNegotiation = `SELECT r.sequence, r.record, r.kind, r.party_id AS party, r.quote,
    r.quote_language AS "quoteLanguage", r.quote_translation AS "quoteTranslation", r.effective_date AS date,
    r.effective_day AS day, r.reason, r.target, p.recorded_at AS "recordedAt", s.id AS source, s.outlet, s.title, s.url
  FROM reservations r JOIN publications p ON p.sequence = r.sequence
  LEFT JOIN publication_sources c ON c.sequence = r.sequence LEFT JOIN sources s ON s.id = c.source_id
  WHERE r.negotiation_id = ? ORDER BY r.sequence`;

/** Everything published about the reservations in a negotiation, in the order of the log. */
export async function reservationsOf(
  read: Reader | Transaction,
  negotiationId: number,
): Promise<ReservationEntry[]> {
  const rows = await plainSql(read).rows<ReservationRow>(ofNegotiation, [negotiationId]);
  return rows.map(({ sequence, record, kind, reason, target, recordedAt, ...row }) => ({
    ...{ sequence, record, kind, reason, target },
    recordedAt: recordedAt.toISOString(),
    words: wordsOf(row),
  }));
}

function wordsOf({
  party,
  quote,
  quoteLanguage,
  quoteTranslation,
  date,
  day,
  source: id,
  outlet,
  title,
  url,
}: Omit<
  ReservationRow,
  'sequence' | 'record' | 'kind' | 'reason' | 'target' | 'recordedAt'
>): ReservationWords | null {
  if (quote === null || date === null || day === null) return null;
  const source = id === null ? null : { id, outlet, title, url };
  return { party, quote, quoteLanguage, quoteTranslation, date, day, source };
}

/** An entry about a reservation, as it is published. */
export interface NewReservationEntry {
  readonly sequence: Sequence;
  readonly negotiationId: number;
  readonly userId: number | null;
  readonly kind: OwnKind;
  readonly record: Sequence;
  readonly party: number;
  readonly words: ReservationWords | null;
  readonly reason: string | null;
  /** The withdrawal that an act is on. */
  readonly target?: Sequence;
}

export async function insertReservation(
  tx: Transaction,
  { party, words, ...entry }: NewReservationEntry,
): Promise<void> {
  const said = {
    partyId: party,
    quote: words?.quote ?? null,
    quoteLanguage: words?.quoteLanguage ?? null,
    quoteTranslation: words?.quoteTranslation ?? null,
    effectiveDate: words?.date ?? null,
    effectiveDay: words?.day ?? null,
  };
  const plain = plainSql(tx);
  await plain.publish('reservations', [{ ...entry, ...said }]);
  if (!words?.source) return;
  const cited = { sequence: entry.sequence, ordinal: 0, sourceId: words.source.id, locator: null };
  await plain.publish('publication_sources', [cited]);
}
