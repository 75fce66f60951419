import type { DemandId, PartyId } from '../identifiers.js';
import { Conflict } from '../errors.js';

/** One party on one demand. */
export interface CellOf {
  readonly party: PartyId;
  readonly demand: DemandId;
}

/** Somebody else has changed one of these cells since the form was opened (409); nothing was published. */
export class CellConflict extends Conflict {
  override name = 'CellConflict';

  constructor(readonly cells: readonly CellOf[]) {
    super(
      'Somebody else has published something on these positions since you opened this form, so nothing of yours was published yet. Choose for each of them, then send it again.',
    );
  }
}

/** The form was already sent with different text (409): both texts are kept. */
export class SentBefore extends Conflict {
  override name = 'SentBefore';

  constructor() {
    super(
      'This form was sent off already, perhaps in another tab. What you have typed since is kept here as a draft of its own: send it if it is meant as well.',
    );
  }
}

export function isSameCell(a: CellOf, b: CellOf): boolean {
  return a.party === b.party && a.demand === b.demand;
}
