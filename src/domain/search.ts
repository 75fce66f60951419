/** Words longer than any name, and more of them than anybody types, are left out. */
const mostWords = 12;
const longestWord = 60;

/**
 * What a reader typed as a question to the full-text index: every word has to be there, the last one may be begun.
 * Any input is safe: only letters and digits remain. Null where nothing remains.
 */
export function searchQuery(text: string): string | null {
  const words = text.normalize('NFC').match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  const quoted = words.slice(0, mostWords).map((word) => `"${word.slice(0, longestWord)}"`);
  return quoted.length === 0 ? null : `${quoted.join(' ')}*`;
}

/** A part of a text, and whether it is what was searched for. */
export interface MarkedPart {
  readonly text: string;
  readonly isMatch: boolean;
}

/** Signs that no text on record holds: control characters are stripped from everything typed. */
export const matchStart = '\u0002';
export const matchEnd = '\u0003';

/** The parts of a text in which the index has put its signs around what matched. */
export function markedParts(text: string): MarkedPart[] {
  return text
    .split(matchStart)
    .flatMap((piece, index) => {
      if (index === 0) return [{ text: piece, isMatch: false }];
      const [match = '', rest = ''] = piece.split(matchEnd);
      return [
        { text: match, isMatch: true },
        { text: rest, isMatch: false },
      ];
    })
    .filter(({ text: part }) => part !== '');
}
