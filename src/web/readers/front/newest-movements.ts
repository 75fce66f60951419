import { movementLabel } from '../../../domain/cells/movement.js';
import { shortDate } from '../../../domain/when.js';
import { positionSentence } from '../../../domain/cells/wording.js';
import { paths, withQuery } from '../../frame/paths.js';
import type { Reading } from '../../frame/reading/reading.js';

export interface MovementView {
  readonly date: string;
  readonly movement: string;
  readonly sentence: string;
  readonly url: string;
}

/** Each cell's movement to its present position, if it has one and was not only reaffirmed; newest first. */
export function newestMovements(reading: Reading, most: number): MovementView[] {
  const { negotiation, log, clocks, givenQuery } = reading;
  const moved = negotiation.demands.flatMap((demand) =>
    negotiation.parties.map((party) => ({ demand, party, cell: log.cellAt(party.id, demand.id, clocks) })),
  );
  const views = moved.flatMap(({ demand, party, cell }) => {
    if (!cell.isSet || cell.movement === null || cell.movement === 'reaffirmed') return [];
    const { stance, record } = cell.setting;
    const view = {
      date: shortDate(stance.date),
      movement: [movementLabel(cell.movement), cell.evidenceChange].filter(Boolean).join('; '),
      sentence: positionSentence(party.name, stance.position, demand.proposition),
      url: withQuery(paths.position(negotiation.slug, party.slug, demand.slug), givenQuery),
    };
    return [{ day: stance.day, record, view }];
  });
  views.sort((a, b) => (a.day === b.day ? b.record - a.record : a.day < b.day ? 1 : -1));
  return views.slice(0, most).map(({ view }) => view);
}
