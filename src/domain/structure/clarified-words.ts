import type { Sequence } from '../identifiers.js';

/** Clearer words for a proposition, published by themselves (docs/rules.md, "Clearer words"). */
export interface Wording {
  readonly sequence: Sequence;
  /** RFC 3339, UTC. */
  readonly recordedAt: string;
  /** The words that these take the place of. */
  readonly before: string;
  readonly words: string;
  readonly reason: string;
}

/** The same for the headline of an update. */
export interface HeadlineWording extends Wording {
  readonly update: number;
}

/** The words as known by a place in the log. `wordings` are all there are, in the order of the log. */
export function wordsAt(newest: string, wordings: readonly Wording[], known: Sequence): string {
  const last = wordings.findLast(({ sequence }) => sequence <= known);
  return last?.words ?? wordings[0]?.before ?? newest;
}

/** The words that were there first; they are what is stored and hashed. */
export function firstWords(newest: string, wordings: readonly Wording[]): string {
  return wordings[0]?.before ?? newest;
}

/** The headline of an update, as known by what the negotiation knows. */
export function headlineIn(
  { headlines }: { readonly headlines: readonly HeadlineWording[] },
  { id, headline }: { readonly id: number; readonly headline: string },
): string {
  return headlines.findLast(({ update }) => update === id)?.words ?? headline;
}

/** The update under its newest headline; null for none. */
export function withHeadline<Update extends { readonly id: number; readonly headline: string }>(
  negotiation: { readonly headlines: readonly HeadlineWording[] },
  update: Update | null,
): Update | null {
  return update && { ...update, headline: headlineIn(negotiation, update) };
}
