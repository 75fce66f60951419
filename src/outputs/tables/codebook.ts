import { attributions, confidences } from '../../domain/attribution.js';
import { nothings } from '../../domain/cells/cell.js';
import { comparisons } from '../../domain/cells/comparison.js';
import { directions } from '../../domain/log/direction.js';
import { senses } from '../../domain/structure/amount.js';
import { demandStates } from '../../domain/cells/demand.js';
import { entryKinds } from '../../domain/log/entry.js';
import { gaps } from '../../domain/cells/gap.js';
import { movements } from '../../domain/cells/movement.js';
import type { Negotiation } from '../../domain/structure/negotiation.js';
import { partyKinds, partyRoles } from '../../domain/structure/negotiation.js';
import { priorities } from '../../domain/log/priority.js';
import { claims } from '../../domain/structure/compliance.js';
import { outcomes } from '../../domain/structure/outcome.js';
import { quoteChecks } from '../../domain/log/quote-check.js';
import { positions } from '../../domain/log/position.js';
import { stanceStatuses } from '../../domain/cells/stance-status.js';
import { dataFiles } from './data-files.js';
import { columnsOf } from './definitions.js';

/** The values that a column of kind `code` may hold, one list for each scale. */
export interface ValueList {
  readonly id: string;
  readonly label: string;
  readonly values: readonly {
    readonly value: string;
    readonly label: string;
    readonly meaning: string | null;
    /** The one word where a table is compact; null where the label is used. */
    readonly short: string | null;
  }[];
}

/** Every list, from the definitions that the rules use. */
export function valueLists(): ValueList[] {
  const list = (
    id: string,
    label: string,
    values: readonly {
      readonly value: string;
      readonly label: string;
      readonly meaning?: string;
      readonly short?: string;
    }[],
  ) => ({
    id,
    label,
    values: values.map(({ value, label: own, meaning = null, short = null }) => ({
      value,
      label: own,
      meaning,
      short,
    })),
  });
  return [
    list('position', 'position: what a party’s stance is', positions),
    list('nothing', 'position: which nothing a cell says where no record sets it', nothings),
    list('attribution', 'attribution: how the position is known, strongest first', attributions),
    list('confidence', 'confidence: in the recording, not in the party', confidences),
    list('declared-priority', 'declared_priority: what the party itself calls the demand', priorities),
    list('movement', 'movement: how a position compares with the one before', movements),
    list('kind', 'kind: of the entry in the log', entryKinds),
    list('state', 'state: what has become of a demand', [...demandStates, ...outcomes]),
    list('outcome', 'outcome: what became of a demand in the end', outcomes),
    list(
      'gap',
      'gap: how far apart the parties stand on a demand',
      gaps.map(({ value, label, rule }) => ({ value, label, meaning: rule })),
    ),
    list('comparison', 'comparison: how two parties stand to one another', comparisons),
    list('direction', 'direction: why an amount is rejected', directions),
    list('quote-check', 'quote_check: how a quote stands in the text of its article', quoteChecks),
    list('sense', 'sense: how the amount of an alternative is meant', senses),
    list('claim', 'claim: what a party says on whether an outcome was kept', claims),
    list('role', 'role: of a party in the negotiation', partyRoles),
    list('party-kind', 'kind: of a party', partyKinds),
    list('status', 'status: what has become of a stance', stanceStatuses),
  ];
}

/** One value of a list. */
export interface WordRow {
  readonly list: ValueList;
  readonly word: ValueList['values'][number];
}

/** The codebook of values: one row per value of a list. */
export const wordsColumns = columnsOf<WordRow>({
  list: ['code', 'The list', ({ list }) => list.id],
  value: ['code', 'The word as it stands in the files', ({ word }) => word.value],
  label: ['text', 'The same for people', ({ word }) => word.label],
  meaning: ['text', 'What it means', ({ word }) => word.meaning],
  short: ['text', 'The one word where a table is compact', ({ word }) => word.short],
});

export function wordRows(): WordRow[] {
  return valueLists().flatMap((list) => list.values.map((word) => ({ list, word })));
}

export interface FileColumnRow {
  readonly file: string;
  readonly column: ReturnType<typeof dataFiles>[number]['columns'][number];
}

/** The codebook of columns: one row per column of a file. */
export const fileColumnsColumns = columnsOf<FileColumnRow>({
  file: ['code', 'The file', ({ file }) => `${file}.csv`],
  column: ['code', 'The column', ({ column }) => column.name],
  kind: ['code', 'What kind of values it holds', ({ column }) => column.kind],
  description: ['text', 'What they mean', ({ column }) => column.description],
});

export function fileColumnRows(negotiation: Negotiation): FileColumnRow[] {
  return dataFiles(negotiation).flatMap(({ name, columns }) =>
    columns.map((column) => ({ file: name, column })),
  );
}
