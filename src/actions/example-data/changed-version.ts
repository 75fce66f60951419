import type { ExampleChanges } from '../../data/structure/example-acts.js';
import { correctedVersion } from '../../domain/log/common-correction.js';
import { type NewVersion, requireStanding } from '../records/record-versions.js';
import { atFields, type Recording } from './recording.js';
import { citationsOf, sourcesOf, valuesSaid } from './stance-words.js';

/** A record as it stands, with what is changed in it. */
export async function changedVersion(
  recording: Recording,
  name: string,
  { citations, ...said }: ExampleChanges,
): Promise<Omit<NewVersion, 'reason'>> {
  const { tx, negotiationId } = recording;
  const record = recording.records.find(name, 'record');
  const state = await requireStanding(tx, { negotiationId, record });
  const present = correctedVersion(state, { date: null, attribution: null, firstReportedBy: null });
  const cited = citations && sourcesOf(citations);
  const changed = await atFields(
    (field) => `changes.${field}`,
    async () => ({
      ...valuesSaid(recording, said, present.stance),
      // Another speaker has an office of their own.
      ...(said.speaker !== undefined && said.speakerRole === undefined && { speakerRole: null }),
      ...(citations && cited && { citations: citationsOf(recording, citations, cited) }),
    }),
  );
  return {
    ...{ negotiationId, record, version: state.stance.sequence },
    sources: cited ? await recording.choices(cited, 'changes') : present.sources,
    stance: { ...present.stance, ...changed },
  };
}

/** The field of the file for one of the form in which a single record is changed. */
export function changedField(field: string): string {
  return field.replace(/^stances\.0\b/, 'changes');
}
