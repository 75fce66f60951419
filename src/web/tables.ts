import type { DataFileName } from '../outputs/tables/data-files.js';
import type { NegotiationTable, PageTable } from './parts/tables.js';
import { alignmentTable } from './readers/alignment/table.js';
import { briefingsTable, reservationsTable } from './readers/briefings/tables.js';
import { changesTable } from './readers/changes/table.js';
import { compareTable } from './readers/compare/table.js';
import { conditionsTable } from './readers/conditions/table.js';
import { actsTable, correctionsTable } from './readers/corrections/table.js';
import { columnsTable } from './readers/data/table.js';
import { complianceTable } from './readers/demands/compliance-table.js';
import { demandsTable, demandTable } from './readers/demands/tables.js';
import { evidenceTable, sharesTable } from './readers/evidence/tables.js';
import { matrixTable } from './readers/matrix/table.js';
import { wordsTable } from './readers/methodology/table.js';
import { partiesTable, partyTable, speakersTable } from './readers/parties/tables.js';
import { cellTable, countsTable, positionsTable, stancesTable } from './readers/positions/tables.js';
import { questionsTable, questionTable } from './readers/questions/tables.js';
import { searchTable } from './readers/search/table.js';
import { sourcesTable } from './readers/sources/table.js';
import { standTable } from './readers/stand/table.js';
import { eventsTable, timelineTable } from './readers/timeline/tables.js';
import { updatesTable, updateTable } from './readers/updates/tables.js';

/** Every table that can be downloaded for a negotiation. */
export const negotiationTables: Readonly<Record<DataFileName, NegotiationTable>> = {
  matrix: matrixTable,
  positions: positionsTable,
  stances: stancesTable,
  changes: changesTable,
  updates: updatesTable,
  corrections: correctionsTable,
  sources: sourcesTable,
  demands: demandsTable,
  parties: partiesTable,
  speakers: speakersTable,
  events: eventsTable,
  alignment: alignmentTable,
  conditions: conditionsTable,
  questions: questionsTable,
  briefings: briefingsTable,
  reservations: reservationsTable,
  compliance: complianceTable,
  evidence: evidenceTable,
  shares: sharesTable,
  stand: standTable,
  counts: countsTable,
};

/** Only in the file of all tables: what has been done to records. */
export const allActs: NegotiationTable = actsTable;

/** The tables of single pages, in the order in which their addresses are tried. */
export const pageTables: readonly PageTable[] = [
  cellTable,
  partyTable,
  demandTable,
  questionTable,
  compareTable,
  timelineTable,
  updateTable,
  searchTable,
  columnsTable,
  wordsTable,
];
