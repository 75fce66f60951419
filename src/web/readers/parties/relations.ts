import {
  type Aligned,
  type Alignment,
  alignments,
  comparedDemands,
} from '../../../domain/cells/alignment.js';
import { type Comparison, comparisons, restsOnReports } from '../../../domain/cells/comparison.js';
import { countedPosition, isContested } from '../../../domain/cells/contested.js';
import { takingQuestionsOnce } from '../../../domain/cells/counted-once.js';
import { summaryOfDemand } from '../../../domain/cells/demand-summary.js';
import { counted as countWords } from '../../../domain/cells/wording.js';
import { isolating, listed } from '../../../domain/isolation.js';
import { codeOf } from '../../../domain/log/position.js';
import { noFilter } from '../../../domain/cells/position-filter.js';
import { paths, queryEntries, withQuery } from '../../frame/paths.js';
import { filterEntries } from '../../frame/reading/position-filter.js';
import type { Reading } from '../../frame/reading/reading.js';
import type { PartyAsked } from './asked.js';

/** How a party stands to another, with the page that names the demands. */
export interface RelationView {
  readonly party: string;
  readonly url: string;
  /** In the order of the columns; 0 is printed as such. */
  readonly counts: readonly number[];
  /** Of how many demands both are known, and how many of these rest on reports. */
  readonly known: number;
  readonly reported: number;
}

/** What a party is for and against, in a sentence, and how it stands to each of the others. */
export interface PartyRelations {
  readonly summary: string;
  /** Who stands on the same side most often, and who on the opposite one; null if of no demand two are known. */
  readonly nearest: string | null;
  /** “Both for”, … */
  readonly columns: readonly string[];
  /** Who stands on the same side most often comes first; those of whom nothing can be compared are left out. */
  readonly relations: readonly RelationView[];
  /** “No demand on which both are known: Belgium.”; null if of each there is one. */
  readonly unknown: string | null;
}

/** By the rules for two parties (docs/rules.md, "Two parties"), on the demands that are neither past, closed nor replaced. */
export function partyRelations(
  { negotiation, log, clocks, givenQuery }: Reading,
  { party, filter, compared }: Pick<PartyAsked, 'party' | 'filter' | 'compared'>,
): PartyRelations {
  const demands = comparedDemands({ ...negotiation, demands: compared }, clocks, false);
  const between = alignments({ negotiation, log, clocks, demands });
  const gaps = demands.map((demand) => ({
    demandId: demand.id,
    gap: summaryOfDemand(negotiation, demand, log, clocks).gap,
  }));
  const once = takingQuestionsOnce(gaps, negotiation.questions);
  const countedCells = once.map(({ demandId }) => log.cellAt(party.id, demandId, clocks));
  const narrowed = [
    ...queryEntries(givenQuery),
    ...filterEntries({ ...noFilter, topics: filter.topics, text: filter.text }),
  ];
  const others = negotiation.parties.filter(({ id, isClosed }) => id !== party.id && !isClosed);
  const all = others.map((other) => ({
    party: other.name,
    url: withQuery(paths.compare(negotiation.slug, party.slug, other.slug), narrowed),
    ...countsOf(between(party, other)),
  }));
  const relations = all
    .filter(({ known }) => known > 0)
    .sort((one, other) => nearness(other) - nearness(one));
  const unknown = all.filter(({ known }) => known === 0).map((each) => each.party);
  return {
    summary: summaryOf(countedCells),
    nearest: nearestOf(relations),
    columns: shownComparisons.map(({ label }) => label),
    relations,
    unknown: unknown.length === 0 ? null : `No demand on which both are known: ${listed(unknown)}.`,
  };
}

/** What can be told of two parties; that something is not known of both is no relation. */
const shownComparisons = comparisons.filter(({ value }) => value !== 'not_known');
const placeOf = (value: Comparison) => shownComparisons.findIndex((each) => each.value === value);
const sameSide = ({ counts }: RelationView) =>
  (counts[placeOf('both_for')] as number) + (counts[placeOf('both_against')] as number);
const opposite = ({ counts }: RelationView) => counts[placeOf('opposite_sides')] as number;
/** Who stands on the same side as often stands nearer the less often it is on the other. */
const nearness = (relation: RelationView) => sameSide(relation) - opposite(relation) / 10_000;

function countsOf({ counted }: Alignment): Pick<RelationView, 'counts' | 'known' | 'reported'> {
  const known = counted.filter(({ comparison }) => comparison !== 'not_known');
  return {
    counts: shownComparisons.map(
      ({ value }) => known.filter(({ comparison }) => comparison === value).length,
    ),
    known: known.length,
    reported: known.filter(({ isReported }) => isReported).length,
  };
}

/** “Most often on the same side: United States, on 8 of 13. Most often on opposite sides: Ukraine, on 11 of 18.” */
function nearestOf(relations: readonly RelationView[]): string | null {
  const told = (words: string, countOf: (relation: RelationView) => number) => {
    const most = Math.max(0, ...relations.map(countOf));
    const first = relations.filter((relation) => countOf(relation) === most);
    if (most === 0) return [];
    const names = first.map(({ party, known }) =>
      isolating`${party} (${most} of ${known})`.replace(/ of (?=\d+\)$)/, '\u00a0of\u00a0'),
    );
    const more = names.length > mostNamed ? ` and ${names.length - mostNamed} more` : '';
    return [`Most often on ${words}: ${names.slice(0, mostNamed).join(', ')}${more}.`];
  };
  return [...told('the same side', sameSide), ...told('opposite sides', opposite)].join(' ') || null;
}

const mostNamed = 3;

/** “Of 32 demands it is for 9, against 8, and open, neutral or no longer asking on 3; on 12 its position is not known. 5 rest on reports.” */
function summaryOf(cells: readonly Aligned['cells'][number][]): string {
  const known = cells.filter((cell) => countedPosition(cell) !== null);
  const countOf = (isMeant: (code: number) => boolean) =>
    known.filter((cell) => isMeant(codeOf(countedPosition(cell) as never) as number)).length;
  const parts = [
    ['for', countOf((code) => code > 0)],
    ['against', countOf((code) => code < 0)],
    ['open, neutral or no longer asking on', countOf((code) => code === 0)],
  ] as const;
  const said = parts.filter(([, count]) => count > 0).map(([words, count]) => `${words} ${count}`);
  const contested = cells.filter(isContested).length;
  const unknown = cells.length - known.length - contested;
  const reported = known.filter((cell) => restsOnReports([cell])).length;
  const open = `Of ${countWords(cells.length, 'open demand')}`;
  if (said.length === 0) return `${open} its position is known on none.`;
  const rest = [
    ...(contested === 0 ? [] : [`; contested on ${contested}`]),
    ...(unknown === 0 ? [] : [`; on ${unknown} its position is not known`]),
  ].join('');
  const reports =
    reported === 0 ? '' : ` ${reported} of these positions ${reported === 1 ? 'rests' : 'rest'} on reports.`;
  return `${open} it is ${said.join(', ')}${rest}.${reports}`;
}
