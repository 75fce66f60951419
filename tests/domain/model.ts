import { attributions } from '../../src/domain/attribution.js';
import type { Clocks } from '../../src/domain/cells/cell.js';
import type { Sequence } from '../../src/domain/identifiers.js';
import type { Entry, StanceCore } from '../../src/domain/log/entry.js';
import { type Position, positions } from '../../src/domain/log/position.js';

/**
 * The rules of docs/rules.md once more, as plainly as they are written there, and as slow as that is: no index, no
 * memory, nothing in common with the rules under test except the scales.
 */
export interface ModelCell {
  /** `demands`, or which nothing. */
  readonly value: string;
  readonly setting: Sequence | null;
  readonly since: Sequence | null;
  readonly sinceInClass: Sequence | null;
  /** The days that the setting record and the one of `since` count from. */
  readonly days: readonly string[];
  readonly movement: string | null;
  readonly beside: readonly Sequence[];
  readonly isContested: boolean;
  readonly lastChecked: Sequence | null;
  /** The report that was denied, where the cell says so. */
  readonly denied?: Sequence;
}

export interface ModelRecord {
  readonly record: Sequence;
  readonly stance: StanceCore;
  readonly status: 'standing' | 'denied' | 'retracted';
}

const classes = ['on_record', 'reported', 'inferred'];

export function modelCell(
  entries: readonly Entry[],
  party: number,
  demand: number,
  clocks: Clocks,
): ModelCell {
  const here = recordsKnown(entries, clocks.known).filter(
    ({ stance }) => stance.party === party && stance.demand === demand,
  );
  const dated = here.filter(({ stance }) => clocks.asOf === null || stance.day <= clocks.asOf);
  const standing = dated.filter(({ status }) => status === 'standing').sort(compare);
  const evidenced = standing.filter(({ stance }) => stance.attribution !== null);
  const findings = standing.filter(({ stance }) => stance.attribution === null);
  const history = historyOf(evidenced, clocks.evidence);
  if (history.length > 0) return setCell(history, evidenced, findings, clocks);
  if (evidenced.length > 0) {
    const beside = classes.slice(1).flatMap((each) => newestOf(evidenced, each));
    const lastChecked = findings.at(-1)?.record ?? null;
    return { ...nothing('nothing_on_record'), beside: beside.map(({ record }) => record), lastChecked };
  }
  if (findings.length > 0) return setCell(findings, [], [], clocks);
  const denied = dated.filter(({ status }) => status === 'denied').sort(compare);
  if (denied.length > 0) return { ...nothing('denied'), denied: denied.at(-1)?.record as Sequence };
  if (here.some(({ status }) => status !== 'retracted')) return nothing('no_record_by_date');
  return nothing(dated.length > 0 ? 'retracted' : 'not_assessed');
}

/** How a record moved the cell when it set it; null if it never did, or if it is a finding. */
export function modelMovement(
  entries: readonly Entry[],
  record: Sequence,
  { party, demand }: { readonly party: number; readonly demand: number },
  { asOf, known, evidence }: Clocks,
): string | null {
  const evidenced = recordsKnown(entries, known)
    .filter(
      ({ stance, status }) => stance.party === party && stance.demand === demand && status === 'standing',
    )
    .filter(({ stance }) => stance.attribution !== null && (asOf === null || stance.day <= asOf))
    .sort(compare);
  const history = historyOf(evidenced, evidence);
  const place = history.findIndex((each) => each.record === record);
  if (place < 0) return null;
  return movement(
    history[place - 1]?.stance.position ?? null,
    (history[place] as ModelRecord).stance.position,
  );
}

/** The lines of docs/rules.md, "Gap on a demand", one after the other; the first that fits, in words. */
export function modelGap(
  raisers: readonly (Position | null)[],
  needed: readonly (Position | null)[],
): string {
  const codes = needed.flatMap((position) =>
    position === null || position === 'neutral' ? [] : [codeOf(position)],
  );
  const isFor = codes.some((code) => code > 0);
  const isAgainst = codes.some((code) => code < 0);
  const isMissing = needed.includes(null);
  const lines: [string, string, boolean][] = [
    [
      'Off the table',
      'Off the table',
      raisers.length > 0 && raisers.every((position) => position === 'withdrawn'),
    ],
    ['Not enough evidence', 'Not enough evidence', codes.length < 2],
    [
      'Blocked by a red line',
      'Blocked by a red line so far',
      (needed.includes('insists') && isAgainst) || (needed.includes('rejects_red_line') && isFor),
    ],
    [
      'Agreed',
      'never',
      !isMissing && needed.every((position) => position === 'agreed' || position === 'neutral'),
    ],
    ['Aligned for', 'Aligned so far', codes.every((code) => code > 0)],
    ['Aligned against', 'Aligned against so far', codes.every((code) => code < 0)],
    [
      'Room signalled',
      'Room signalled so far',
      codes.every((code) => code <= 1) || codes.every((code) => code >= -1),
    ],
    ['Opposed', 'Opposed so far', true],
  ];
  const [word, soFar] = lines.find(([, , fits]) => fits) as (typeof lines)[number];
  return isMissing ? soFar : word;
}

