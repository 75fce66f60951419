import type { FieldProblem } from '../errors.js';
import type { DemandId, PartyId } from '../identifiers.js';
import { isolating, listed } from '../isolation.js';
import { isDay } from '../when.js';
import type { Demand, DemandTerms, Negotiation, Party } from './negotiation.js';

/**
 * The parties whose consent or act carries a demand out: the principals and its addressees, unless an editor has added
 * or left out a party (docs/rules.md, "What a demand needs").
 */
export function partiesNeeded(
  { parties }: Pick<Negotiation, 'parties'>,
  { addressees, alsoNeeds, needsNot }: Pick<Demand, 'addressees' | 'alsoNeeds' | 'needsNot'>,
): Party[] {
  const isUsual = ({ id, role }: Party) => role === 'principal' || addressees.includes(id);
  return parties.filter(
    (party) => alsoNeeds.includes(party.id) || (isUsual(party) && !needsNot.includes(party.id)),
  );
}

/** Where an editor has added or left out a party. */
export type ChangedNeeds = Pick<DemandTerms, 'alsoNeeds' | 'needsNot'>;

export function needsOf({ alsoNeeds, needsNot }: ChangedNeeds): ChangedNeeds {
  return { alsoNeeds, needsNot };
}

/**
 * How the parties that an editor has ticked as needed differ from the usual ones; none ticked means the usual. `present`
 * is the demand as the form showed it, null for a new one: whom it is only now addressed to counts without a tick.
 */
export function termsFromNeeds(
  { parties }: Pick<Negotiation, 'parties'>,
  { needs, addressees }: { readonly needs: readonly PartyId[]; readonly addressees: readonly PartyId[] },
  present: Pick<Demand, 'addressees' | 'alsoNeeds'> | null,
): ChangedNeeds {
  if (needs.length === 0) return { alsoNeeds: [], needsNot: [] };
  const isUsual = ({ id, role }: Party) => role === 'principal' || addressees.includes(id);
  const shown = present === null ? [] : [...present.addressees, ...present.alsoNeeds];
  const isNew = ({ id }: Party) => addressees.includes(id) && !shown.includes(id);
  const usual = parties.filter(isUsual).map(({ id }) => id);
  const left = parties.filter((party) => isUsual(party) && !needs.includes(party.id));
  return {
    alsoNeeds: needs.filter((id) => !usual.includes(id)),
    needsNot: left.filter((party) => party.role === 'principal' || !isNew(party)).map(({ id }) => id),
  };
}

/** `id` is that of the demand itself; null for a new one. */
export function problemsOfTerms(
  { alsoNeeds, needsNot, until, partOf }: DemandTerms,
  { parties, demands }: Pick<Negotiation, 'parties' | 'demands'>,
  id: DemandId | null,
): (FieldProblem | null)[] {
  const isHere = (party: PartyId) => parties.some((each) => each.id === party);
  const both = parties.filter((party) => alsoNeeds.includes(party.id) && needsNot.includes(party.id));
  const choose = 'Choose parties of this negotiation.';
  return [
    alsoNeeds.every(isHere) ? null : { field: 'needs', message: choose },
    needsNot.every(isHere) ? null : { field: 'needs', message: choose },
    both.length === 0 ? null : { field: 'needs', message: bothWays(both) },
    until === null || isDay(until) ? null : { field: 'until', message: untilRule },
    partOf === null ? null : wholeProblem(partOf, demands, id),
  ];
}

const untilRule = 'Write a full day as year-month-day, such as 2026-01-31, or leave it empty.';

function bothWays(parties: readonly Party[]): string {
  return `${listed(parties.map(({ name }) => name))}: ticked as needed and as not needed. Untick one of the two.`;
}

function wholeProblem(
  partOf: DemandId,
  demands: readonly Demand[],
  id: DemandId | null,
): FieldProblem | null {
  const field = 'partOf';
  const wholes: Demand[] = [];
  for (let next: DemandId | null = partOf; next !== null; next = wholes.at(-1)?.partOf ?? null) {
    const whole = demands.find((demand) => demand.id === next);
    if (!whole) return { field, message: 'Choose another demand of this negotiation, or none.' };
    wholes.push(whole);
    if (whole.id === id) return { field, message: circle(wholes[0] as Demand) };
  }
  return null;
}

function circle({ proposition }: Demand): string {
  return isolating`This demand cannot be part of “${proposition}”, which is itself part of this one. Choose another, or none.`;
}

/**
 * Only its own raisers can replace a demand, when all of them ask for the new one or have withdrawn the old. `raisers`
 * are those of the new one, `withdrawn` those who no longer ask for the old.
 */
export function replacementProblem(
  { parties }: Pick<Negotiation, 'parties'>,
  old: Pick<Demand, 'proposition' | 'raisers'>,
  raisers: readonly PartyId[],
  withdrawn: readonly PartyId[],
): FieldProblem | null {
  const names = (ids: readonly PartyId[]) =>
    listed(parties.filter(({ id }) => ids.includes(id)).map(({ name }) => name));
  const field = 'replaces';
  if (!old.raisers.some((id) => raisers.includes(id))) {
    const message = isolating`Only ${names(old.raisers)} can replace “${old.proposition}”, having raised it. What another party puts against it is an alternative: untick it here, and let both join a question.`;
    return { field, message };
  }
  const others = old.raisers.filter((id) => !raisers.includes(id) && !withdrawn.includes(id));
  if (others.length === 0) return null;
  const message = isolating`“${old.proposition}” was raised by ${names(others)} too. Tick them under “Raised by” if they ask for the new one, record first that they no longer ask for the old one, or untick it here.`;
  return { field, message };
}
