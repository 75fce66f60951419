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

/** Where a cell is. */
interface Place {
  readonly party: Party;
  readonly demand: Demand;
  readonly cell: Cell;
}

/** A cell, and how well it is known. */
export interface KnownCell extends Place {
  /** Null for a cell that no position sets. */
  readonly evidence: SettingEvidence | null;
  /** Everything by which it is counted: a page asks for all of it of thousands of cells, three times. */
  readonly countedBy: readonly EvidenceCount[];
}

/** How a cell is known: the class of the record that sets it; of one that no position sets, nothing. */
export function evidenceOfCell(cell: Cell): EvidenceClass | 'nothing' {
  return (cell.isSet && classOfStance(cell.setting.stance)) || 'nothing';
}

export function knownCell(place: Place, evidence: SettingEvidence | null, staleness: Staleness): KnownCell {
  return { ...place, evidence, countedBy: countsOf(place, evidence, staleness) };
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

const nothingKnown: readonly EvidenceCount[] = ['nothing'];

function countsOf(
  { cell, demand }: Place,
  evidence: SettingEvidence | null,
  staleness: Staleness,
): readonly EvidenceCount[] {
  const known = evidenceOfCell(cell);
  if (!cell.isSet || known === 'nothing') return nothingKnown;
  const counts: EvidenceCount[] = [known, 'known'];
  if (evidence?.origins.length === 1) counts.push('one_origin');
  if (cell.setting.stance.attribution === 'unnamed_sources') counts.push('unnamed');
  if (isStale(cell, demand, staleness)) counts.push('stale');
  if (isContested(cell)) counts.push('contested');
  if (evidence) counts.push(countOfQuote(evidence.quote));
  return counts;
}

function countOfQuote(quote: QuoteCheck | null): EvidenceCount {
  if (quote === null) return 'no_quote';
  return quote === 'found_twice' ? 'quote_found' : `quote_${quote}`;
}

/** True of what a cell is counted by. */
export function isCountedBy(count: EvidenceCount, { countedBy }: KnownCell): boolean {
  return countedBy.includes(count);
}

/** How well some cells are known. */
export interface EvidenceSummary {
  readonly cells: number;
  readonly counts: Readonly<Record<EvidenceCount, number>>;
  /** How many independent origins their records have, each counted once. */
  readonly origins: number;
}

export function evidenceSummary(cells: readonly KnownCell[]): EvidenceSummary {
  const counts = Object.fromEntries(evidenceCounts.map(({ value }) => [value, 0])) as Record<
    EvidenceCount,
    number
  >;
  const origins = new Set<string>();
  for (const { evidence, countedBy } of cells) {
    for (const count of countedBy) counts[count] += 1;
    for (const origin of evidence?.origins ?? []) origins.add(origin);
  }
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

/** A share in whole per cent. */
export function shareOf(count: number, all: number): number {
  return all === 0 ? 0 : Math.round((100 * count) / all);
}

/** “24%”; “<1%” of what is more than nothing, “>99%” of what is less than all. */
export function shareInWords(count: number, all: number): string {
  const share = shareOf(count, all);
  if (share === 0 && count > 0) return '<1%';
  return share === 100 && count < all ? '>99%' : `${share}%`;
}
