import type { DemandId, Sequence } from '../../domain/identifiers.js';
import type { Attribution } from '../../domain/attribution.js';
import type { Claim, ComplianceEntry, ComplianceWords } from '../../domain/structure/compliance.js';
import type { OwnKind } from '../../domain/structure/own-record.js';
import type { Reader, Transaction } from '../engine/database.js';
import { plainSql } from '../engine/statements.js';
import { citeSources, sourcesOfOwn } from './own-sources.js';

interface WordsRow {
  readonly party: number;
  readonly claim: Claim | null;
  readonly about: number | null;
  readonly attribution: Attribution;
  readonly accountBy: number | null;
  readonly speaker: number | null;
  readonly speakerName: string | null;
  readonly speakerRole: string | null;
  readonly quote: string | null;
  readonly quoteLanguage: string | null;
  readonly quoteTranslation: string | null;
  readonly date: string;
  readonly day: string;
}

interface ComplianceRow extends WordsRow {
  readonly sequence: Sequence;
  readonly record: Sequence;
  readonly kind: OwnKind;
  readonly demand: DemandId;
  readonly outcome: Sequence;
  readonly reason: string | null;
  readonly recordedAt: Date;
}

const ofNegotiation = `SELECT c.sequence, c.record, c.kind, c.demand_id AS demand, c.outcome_record AS outcome,
    c.party_id AS party, c.claim, c.about_id AS about, c.attribution, c.account_by_id AS "accountBy",
    c.speaker_id AS speaker, s.name AS "speakerName", c.speaker_role AS "speakerRole", c.quote,
    c.quote_language AS "quoteLanguage", c.quote_translation AS "quoteTranslation", c.effective_date AS date,
    c.effective_day AS day, c.reason, p.recorded_at AS "recordedAt"
  FROM compliance c JOIN publications p ON p.sequence = c.sequence LEFT JOIN speakers s ON s.id = c.speaker_id
  WHERE c.negotiation_id = ? ORDER BY c.sequence`;

/** Everything published about what parties say on whether outcomes were kept, by demand, in the order of the log. */
export async function complianceOf(
  read: Reader | Transaction,
  negotiationId: number,
): Promise<ReadonlyMap<DemandId, ComplianceEntry[]>> {
  const rows = await plainSql(read).rows<ComplianceRow>(ofNegotiation, [negotiationId]);
  const found = new Map<DemandId, ComplianceEntry[]>();
  if (rows.length === 0) return found;
  const sources = await sourcesOfOwn(read, 'compliance', negotiationId);
  for (const { sequence, record, kind, demand, outcome, reason, recordedAt, ...row } of rows) {
    const words = wordsOf(row, sources(sequence));
    const entry = { sequence, record, kind, outcome, recordedAt: recordedAt.toISOString(), words, reason };
    found.set(demand, [...(found.get(demand) ?? []), entry]);
  }
  return found;
}

function wordsOf(
  { claim, speaker, speakerName, speakerRole, ...row }: WordsRow,
  sources: ComplianceWords['sources'],
): ComplianceWords | null {
  if (claim === null) return null;
  const named = speaker === null ? null : { id: speaker, name: speakerName ?? '', role: speakerRole ?? '' };
  return { ...row, claim, speaker: named, sources };
}

/** An entry about an account of compliance, as it is published. */
export interface NewComplianceEntry {
  readonly sequence: Sequence;
  readonly negotiationId: number;
  readonly userId: number | null;
  readonly kind: OwnKind;
  readonly record: Sequence;
  readonly demandId: DemandId;
  readonly outcomeRecord: Sequence;
  readonly partyId: number;
  readonly words: Omit<ComplianceWords, 'party'> | null;
  readonly reason: string | null;
}

export async function insertCompliance(
  tx: Transaction,
  { words, ...entry }: NewComplianceEntry,
): Promise<void> {
  const said = {
    claim: words?.claim ?? null,
    aboutId: words?.about ?? null,
    attribution: words?.attribution ?? null,
    accountById: words?.accountBy ?? null,
    speakerId: words?.speaker?.id ?? null,
    speakerRole: words?.speaker?.role ?? null,
    quote: words?.quote ?? null,
    quoteLanguage: words?.quoteLanguage ?? null,
    quoteTranslation: words?.quoteTranslation ?? null,
    effectiveDate: words?.date ?? null,
    effectiveDay: words?.day ?? null,
  };
  await plainSql(tx).publish('compliance', [{ ...entry, ...said }]);
  await citeSources(tx, entry.sequence, words?.sources ?? []);
}
