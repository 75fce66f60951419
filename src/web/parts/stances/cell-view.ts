import type { Cell, RecordAt, SetCell } from '../../../domain/cells/cell.js';
import type { DeniedReports } from '../../../data/memory/denied-reports.js';
import { contestsOf } from '../../../domain/cells/contested.js';
import { shortDate, unbrokenDate } from '../../../domain/when.js';
import {
  attributionWords,
  besideSentence,
  deniedSentences,
  evidenceWords,
} from '../../../domain/cells/wording.js';
import { type SignView, signView } from './sign.js';
import { nothingView, type ValueView, valueView } from './value-view.js';

/** One cell of the matrix, ready to print; the same wherever a cell is shown. */
export interface CellView extends ValueView {
  readonly url: string;
  readonly attribution: string | null;
  readonly since: string | null;
  /** “Reversed”, if the page marks what moved since a day; otherwise null. */
  readonly moved: string | null;
  /** The heading of its column, in a table too wide for paper, which is printed without columns; otherwise null. */
  readonly column: string | null;
  /** Newer, weaker evidence on the other side, with its sign: then the cell is contested. */
  readonly contests: readonly ContestingView[];
  /** Other newer, weaker evidence, and when somebody last looked. */
  readonly besides: readonly string[];
}

/** “reported: Demands, 15 Aug 2025”, and its parts. */
export interface ContestingView {
  readonly sign: SignView;
  readonly words: string;
  readonly how: string;
  readonly value: ValueView;
  readonly date: string;
}

/** What only a table says of its cells. */
type InTable = Pick<CellView, 'moved' | 'column'>;

const notInTable: InTable = { moved: null, column: null };

export function cellView(
  cell: Cell,
  url: string,
  { moved, column } = notInTable,
  denied: DeniedReports = noneDenied,
): CellView {
  const contesting = contestsOf(cell);
  const contests = contesting.length === 0 ? none : contesting.map(contestView);
  const besides = besidesOf(cell, contesting, denied);
  if (cell.isSet) return setCellView(cell, { url, moved, column, contests, besides });
  return {
    url,
    attribution: null,
    since: null,
    moved,
    column,
    contests,
    besides,
    ...nothingView(cell.nothing),
  };
}

/** Most cells have none, and a page may have thousands of cells. */
const none: readonly never[] = [];
const noneDenied: DeniedReports = new Map();

function contestView({ stance }: RecordAt): CellView['contests'][number] {
  const words = besideSentence(stance);
  const [how = ''] = words.split(':');
  // Its words say how it is known: it is not said twice.
  const value = { ...valueView(stance), known: null };
  return { sign: signView(stance.position), words, how, value, date: unbrokenDate(stance.date) };
}

function besidesOf(cell: Cell, contesting: readonly RecordAt[], denied: DeniedReports): CellView['besides'] {
  const { beside, lastChecked } = cell;
  const report = cell.isSet ? null : cell.denied;
  if (beside.length === 0 && lastChecked === null && report === null) return none;
  return [
    ...(report ? deniedSentences(report, denied.get(report.deniedBy)) : []),
    ...beside.filter((each) => !contesting.includes(each)).map(({ stance }) => besideSentence(stance)),
    ...(lastChecked ? [`last checked ${unbrokenDate(lastChecked.stance.date)}`] : []),
  ];
}

function setCellView(
  cell: SetCell,
  { url, moved, column, contests, besides }: InTable & Pick<CellView, 'url' | 'contests' | 'besides'>,
): CellView {
  const { stance } = cell.setting;
  // What is copied comes last: with more behind it V8 takes ten times as long, and a matrix has hundreds.
  return {
    url,
    attribution: stance.attribution === null ? null : attributionWords(stance),
    since: sinceWords(cell),
    moved,
    column,
    contests,
    besides,
    ...valueView(stance),
  };
}

/** “since Jun 2024, on the record since 15 Dec 2025”: a class is joined only to a day on which it was that already. */
function sinceWords({ setting, since, sinceInClass }: SetCell): string {
  const first = `${setting.stance.attribution === null ? 'as of' : 'since'} ${shortDate(since.stance.date)}`;
  if (sinceInClass === null) return first;
  const { stance } = sinceInClass;
  return `${first}, ${evidenceWords(stance).toLowerCase()} since ${shortDate(stance.date)}`;
}
