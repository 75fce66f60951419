import { isolating } from '../../../domain/isolation.js';
import type { Speaker } from '../../../domain/structure/negotiation.js';
import { type FormValues, textIn } from '../../frame/forms/form-values.js';
import { citationSlots, rowLimits, rowsOf, withStances } from './rows.js';

/** What “Same again” takes from the row above: whose words they are, how they are known, of when and from where. */
const takenAgain: readonly string[] = [
  ...['party', 'sameFor', 'together', 'attribution', 'accountBy', 'date', 'speaker', 'speakerRole'],
  ...citationSlots.flatMap((slot) => [`${slot}.source`, `${slot}.firstReportedBy`]),
];

/** Adds a row below the last one that begins as that one does. */
export function withSameAgain(values: FormValues): FormValues {
  const rows = rowsOf(values, 'stances');
  if (rows.length >= rowLimits.stances) return values;
  const above = rows.at(-1) as FormValues;
  const taken = takenAgain.filter((name) => textIn(above, name) !== '');
  return withStances(values, [
    ...rows,
    Object.fromEntries(taken.map((name) => [name, [textIn(above, name)]])),
  ]);
}

/** True if a field of a stance holds what that of the stance above it does, and so may have been taken from there. */
function isTaken(row: FormValues, above: FormValues | undefined, name: string): boolean {
  const text = textIn(row, name);
  return above !== undefined && text !== '' && text === textIn(above, name);
}

/** True if nothing stands in a field of a stance but what “Same again” takes from the one above. */
export function isTakenAgain(row: FormValues, above: FormValues | undefined, name: string): boolean {
  return takenAgain.includes(name) && isTaken(row, above, name);
}

/** What “Same again” took for another source or party than those of the stance above. */
export function takenWarnings(row: FormValues, above: FormValues | undefined): string[] {
  if (!above) return [];
  const isOther = (name: string) => textIn(row, name) !== textIn(above, name);
  const reported = 'citations.0.firstReportedBy';
  const [agency, names] = [textIn(row, reported), textIn(row, 'sameFor')];
  const said: string[] = [];
  if (isTaken(row, above, reported) && isOther('citations.0.source'))
    said.push(isolating`First reported by “${agency}”, as in the stance above, which has another source.`);
  // Its stances would be made anew.
  if (isTaken(row, above, 'sameFor') && isOther('party') && textIn(row, 'party') !== '')
    said.push(isolating`Also for “${names}”, as in the stance above, whose party is another.`);
  return said;
}

/** The stances of another party than the one above, with the speaker of that one. */
export function rowsWithTakenSpeaker(values: FormValues): number[] {
  const rows = rowsOf(values, 'stances');
  return [...rows.keys()].filter((index) => {
    const [row, above] = [rows[index] ?? {}, rows[index - 1]];
    return textIn(row, 'party') !== '' && isTaken(row, above, 'speaker') && !isTaken(row, above, 'party');
  });
}

/**
 * Without a speaker whom “Same again” took from the stance above, if the party, and whose account it is, are others by
 * now: the details are closed, and the speaker of another party stood there unseen.
 */
export function withOwnSpeakers(values: FormValues, speakers: readonly Speaker[]): FormValues {
  const others = rowsWithTakenSpeaker(values).filter((index) => {
    const text = (name: string) => textIn(values, `stances.${index}.${name}`);
    const spokenFor = speakers.find(({ id }) => String(id) === text('speaker'))?.party;
    return ![text('party'), text('accountBy')].includes(String(spokenFor));
  });
  const left = new Set(
    others.flatMap((index) => [`stances.${index}.speaker`, `stances.${index}.speakerRole`]),
  );
  return Object.fromEntries(Object.entries(values).filter(([name]) => !left.has(name)));
}
