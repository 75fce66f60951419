import { fold } from '../text.js';

/** The lists from which the structure of a negotiation is made at once, each with its columns, in the order of the form. */
export const pastedLists = [
  { name: 'topics', label: 'Topics', columns: ['name'] },
  { name: 'parties', label: 'Parties', columns: ['name', 'kind', 'role', 'short name', 'members'] },
  {
    name: 'demands',
    label: 'Demands',
    columns: ['proposition', 'topic', 'raised by', 'addressed to', 'others'],
  },
  { name: 'speakers', label: 'Speakers', columns: ['name', 'party', 'office'] },
  { name: 'events', label: 'Events', columns: ['name', 'date', 'description'] },
] as const;

export type PastedListName = (typeof pastedLists)[number]['name'];

/** Each as it was pasted. */
export type PastedLists = Readonly<Record<PastedListName, string>>;

/** The most lines that all lists may have together. */
export const mostPastedLines = 500;

export interface PastedLine {
  /** In its list, from 1. */
  readonly line: number;
  /** By column; empty for what the line lacks. */
  readonly cells: readonly string[];
}

/**
 * The lines of a list: one thing a line, its columns separated by tabs, as a spreadsheet copies them, or by `|`. Empty
 * lines, and a first line that names the columns, are left out.
 */
export function linesOf(list: PastedListName, text: string): PastedLine[] {
  const { columns } = pastedLists.find(({ name }) => name === list) ?? pastedLists[0];
  const isHeading = (cells: readonly string[]) => {
    const given = cells.filter((cell) => cell !== '').map(fold);
    return given.length > 0 && given.every((cell, index) => cell === columns[index]);
  };
  return text
    .split('\n')
    .map((line, index) => ({ line: index + 1, cells: cellsOf(line) }))
    .filter(({ line, cells }) => cells.some((cell) => cell !== '') && !(line === 1 && isHeading(cells)));
}

/** A cell that holds quotation marks is quoted by the spreadsheet, with each of them doubled. */
function cellsOf(line: string): string[] {
  return line
    .split(line.includes('\t') ? '\t' : '|')
    .map((cell) => cell.trim())
    .map((cell) => (/^"(?:[^"]|"")*"$/.test(cell) ? cell.slice(1, -1).replaceAll('""', '"').trim() : cell));
}

/** The names in a cell, separated by commas or semicolons. */
export function namesInCell(cell: string): string[] {
  return cell
    .split(/[,;]/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
