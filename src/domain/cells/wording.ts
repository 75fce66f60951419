import { isolating, namedTogether } from '../isolation.js';
import { attributionScale, type EvidenceClass, evidenceClassLabel, evidenceClassOf } from '../attribution.js';
import type { DeniedReport, Nothing } from './cell.js';
import { type EntryKind, kindLabel, type StanceCore } from '../log/entry.js';
import { type Movement, movementLabel } from './movement.js';
import { type Position, positionScale } from '../log/position.js';
import { type EdtfDate, unbrokenDate } from '../when.js';

/** What comes between a party and a proposition: “Russia *demands*: Ukraine renounces NATO membership”. */
const phrases: Readonly<Record<Position, string>> = {
  insists: 'insists, as a red line',
  demands: 'demands',
  agreed: 'has agreed',
  favours: 'favours',
  accepts: 'would accept',
  conditional: 'is open, with conditions',
  neutral: 'is neutral',
  withdrawn: 'no longer asks',
  reluctant: 'is reluctant',
  rejects: 'rejects',
  rejects_red_line: 'rejects, as a red line',
  contradictory: 'sends contradictory signals',
  no_stated_position: 'has stated no position',
  not_applicable: 'is not concerned',
};

const nothingPhrases: Readonly<Record<Nothing, string>> = {
  not_assessed: 'not yet assessed',
  no_record_by_date: 'no record by this date',
  nothing_on_record: 'nothing on the record',
  denied: 'reported and denied',
  retracted: 'retracted',
};

/** The position as a sentence, the same in pages, feeds and logs; without a full stop. */
export function positionSentence(party: string, position: Position, proposition: string): string {
  return isolating`${party} ${phrases[position]}: ${proposition}`;
}

/** “Ukraine rejects, contested by newer reports: Ukraine cedes territory”. */
export function contestedSentence(party: string, position: Position, proposition: string): string {
  return isolating`${party} ${phrases[position]}, contested by newer reports: ${proposition}`;
}

/** “Ukraine on “Ukraine cedes territory””, as a record names its cell. */
export function cellWords(party: string, demand: string): string {
  return isolating`${party} on “${demand}”`;
}

/** The same of a cell of the negotiation. */
export function cellName(
  {
    parties,
    demands,
  }: {
    readonly parties: readonly { readonly id: number; readonly name: string }[];
    readonly demands: readonly { readonly id: number; readonly proposition: string }[];
  },
  cell: { readonly party: number; readonly demand: number },
): string {
  const party = parties.find(({ id }) => id === cell.party)?.name ?? '';
  const demand = demands.find(({ id }) => id === cell.demand)?.proposition ?? '';
  return cellWords(party, demand);
}

const nothingTitles: Readonly<Record<Nothing, string>> = {
  not_assessed: 'No position on record',
  no_record_by_date: 'No position on record by this date',
  nothing_on_record: 'Nothing on the record',
  denied: 'Reported and denied',
  retracted: 'Retracted, no position on record',
};

/** The title of a cell without a position, worded so that nobody takes the proposition for news. */
export function nothingTitle(party: string, nothing: Nothing, proposition: string): string {
  return isolating`${nothingTitles[nothing]}: ${party} on “${proposition}”`;
}

/** A demand on its own in a title: named as a demand, so that it does not read as something that has happened. */
export function demandTitle(proposition: string): string {
  return isolating`Demand: “${proposition}”`;
}

/** A cell without a position, as a sentence. */
export function nothingSentence(party: string, nothing: Nothing, proposition: string): string {
  return isolating`${party}, ${nothingPhrases[nothing]}: ${proposition}`;
}

/** How a stance is known, in words; for a finding, that it is one. */
export function attributionWords(stance: Pick<StanceCore, 'attribution'>): string {
  return stance.attribution === null ? 'Finding' : attributionScale(stance.attribution).label;
}

/** Only the class of evidence: “On the record”, “Reported”, “Inferred”. */
export function evidenceWords(stance: Pick<StanceCore, 'attribution'>): string {
  return stance.attribution === null ? 'Finding' : evidenceClassLabel(evidenceClassOf(stance.attribution));
}

