import type { FieldProblem } from '../errors.js';
import { type Source, webAddress } from './source.js';
import { problemOfDate } from '../date-as-written.js';
import type { Day, EdtfDate } from '../when.js';

/** A source as an editor enters it; it gets its id when it is recorded. */
export type NewSource = Omit<Source, 'id'>;

type Check = (source: NewSource, today: Day) => FieldProblem | null;

const checks: readonly Check[] = [
  ({ outlet }) => lengthProblem('outlet', outlet, 200, 'Name the outlet or the author of the document.'),
  ({ title }) => lengthProblem('title', title, 500, 'Give the title of the report or document.'),
  ({ url }) => addressProblem('url', url),
  ({ archiveUrl }) => addressProblem('archiveUrl', archiveUrl),
  ({ author }) => lengthProblem('author', author, 200),
  ({ publishedDate }, today) => dateProblem('publishedDate', publishedDate, today),
  ({ accessedDate }, today) => dateProblem('accessedDate', accessedDate, today),
  ({ note }) => lengthProblem('note', note || null, 2000),
];

/** Everything wrong with a source, each problem at its field. `today` is the latest day anywhere (UTC+14). */
export function problemsOfSource(source: NewSource, today: Day): FieldProblem[] {
  return checks.map((check) => check(source, today)).filter((problem) => problem !== null);
}

function addressProblem(field: string, address: string | null): FieldProblem | null {
  if (address === null || webAddress(address)) return null;
  const isBegun = /^https?:\/\/[^/]/i.test(address) && address.length <= 2048;
  return { field, message: isBegun ? noAddress : beginsWrong };
}

const beginsWrong = 'Give a web address that begins with https:// or http:// (at most 2,048 characters).';
const noAddress =
  'This is not a web address as browsers read it: it has no spaces, no backslashes and no user’s name.';

function dateProblem(field: string, date: EdtfDate | null, today: Day): FieldProblem | null {
  return date === null ? null : problemOfDate(field, date, today);
}

/** A text that is too long or, with `missing`, empty. */
export function lengthProblem(
  field: string,
  text: string | null,
  most: number,
  missing?: string,
): FieldProblem | null {
  if (missing !== undefined && (text === null || text === '')) return { field, message: missing };
  if (text === null || text.length <= most) return null;
  return {
    field,
    message: `At most ${most.toLocaleString('en-GB')} characters; this has ${text.length.toLocaleString('en-GB')}.`,
  };
}