/** docs/rules.md, "Who moved towards whom", for the codes of two parties before and after. */
export function modelApproach(
  from: number,
  to: number,
  otherFrom: number,
  otherTo: number,
): 'alone' | 'both' | null {
  const sideOf = (code: number) => (code > 0 ? 'for' : code < 0 ? 'against' : 'neither');
  const moves = (before: number, after: number, goal: number) => {
    const way = before < goal ? [before + 1, goal] : [goal, before - 1];
    const isOnTheWay = before !== goal && (way[0] as number) <= after && after <= (way[1] as number);
    const isFirstThere =
      sideOf(goal) !== 'neither' && sideOf(after) === sideOf(goal) && sideOf(before) !== sideOf(goal);
    return before !== after && (isOnTheWay || isFirstThere);
  };
  if (otherFrom === otherTo) return moves(from, to, otherFrom) ? 'alone' : null;
  const havePassed = (from < otherFrom && to > otherTo) || (from > otherFrom && to < otherTo);
  const haveBoth = moves(from, to, otherFrom) && moves(otherFrom, otherTo, from);
  return haveBoth && !havePassed ? 'both' : null;
}

/** True where “raised by” is a fact: docs/rules.md, "Who raised a demand". */
export function modelHasRaised(
  entries: readonly Entry[],
  party: number,
  demand: number,
  { asOf, known }: Clocks,
): boolean {
  return recordsKnown(entries, known).some(
    ({ stance, status }) =>
      stance.party === party &&
      stance.demand === demand &&
      (asOf === null || stance.day <= asOf) &&
      status === 'standing' &&
      classOf(stance) === 'on_record' &&
      (codeOf(stance.position) > 0 || stance.position === 'withdrawn'),
  );
}

/** docs/rules.md, "Sources": how often each source is cited by an entry that stands, of `named` by each entry. */
export function modelCited(
  entries: readonly Entry[],
  named: (entry: Sequence) => readonly number[],
  { asOf, known }: Pick<Clocks, 'asOf' | 'known'>,
): ReadonlyMap<number, number> {
  const seen = entries.filter(({ sequence }) => sequence <= known);
  const times = new Map<number, number>();
  for (const { record, stance, status } of recordsKnown(entries, known)) {
    if (status === 'retracted' || (asOf !== null && stance.day > asOf)) continue;
    const chain = seen.filter((entry) => entry.record === record);
    const version = chain.filter((entry) => 'stance' in entry).at(-1) as Entry;
    const standing = chain.filter(
      ({ kind, sequence }) => ['corroboration', 'denial'].includes(kind) && !isRetracted(chain, sequence),
    );
    const clarified = ({ sequence }: Entry) =>
      chain
        .filter((act) => 'target' in act && act.kind === 'clarification' && act.target === sequence)
        .at(-1);
    for (const entry of [version, ...standing.map((each) => clarified(each) ?? each)])
      for (const source of named(entry.sequence)) times.set(source, (times.get(source) ?? 0) + 1);
  }
  return times;
}

/** Each record's newest version by `known`, in the order of the log. */
export function recordsKnown(entries: readonly Entry[], known: Sequence): ModelRecord[] {
  const seen = entries.filter(({ sequence }) => sequence <= known);
  const reports = seen.filter(({ kind }) => kind === 'report');
  return reports.map(({ record }) => {
    const chain = seen.filter((entry) => entry.record === record);
    const stance = chain.flatMap((entry) => ('stance' in entry ? [entry.stance] : [])).at(-1) as StanceCore;
    if (isRetracted(chain, null)) return { record, stance, status: 'retracted' };
    const denials = chain.filter(({ kind, sequence }) => kind === 'denial' && !isRetracted(chain, sequence));
    const isDenied = denials.length > 0 && classOf(stance) !== 'on_record';
    return { record, stance, status: isDenied ? 'denied' : 'standing' };
  });
}

/** Whether the newest act on the record itself, or on one of its denials, retracts it. */
function isRetracted(chain: readonly Entry[], target: Sequence | null): boolean {
  const turns = chain.filter(({ kind }) => kind === 'retraction' || kind === 'restoration');
  const own = turns.filter((turn) => ('target' in turn ? (turn.target ?? null) : null) === target);
  return own.at(-1)?.kind === 'retraction';
}

