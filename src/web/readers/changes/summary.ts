import { type CellChange, isDifferent, movementsByWeight } from '../../../domain/cells/changes.js';
import {
  anyMovement,
  type AskedMovement,
  countedChanges,
  firstRecordedWords,
  movedSo,
} from '../../../domain/cells/changes-counted.js';
import { movementLabel } from '../../../domain/cells/movement.js';
import { isFiltered } from '../../../domain/cells/position-filter.js';
import { counted } from '../../../domain/cells/wording.js';
import type { ChangesFilter } from './filter.js';

/** “1 position moved: 1 reversed. 9 positions first recorded, of which 1 moved. 2 more reaffirmed.” */
export function summaryOf(
  shown: readonly CellChange[],
  changes: readonly CellChange[],
  { showsReaffirmed, positions, movements }: ChangesFilter,
): string {
  if (movements.length > 0) return askedText(shown, movements);
  const { moved, first } = countedChanges(shown);
  const both = shown.filter((change) => movedSo(change, 'new') && movedSo(change, anyMovement)).length;
  const found = shown.filter(({ movement }) => movement === null).length;
  const again = (showsReaffirmed ? shown : changes).filter((change) => !isDifferent(change)).length;
  const firstText = `${firstRecordedWords(first)}${both > 0 ? `, of which ${both} moved` : ''}`;
  const isPlain = !showsReaffirmed && isFiltered(positions);
  return [
    movedText(shown, moved),
    ...(first > 0 ? [firstText] : []),
    ...(found > 0 ? [`${counted(found, 'position')} looked at without finding one`] : []),
    ...(again > 0 && !isPlain ? [`${again} ${showsReaffirmed ? '' : 'more '}reaffirmed`] : []),
  ]
    .map((sentence) => `${capitalised(sentence)}.`)
    .join(' ');
}

/** “37 positions moved: 10 reversed, 27 opened”; a position that did so in two ways is in both. */
function movedText(shown: readonly CellChange[], moved: number): string {
  const kinds = movementsByWeight.flatMap((value) => {
    if (value === 'new' || value === 'reaffirmed') return [];
    const count = shown.filter((change) => change.movements.includes(value)).length;
    return count === 0 ? [] : [{ count, words: `${count} ${movementLabel(value).toLowerCase()}` }];
  });
  const ways = kinds.reduce((sum, { count }) => sum + count, 0);
  const several = ways > moved ? ', some in more than one way' : '';
  const details = kinds.length === 0 ? '' : `: ${kinds.map(({ words }) => words).join(', ')}`;
  return `${counted(moved, 'position')} moved${several}${details}`;
}

/** Of some movements only: “9 positions: first recorded.” */
function askedText(shown: readonly CellChange[], asked: readonly AskedMovement[]): string {
  if (asked.length === 1 && asked[0] === anyMovement)
    return `${capitalised(movedText(shown, shown.length))}.`;
  const labels = asked.map((each) => (each === anyMovement ? 'moved' : movementLabel(each).toLowerCase()));
  return `${capitalised(counted(shown.length, 'position'))} ${labels.join(' or ')}.`;
}

function capitalised(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
