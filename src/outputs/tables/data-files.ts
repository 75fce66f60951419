import type { Negotiation } from '../../domain/structure/negotiation.js';
import { briefingsColumns, reservationsColumns } from './briefing-columns.js';
import { conditionColumns } from './condition-columns.js';
import { alignmentColumns } from './alignment-columns.js';
import { complianceColumns } from './compliance-columns.js';
import { changesColumns } from './changes-csv.js';
import { countsColumns } from './count-columns.js';
import type { Column } from './csv.js';
import { evidenceColumns, sharesColumns } from './evidence-columns.js';
import { positionsColumns, stancesColumns } from './export-columns.js';
import { correctionsColumns, sourcesColumns, updatesColumns } from './log-columns.js';
import { matrixColumns } from './matrix-csv.js';
import { questionsColumns } from './question-columns.js';
import { standTableColumns } from './stand-columns.js';
import { demandsColumns, eventsColumns, partiesColumns, speakersColumns } from './structure-columns.js';

/** One of the files in which a negotiation can be downloaded, described by the columns with which it is written. */
export interface DataFile {
  /** As in its address: “positions” for `positions.csv`. */
  readonly name: DataFileName;
  readonly rows: string;
  readonly columns: readonly Pick<Column<never>, 'name' | 'kind' | 'description'>[];
}

/** The names of the files, the same for every negotiation. */
export const dataFileNames = [
  'matrix',
  'positions',
  'stances',
  'changes',
  'updates',
  'corrections',
  'sources',
  'demands',
  'parties',
  'speakers',
  'events',
  'alignment',
  'conditions',
  'questions',
  'briefings',
  'reservations',
  'compliance',
  'evidence',
  'shares',
  'stand',
  'counts',
] as const;

export type DataFileName = (typeof dataFileNames)[number];

/** The columns that tell each row of a file from all others, where it has such. */
export const keysOfFiles: Readonly<Partial<Record<DataFileName, readonly string[]>>> = {
  matrix: ['demand_slug'],
  positions: ['party_slug', 'demand_slug'],
  stances: ['stance_id'],
  changes: ['party_slug', 'demand_slug'],
  updates: ['update_id'],
  corrections: ['sequence'],
  sources: ['source_id'],
  demands: ['demand_slug'],
  parties: ['party_slug'],
  speakers: ['speaker_id'],
  events: ['event_id'],
  evidence: ['party_slug', 'demand_slug'],
  stand: ['demand_slug'],
  counts: ['demand_slug'],
};

/** What one row of each is. */
export const rowsOf: Readonly<Record<DataFileName, string>> = {
  matrix: 'One row per demand, one column per party: the current demand matrix.',
  positions: 'One row per cell, the empty ones too.',
  stances: 'One row per stance in the log, whatever became of it.',
  changes: 'One row per cell that differs between the ends of two days.',
  updates: 'One row per published update, newest first.',
  corrections: 'One row per correction, retraction or restoration, newest first; other kinds by kind=.',
  sources: 'One row per source that the log cites.',
  demands: 'One row per demand, with its state and gap.',
  parties: 'One row per party, in the fixed order.',
  speakers: 'One row per speaker whom a stance names.',
  events: 'One row per event, oldest first.',
  alignment: 'One row per two parties and topic: how they stand to one another, and who moved towards whom.',
  conditions:
    'One row per condition of a position: for which other demand it waits, or that it has words only.',
  questions: 'One row per alternative of a question, with its gap.',
  briefings: 'One row per briefing, retracted ones too.',
  reservations: 'One row per reservation of the whole, withdrawn ones too.',
  compliance: 'One row per account of a party on whether an outcome was kept, retracted ones too.',
  evidence: 'One row per cell of the matrix: how well it is known. Only those behind one count by cells=.',
  shares: 'One row for all cells, one per party and one per topic: how many are known how well.',
  stand: 'One row per demand, with its gap and the parties at each code of the scale.',
  counts: 'One row per demand: how many parties hold which position, or have which nothing.',
};

export function dataFiles(negotiation: Negotiation): DataFile[] {
  const columns: Readonly<Record<DataFileName, DataFile['columns']>> = {
    matrix: matrixColumns(negotiation),
    positions: positionsColumns,
    stances: stancesColumns,
    changes: changesColumns,
    updates: updatesColumns,
    corrections: correctionsColumns,
    sources: sourcesColumns,
    demands: demandsColumns,
    parties: partiesColumns,
    speakers: speakersColumns,
    events: eventsColumns,
    alignment: alignmentColumns,
    conditions: conditionColumns,
    questions: questionsColumns,
    briefings: briefingsColumns,
    reservations: reservationsColumns,
    compliance: complianceColumns,
    evidence: evidenceColumns,
    shares: sharesColumns,
    stand: standTableColumns,
    counts: countsColumns,
  };
  return dataFileNames.map((name) => ({ name, rows: rowsOf[name], columns: columns[name] }));
}
