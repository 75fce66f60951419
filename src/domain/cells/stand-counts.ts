import { isolating, namedTogether } from '../isolation.js';
import type { Demand, Party, Question } from '../structure/negotiation.js';
import { takingQuestionsOnce } from './counted-once.js';
import type { GapAmong } from './demand-summary.js';
import type { Gap } from './gap.js';
import { isContradicted, type StandRow } from './stand-row.js';

/** How many demands stand how, of those that are open; a question is counted once. */
export interface StandCounts {
  readonly total: number;
  readonly byGap: ReadonlyMap<Gap, number>;
  /** How many would be without enough evidence if only statements on the record counted; null where only these do. */
  readonly unknownOnRecord: number | null;
  /** How many of the agreed are so without one who is against it. */
  readonly contradicted: number;
  /** How many of the aligned are so without one whom the demand needs, whose position is not known: so far. */
  readonly soFar: number;
  /** How many questions stand for several demands. */
  readonly questions: number;
}

/** `gapOnRecord` is null where only statements on the record count anyway. */
export function standCounts(
  rows: readonly StandRow[],
  questions: readonly Question[],
  gapOnRecord: ((demand: Demand) => GapAmong) | null,
): StandCounts {
  const once = (gapOf: (row: StandRow) => GapAmong | null) =>
    takingQuestionsOnce(
      rows.flatMap((row) => {
        const found = gapOf(row);
        return found === null ? [] : [{ demandId: row.demand.id, gap: found.gap }];
      }),
      questions,
    );
  const found = once(({ gap }) => gap);
  const byGap = new Map<Gap, number>();
  for (const { gap } of found) byGap.set(gap, (byGap.get(gap) ?? 0) + 1);
  const unknownOnRecord = gapOnRecord === null ? null : unknownIn(once(({ demand }) => gapOnRecord(demand)));
  const countOf = (gaps: readonly Gap[], isMeant: (row: StandRow) => boolean) => {
    const meant = new Set(rows.filter(isMeant).map(({ demand }) => demand.id));
    return found.filter(({ gap, demandId }) => gaps.includes(gap) && meant.has(demandId)).length;
  };
  const contradicted = countOf(['agreed'], isContradicted);
  const soFar = countOf(aligned, ({ gap }) => (gap?.missing.length ?? 0) > 0);
  const several = questions.filter(({ id }) => rows.filter(({ question }) => question?.id === id).length > 1);
  return { total: found.length, byGap, unknownOnRecord, contradicted, soFar, questions: several.length };
}

function unknownIn(found: readonly { readonly gap: Gap }[]): number {
  return found.filter(({ gap }) => gap === 'not_enough_evidence').length;
}

const aligned: readonly Gap[] = ['aligned_for', 'aligned_against'];

const parts: readonly { readonly gaps: readonly Gap[]; readonly words: string }[] = [
  { gaps: ['agreed'], words: 'agreed' },
  { gaps: aligned, words: 'aligned' },
  { gaps: ['room_signalled'], words: 'with room signalled' },
  { gaps: ['opposed', 'blocked_by_red_line'], words: 'opposed or blocked' },
  { gaps: ['off_the_table'], words: 'off the table' },
  { gaps: ['not_enough_evidence'], words: 'without enough evidence' },
];

/**
 * “Of 25 demands that are open 3 are agreed, 4 aligned (2 only so far), 7 with room signalled, 9 opposed or blocked, 2 without enough
 * evidence (9 if only statements on the record counted).” Between some parties only, it names them.
 */
export function standSentence(
  { total, byGap, unknownOnRecord, contradicted, soFar }: StandCounts,
  among: readonly Party[] = [],
): string {
  const between =
    among.length === 0 ? '' : isolating`Between ${namedTogether(among.map(({ name }) => name))}: `;
  if (total === 0) return `${between}${between === '' ? 'No' : 'no'} demand is open.`;
  const counts = parts.flatMap(({ gaps, words }) => {
    const count = gaps.reduce((sum, gap) => sum + (byGap.get(gap) ?? 0), 0);
    return count === 0 ? [] : [{ count, words }];
  });
  const told = counts.map(({ count, words }, index) => {
    const verb = index > 0 ? '' : count === 1 ? 'is ' : 'are ';
    if (words === 'agreed') return `${count} ${verb}${words}${againstWords(count, contradicted)}`;
    return `${count} ${verb}${words}${words === 'aligned' ? soFarWords(count, soFar) : ''}`;
  });
  const of = total === 1 ? 'Of 1 demand that is open' : `Of ${total} demands that are open`;
  const first = between === '' ? of : `of${of.slice(2)}`;
  return `${between}${first} ${told.join(', ')}${onRecordWords(unknownOnRecord, byGap)}.`;
}

function againstWords(agreed: number, contradicted: number): string {
  if (contradicted === 0) return '';
  return agreed === 1
    ? ' by those whom it needs, with another against it'
    : ` (${contradicted} with another against ${contradicted === 1 ? 'it' : 'them'})`;
}

function soFarWords(count: number, soFar: number): string {
  if (soFar === 0) return '';
  return soFar === count ? ' so far' : ` (${soFar} only so far)`;
}

/** Behind the last of the counts, which is of those without enough evidence if there are any. */
function onRecordWords(unknown: number | null, byGap: StandCounts['byGap']): string {
  const present = byGap.get('not_enough_evidence') ?? 0;
  if (unknown === null || unknown === present) return '';
  const only = 'if only statements on the record counted';
  return present > 0 ? ` (${unknown} ${only})` : `; ${unknown} without enough evidence ${only}`;
}

/** That several demands are counted as one; null where none are. */
export function questionsNote({ questions }: Pick<StandCounts, 'questions'>): string | null {
  if (questions === 0) return null;
  const of = questions === 1 ? 'a question' : `each of ${questions} questions`;
  return `The alternatives of ${of} are counted as one demand, by the one nearest to agreement.`;
}
