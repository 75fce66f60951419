import type { Columns } from './columns.js';

/** A table of which each row is published by itself: no entry of the log, and no new structure. */
interface OwnTable {
  /** Under which name the contents of its links tell the row. */
  readonly member: string;
  /** The columns behind `sequence`, `negotiation_id` and `user_id`, which every such table has. */
  readonly columns: readonly string[];
  /** Columns added since; the contents tell them only where they hold a value. */
  readonly later: readonly string[];
  /** The fields whose text the law may require to be removed; the contents tell their SHA-256. */
  readonly texts: readonly string[];
  /** “Closed”: what a row says, before the name of what it is about (`demand_id`, `party_id`, `question_id`, `update_id`). */
  readonly says: (row: Columns) => string;
}

/**
 * All of them. Chain, verification, triggers, legal removal and the pages of the chain follow from this list; its model
 * belongs into `exportedTables` too. A publication may have sources, in `publication_sources`.
 */
export const ownTables = {
  alternatives: {
    member: 'alternative',
    columns: ['act', 'question_id', 'demand_id', 'sense', 'amount'],
    later: [],
    texts: [],
    says: ({ act }) => (act === 'joined' ? 'Joined a question' : 'Left a question'),
  },
  briefings: {
    member: 'briefing',
    columns: ['kind', 'record', 'topic_id', 'demand_id', 'day', 'text', 'reason'],
    later: [],
    texts: ['text', 'reason'],
    says: ({ kind }) => `Briefing, ${String(kind)}`,
  },
  reservations: {
    member: 'reservation',
    columns: [
      ...['kind', 'record', 'party_id', 'quote', 'quote_language', 'quote_translation'],
      ...['effective_date', 'effective_day', 'reason'],
    ],
    later: ['target'],
    texts: ['quote', 'quoteTranslation', 'reason'],
    says: ({ kind }) => `Reservation, ${String(kind)}`,
  },
  closings: {
    member: 'closing',
    columns: ['act', 'party_id', 'demand_id'],
    later: ['question_id'],
    texts: [],
    says: ({ act }) => (act === 'closed' ? 'Closed' : 'Reopened'),
  },
  clarifications: {
    member: 'clarification',
    columns: ['update_id', 'demand_id', 'words', 'reason'],
    later: [],
    texts: ['words', 'reason'],
    says: () => 'Clarified',
  },
  outcomes: {
    member: 'outcome',
    columns: [
      ...['kind', 'record', 'demand_id', 'outcome', 'event_id', 'effective_date', 'effective_day'],
      ...['summary', 'reason'],
    ],
    later: [],
    texts: ['summary', 'reason'],
    says: ({ kind }) => `Outcome, ${String(kind)}`,
  },
  compliance: {
    member: 'compliance',
    columns: [
      ...['kind', 'record', 'demand_id', 'outcome_record', 'party_id', 'claim', 'about_id', 'attribution'],
      ...['account_by_id', 'speaker_id', 'speaker_role', 'quote', 'quote_language', 'quote_translation'],
      ...['effective_date', 'effective_day', 'reason'],
    ],
    later: [],
    texts: ['quote', 'quoteTranslation', 'reason'],
    says: ({ kind }) => `Account of compliance, ${String(kind)}`,
  },
} as const satisfies Readonly<Record<string, OwnTable>>;

export type OwnTableName = keyof typeof ownTables;

export const ownTableNames = Object.keys(ownTables) as readonly OwnTableName[];

/** Those of which a text can be removed. */
export type OwnTextTable = {
  readonly [Name in OwnTableName]: (typeof ownTables)[Name]['texts'] extends readonly [] ? never : Name;
}[OwnTableName];

export const ownTextTables = ownTableNames.filter(
  (name): name is OwnTextTable => ownTables[name].texts.length > 0,
);

/** One such row, with its sources in order. */
export interface OwnPublication {
  readonly table: OwnTableName;
  readonly row: Columns;
  readonly sources: readonly Columns[];
}

/** The table as every one of them is described. */
export function ownTable(name: OwnTableName): OwnTable {
  return ownTables[name];
}
