import type { EvidenceClass } from '../attribution.js';
import type { QuoteCheck } from '../log/quote-check.js';
import type { Demand, Negotiation, Party } from '../structure/negotiation.js';
import { type Cell, classOfStance } from './cell.js';
import { isContested } from './contested.js';
import { isStale, type Staleness } from './stale.js';

/** What the texts say of the record that sets a cell. */
export interface SettingEvidence {
  /** Its independent origins, each folded: outlets that pass on one report are one, and so is a joint statement. */
  readonly origins: readonly string[];
  /** How its quote stands in the text of its article; null without a quote. */
  readonly quote: QuoteCheck | null;
}

/** A cell, and how well it is known. */
export interface KnownCell {
  readonly party: Party;
  readonly demand: Demand;
  readonly cell: Cell;
  /** Null for a cell that no position sets. */
  readonly evidence: SettingEvidence | null;
  readonly isStale: boolean;
}

/** How a cell is known: the class of the record that sets it; of one that no position sets, nothing. */
export function evidenceOfCell(cell: Cell): EvidenceClass | 'nothing' {
  return (cell.isSet && classOfStance(cell.setting.stance)) || 'nothing';
}

export function knownCell(
  place: Pick<KnownCell, 'party' | 'demand' | 'cell'>,
  evidence: SettingEvidence | null,
  staleness: Staleness,
): KnownCell {
  return { ...place, evidence, isStale: isStale(place.cell, place.demand, staleness) };
}

/** Everything by which cells are counted. The first four are each cell’s one place; the others say what is weak. */
export const evidenceCounts = [
  { value: 'on_record', label: 'On the record' },
  { value: 'reported', label: 'Reported' },
  { value: 'inferred', label: 'Inferred' },
  { value: 'nothing', label: 'Nothing' },
  { value: 'known', label: 'On the record, reported or inferred' },
  { value: 'one_origin', label: 'From one origin only' },
  { value: 'unnamed', label: 'On unnamed sources only' },
  { value: 'stale', label: 'Not reaffirmed' },
  { value: 'contested', label: 'Contested' },
  { value: 'quote_found', label: 'Quote found in its text' },
  { value: 'quote_not_found', label: 'Quote not found' },
  { value: 'quote_not_checked', label: 'Quote never checked' },
  { value: 'no_quote', label: 'Without a quote' },
] as const;

export type EvidenceCount = (typeof evidenceCounts)[number]['value'];

/** True of what a cell is counted by. */
export function isCountedBy(count: EvidenceCount, { cell, evidence, isStale: stale }: KnownCell): boolean {
  const known = evidenceOfCell(cell);
  switch (count) {
    case 'on_record':
    case 'reported':
    case 'inferred':
    case 'nothing':
      return known === count;
    case 'known':
      return known !== 'nothing';
    case 'one_origin':
      return evidence?.origins.length === 1;
    case 'unnamed':
      return cell.isSet && cell.setting.stance.attribution === 'unnamed_sources';
    case 'stale':
      return stale;
    case 'contested':
      return isContested(cell);
    case 'quote_found':
      return evidence?.quote === 'found' || evidence?.quote === 'found_twice';
    case 'quote_not_found':
      return evidence?.quote === 'not_found';
    case 'quote_not_checked':
      return evidence?.quote === 'not_checked';
    case 'no_quote':
      return evidence !== null && evidence.quote === null;
  }
}

/** How well some cells are known. */
export interface EvidenceSummary {
  readonly cells: number;
  readonly counts: Readonly<Record<EvidenceCount, number>>;
  /** How many independent origins their records have, each counted once. */
  readonly origins: number;
}

export function evidenceSummary(cells: readonly KnownCell[]): EvidenceSummary {
  const counts = Object.fromEntries(
    evidenceCounts.map(({ value }) => [value, cells.filter((each) => isCountedBy(value, each)).length]),
  ) as Record<EvidenceCount, number>;
  const origins = new Set(cells.flatMap(({ evidence }) => evidence?.origins ?? []));
  return { cells: cells.length, counts, origins: origins.size };
}

/** What some cells have in common, and how well they are known. */
export interface EvidenceGroup {
  readonly of: 'all' | 'party' | 'topic';
  /** Null for all. */
  readonly slug: string | null;
  readonly name: string;
  readonly summary: EvidenceSummary;
}

/** All cells, then those of each party and of each topic that has some, in their orders. */
export function evidenceGroups(
  { parties, topics }: Pick<Negotiation, 'parties' | 'topics'>,
  cells: readonly KnownCell[],
): EvidenceGroup[] {
  const ofParties = groupedBy(cells, ({ party }) => party.id);
  const ofTopics = groupedBy(cells, ({ demand }) => demand.topic.id);
  return [
    { of: 'all', slug: null, name: 'All', summary: evidenceSummary(cells) },
    ...parties.flatMap((party) => groupOf('party', party, ofParties)),
    ...topics.flatMap((topic) => groupOf('topic', topic, ofTopics)),
  ];
}

function groupedBy(
  cells: readonly KnownCell[],
  idOf: (cell: KnownCell) => number,
): ReadonlyMap<number, readonly KnownCell[]> {
  const grouped = new Map<number, KnownCell[]>();
  for (const cell of cells) {
    const others = grouped.get(idOf(cell));
    if (others) others.push(cell);
    else grouped.set(idOf(cell), [cell]);
  }
  return grouped;
}

function groupOf(
  of: 'party' | 'topic',
  { id, slug, name }: Pick<Party, 'id' | 'slug' | 'name'>,
  grouped: ReadonlyMap<number, readonly KnownCell[]>,
): EvidenceGroup[] {
  const cells = grouped.get(id);
  return cells ? [{ of, slug, name, summary: evidenceSummary(cells) }] : [];
}

/** A share in whole per cent; what is not nothing is at least 1, and what is not all at most 99. */
export function shareOf(count: number, all: number): number {
  if (count === 0 || all === 0) return 0;
  if (count === all) return 100;
  return Math.min(99, Math.max(1, Math.round((100 * count) / all)));
}
