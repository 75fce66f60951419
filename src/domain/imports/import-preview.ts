import type { Attribution } from '../attribution.js';
import { type Cell, type Clocks, classOfStance } from '../cells/cell.js';
import type { DemandId } from '../identifiers.js';
import type { StanceCore } from '../log/entry.js';
import type { JudgedRow } from './import-rows.js';
import { type Movement, movementBetween } from '../cells/movement.js';
import type { NegotiationLog } from '../cells/negotiation-log.js';
import { isFinding, type Position } from '../log/position.js';
import { compareStances } from '../log/record.js';
import type { NewStance } from '../log/new-stance.js';
import { dayOf } from '../log/update.js';
import type { Day } from '../when.js';

/** What an import would do to one cell. */
export interface ImportedCell {
  readonly party: number;
  readonly demand: number;
  readonly before: Cell;
  /** The cell's position afterwards, and how it is known; null if none of the rows sets it. */
  readonly after: Pick<StanceCore, 'position' | 'attribution'> | null;
  readonly effect: ImportEffect;
  /** Null if there is no movement. */
  readonly movement: Movement | null;
  readonly rowCount: number;
}

/**
 * Whether the import gives the cell a first record, another position or the same again, or does not set it: because what
 * stands is newer or better known, or because all of it is said after the outcome of the demand.
 */
export type ImportEffect = 'new' | 'changed' | 'reaffirmed' | 'unchanged' | 'afterwards';

/** What an import would do to each cell, and its stances counted. */
export interface ImportPreview {
  readonly cells: readonly ImportedCell[];
  readonly positions: ReadonlyMap<Position, number>;
  /** Null stands for findings, which have none. */
  readonly attributions: ReadonlyMap<Attribution | null, number>;
}

/** What publishing the valid rows would do, by the cell rule, without publishing them. */
export function previewOfImport(
  rows: readonly JudgedRow[],
  log: NegotiationLog,
  { recordedDay, past }: { readonly recordedDay: Day; readonly past: ReadonlyMap<DemandId, Day> },
): ImportPreview {
  const clocks: Clocks = { asOf: null, known: log.lastSequence, evidence: 'default', past };
  const positions = new Map<Position, number>();
  const attributions = new Map<Attribution | null, number>();
  const cells = new Map<string, StanceCore[]>();
  for (const { stance, sources } of rows) {
    if (!stance) continue;
    const { party, demand, position, attribution } = stance;
    positions.set(position, (positions.get(position) ?? 0) + 1);
    attributions.set(attribution, (attributions.get(attribution) ?? 0) + 1);
    const published = stance.citations.flatMap(({ source }) => sources[source]?.publishedDate ?? []);
    const others = cells.get(`${party} ${demand}`) ?? [];
    others.push({ ...coreOf(stance), day: dayOf(stance, published, recordedDay) });
    cells.set(`${party} ${demand}`, others);
  }
  return {
    cells: [...cells.values()].map((stances) => cellOf(stances, log, clocks)),
    positions,
    attributions,
  };
}

function coreOf({ party, demand, position, attribution, date, time }: NewStance): Omit<StanceCore, 'day'> {
  return { party, demand, position, attribution, date, time };
}

function cellOf(stances: readonly StanceCore[], log: NegotiationLog, clocks: Clocks): ImportedCell {
  const { party, demand } = stances[0] as StanceCore;
  const before = log.cellAt(party, demand, clocks);
  const standing = before.isSet ? before.setting.stance : null;
  const common = { party, demand, before, rowCount: stances.length };
  const pastDay = clocks.past?.get(demand);
  const counting = stances.filter(({ day }) => pastDay === undefined || day <= pastDay);
  if (counting.length === 0) return { ...common, after: null, effect: 'afterwards', movement: null };
  const strongest = counting.reduce((best, each) => (setsOver(each, best) ? each : best));
  if (standing && !setsOver(strongest, standing))
    return { ...common, after: null, effect: 'unchanged', movement: null };
  const earlier = standing && !isFinding(standing.position) ? standing.position : null;
  const { position, attribution } = strongest;
  const after = { position, attribution };
  const movement = movementBetween(earlier, position);
  const effect = standing === null ? 'new' : standing.position === position ? 'reaffirmed' : 'changed';
  return { ...common, after, effect, movement };
}

const strength = { on_record: 3, reported: 2, inferred: 1 } as const;

/** The cell rule for a stance and one recorded before it: the stronger class wins, then the newer. */
function setsOver(later: StanceCore, earlier: StanceCore): boolean {
  const [own, other] = [later, earlier].map((stance) => {
    const evidence = classOfStance(stance);
    return evidence === null ? 0 : strength[evidence];
  }) as [number, number];
  return own === other ? compareStances(later, earlier) >= 0 : own > other;
}
