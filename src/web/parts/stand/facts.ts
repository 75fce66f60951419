import { othersTurn } from '../../../data/engine/others-turn.js';
import { type TermsOfStance, termsOfStances } from '../../../data/log/stance-terms.js';
import type { Sequence } from '../../../domain/identifiers.js';
import { noFilter } from '../../../domain/cells/position-filter.js';
import { stalenessAt, usualStaleMonths } from '../../../domain/cells/stale.js';
import { type Stand, standOf, type StandAsked } from '../../../domain/cells/stand.js';
import { waitingMarks } from '../../../domain/cells/stand-waits.js';
import type { Day } from '../../../domain/when.js';
import type { Reading } from '../../frame/reading/reading.js';
import type { Services } from '../../frame/services.js';
import { reservingParties } from '../reservations.js';
import { type Since, usualSince } from '../since-event.js';

/** Where everybody stands at the clocks of a reading, with what the texts of stances say. */
export interface StandFacts {
  readonly asked: StandAsked;
  /** Null where no event is over, and the reader has chosen no day: then no move is marked. */
  readonly since: Since | null;
  readonly stand: Stand;
  readonly terms: ReadonlyMap<Sequence, TermsOfStance>;
}

/** Everything, by gap, between the parties that each demand needs. */
export const wholeStand: StandAsked = { among: [], alone: null, filter: noFilter, order: 'gap' };

/** @param since the day that the reader chose; null for the eve of the newest event that is over */
export async function factsOfStand(
  services: Services,
  reading: Reading,
  asked: StandAsked = wholeStand,
  since: Day | null = null,
): Promise<StandFacts> {
  const chosen = since === null ? usualSince(reading) : { day: since, event: null };
  const { negotiation, log, clocks, asOf } = reading;
  const marks = {
    log,
    clocks,
    staleness: stalenessAt(clocks, asOf, usualStaleMonths),
    since: chosen?.day ?? null,
    reserving: reservingParties(reading),
  };
  const stand = standOf(negotiation, asked, marks);
  await othersTurn();
  const rows = stand.sections.flatMap(({ items }) => items.flatMap((item) => item.rows));
  const marked = rows.flatMap((row) => [
    ...waitingMarks(row),
    ...[...row.columns.flat(), ...row.beside].filter(({ edge }) => edge === 'told'),
  ]);
  const versions = marked.map(({ setting }) => setting.version);
  return { asked, since: chosen, stand, terms: await termsOfStances(services.database.read, versions) };
}
