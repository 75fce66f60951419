import type { ExampleChanges, ExampleCitation } from '../../data/structure/example-acts.js';
import type { PartyId } from '../../domain/identifiers.js';
import type { NewCitation } from '../../domain/log/new-stance.js';
import { type StanceValues, stanceFields } from '../../domain/log/stance-fields.js';
import type { Recording } from './recording.js';

/** A stance that says nothing yet. */
export const nothingSaid = Object.fromEntries(stanceFields.map(({ name }) => [name, null]));

/** What is said of a stance, with ids in place of names, and nothing else of it; `present` is what stands. */
export function valuesSaid(
  recording: Recording,
  said: Omit<ExampleChanges, 'citations'>,
  present: { readonly party: PartyId | null; readonly accountBy: PartyId | null },
): Partial<StanceValues> {
  const { party, demand, accountBy, speaker, agreedFirst, droppedFirst, ...others } = said;
  const { parties, demands } = recording;
  const named = {
    ...(party !== undefined && { party: parties.find(party, 'party') }),
    ...(demand !== undefined && { demand: demands.find(demand, 'demand') }),
    ...(accountBy !== undefined && { accountBy: accountBy && parties.find(accountBy, 'accountBy') }),
    ...(agreedFirst !== undefined && { agreedFirst: agreedFirst?.join(' ') ?? null }),
    ...(droppedFirst !== undefined && { droppedFirst: droppedFirst?.join(' ') ?? null }),
  } as Partial<StanceValues>;
  const speaking = { ...present, ...named };
  const speaksFor = [speaking.party, speaking.accountBy];
  return {
    ...others,
    ...named,
    ...(speaker !== undefined && { speaker: speaker && recording.speaker(speaker, speaksFor) }),
  } as Partial<StanceValues>;
}

/** The sources that are cited, in the order in which they first are. */
export function sourcesOf(citations: readonly ExampleCitation[]): string[] {
  return [...new Set(citations.map(({ source }) => source))];
}

/** The citations, each with the place of its source among those of the act. Throws InvalidInput for an unknown source. */
export function citationsOf(
  { sources }: Recording,
  citations: readonly ExampleCitation[],
  cited: readonly string[],
): NewCitation[] {
  return citations.map(({ source, locator = null, firstReportedBy = null }, index) => {
    sources.find(source, `citations.${index}.source`);
    return { source: cited.indexOf(source), locator, firstReportedBy };
  });
}
