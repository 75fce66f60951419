import type { Reader } from '../../../data/engine/database.js';
import { findRecords, outcomesOfStatement } from '../../../data/log/records.js';
import { corroborationRefusal } from '../../../domain/log/joint-statement.js';
import type { RecordState } from '../../../domain/log/record-state.js';
import type { RecordPlace } from '../../frame/place.js';

/** The parties of the other records of the joint statement that an act can be on as well. */
export async function othersOf(
  read: Reader,
  { negotiation, record }: Pick<RecordPlace, 'negotiation' | 'record'>,
  refusal: (record: RecordState) => string | null,
): Promise<string[]> {
  const { joint } = record.stance;
  if (joint === null) return [];
  const outcomes = await outcomesOfStatement(read, joint);
  const numbers = outcomes.map((outcome) => outcome.record).filter((number) => number !== record.record);
  const others = (await findRecords(read, numbers)).filter((state) => refusal(state) === null);
  return negotiation.parties
    .filter(({ id }) => others.some(({ stance }) => stance.party === id))
    .map(({ name }) => name);
}

/** Those that a correction can be on as well. */
export function othersCorrected(
  read: Reader,
  place: Pick<RecordPlace, 'negotiation' | 'record'>,
): Promise<string[]> {
  return othersOf(read, place, corroborationRefusal);
}
