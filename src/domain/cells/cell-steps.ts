import { type CellLog, type Clocks, classOfStance, type MovementAt, type RecordAt } from './cell.js';
import { evidenceChange, type Movement, movementBetween } from './movement.js';
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
 * kept as rows of its log until somebody asks for them: of a long record there are thousands, and pages print a few.
 */
export class CellSteps {
  /** That of a record which set the cell and, after each, that of the one before it; -1 if there was none. */
  private readonly rows: number[] = [];
  /** The movements among them, each once; reaffirmations are none. */
  readonly movements: readonly Movement[];
  /** The newest that was more than a reaffirmation; null if none was. */
  readonly lastMovement: ChangeStep | null;

  /** Those that count from the days after `from`, up to the clocks. */
  constructor(
    private readonly cell: CellLog,
    clocks: Clocks,
    from: Day,
  ) {
    const found: Movement[] = [];
    let last = -1;
    const take = (_day: number, setting: number, previous: number) => {
      const after = cell.positionAt(setting) as Position;
      const movement = movementBetween(cell.positionAt(previous), after) as Movement;
      if (movement !== 'reaffirmed') {
        last = this.length;
        if (!found.includes(movement)) found.push(movement);
      }
      this.rows.push(cell.rowAt(setting), cell.rowAt(previous));
    };
    cell.eachMovement(clocks, take, dayPlus(from, 1), true);
    this.movements = found;
    this.lastMovement = last < 0 ? null : this.stepAt(last);
  }

  get length(): number {
    return this.rows.length / 2;
  }

  /** The newest so many, oldest first. */
  newest(most = Infinity): ChangeStep[] {
    const steps: ChangeStep[] = [];
    for (let index = Math.max(0, this.length - most); index < this.length; index += 1)
      steps.push(this.stepAt(index));
    return steps;
  }

  private stepAt(index: number): ChangeStep {
    const [setting, previous] = [this.rows[2 * index] as number, this.rows[2 * index + 1] as number];
    const record = this.cell.readingOf(setting);
    const from = previous < 0 ? null : this.cell.readingOf(previous);
    return {
      record,
      from,
      movement: movementBetween(from?.stance.position ?? null, record.stance.position) as Movement,
      evidenceChange: evidenceChange(from && classOfStance(from.stance), classOfStance(record.stance)),
    };
  }
}
