import type { FieldProblem } from '../errors.js';

/** An editors' note on one cell. Readers never see it. */
export interface CellNote {
  readonly id: number;
  readonly text: string;
  /** RFC 3339, UTC. */
  readonly writtenAt: string;
  readonly author: { readonly id: number; readonly signInName: string };
}

const longest = 2_000;

export function problemsOfNote(text: string): FieldProblem[] {
  if (text === '') return [{ field: 'note', message: 'Write the note first.' }];
  if (text.length <= longest) return [];
  const message = `At most 2,000 characters; this has ${text.length.toLocaleString('en-GB')}.`;
  return [{ field: 'note', message }];
}
