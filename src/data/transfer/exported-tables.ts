import type { Reader } from '../engine/database.js';

/**
 * What a full export holds, table by table, each after the tables that its rows refer to. It leaves out what is not
 * part of the record: sessions, invitations and failed sign-ins, which are secret, and drafts with the texts of
 * their articles and uploads, which are not published.
 */
export const exportedTables = [
  { model: 'user', table: 'users', key: ['id'], secrets: ['passwordHash'] },
  { model: 'publication', table: 'publications', key: ['sequence'] },
  { model: 'negotiation', table: 'negotiations', key: ['id'] },
  { model: 'party', table: 'parties', key: ['id'], later: ['shortName'] },
  { model: 'blocMembership', table: 'bloc_memberships', key: ['blocId', 'memberId'] },
  { model: 'partyExternalId', table: 'party_external_ids', key: ['partyId', 'scheme'], isLater: true },
  {
    model: 'participation',
    table: 'participations',
    key: ['negotiationId', 'partyId'],
    later: ['closedAfter'],
  },
  { model: 'speaker', table: 'speakers', key: ['id'] },
  { model: 'topic', table: 'topics', key: ['id'] },
  { model: 'demand', table: 'demands', key: ['id'], later: ['until', 'closedAfter', 'replacedAfter'] },
  { model: 'demandRaiser', table: 'demand_raisers', key: ['demandId', 'partyId'] },
  { model: 'demandAddressee', table: 'demand_addressees', key: ['demandId', 'partyId'] },
  { model: 'demandReplacement', table: 'demand_replacements', key: ['demandId', 'replacedId'] },
  { model: 'demandNeed', table: 'demand_needs', key: ['demandId', 'partyId'], isLater: true },
  { model: 'demandPart', table: 'demand_parts', key: ['demandId', 'wholeId'], isLater: true },
  { model: 'question', table: 'questions', key: ['id'], isLater: true },
  { model: 'event', table: 'events', key: ['id'] },
  { model: 'slugHistory', table: 'slug_history', key: ['id'] },
  { model: 'source', table: 'sources', key: ['id'] },
  { model: 'update', table: 'updates', key: ['id'] },
  { model: 'updateSource', table: 'update_sources', key: ['updateId', 'sourceId'] },
  { model: 'entry', table: 'entries', key: ['sequence'], later: ['target', 'batch'] },
  {
    model: 'stance',
    table: 'stances',
    key: ['sequence'],
    later: ['agreedFirst', 'droppedFirst', 'declaredPriority', 'direction', 'joint', 'quoteCheck'],
  },
  { model: 'denial', table: 'denials', key: ['sequence'] },
  { model: 'citation', table: 'citations', key: ['id'] },
  { model: 'publicationSource', table: 'publication_sources', key: ['sequence', 'ordinal'], isLater: true },
  { model: 'alternative', table: 'alternatives', key: ['sequence'], isLater: true },
  { model: 'briefing', table: 'briefings', key: ['sequence'], isLater: true },
  { model: 'reservation', table: 'reservations', key: ['sequence'], isLater: true },
  { model: 'closing', table: 'closings', key: ['sequence'], later: ['questionId'], isLater: true },
  { model: 'clarification', table: 'clarifications', key: ['sequence'], isLater: true },
  { model: 'demandOutcome', table: 'outcomes', key: ['sequence'], isLater: true },
  { model: 'compliance', table: 'compliance', key: ['sequence'], isLater: true },
  { model: 'removal', table: 'removals', key: ['id'] },
  { model: 'chainLink', table: 'chain_links', key: ['sequence'] },
  { model: 'proposal', table: 'proposals', key: ['id'], later: ['record'] },
  {
    model: 'proposalDecision',
    table: 'proposal_decisions',
    key: ['proposalId'],
    later: ['sequence'],
  },
  { model: 'dataRelease', table: 'data_releases', key: ['id'], isLater: true },
  { model: 'releaseFile', table: 'release_files', key: ['releaseId', 'ordinal'], isLater: true },
  { model: 'releasePiece', table: 'release_pieces', key: ['releaseId', 'ordinal', 'number'], isLater: true },
  { model: 'releaseRemoval', table: 'release_removals', key: ['releaseId'], isLater: true },
  { model: 'cellNote', table: 'cell_notes', key: ['id'] },
  { model: 'cellNoteWithdrawal', table: 'cell_note_withdrawals', key: ['noteId'] },
  { model: 'auditEntry', table: 'audit_entries', key: ['id'] },
] as const satisfies readonly ExportedTable[];

export interface ExportedTable {
  readonly model: Exclude<keyof Reader, '$queryRaw'>;
  readonly table: string;
  /** The order of its rows. */
  readonly key: readonly string[];
  /** Fields that are not exported. */
  readonly secrets?: readonly string[];
  /** Fields added since version 2 of the format: they are told only where they hold something. */
  readonly later?: readonly string[];
  /** True for a table added since version 2 of the format: it is told only if it has rows. */
  readonly isLater?: boolean;
}
