import { TextDecoder } from 'node:util';
import { InvalidInput } from '../../domain/errors.js';
import { type ExportHead, formatVersion } from './full-export.js';

/** Splits at line feeds only, because texts may contain other breaks, such as U+2028. */
export async function* linesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  for await (const piece of bytes) {
    const lines = (rest + decoded(decoder, piece)).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  rest += decoded(decoder);
  if (rest !== '') yield rest;
}

function decoded(decoder: TextDecoder, piece?: Uint8Array): string {
  try {
    return decoder.decode(piece, { stream: piece !== undefined });
  } catch {
    throw refused('The file is not UTF-8.');
  }
}

/** What stands in a line, whatever it is. */
export function parsed(line: string, number: number): Record<string, unknown> {
  try {
    const value = JSON.parse(line) as unknown;
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    // The error follows below.
  }
  throw refused(`Line ${number} is not JSON.`);
}

/** What the first line says. */
export function headOf({ format, version, state, rows, chainHead }: Record<string, unknown>): ExportHead {
  const isHead =
    format === 'negotiation-positions' &&
    typeof state === 'number' &&
    typeof version === 'number' &&
    typeof rows === 'object' &&
    rows !== null;
  if (!isHead) throw refused('The first line is not that of a full export of this program.');
  if (version !== formatVersion && version !== 1)
    throw refused(
      `The file has version ${version} of the format; this program reads versions 1 to ${formatVersion}.`,
    );
  const known = { format, version, state, rows: rows as ExportHead['rows'] } as const;
  return { ...known, chainHead: (chainHead as ExportHead['chainHead']) ?? null };
}

export function unfit(number: number, reason: string): InvalidInput {
  return refused(`The rows up to line ${number} do not fit: ${reason}`);
}

export function refused(message: string): InvalidInput {
  return new InvalidInput([{ field: 'file', message }]);
}
