import { actAs } from '../acting.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database } from '../../data/engine/database.js';
import { entriesOfRecords } from '../../data/log/entries.js';
import { requireRecord } from './record-versions.js';
import {
  entriesWithReason,
  removeFromProposals,
  removeReasons,
  removeText,
} from '../../data/log/removals.js';
import { removeReleases } from '../../data/releases/releases.js';
import { reasonProblem } from '../../domain/log/act.js';
import type { Actor } from '../../domain/people/actor.js';
import { greatestSequence, type Sequence } from '../../domain/identifiers.js';
import { InvalidInput, NotPermitted } from '../../domain/errors.js';
import {
  choiceProblem,
  reasonsOfBatches,
  textName,
  textsOfRecord,
  textsToRemove,
} from '../../domain/log/removal.js';

/** Which texts of a record are to be removed, and why; readers see the reason. */
export interface TextRemoval {
  readonly negotiationId: number;
  readonly record: Sequence;
  readonly texts: readonly string[];
  readonly reason: string;
}

/**
 * Replaces texts of a record by a tombstone, at every clock, where the law requires it; the record, its clocks and the
 * digests of the texts stay. The files of data releases that hold them go too. The reason of an act on many records goes from the entries of all of them. Throws InvalidInput, NotPermitted, or NotFound.
 */
export async function removeTexts(
  database: Database,
  actor: Actor,
  { negotiationId, record, texts: names, reason }: TextRemoval,
  now: Date,
): Promise<void> {
  const { userId } = actor;
  if (userId === null) throw new NotPermitted('Only a person can remove a text.');
  await actAs(database, actor, 'remove_text', now, async (tx) => {
    await requireRecord(tx, negotiationId, record);
    const entries = await entriesOfRecords(tx, [record], greatestSequence);
    const texts = textsOfRecord(entries);
    const problems = [choiceProblem(texts, names), reasonProblem(reason)].filter((each) => each !== null);
    if (problems.length > 0) throw new InvalidInput(problems);
    const removed = textsToRemove(texts, names);
    const removing = { reason, removedAt: now, userId };
    for (const text of removed) await removeText(tx, text, removing);
    let others = 0;
    for (const given of reasonsOfBatches(removed, entries)) {
      const sequences = await entriesWithReason(tx, given);
      await removeReasons(tx, sequences, given, removing);
      others += sequences.length;
    }
    const words = removed.map(({ text }) => text);
    await removeFromProposals(tx, { updateId: entries[0]?.update?.id ?? null, record }, words);
    const firstTold = Math.min(
      ...removed.map(({ table, row }) => (table === 'updates' ? record : row)),
      ...reasonsOfBatches(removed, entries).map(({ batch }) => batch),
    );
    const releases = await removeReleases(tx, negotiationId, firstTold, removing);
    await recordAudit(tx, {
      at: now,
      userId,
      action: 'remove_text',
      negotiationId,
      subject: 'record',
      subjectId: String(record),
      details: {
        texts: removed.map(textName),
        ...(others > 0 && { others }),
        ...(releases > 0 && { releases }),
        reason,
      },
    });
  });
}
