import type { EvidenceClass } from '../attribution.js';
import { codeOf, isFinding, type Position } from '../log/position.js';

/** How a cell's setting record compares with the one before it (docs/rules.md, "Movement"). */
export const movements = [
  { value: 'new', label: 'First recorded' },
  { value: 'dropped', label: 'Dropped' },
  { value: 'reaffirmed', label: 'Reaffirmed' },
  { value: 'agreed', label: 'Agreed' },
  { value: 'left_agreement', label: 'Left agreement' },
  { value: 'reversed', label: 'Reversed' },
  { value: 'shifted', label: 'Shifted' },
  { value: 'took_side', label: 'Took a side' },
  { value: 'opened', label: 'Opened' },
  { value: 'softened', label: 'Softened' },
  { value: 'hardened', label: 'Hardened' },
  { value: 'unclear', label: 'Unclear' },
] as const;

export type Movement = (typeof movements)[number]['value'];

export function movementLabel(movement: Movement): string {
  return movements.find((each) => each.value === movement)?.label as string;
}

/** The movement from one position (null: none) to the next; null if the next is a finding. */
export function movementBetween(before: Position | null, after: Position): Movement | null {
  if (isFinding(after)) return null;
  if (before === null) return 'new';
  if (before === after) return 'reaffirmed';
  const from = codeOf(before);
  const to = codeOf(after);
  if (from === null || to === null) return 'unclear';
  if (after === 'withdrawn') return 'dropped';
  if (after === 'agreed') return 'agreed';
  if (before === 'agreed') return 'left_agreement';
  return movementBetweenCodes(from, to);
}

function movementBetweenCodes(from: number, to: number): Movement {
  if (from * to < 0) return 'reversed';
  if (from === to) return 'shifted';
  if (from === 0) return 'took_side';
  if (to === 0) return 'opened';
  return Math.abs(to) < Math.abs(from) ? 'softened' : 'hardened';
}

/** What to add to the movement where the class of evidence changed as well; null if it did not. */
export function evidenceChange(before: EvidenceClass | null, after: EvidenceClass | null): string | null {
  if (before === null || after === null || before === after) return null;
  if (after === 'on_record') return 'first statement on the record';
  if (after === 'inferred') return 'now the editors’ reading';
  return before === 'inferred' ? 'first report' : 'now from a report';
}
