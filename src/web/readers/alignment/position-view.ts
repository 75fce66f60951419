import { type Position, positionScale } from '../../../domain/log/position.js';
import { type SignView, signView, toneOf } from '../../parts/stances/sign.js';

export interface PositionView {
  readonly label: string;
  readonly sign: SignView;
  readonly tone: string;
}

export function positionView(position: Position): PositionView {
  return { label: positionScale(position).label, sign: signView(position), tone: toneOf(position) };
}
