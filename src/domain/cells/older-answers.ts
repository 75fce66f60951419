import { isolating } from '../isolation.js';
import { codeOf } from '../log/position.js';
import type { Negotiation } from '../structure/negotiation.js';
import { alternativesOf, questionOf } from '../structure/question.js';
import { pastFrom } from '../structure/outcome.js';
import { longDate } from '../when.js';
import type { Cell } from './cell.js';
import type { DemandId, PartyId } from '../identifiers.js';
import { positionSentence } from './wording.js';

interface CellPlace {
  readonly party: PartyId;
  readonly demand: DemandId;
}

/** The other alternatives, none of them past, of the questions that new stances answer, each with the party of such a stance. */
export function otherAnswers(
  { demands, questions }: Pick<Negotiation, 'demands' | 'questions'>,
  { party, demand }: CellPlace,
): CellPlace[] {
  const question = questionOf(questions, demand);
  if (!question) return [];
  const others = alternativesOf(question, demands).filter(
    (each) => each.demand.id !== demand && pastFrom(each.demand.outcomes) === null,
  );
  return others.map((each) => ({ party, demand: each.demand.id }));
}

/**
 * Asks the editor of a new stance on one alternative whether what the party said for another one still stands, unless
 * the same update answers that.
 */
export function olderAnswerWarnings(
  negotiation: Pick<Negotiation, 'demands' | 'questions' | 'parties'>,
  stance: CellPlace,
  all: readonly CellPlace[],
  cellAt: (party: PartyId, demand: DemandId) => Cell,
): string[] {
  const name = negotiation.parties.find(({ id }) => id === stance.party)?.name ?? '';
  return otherAnswers(negotiation, stance).flatMap(({ party, demand }) => {
    const cell = cellAt(party, demand);
    const isAnswered = all.some((each) => each.party === party && each.demand === demand);
    if (isAnswered || !cell.isSet) return [];
    const { position, date } = cell.setting.stance;
    if (codeOf(position) === null || position === 'withdrawn') return [];
    const proposition = negotiation.demands.find(({ id }) => id === demand)?.proposition ?? '';
    const said = positionSentence(name, position, proposition);
    return [
      isolating`The same question has another answer, of ${longDate(date)}: ${said}. Does it still stand? If not, add a stance that says so.`,
    ];
  });
}
