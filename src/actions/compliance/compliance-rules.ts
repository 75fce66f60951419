import type { Transaction } from '../../data/engine/database.js';
import { takePublication } from '../../data/log/publications.js';
import { insertCompliance } from '../../data/structure/compliance.js';
import { listSpeakers } from '../../data/structure/speakers.js';
import { Conflict, InvalidInput } from '../../domain/errors.js';
import type { Sequence } from '../../domain/identifiers.js';
import { reasonProblem } from '../../domain/log/act.js';
import { type CitedChoice, problemsOfCited } from '../../domain/log/act-sources.js';
import type { Actor } from '../../domain/people/actor.js';
import {
  isSound,
  type NewCompliance,
  problemsOfCompliance,
  saysTheSameOfKeeping,
} from '../../domain/structure/compliance-rules.js';
import {
  accountsUnder,
  type ComplianceAccount,
  type ComplianceWords,
} from '../../domain/structure/compliance.js';
import { countsFrom, latestToday, utcDay } from '../../domain/when.js';
import { requireAmong, requireNegotiation } from '../structure/edit-rules.js';
import { recordCited } from '../updates/source-choices.js';

/** What a party says, with its sources. */
export interface ComplianceInput {
  readonly negotiationId: number;
  readonly account: NewCompliance;
  readonly sources: readonly CitedChoice[];
}

/** The outcome that an account is of. */
export interface CompliancePlace {
  readonly demandId: number;
  readonly outcomeRecord: Sequence;
}

/** Publishes an account, or, with what stands and a reason, a correction of it. Throws InvalidInput, or Conflict if nothing changes. */
export async function publishCompliance(
  tx: Transaction,
  { userId }: Actor,
  { negotiationId, account: given, sources: cited }: ComplianceInput,
  {
    place,
    correction,
    now,
  }: {
    readonly place: CompliancePlace;
    readonly correction: { readonly standing: ComplianceAccount; readonly reason: string } | null;
    readonly now: Date;
  },
): Promise<{ readonly sequence: Sequence; readonly recordedAt: Date }> {
  const { parties, demands } = await requireNegotiation(tx, negotiationId);
  const today = latestToday(now);
  const speakers = await listSpeakers(
    tx,
    parties.map(({ id }) => id),
  );
  const problems = [
    ...problemsOfCompliance(given, { parties, speakers, today }),
    ...problemsOfCited(cited, today),
    ...(correction ? [reasonProblem(correction.reason)] : []),
  ].filter((problem) => problem !== null);
  if (problems.length > 0 || !isSound(given)) throw new InvalidInput(problems);
  const sources = await recordCited(tx, cited);
  const { party, ...said } = { ...given, speaker: speakerOf(given, speakers, correction), sources };
  const { compliance } = requireAmong(demands, place.demandId, 'demand');
  const present = accountsUnder(compliance, place.outcomeRecord, null);
  refuseSame(present, correction?.standing.record ?? null, { ...said, party });
  const { first: sequence, recordedAt } = await takePublication(tx, 1, now);
  const published = sources.flatMap(({ publishedDate }) => publishedDate ?? []);
  const firstRecorded = correction?.standing.entries[0]?.recordedAt ?? recordedAt;
  const day = countsFrom(given.date, published, utcDay(new Date(firstRecorded)));
  await insertCompliance(tx, {
    ...{ sequence, negotiationId, userId, ...place, partyId: party },
    kind: correction ? 'correction' : 'report',
    record: correction?.standing.record ?? sequence,
    words: { ...said, day },
    reason: correction?.reason ?? null,
  });
  return { sequence, recordedAt };
}

/** A new account that says what one that stands says is that one, sent again. */
function refuseSame(
  accounts: readonly ComplianceAccount[],
  corrected: Sequence | null,
  said: Omit<ComplianceWords, 'day'>,
): void {
  const compared = accounts.filter(({ record, isRetracted }) =>
    corrected === null ? !isRetracted : record === corrected,
  );
  if (compared.some(({ words }) => saysTheSameOfKeeping(words, said)))
    throw new Conflict('Nothing would change: the account says exactly this already.');
}

/** With the office of now, or, where a correction names the same speaker, as it was copied. */
function speakerOf(
  { speaker }: NewCompliance,
  speakers: Awaited<ReturnType<typeof listSpeakers>>,
  correction: { readonly standing: ComplianceAccount } | null,
) {
  const standing = correction?.standing.words.speaker;
  return standing?.id === speaker ? standing : (speakers.find(({ id }) => id === speaker) ?? null);
}
