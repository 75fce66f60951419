import { noTerms } from '../../../src/domain/structure/negotiation.js';
import { describe, expect, test } from 'vitest';
import { noExternalIds } from '../../../src/domain/structure/external-ids.js';
import {
  type Demand,
  isSlug,
  type Negotiation,
  negotiationAt,
  type Party,
  partyRoles,
  slugFrom,
} from '../../../src/domain/structure/negotiation.js';

function party(name: string, createdSequence: number): Party {
  const common = {
    shortName: null,
    externalIds: noExternalIds,
    kind: 'state',
    role: 'principal',
    order: createdSequence,
    members: [],
    isClosed: false,
    closings: [],
  } as const;
  return { ...common, id: createdSequence, slug: slugFrom(name), name, createdSequence };
}

function demand(proposition: string, createdSequence: number): Demand {
  return {
    id: createdSequence,
    slug: slugFrom(proposition),
    proposition,
    topic: { id: 1, slug: 'ceasefire', name: 'Ceasefire', order: 0, isClosed: false },
    order: createdSequence,
    raisers: [1],
    addressees: [2],
    otherAddressees: '',
    ...noTerms,
    isClosed: false,
    closings: [],
    replaces: [],
    formerSlugs: [],
    replacedAfter: null,
    outcomes: [],
    compliance: [],
    wordings: [],
    createdSequence,
  };
}

const talks: Negotiation = {
  id: 1,
  slug: 'russia-ukraine',
  name: 'Russia–Ukraine ceasefire talks',
  description: '',
  isClosed: false,
  isHidden: false,
  createdSequence: 1,
  parties: [party('Russia', 2), party('Ukraine', 3), party('European Union', 7)],
  topics: [],
  questions: [],
  headlines: [],
  demands: [
    demand('Ukraine renounces NATO membership', 4),
    demand('Fighting stops before a peace agreement is negotiated', 9),
  ],
};

test('a party’s role in a negotiation is principal, mediator, backer or observer', () => {
  expect(partyRoles.map(({ value }) => value)).toEqual(['principal', 'mediator', 'backer', 'observer']);
});

describe('at a place in the log', () => {
  const namesAt = (known: number) => {
    const { parties, demands } = negotiationAt(talks, known);
    return [...parties.map(({ name }) => name), ...demands.map(({ proposition }) => proposition)];
  };

  test('parties and demands created later are absent', () => {
    expect(namesAt(3)).toEqual(['Russia', 'Ukraine']);
    expect(namesAt(6)).toEqual(['Russia', 'Ukraine', 'Ukraine renounces NATO membership']);
    expect(namesAt(8)).toEqual(['Russia', 'Ukraine', 'European Union', 'Ukraine renounces NATO membership']);
  });

  test('what is there is there in the order that the editors set, under today’s names', () => {
    expect(negotiationAt(talks, Number.MAX_SAFE_INTEGER)).toEqual(talks);
  });
});

describe('a slug', () => {
  test('is made of lower-case letters, digits and single hyphens', () => {
    const texts = ['russia-ukraine', 'point-28', 'Russia', 'a--b', '-a', 'a-', 'a b', '', 'україна', 'a/b'];
    expect(texts.filter(isSlug)).toEqual(['russia-ukraine', 'point-28']);
  });

  test('has at most 80 characters', () => {
    expect([isSlug('a'.repeat(80)), isSlug('a'.repeat(81))]).toEqual([true, false]);
  });

  test('is not “new”, the address of the form for a new one', () => {
    expect([isSlug('new'), isSlug('new-start')]).toEqual([false, true]);
  });

  test.each([
    ['European Union', 'european-union'],
    ['Russia–Ukraine ceasefire talks', 'russia-ukraine-ceasefire-talks'],
    ['Jürgen’s Émile', 'jurgens-emile'],
    ['  United  States ', 'united-states'],
    ['NATO’s Article 5', 'natos-article-5'],
    ['Łódź', 'lodz'],
    ['Ærø', 'aero'],
    ['Straße', 'strasse'],
    ['İstanbul, Đà Nẵng, Þórshöfn', 'istanbul-da-nang-thorshofn'],
    ['O‘Higgins & O`Neill', 'ohiggins-oneill'],
    ['2025', '2025'],
    ['Україна', ''],
    ['Минск-2', ''],
    ['Договор START III', 'start-iii'],
    ['—', ''],
  ])('of “%s” is “%s”', (name, slug) => {
    expect(slugFrom(name)).toBe(slug);
  });

  test('of a long name is cut to 80 characters, and does not end with a hyphen', () => {
    expect(slugFrom(`${'a'.repeat(79)} b`)).toBe('a'.repeat(79));
    expect(slugFrom(`${'a'.repeat(81)} b`)).toBe('a'.repeat(80));
    const words = 'Ukraine accepts Russian control of Crimea and of everything that lies to the east of it';
    expect(slugFrom(words)).toBe(
      'ukraine-accepts-russian-control-of-crimea-and-of-everything-that-lies-to-the',
    );
  });
});
