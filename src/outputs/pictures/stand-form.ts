import type { Room } from './picture.js';
import type { StandDrawn, StandRowDrawn, StandSectionDrawn } from './stand-drawn.js';
import type { Drawing } from './svg.js';

/** How demands are drawn on one scale: with all that is said of each, or with less of more of them. */
export interface StandForm {
  /** How high they are together at most. */
  readonly sheet: Readonly<Record<'wide' | 'narrow', number>>;
  /** Above a section. */
  readonly space: number;
  readonly sectionHead: (section: StandSectionDrawn, stand: StandDrawn, room: Room) => Drawing;
  readonly questionHead: (question: string, room: Room) => Drawing;
  readonly row: (row: StandRowDrawn, section: StandSectionDrawn, stand: StandDrawn, room: Room) => Drawing;
}
