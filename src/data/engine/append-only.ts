import {
  type OwnTextTable,
  ownTable,
  ownTableNames,
  ownTextTables,
} from '../../domain/log/own-publications.js';
import type { TextTable } from '../../domain/log/removal.js';
import { columnsOf, storedFields } from '../../domain/log/stance-fields.js';

/**
 * Tables that only ever grow: the database itself refuses to change or delete their rows. The exceptions are texts that
 * the law removes: one (`removableTexts`) is replaced by the tombstone, if its removal is recorded and nothing else in the
 * row changes; and rows go as `goesIf` says. Each engine makes triggers from this list.
 */
export const appendOnlyTables = [
  'publications',
  'updates',
  'update_sources',
  'entries',
  'stances',
  'denials',
  'citations',
  'removals',
  'chain_links',
  'proposal_decisions',
  'cell_notes',
  'cell_note_withdrawals',
  'audit_entries',
  'data_releases',
  'release_files',
  'release_pieces',
  'release_removals',
  'publication_sources',
  ...ownTableNames,
] as const;

export type AppendOnlyTable = (typeof appendOnlyTables)[number];

/** When rows may go after all: bytes that hold a text which had to be removed by law, once that is recorded. */
export const goesIf: Partial<Readonly<Record<AppendOnlyTable, string>>> = {
  release_pieces: 'EXISTS (SELECT 1 FROM release_removals WHERE release_id = OLD.release_id)',
};

/** The migration with which the protection of a table came that was there before. */
export const protectedSince: Readonly<Record<string, string>> = {
  release_pieces: '20261129205700_pieces_of_releases_protected',
};

/** The columns of the tables that have removable texts; a test checks them against the schema. */
export const columnsWithTexts: Readonly<Record<TextTable, readonly string[]>> = {
  updates: ['id', 'negotiation_id', 'headline', 'recorded_at', 'user_id', 'idempotency_key'],
  entries: [
    'sequence',
    'kind',
    'negotiation_id',
    'record',
    'update_id',
    'user_id',
    'reason',
    'target',
    'batch',
  ],
  stances: ['sequence', ...columnsOf(storedFields), 'effective_day', 'joint', 'quote_check'],
  denials: [
    ...['sequence', 'attribution', 'speaker_id', 'speaker_role', 'quote', 'quote_language'],
    ...['quote_translation', 'effective_date', 'effective_day'],
  ],
  ...(Object.fromEntries(ownTextTables.map((name) => [name, ownColumns(name)])) as Readonly<
    Record<OwnTextTable, readonly string[]>
  >),
};

function ownColumns(name: OwnTextTable): readonly string[] {
  const { columns, later } = ownTable(name);
  return ['sequence', 'negotiation_id', 'user_id', ...columns, ...later];
}
