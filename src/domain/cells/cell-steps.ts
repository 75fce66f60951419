import type { CellLog, Clocks, MovementAt, RecordAt } from './cell.js';
import { type Movement, movementBetween } from './movement.js';
import { type Day, dayPlus } from '../when.js';
import type { Position } from '../log/position.js';

/** One movement within the period, with its own record. */
export interface ChangeStep extends MovementAt {
  readonly record: RecordAt;
  /** What set the cell before, whose position it left; null if nothing did. */
  readonly from: RecordAt | null;
}

/**
 * Every movement of a cell in a period, oldest first, with the reaffirmations that changed the class of evidence. They are
 * kept as places in its log until somebody asks for them: of a long record there are thousands, and pages print a few.
 */
export class CellSteps {
  /** Where a record set the cell and, after each, where the one before it had; -1 if none had. */
  private readonly places: number[] = [];

  private constructor(private readonly cell: CellLog) {}

  /** Those that count from the days after `from`, up to the clocks. */
  static after(cell: CellLog, clocks: Clocks, from: Day): CellSteps {
    const steps = new CellSteps(cell);
    const take = (_day: number, setting: number, previous: number) => steps.places.push(setting, previous);
    cell.eachMovement(clocks, take, dayPlus(from, 1), true);
    return steps;
  }

  get length(): number {
    return this.places.length / 2;
  }

  /** The newest so many, oldest first. */
  newest(most = Infinity): ChangeStep[] {
    const steps: ChangeStep[] = [];
    for (let index = Math.max(0, this.length - most); index < this.length; index += 1)
      steps.push(this.stepAt(index));
    return steps;
  }

  /** The newest that was more than a reaffirmation; null if none was. */
  lastMovement(): ChangeStep | null {
    for (let index = this.length - 1; index >= 0; index -= 1)
      if (this.movementAt(index) !== 'reaffirmed') return this.stepAt(index);
    return null;
  }

  /** The movements among them, each once; reaffirmations are none. */
  movements(): readonly Movement[] {
    const found: Movement[] = [];
    for (let index = 0; index < this.length; index += 1) {
      const movement = this.movementAt(index);
      if (movement !== 'reaffirmed' && !found.includes(movement)) found.push(movement);
    }
    return found;
  }

  private stepAt(index: number): ChangeStep {
    const [setting, previous] = this.placesAt(index);
    return { ...this.cell.movedAt(setting, previous), from: this.cell.readingAt(previous) };
  }

  private movementAt(index: number): Movement {
    const [setting, previous] = this.placesAt(index);
    const after = this.cell.positionAt(setting) as Position;
    return movementBetween(this.cell.positionAt(previous), after) as Movement;
  }

  private placesAt(index: number): [setting: number, previous: number] {
    return [this.places[2 * index] as number, this.places[2 * index + 1] as number];
  }
}
