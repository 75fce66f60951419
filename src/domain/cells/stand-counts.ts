import { isolating, namedTogether } from '../isolation.js';
import type { Demand, Party } from '../structure/negotiation.js';
import type { GapAmong } from './demand-summary.js';
import { groupOf, type StandGroup } from './stand-groups.js';
import { isContradicted, type StandRow } from './stand-row.js';
import { gapsOf, itemsOf, type StandItem } from './stand-sections.js';

/** How many demands stand how, of those that are open; a question is counted once. */
export interface StandCounts {
  readonly total: number;
  readonly byGroup: ReadonlyMap<StandGroup, number>;
  /**
   * How many would be without enough evidence, or not known of all parties that are picked, if only statements on the
   * record counted; null where only these do.
   */
  readonly unknownOnRecord: number | null;
  /** How many of the agreed are so without one who is against it. */
  readonly contradicted: number;
  /** How many questions stand for several demands. */
  readonly questions: number;
}

/** `gapOnRecord` is null where only statements on the record count anyway. */
export function standCounts(
  rows: readonly StandRow[],
  {
    isAmongPicked,
    gapOnRecord,
  }: { readonly isAmongPicked: boolean; readonly gapOnRecord: ((demand: Demand) => GapAmong) | null },
): StandCounts {
  const items = itemsOf(rows.filter(({ gap }) => gap !== null));
  const byGroup = new Map<StandGroup, number>();
  for (const item of items) {
    const group = groupOf(gapsOf(item), isAmongPicked);
    if (group !== null) byGroup.set(group, (byGroup.get(group) ?? 0) + 1);
  }
  const isUnknown = (group: StandGroup | null) => unknown.some((each) => each === group);
  const isUnknownOnRecord = (item: StandItem, gapOf: (demand: Demand) => GapAmong) =>
    isUnknown(
      groupOf(
        item.rows.map(({ demand }) => gapOf(demand)),
        isAmongPicked,
      ),
    );
  return {
    total: items.length,
    byGroup,
    unknownOnRecord:
      gapOnRecord === null ? null : items.filter((item) => isUnknownOnRecord(item, gapOnRecord)).length,
    contradicted: items.filter(isAgreedWithoutOne).length,
    questions: items.filter((item) => item.rows.length > 1).length,
  };
}

const unknown: readonly StandGroup[] = ['not_enough_evidence', 'not_known_of_all'];

function isAgreedWithoutOne({ rows }: StandItem): boolean {
  const agreed = rows.filter(({ gap }) => gap?.gap === 'agreed');
  return agreed.length > 0 && agreed.every(isContradicted);
}

const soFar: readonly StandGroup[] = ['aligned_for_so_far', 'aligned_against_so_far'];

const parts: readonly { readonly groups: readonly StandGroup[]; readonly words: string }[] = [
  { groups: ['agreed'], words: 'agreed' },
  { groups: ['aligned_for', 'aligned_against', ...soFar], words: 'aligned' },
  { groups: ['room_signalled'], words: 'with room signalled' },
  { groups: ['opposed', 'blocked_by_red_line'], words: 'opposed or blocked' },
  { groups: ['off_the_table'], words: 'off the table' },
  { groups: ['not_enough_evidence'], words: 'without enough evidence' },
  { groups: ['not_known_of_all'], words: 'not known of all' },
];

/**
 * “Of 25 demands that are open 3 are agreed, 4 aligned (2 only so far), 7 with room signalled, 9 opposed or blocked, 2 without enough
 * evidence (9 if only statements on the record counted).” Between some parties only, it names them.
 */
export function standSentence(
  { total, byGroup, unknownOnRecord, contradicted, questions }: StandCounts,
  among: readonly Party[] = [],
): string {
  const between =
    among.length === 0 ? '' : isolating`Between ${namedTogether(among.map(({ name }) => name))}: `;
  if (total === 0) return `${between}${between === '' ? 'No' : 'no'} demand is open.`;
  const countOf = (groups: readonly StandGroup[]) =>
    groups.reduce((sum, group) => sum + (byGroup.get(group) ?? 0), 0);
  const counts = parts.flatMap(({ groups, words }) => {
    const count = countOf(groups);
    return count === 0 ? [] : [{ count, words }];
  });
  const told = counts.map(({ count, words }, index) => {
    const verb = index > 0 ? '' : count === 1 ? 'is ' : 'are ';
    if (words === 'agreed') return `${count} ${verb}${words}${againstWords(count, contradicted)}`;
    return `${count} ${verb}${words}${words === 'aligned' ? soFarWords(count, countOf(soFar)) : ''}`;
  });
  const once =
    questions === 0 ? '' : questions === 1 ? ', a question counted once,' : ', questions counted once,';
  const of = `${total === 1 ? 'Of 1 demand that is open' : `Of ${total} demands that are open`}${once}`;
  const first = between === '' ? of : `of${of.slice(2)}`;
  return `${between}${first} ${told.join(', ')}${onRecordWords(unknownOnRecord, countOf(unknown))}.`;
}

function againstWords(agreed: number, contradicted: number): string {
  if (contradicted === 0) return '';
  return agreed === 1
    ? ' by those whom it needs, with another against it'
    : ` (${contradicted} with another against ${contradicted === 1 ? 'it' : 'them'})`;
}

function soFarWords(count: number, onlySoFar: number): string {
  if (onlySoFar === 0) return '';
  return onlySoFar === count ? ' so far' : ` (${onlySoFar} only so far)`;
}

/** Behind the last of the counts, which is of those that are not known if there are any. */
function onRecordWords(onRecord: number | null, present: number): string {
  if (onRecord === null || onRecord === present) return '';
  const only = 'if only statements on the record counted';
  return present > 0 ? ` (${onRecord} ${only})` : `; ${onRecord} without enough evidence ${only}`;
}

/** That several demands are counted as one; null where none are. */
export function questionsNote({ questions }: Pick<StandCounts, 'questions'>): string | null {
  if (questions === 0) return null;
  const of = questions === 1 ? 'a question' : `each of ${questions} questions`;
  return `The alternatives of ${of} are counted as one demand, by the one nearest to agreement.`;
}
