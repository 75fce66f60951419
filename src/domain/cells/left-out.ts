import type { Demand, Negotiation, Party } from '../structure/negotiation.js';
import type { DemandId } from '../identifiers.js';
import { counted } from './wording.js';
import type { Clocks } from './cell.js';
import { isPast } from './past.js';
import type { NegotiationLog } from './negotiation-log.js';

/** Why a matrix leaves a demand out unless it is asked for (docs/rules.md, "Closing"); the first that fits. */
export type LeftOutAs = 'closed' | 'past' | 'replaced';

const words: readonly { readonly value: LeftOutAs; readonly word: string }[] = [
  { value: 'closed', word: 'closed' },
  { value: 'past', word: 'past' },
  { value: 'replaced', word: 'replaced' },
];

/** Null for a demand that stands in the matrix; the demand is as it was at the place in the log. */
export function leftOutAs(
  { id, isClosed, replacedAfter }: Pick<Demand, 'id' | 'isClosed' | 'replacedAfter'>,
  clocks: Pick<Clocks, 'asOf' | 'known' | 'past'>,
): LeftOutAs | null {
  if (isClosed) return 'closed';
  if (isPast({ id }, clocks)) return 'past';
  return replacedAfter !== null && clocks.known > replacedAfter ? 'replaced' : null;
}

/** The negotiation without the demands, parties and questions that a matrix leaves out. */
export function withoutLeftOut(
  negotiation: Negotiation,
  clocks: Pick<Clocks, 'asOf' | 'known' | 'past'>,
): Negotiation {
  return {
    ...negotiation,
    parties: negotiation.parties.filter(({ isClosed }) => !isClosed),
    demands: negotiation.demands.filter((demand) => leftOutAs(demand, clocks) === null),
    questions: negotiation.questions.filter(({ isClosed }) => !isClosed),
  };
}

/** The demands that replace one, known by the place in the log, in the order of the matrix. */
export function successorsOf({ demands }: Pick<Negotiation, 'demands'>, replaced: DemandId): Demand[] {
  return demands.filter(({ replaces }) => replaces.includes(replaced));
}

/**
 * “3 demands are closed, 1 is replaced; 1 party is closed; 1 question is closed”, without what never had a standing record; null if nothing
 * is left out. `kinds` are those of the demands that the page leaves out: one may show what is past.
 */
export function leftOutSentence(
  { parties, demands, questions }: Negotiation,
  log: NegotiationLog,
  clocks: Clocks,
  kinds: readonly LeftOutAs[] = ['closed', 'past', 'replaced'],
): string | null {
  const had = (party: Party, demand: Demand) => log.hadRecordIn(party.id, demand.id, clocks.known);
  const hasRecords = (demand: Demand) => parties.some((party) => had(party, demand));
  const closedParties = parties.filter(
    (party) => party.isClosed && demands.some((demand) => had(party, demand)),
  ).length;
  const ofDemands = words.flatMap(({ value, word }) => {
    if (!kinds.includes(value)) return [];
    const leftOut = demands.filter((demand) => leftOutAs(demand, clocks) === value);
    const count = leftOut.filter(hasRecords).length;
    return count === 0 ? [] : [{ count, word }];
  });
  const demandWords = ofDemands.map(({ count, word }, index) => {
    const verb = count === 1 ? 'is' : 'are';
    return index === 0 ? `${counted(count, 'demand')} ${verb} ${word}` : `${count} ${verb} ${word}`;
  });
  const closedQuestions = questions.filter(
    ({ isClosed, alternatives }) =>
      isClosed &&
      alternatives.some((each) => demands.some((demand) => demand.id === each.demand && hasRecords(demand))),
  ).length;
  const groups = [
    demandWords.join(', '),
    closedWords(closedParties, 'party', 'parties'),
    closedWords(closedQuestions, 'question', 'questions'),
  ];
  return groups.filter((words) => words !== '').join('; ') || null;
}

/** “1 party is closed”; nothing of none. */
function closedWords(count: number, one: string, several: string): string {
  return count === 0 ? '' : `${counted(count, one, several)} ${count === 1 ? 'is' : 'are'} closed`;
}
