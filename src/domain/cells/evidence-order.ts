import {
  type EvidenceCount,
  evidenceCounts,
  type EvidenceGroup,
  type EvidenceSummary,
} from './cell-evidence.js';

/** What parties and topics can be sorted by: a count, or how many independent origins there are. */
export type EvidenceOrder = EvidenceCount | 'origins';

export const evidenceOrders: readonly EvidenceOrder[] = [
  ...evidenceCounts.map(({ value }) => value),
  'origins',
];

/** Of what all a count is a share. */
export type EvidenceBase = 'cells' | 'known' | 'quotes';

export function baseOf(count: EvidenceCount): EvidenceBase {
  if (count.startsWith('quote_')) return 'quotes';
  const ofCells: readonly EvidenceCount[] = ['on_record', 'reported', 'inferred', 'nothing', 'known'];
  return ofCells.includes(count) ? 'cells' : 'known';
}

export function sizeOfBase({ cells, counts }: EvidenceSummary, base: EvidenceBase): number {
  if (base === 'cells') return cells;
  return base === 'known' ? counts.known : counts.known - counts.no_quote;
}

/** All first, then the parties and then the topics, each by their largest share; null for the order of the editors. */
export function inEvidenceOrder(
  groups: readonly EvidenceGroup[],
  order: EvidenceOrder | null,
): readonly EvidenceGroup[] {
  if (order === null) return groups;
  const kinds = ['all', 'party', 'topic'];
  return groups.toSorted(
    (one, other) =>
      kinds.indexOf(one.of) - kinds.indexOf(other.of) ||
      shareBy(order, other.summary) - shareBy(order, one.summary) ||
      countBy(order, other.summary) - countBy(order, one.summary),
  );
}

function countBy(order: EvidenceOrder, { counts, origins }: EvidenceSummary): number {
  return order === 'origins' ? origins : counts[order];
}

function shareBy(order: EvidenceOrder, summary: EvidenceSummary): number {
  if (order === 'origins') return summary.origins;
  return countBy(order, summary) / Math.max(1, sizeOfBase(summary, baseOf(order)));
}
