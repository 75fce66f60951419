import {
  type EvidenceCount,
  evidenceCounts,
  evidenceOfCell,
  type EvidenceSummary,
  isCountedBy,
  type KnownCell,
  shareOf,
} from '../../domain/cells/cell-evidence.js';
import { attributions } from '../../domain/attribution.js';
import { quoteChecks } from '../../domain/log/quote-check.js';
import { cellLabel, cellValue } from './matrix-csv.js';
import { columnsOf, scaled } from './definitions.js';
import { cellColumns, clockColumns, type TableClocks } from './structure-columns.js';

/** One cell, and how well it is known. */
export interface EvidenceRow extends KnownCell, TableClocks {
  /** After how many months a position is stale. */
  readonly staleMonths: number;
}

export const evidenceColumns = columnsOf<EvidenceRow>({
  ...cellColumns<EvidenceRow>(),
  evidence_class: scaled(
    'How the position is known: on_record, reported or inferred; nothing if no position sets the cell',
    evidenceCounts,
    ({ cell }) => evidenceOfCell(cell),
  ),
  position: ['code', 'The position, or which nothing', ({ cell }) => cellValue(cell)],
  position_label: ['text', 'The position, or which nothing, in words', ({ cell }) => cellLabel(cell)],
  attribution: scaled('How it is known, in detail', attributions, ({ cell }) =>
    cell.isSet ? cell.setting.stance.attribution : null,
  ),
  last_reaffirmed_day: [
    'date',
    'The day from which the record that sets the cell counts',
    ({ cell }) => (cell.isSet ? cell.setting.stance.day : null),
  ],
  origin_count: [
    'number',
    'Independent origins: outlets that pass on the same report count as one, and so does a joint statement',
    ({ evidence }) => evidence?.origins.length ?? null,
  ],
  quote_check: scaled(
    'How the quote stands in the text of its article',
    quoteChecks,
    ({ evidence }) => evidence?.quote ?? null,
  ),
  is_stale: [
    'number',
    '1 if the position was not reaffirmed for stale_months before as_of, else 0',
    (row) => Number(isCountedBy('stale', row)),
  ],
  is_contested: [
    'number',
    '1 if a newer report or inference is on the other side, else 0',
    (row) => Number(isCountedBy('contested', row)),
  ],
  stale_months: ['number', 'After how many months a position is stale', ({ staleMonths }) => staleMonths],
  ...clockColumns(),
});

/** Of what the cells are that a row of shares counts. */
export interface SharesRow extends TableClocks {
  readonly of: 'all' | 'party' | 'topic';
  readonly slug: string | null;
  readonly name: string;
  readonly summary: EvidenceSummary;
  readonly staleMonths: number;
}

const counted =
  (count: EvidenceCount) =>
  ({ summary }: SharesRow): number =>
    summary.counts[count];
const percent =
  (count: EvidenceCount) =>
  ({ summary }: SharesRow): number =>
    shareOf(summary.counts[count], summary.cells);

export const sharesColumns = columnsOf<SharesRow>({
  of: ['code', '“all”, “party” or “topic”', ({ of }) => of],
  slug: ['code', 'The address of the party or topic', ({ slug }) => slug],
  name: ['text', 'Its name', ({ name }) => name],
  cell_count: ['number', 'How many cells it has', ({ summary }) => summary.cells],
  on_record_count: ['number', 'How many of them are known on the record', counted('on_record')],
  on_record_percent: ['number', 'Their share, in whole per cent', percent('on_record')],
  reported_count: ['number', 'How many are only reported', counted('reported')],
  reported_percent: ['number', 'Their share', percent('reported')],
  inferred_count: ['number', 'How many are only inferred', counted('inferred')],
  inferred_percent: ['number', 'Their share', percent('inferred')],
  nothing_count: ['number', 'How many no position sets', counted('nothing')],
  nothing_percent: ['number', 'Their share', percent('nothing')],
  origin_count: [
    'number',
    'Independent origins of the records that set the cells, each counted once',
    ({ summary }) => summary.origins,
  ],
  one_origin_count: ['number', 'How many positions have one origin only', counted('one_origin')],
  unnamed_count: ['number', 'How many rest on unnamed sources only', counted('unnamed')],
  stale_count: ['number', 'How many were not reaffirmed for stale_months before as_of', counted('stale')],
  contested_count: ['number', 'How many are contested', counted('contested')],
  quote_found_count: ['number', 'How many quotes were found in the article’s text', counted('quote_found')],
  quote_not_found_count: ['number', 'How many were not', counted('quote_not_found')],
  quote_not_checked_count: ['number', 'How many were never checked', counted('quote_not_checked')],
  no_quote_count: ['number', 'How many positions are without a quote', counted('no_quote')],
  stale_months: ['number', 'After how many months a position is stale', ({ staleMonths }) => staleMonths],
  ...clockColumns(),
});
