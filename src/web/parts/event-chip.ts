import type { Link } from '../frame/layout.js';

/** An event beside others, with what is said of the days around it. */
export interface EventChip extends Link {
  readonly date: string;
  readonly isChosen: boolean;
}
