import { positions } from '../../domain/log/position.js';
import type { JudgedRow } from '../../domain/imports/import-rows.js';
import { columnsOf, scaled } from './definitions.js';

/** What will become of each row of an imported file. */
export const verdictColumns = columnsOf<JudgedRow>({
  line: ['number', 'The line of the file on which the row begins', ({ line }) => line],
  verdict: ['code', 'fine, left_out or wrong', ({ verdict }) => verdict],
  reasons: ['text', 'Why it is left out or wrong, by the column', ({ reasons }) => inWords(reasons)],
  warnings: ['text', 'What to look at', ({ warnings }) => inWords(warnings)],
  party_slug: ['code', 'The party that was understood', ({ about }) => about.party?.slug ?? null],
  party: ['text', 'Its name', ({ about }) => about.party?.name ?? null],
  demand_slug: ['code', 'The demand that was understood', ({ about }) => about.demand?.slug ?? null],
  demand: ['text', 'Its proposition', ({ about }) => about.demand?.proposition ?? null],
  position: scaled('The position that was understood', positions, ({ about }) => about.position),
  effective_date: ['date', 'The date, as given', ({ stance }) => stance?.date ?? null],
});

function inWords(reasons: JudgedRow['reasons']): string | null {
  return reasons.map(({ column, text }) => (column === null ? text : `${column}: ${text}`)).join(' ') || null;
}
