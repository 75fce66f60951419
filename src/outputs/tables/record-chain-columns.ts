import { cleanText } from '../../domain/text.js';
import { columnsOf } from './definitions.js';

/** One link of the record chain. */
export interface ChainRow {
  readonly sequence: number;
  readonly recordedAt: string;
  readonly contentHash: string;
  readonly hash: string;
}

/** The record chain as a table, from which anybody can compute every hash. */
export const recordChainColumns = columnsOf<ChainRow>({
  sequence: ['number', 'The entry’s sequence number', ({ sequence }) => sequence],
  recorded_at: ['instant', 'When it was recorded', ({ recordedAt }) => recordedAt],
  content_hash: ['code', 'The SHA-256 of its contents', ({ contentHash }) => contentHash],
  hash: [
    'code',
    'The SHA-256 of the hash before it, its sequence number and its content_hash, with a space between each',
    ({ hash }) => hash,
  ],
});

/** Quotes a text so that a shell passes it on unchanged (POSIX, Shell Command Language, 2.2.2). */
export function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** A command that prints a text byte for byte; characters that a page cannot print are written as octal numbers. */
export function printCommand(text: string): string {
  if (cleanText(text) === text) return `printf %s ${shellQuoted(text)}`;
  const bytes = [...Buffer.from(text)].map((byte) =>
    /[ -&(-[\]-~]/.test(String.fromCharCode(byte)) ? String.fromCharCode(byte) : `\\0${byte.toString(8)}`,
  );
  return `printf %b '${bytes.join('')}'`;
}

/** Equivalent JSON without characters that a page cannot print. */
export function printableJson(json: string): string {
  if (cleanText(json) === json) return json;
  return json.replace(/[^\n -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The command that loads the whole chain from `address`, and the program that computes it. */
export function chainCommands(address: string): { readonly load: string; readonly compute: string } {
  return {
    load: `curl -s ${shellQuoted(`${address}/record-chain.csv`)} > chain.csv`,
    compute: [
      "python3 - <<'END'",
      'import csv, hashlib',
      "previous, wrong = '0' * 64, 0",
      "for link in csv.DictReader(open('chain.csv')):",
      "    line = f\"{previous} {link['sequence']} {link['content_hash']}\"",
      "    if hashlib.sha256(line.encode()).hexdigest() != link['hash']:",
      '        wrong += 1',
      "        print('entry', link['sequence'],",
      "              'does not follow from the one before it')",
      "    previous = link['hash']",
      "print('every link follows' if wrong == 0",
      "      else f'{wrong} links do not follow',",
      "      '- the newest hash is', previous)",
      'END',
    ].join('\n'),
  };
}
