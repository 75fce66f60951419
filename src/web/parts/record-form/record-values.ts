import { confidenceOf } from '../../../domain/attribution.js';
import type { RecordState } from '../../../domain/log/record-state.js';
import type { Citation } from '../../../domain/structure/source.js';
import { type Stance, fieldOf } from '../../../domain/log/stance.js';
import { stanceFields } from '../../../domain/log/stance-fields.js';
import { type FormValues, prefixed } from '../../frame/forms/form-values.js';
import { citationSlots } from '../update-form/rows.js';

/** The form of a correction, filled with the record as it is now. */
export function valuesOfRecord({ stance, ownCitations: citations }: RecordState): FormValues {
  const sources = [...new Map(citations.map(({ source }) => [source.id, source])).keys()];
  return {
    version: [String(stance.sequence)],
    reason: [''],
    ...prefixed('stances.0.', stanceValues(stance)),
    ...Object.fromEntries(sources.map((id, index) => [`sources.${index}.id`, [String(id)]])),
    ...Object.assign(
      {},
      ...citations
        .slice(0, citationSlots.length)
        .map((citation, slot) => citationValues(citation, slot, sources)),
    ),
  };
}

function stanceValues(stance: Stance): Record<string, string | number | null> {
  const shown = stanceFields.map(({ name }) => [name, fieldOf(stance, name)] as const);
  return { ...Object.fromEntries(shown), ...(isUsual(stance) && { confidence: null }) };
}

/** If a correction changes the attribution, the usual confidence changes with it. */
function isUsual({ attribution, confidence }: Stance): boolean {
  return attribution !== null && confidence === confidenceOf(attribution);
}

function citationValues(
  { source, locator, firstReportedBy }: Citation,
  slot: number,
  sources: readonly number[],
) {
  const values = { source: sources.indexOf(source.id), locator, firstReportedBy };
  return prefixed(`stances.0.citations.${slot}.`, values);
}