const besideWords: Readonly<Record<EvidenceClass, string>> = {
  on_record: 'on the record',
  reported: 'reported',
  inferred: 'inferred',
};

/** “reported: Favours, 16 Aug 2025”: newer, weaker evidence beside the record that sets the cell. */
export function besideSentence(stance: StanceCore): string {
  const words = stance.attribution === null ? 'found' : besideWords[evidenceClassOf(stance.attribution)];
  return `${words}: ${positionScale(stance.position).label}, ${unbrokenDate(stance.date)}`;
}

/** “reported: Demands, 15 Aug 2025, 2 independent origins” and “denied 19 Aug 2025”: a report that was denied. */
export function deniedSentences(
  { stance }: Pick<DeniedReport, 'stance'>,
  facts: { readonly origins: number; readonly date: EdtfDate } | undefined,
): [report: string, denial: string] {
  if (!facts) return [besideSentence(stance), 'denied by the party'];
  return [
    `${besideSentence(stance)}, ${counted(facts.origins, 'independent origin')}`,
    `denied ${unbrokenDate(facts.date)}`,
  ];
}

/** “Reversed; first statement on the record”. */
export function movementWords(movement: Movement, evidenceChange: string | null): string {
  return evidenceChange === null ? movementLabel(movement) : `${movementLabel(movement)}; ${evidenceChange}`;
}

/** The same for a cell that another record sets than before; a finding has no movement. */
export function changeWords({
  movement,
  evidenceChange,
}: {
  readonly movement: Movement | null;
  readonly evidenceChange: string | null;
}): string {
  return movement === null ? 'Looked at; nothing found' : movementWords(movement, evidenceChange);
}

const actWords: Readonly<Record<EntryKind, string>> = {
  report: 'has been published',
  corroboration: 'has another source',
  correction: 'has been corrected',
  clarification: 'has been clarified',
  retraction: 'has been retracted',
  restoration: 'has been restored',
  denial: 'has been denied by the party',
};

/** “Our record of 9 August 2025 on Ukraine (Ukraine cedes territory to Russia) has been corrected.” */
export function actSentence(
  kind: EntryKind,
  {
    party,
    proposition,
    date,
  }: { readonly party: string; readonly proposition: string; readonly date: string },
  target: 'corroboration' | 'denial' | null = null,
): string {
  return isolating`${actSubjects[target ?? 'record']} of ${date} on ${party} (${proposition}) ${actWords[kind]}.`;
}

/** What an act is on. */
const actSubjects = {
  record: 'Our record',
  corroboration: 'A further source of our record',
  denial: 'The denial of our record',
} as const;

/** “jointly with France and Germany”; null with nobody. */
export function jointWords(parties: readonly string[]): string | null {
  return parties.length === 0 ? null : `jointly with ${namedTogether(parties)}`;
}

/** “12 records of the update “A hoax” have been retracted.” */
export function batchSentence(kind: EntryKind, count: number, headline: string | null): string {
  const update = headline === null ? '' : isolating` of the update “${headline}”`;
  const words = actWords[kind].replace(/^has/, 'have').replace(/by the party$/, 'by the parties');
  return `${counted(count, 'record')}${update} ${words}.`;
}

/** “The outcome of “Ukraine cedes territory” has been corrected.”: an act on what is published by itself. */
export function ownActSentence(kind: EntryKind, subject: string): string {
  return isolating`${subject} ${actWords[kind]}.`;
}

/** “Retraction”, “Retraction of a denial”. */
export function actLabel(kind: EntryKind, target: string | null = null): string {
  if (target === null) return kindLabel(kind);
  return `${kindLabel(kind)} of ${/^[aeiou]/.test(target) ? 'an' : 'a'} ${target}`;
}

/** “1 stance”, “34 stances”, “no stances”. */
export function counted(count: number, one: string, several = `${one}s`): string {
  if (count === 0) return `no ${several}`;
  return count === 1 ? `1 ${one}` : `${count.toLocaleString('en-GB')} ${several}`;
}

/** “entry 46”: how a sequence number is named in a sentence. */
export function entryName(sequence: number): string {
  return `entry ${sequence}`;
}
