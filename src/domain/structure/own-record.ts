import type { Sequence } from '../identifiers.js';

/** What is done in a record of this kind: its report, new words for it, and acts on the whole of it. */
export type OwnKind = 'report' | 'correction' | 'clarification' | 'withdrawal' | 'retraction' | 'restoration';

/** An entry of a record that is no stance: of a briefing, a reservation, or an account of compliance. */
export interface OwnEntry<Words> {
  readonly sequence: Sequence;
  /** The number of the report that began it, as in the log of stances. */
  readonly record: Sequence;
  readonly kind: OwnKind;
  /** RFC 3339, UTC. */
  readonly recordedAt: string;
  /** Null for a retraction and a restoration. */
  readonly words: Words | null;
  readonly reason: string | null;
  /** The withdrawal that an act is on; null for the record itself. */
  readonly target?: Sequence | null;
}

/** A report with everything done to it since. */
export interface OwnRecord<Words> {
  readonly record: Sequence;
  /** The newest. */
  readonly words: Words;
  readonly isRetracted: boolean;
  /** In the order of the log. */
  readonly entries: readonly OwnEntry<Words>[];
}

/** Of the retractions and restorations of a record, or of one of its withdrawals, the newest decides. */
export function isRetracted(
  entries: readonly { readonly kind: string; readonly target?: Sequence | null }[],
  of: Sequence | null,
): boolean {
  const decision = entries.findLast(
    ({ kind, target = null }) => target === of && (kind === 'retraction' || kind === 'restoration'),
  );
  return decision?.kind === 'retraction';
}

/** The records among known entries, in the order of the log: of retractions and restorations the newest decides. */
export function ownRecords<Words>(entries: readonly OwnEntry<Words>[]): OwnRecord<Words>[] {
  return entries.flatMap((report) => {
    if (report.kind !== 'report' || report.words === null) return [];
    const own = entries.filter(({ record }) => record === report.record);
    const said = own.findLast(({ kind, words }) => kind !== 'withdrawal' && words !== null);
    return [
      {
        record: report.record,
        words: said?.words ?? report.words,
        isRetracted: isRetracted(own, null),
        entries: own,
      },
    ];
  });
}

/** True if one that stands says exactly this: to publish it again would change nothing. */
export function isPublished<Words>(
  entries: readonly OwnEntry<Words>[],
  isSame: (words: Words) => boolean,
): boolean {
  return ownRecords(entries).some(({ words, isRetracted }) => !isRetracted && isSame(words));
}

/** Why a record cannot be retracted or restored as it stands; null if it can. */
export function ownActRefusal(
  { isRetracted }: Pick<OwnRecord<unknown>, 'isRetracted'>,
  kind: 'retraction' | 'restoration',
): string | null {
  if (kind === 'retraction') return isRetracted ? 'It has been retracted already.' : null;
  return isRetracted ? null : 'It stands already: there is nothing to restore.';
}
