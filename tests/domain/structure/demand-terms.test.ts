import { expect, test } from 'vitest';
import { noExternalIds } from '../../../src/domain/structure/external-ids.js';
import {
  partiesNeeded,
  problemsOfTerms,
  replacementProblem,
  termsFromNeeds,
} from '../../../src/domain/structure/demand-terms.js';
import {
  type Demand,
  type DemandTerms,
  noTerms,
  type Party,
  type PartyRole,
} from '../../../src/domain/structure/negotiation.js';

const [russia, ukraine, unitedStates, germany] = [1, 2, 3, 4] as const;

const parties = [
  partyWith(russia, 'Russia', 'principal'),
  partyWith(ukraine, 'Ukraine', 'principal'),
  partyWith(unitedStates, 'United States', 'mediator'),
  partyWith(germany, 'Germany', 'backer'),
];

const zone = demandWith(1, { proposition: 'A free economic zone is made in Donbas', partOf: 2 });
const withdrawal = demandWith(2, { proposition: 'Ukraine withdraws from Donbas', partOf: null });

function partyWith(id: number, name: string, role: PartyRole): Party {
  const common = {
    kind: 'state',
    order: id,
    members: [],
    isClosed: false,
    closings: [],
    createdSequence: id,
  } as const;
  return { id, slug: `party-${id}`, name, shortName: null, externalIds: noExternalIds, role, ...common };
}

function demandWith(id: number, changed: Partial<Demand>): Demand {
  const topic = { id: 1, slug: 'territory', name: 'Territory', order: 1, isClosed: false };
  const sides = { raisers: [russia], addressees: [unitedStates], otherAddressees: '' };
  const place = {
    order: id,
    isClosed: false,
    closings: [],
    replaces: [],
    replacedAfter: null,
    formerSlugs: [],
    outcomes: [],
    compliance: [],
    wordings: [],
    createdSequence: id,
  };
  return { id, slug: `demand-${id}`, proposition: '', topic, ...sides, ...noTerms, ...place, ...changed };
}

function needed(changed: Partial<Demand>): string[] {
  return partiesNeeded({ parties }, demandWith(3, changed)).map(({ name }) => name);
}

test('a demand needs the principals and its addressees, and whoever an editor adds or leaves out', () => {
  expect(needed({})).toEqual(['Russia', 'Ukraine', 'United States']);
  expect(needed({ addressees: [] })).toEqual(['Russia', 'Ukraine']);
  expect(needed({ raisers: [germany], addressees: [] })).toEqual(['Russia', 'Ukraine']);
  expect(needed({ alsoNeeds: [germany], needsNot: [russia, unitedStates] })).toEqual(['Ukraine', 'Germany']);
});

test.each([
  [{}, []],
  [{ alsoNeeds: [germany], needsNot: [russia], until: '2026-01-31', partOf: 2 }, []],
  [{ alsoNeeds: [9] }, ['needs: Choose parties of this negotiation.']],
  [{ needsNot: [Number.NaN] }, ['needs: Choose parties of this negotiation.']],
  [
    { alsoNeeds: [germany, russia], needsNot: [russia] },
    ['needs: Russia: ticked as needed and as not needed. Untick one of the two.'],
  ],
  [
    { until: '2026-01' },
    ['until: Write a full day as year-month-day, such as 2026-01-31, or leave it empty.'],
  ],
  [{ partOf: 99 }, ['partOf: Choose another demand of this negotiation, or none.']],
  [
    { partOf: 1 },
    [
      'partOf: This demand cannot be part of “A free economic zone is made in Donbas”, which is itself part of this one. Choose another, or none.',
    ],
  ],
] as readonly [Partial<DemandTerms>, string[]][])('terms %j of the second demand: %j', (changed, said) => {
  const demands = [zone, withdrawal];
  const problems = problemsOfTerms(
    { ...noTerms, ...changed },
    { parties, demands },
    changed.partOf === 2 ? 1 : 2,
  );
  expect(
    problems.flatMap((problem) => problem ?? []).map(({ field, message }) => `${field}: ${message}`),
  ).toEqual(said);
});

const noneDiffer = { alsoNeeds: [], needsNot: [] };

test('what is ticked as needed is stored as it differs from the usual, and none ticked is the usual', () => {
  const from = (
    needs: number[],
    addressees: number[],
    present: Pick<Demand, 'addressees' | 'alsoNeeds'> | null = null,
  ) => termsFromNeeds({ parties }, { needs, addressees }, present);
  expect(from([russia, ukraine], [])).toEqual(noneDiffer);
  expect(from([], [unitedStates])).toEqual(noneDiffer);
  expect(from([russia, ukraine], [unitedStates])).toEqual(noneDiffer);
  expect(from([ukraine, germany], [unitedStates])).toEqual({ alsoNeeds: [germany], needsNot: [russia] });
  const addressed = { addressees: [unitedStates], alsoNeeds: [] };
  expect(from([russia, ukraine], [unitedStates], addressed)).toEqual({
    alsoNeeds: [],
    needsNot: [unitedStates],
  });
  expect(from([russia, ukraine, unitedStates], [], addressed)).toEqual({
    alsoNeeds: [unitedStates],
    needsNot: [],
  });
  expect(from([russia, ukraine, unitedStates], [unitedStates, germany], addressed)).toEqual(noneDiffer);
  expect(from([russia, ukraine], [germany], { addressees: [], alsoNeeds: [germany] })).toEqual({
    alsoNeeds: [],
    needsNot: [germany],
  });
  expect(from([russia, ukraine, 9], [])).toEqual({ alsoNeeds: [9], needsNot: [] });
});

test('a new demand can be part of any other', () => {
  expect(problemsOfTerms({ ...noTerms, partOf: 1 }, { parties, demands: [zone, withdrawal] }, null)).toEqual(
    Array(5).fill(null),
  );
});

test('only its own raisers can replace a demand, when all of them ask for the new one or have withdrawn the old', () => {
  const old = demandWith(1, { proposition: 'Ukraine holds elections', raisers: [russia, unitedStates] });
  const problem = (raisers: readonly number[], withdrawn: readonly number[]) =>
    replacementProblem({ parties }, old, raisers, withdrawn)?.message ?? null;
  expect(problem([russia, unitedStates], [])).toBeNull();
  expect(problem([russia, ukraine], [unitedStates])).toBeNull();
  expect(problem([russia], [])).toBe(
    '“Ukraine holds elections” was raised by United States too. Tick them under “Raised by” if they ask for the new one, record first that they no longer ask for the old one, or untick it here.',
  );
  const another =
    'Only Russia, United States can replace “Ukraine holds elections”, having raised it. What another party puts against it is an alternative: untick it here, and let both join a question.';
  expect(problem([ukraine], [])).toBe(another);
  expect(problem([ukraine], [russia, unitedStates])).toBe(another);
});
