import type { AskedMovement } from '../../../domain/cells/changes-counted.js';
import type { PositionFilter } from '../../../domain/cells/position-filter.js';
import type { Day } from '../../../domain/when.js';

/** What the address asks for besides the clocks; an empty list of movements means all. */
export interface ChangesFilter {
  readonly from: Day;
  readonly to: Day;
  /** True if the address names a day of it. */
  readonly isAsked: boolean;
  /** The usual period, if nothing moved in it and another one is shown instead; otherwise null. */
  readonly quiet: { readonly from: Day; readonly to: Day } | null;
  /** Restricts the position that a cell has at the end. */
  readonly positions: PositionFilter;
  readonly movements: readonly AskedMovement[];
  readonly showsReaffirmed: boolean;
}