function classOf({ attribution }: StanceCore): string | null {
  return attributions.find(({ value }) => value === attribution)?.class ?? null;
}

/** Day, time of day, strength of attribution, place in the log. */
function compare(a: ModelRecord, b: ModelRecord): number {
  const strength = ({ stance }: ModelRecord) =>
    attributions.findIndex(({ value }) => value === stance.attribution);
  const rank = (each: ModelRecord) => (each.stance.attribution === null ? 99 : strength(each));
  const when = ({ stance }: ModelRecord) => `${stance.day} ${stance.time ?? ''}`;
  if (when(a) !== when(b)) return when(a) < when(b) ? -1 : 1;
  return rank(b) - rank(a) || a.record - b.record;
}

/** The records that set the cell one after the other: walks them day by day and asks the rule each time. */
function historyOf(evidenced: readonly ModelRecord[], evidence: Clocks['evidence']): ModelRecord[] {
  if (evidence === 'all') return [...evidenced];
  if (evidence === 'on_record') return evidenced.filter(({ stance }) => classOf(stance) === 'on_record');
  return evidenced.filter((record, index) => {
    const rank = classes.indexOf(classOf(record.stance) as string);
    const strongestSoFar = Math.min(
      ...evidenced.slice(0, index + 1).map(({ stance }) => classes.indexOf(classOf(stance) as string)),
    );
    return rank === strongestSoFar;
  });
}

function setCell(
  history: readonly ModelRecord[],
  evidenced: readonly ModelRecord[],
  findings: readonly ModelRecord[],
  { evidence }: Clocks,
): ModelCell {
  const setting = history.at(-1) as ModelRecord;
  const { position } = setting.stance;
  const breaking = history.findLastIndex(({ stance }) => stance.position !== position);
  const weaker = classes.slice(classes.indexOf(classOf(setting.stance) as string) + 1);
  const beside = weaker
    .flatMap((each) => newestOf(evidenced, each))
    .filter((each) => compare(each, setting) > 0 && each.stance.position !== position);
  const since = history[breaking + 1] as ModelRecord;
  const previous = history.at(-2) ?? null;
  return {
    value: position,
    setting: setting.record,
    since: since.record,
    sinceInClass: sinceInClass(history.slice(breaking + 1)),
    days: [setting.stance.day, since.stance.day],
    movement: movement(previous?.stance.position ?? null, position),
    beside: evidence === 'default' ? beside.map(({ record }) => record) : [],
    isContested:
      evidence === 'default' && beside.some((each) => codeOf(each.stance.position) * codeOf(position) < 0),
    lastChecked: findings.findLast(({ stance }) => stance.day > setting.stance.day)?.record ?? null,
  };
}

/** Of a run that began in a weaker class than that of its newest record: its first record that is as strong. */
function sinceInClass(run: readonly ModelRecord[]): Sequence | null {
  const ranks = run.map(({ stance }) => classes.indexOf(classOf(stance) as string));
  const own = ranks.at(-1) as number;
  const first = ranks.findIndex((rank) => rank <= own);
  return first === 0 ? null : (run[first] as ModelRecord).record;
}

function newestOf(records: readonly ModelRecord[], evidenceClass: string): ModelRecord[] {
  return records.filter(({ stance }) => classOf(stance) === evidenceClass).slice(-1);
}

function nothing(value: string): ModelCell {
  return {
    value,
    setting: null,
    since: null,
    sinceInClass: null,
    days: [],
    movement: null,
    beside: [],
    isContested: false,
    lastChecked: null,
  };
}

/** The lines of docs/rules.md, "Movement", one after the other; the first that fits. */
function movement(before: Position | null, after: Position): string | null {
  const [from, to] = [codeOf(before), codeOf(after)];
  const lines: [string, boolean][] = [
    ['new', before === null],
    ['reaffirmed', before === after],
    ['unclear', before === 'contradictory' || after === 'contradictory'],
    ['dropped', after === 'withdrawn'],
    ['agreed', after === 'agreed'],
    ['left_agreement', before === 'agreed'],
    ['reversed', (from > 0 && to < 0) || (from < 0 && to > 0)],
    ['shifted', from === to],
    ['took_side', from === 0],
    ['opened', to === 0],
    ['softened', (from > 0 && to < from) || (from < 0 && to > from)],
    ['hardened', true],
  ];
  const isFinding = after === 'no_stated_position' || after === 'not_applicable';
  return isFinding ? null : (lines.find(([, fits]) => fits)?.[0] as string);
}

export function codeOf(position: Position | null): number {
  return positions.find(({ value }) => value === position)?.code ?? 0;
}
