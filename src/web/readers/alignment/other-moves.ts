import type { CellChange } from '../../../domain/cells/changes.js';
import { approachesBetween } from '../../../domain/cells/moved-towards.js';
import { movementWords } from '../../../domain/cells/wording.js';
import { isolating, namedTogether } from '../../../domain/isolation.js';
import type { Demand, Party } from '../../../domain/structure/negotiation.js';
import { dayPlus, unbrokenDate } from '../../../domain/when.js';
import { buildMatrix } from '../../../domain/cells/matrix.js';
import type { Link } from '../../frame/layout.js';
import { paths, withQuery } from '../../frame/paths.js';
import type { Reading } from '../../frame/reading/reading.js';
import type { Moves } from './moves.js';
import { type ValueView, valueView } from '../../parts/stances/value-view.js';

/** A movement that brought nobody nearer to anybody from the beginning of the time to its end. */
export interface OtherMove {
  readonly party: string;
  readonly url: string;
  readonly date: string;
  /** “Opened; first statement on the record”. */
  readonly movement: string;
  readonly before: ValueView;
  readonly after: ValueView;
  readonly demand: Link;
  /** “At the time nearer to Russia, but not from then to the end.”; null for nobody. */
  readonly onItsDay: string | null;
}

export function otherMoveViews(
  reading: Reading,
  { others, demands }: Moves,
  parties: readonly Party[],
): OtherMove[] {
  return others.flatMap((change) => {
    const step = change.steps.lastMovement;
    const demand = demands.find(({ id }) => id === change.demand);
    const party = parties.find(({ id }) => id === change.party);
    if (!step?.from || !demand || !party) return [];
    const { slug } = reading.negotiation;
    return [
      {
        party: party.name,
        url: withQuery(paths.position(slug, party.slug, demand.slug), reading.givenQuery),
        date: unbrokenDate(step.record.stance.date),
        movement: movementWords(step.movement, step.evidenceChange),
        before: valueView(step.from.stance),
        after: valueView(step.record.stance),
        demand: {
          label: demand.proposition,
          url: withQuery(paths.demand(slug, demand.slug), reading.givenQuery),
        },
        onItsDay: wordsOnItsDay(reading, change, demand, parties),
      },
    ];
  });
}

/** To whom it was nearer on its own day. */
function wordsOnItsDay(
  { log, clocks }: Reading,
  { party, moved }: CellChange,
  demand: Demand,
  parties: readonly Party[],
): string | null {
  const ids = parties.map(({ id }) => id);
  const at = (asOf: string) => buildMatrix(log, [demand.id], ids, { ...clocks, asOf });
  const own = approachesBetween(
    at(dayPlus(moved.stance.day, -1)),
    at(moved.stance.day),
    [demand],
    parties,
  ).filter((approach) => approach.party === party);
  if (own.length === 0) return null;
  const names = parties.filter(({ id }) => own.some(({ towards }) => towards === id)).map(({ name }) => name);
  return isolating`Nearer to ${namedTogether(names)} on its day, not from the beginning of this time to its end`;
}
