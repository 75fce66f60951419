import { noTerms } from '../../../src/domain/structure/negotiation.js';
import { describe, expect, test } from 'vitest';
import { type ExternalIds, noExternalIds } from '../../../src/domain/structure/external-ids.js';
import { type FieldProblem, InvalidInput } from '../../../src/domain/errors.js';
import type { Party, Topic } from '../../../src/domain/structure/negotiation.js';
import type { NewSource } from '../../../src/domain/structure/new-source.js';
import type {
  DemandFields,
  EventFields,
  PartyFields,
  SpeakerFields,
} from '../../../src/domain/structure/structure-fields.js';
import {
  problemsOfDemand,
  problemsOfEvent,
  problemsOfExistingParty,
  problemsOfNegotiation,
  problemsOfParty,
  problemsOfRecordedSource,
  problemsOfSpeaker,
  problemsOfTopic,
  refuseProblems,
  withSlug,
} from '../../../src/domain/structure/structure-rules.js';

const [russia, ukraine, germany] = [1, 2, 3] as const;
const topic = { id: 7, slug: 'nato', name: 'NATO', order: 0, isClosed: false } satisfies Topic;
const negotiation = { topics: [topic], parties: [party(russia), party(ukraine)], demands: [] };

function party(id: number): Party {
  const common = {
    shortName: null,
    externalIds: noExternalIds,
    kind: 'state',
    role: 'principal',
    order: id,
    members: [],
    isClosed: false,
    closings: [],
    createdSequence: id,
  } as const;
  return { id, slug: `party-${id}`, name: `Party ${id}`, ...common };
}

function fieldsWithProblems(problems: readonly FieldProblem[]): string[] {
  return problems.map((problem) => problem.field);
}

describe('a demand', () => {
  const sound: DemandFields = {
    topic: topic.id,
    slug: 'nato-renunciation',
    proposition: 'Ukraine renounces NATO membership',
    raisers: [russia],
    addressees: [ukraine],
    otherAddressees: '',
    ...noTerms,
    order: 0,
  };
  const problems = (
    changed: Partial<DemandFields>,
    frozen: string | null = null,
    replaces: readonly number[] = [],
  ) =>
    fieldsWithProblems(
      problemsOfDemand(
        { ...sound, ...changed },
        { slugUse: 'free', negotiation, frozen, replaces, id: null },
      ),
    );

  test('is sound with the words of the example', () => {
    expect(problems({})).toEqual([]);
    expect(problems({ proposition: 'Ukraine receives guarantees that work like NATO’s Article 5' })).toEqual(
      [],
    );
  });

  test.each([
    ['a heading instead of a proposition', 'NATO'],
    ['a question in Arabic', 'هل تتخلى أوكرانيا عن عضوية الناتو؟'],
    ['an empty one', ''],
    ['one of more than 300 characters', 'U'.repeat(301)],
    ['a question', 'Does Ukraine renounce NATO membership?'],
    ['two sentences', 'Ukraine renounces membership. Russia withdraws its troops'],
    ['two statements', 'Ukraine renounces membership; Russia withdraws'],
    ['several lines', 'Ukraine renounces membership\nRussia withdraws'],
  ])('refuses %s', (_, proposition) => {
    expect(problems({ proposition })).toEqual(['proposition']);
  });

  test('is frozen by its first stance, the rest of it is not', () => {
    expect(problems({ proposition: 'Ukraine gives up NATO membership' }, sound.proposition)).toEqual([
      'proposition',
    ]);
    expect(
      problems({ slug: 'no-nato', order: 3, raisers: [ukraine], addressees: [russia] }, sound.proposition),
    ).toEqual([]);
  });

  test('a frozen wording stands even where today’s rules would refuse it', () => {
    expect(problems({ proposition: 'NATO' }, 'NATO')).toEqual([]);
  });

  test('replaces demands of its negotiation only', () => {
    expect(problems({}, null, [99])).toEqual(['replaces']);
  });

  test('needs a topic of its negotiation', () => {
    expect(problems({ topic: 99 })).toEqual(['topic']);
    expect(problems({ topic: Number.NaN })).toEqual(['topic']);
  });

  test('is raised by and addressed to parties of its negotiation', () => {
    expect(problems({ raisers: [] })).toEqual(['raisers']);
    expect(problems({ raisers: [germany] })).toEqual(['raisers']);
    expect(problems({ addressees: [germany] })).toEqual(['addressees']);
  });

  test('needs an addressee, if only in words', () => {
    expect(problems({ addressees: [] })).toEqual(['addressees']);
    expect(problems({ addressees: [], otherAddressees: 'NATO members' })).toEqual([]);
    expect(problems({ otherAddressees: 'N'.repeat(301) })).toEqual(['otherAddressees']);
  });

  test('may be raised by both sides against each other, but nobody only asks itself', () => {
    expect(problems({ raisers: [russia, ukraine], addressees: [russia, ukraine] })).toEqual([]);
    expect(problems({ raisers: [russia], addressees: [russia] })).toEqual(['addressees']);
  });
});

describe('a slug', () => {
  const problems = (slug: string, use: 'free' | 'taken' | 'formerly_taken' = 'free') =>
    problemsOfTopic({ name: 'NATO', slug, order: 0 }, use);

  test.each(['', 'NATO', 'two words', '-edge', 'double--hyphen', 'new', 'ä', 'x'.repeat(81)])(
    'refuses “%s”',
    (slug) => {
      expect(fieldsWithProblems(problems(slug))).toEqual(['slug']);
    },
  );

  test('is refused if it is in use, or was before', () => {
    expect(problems('nato')).toEqual([]);
    expect(problems('nato', 'taken')[0]?.message).toBe('“nato” is in use. Choose another.');
    expect(problems('nato', 'formerly_taken')[0]?.message).toContain('was in use before');
  });

  test('is made from the name where none is given', () => {
    expect(withSlug({ slug: '' }, 'Security guarantees').slug).toBe('security-guarantees');
    expect(withSlug({ slug: 'own' }, 'Security guarantees').slug).toBe('own');
  });
});

test.each([-1, 1.5, 10_000, Number.NaN])('an order of %d is refused', (order) => {
  expect(fieldsWithProblems(problemsOfTopic({ name: 'NATO', slug: 'nato', order }, 'free'))).toEqual([
    'order',
  ]);
});

test('a negotiation needs a name and a slug', () => {
  const problems = problemsOfNegotiation({ slug: '', name: '', description: 'd'.repeat(2001) }, 'free');
  expect(fieldsWithProblems(problems)).toEqual(['name', 'slug', 'description']);
});

describe('a party', () => {
  const sound: PartyFields = {
    name: 'European Union',
    shortName: 'EU',
    slug: 'european-union',
    kind: 'bloc',
    role: 'backer',
    order: 3,
    members: [germany],
    ...noExternalIds,
  };
  const others = [{ name: 'Germany', externalIds: { ...noExternalIds, wikidata: 'Q183' } }];
  const problems = (changed: Partial<PartyFields>, blocs: readonly string[] = []) =>
    fieldsWithProblems(
      problemsOfParty({ ...sound, ...changed }, { slugUse: 'free', states: [germany], blocs, others }),
    );

  test('has a kind and a role from the lists', () => {
    expect(problems({})).toEqual([]);
    expect(problems({ kind: '' as PartyFields['kind'], members: [] })).toEqual(['kind']);
    expect(problems({ role: 'winner' as PartyFields['role'] })).toEqual(['role']);
  });

  test('has a short name only where a head of a table holds it', () => {
    expect(problems({ shortName: null })).toEqual([]);
    expect(problems({ shortName: 'E'.repeat(8) })).toEqual([]);
    expect(problems({ shortName: 'E'.repeat(9) })).toEqual(['shortName']);
  });

  test('has members if it is a bloc, and these are states', () => {
    expect(problems({ kind: 'state' })).toEqual(['members']);
    expect(problems({ members: [99] })).toEqual(['members']);
  });

  test('stays a state while a bloc has it as a member', () => {
    expect(problems({ kind: 'organisation', members: [] }, ['European Union'])).toEqual(['kind']);
    expect(problems({ kind: 'state', members: [] }, ['European Union'])).toEqual([]);
  });

  test('has ids of others in their form, and none that another party has', () => {
    const withIds = (ids: Partial<ExternalIds>) => problems(ids);
    expect(withIds({ wikidata: 'Q212', iso3166: 'UA', parlgov: '558' })).toEqual([]);
    expect(withIds({ wikidata: 'Q0' })).toEqual(['wikidata']);
    expect(withIds({ wikidata: 'q212' })).toEqual(['wikidata']);
    expect(withIds({ wikidata: 'https://www.wikidata.org/wiki/Q212' })).toEqual(['wikidata']);
    expect(withIds({ iso3166: 'ua' })).toEqual(['iso3166']);
    expect(withIds({ iso3166: 'UK' })).toEqual(['iso3166']);
    expect(withIds({ iso3166: 'UKR' })).toEqual(['iso3166']);
    expect(withIds({ parlgov: 'x' })).toEqual(['parlgov']);
    expect(withIds({ parlgov: '0' })).toEqual(['parlgov']);
    expect(withIds({ wikidata: 'Q183' })).toEqual(['wikidata']);
  });

  test('joins another negotiation as it is', () => {
    const unnamed = { ...sound, name: '', shortName: null, slug: '', members: [] };
    const ids = { existing: germany, recorded: [russia, germany], here: [russia] };
    expect(problemsOfExistingParty(unnamed, ids)).toEqual([]);
    expect(fieldsWithProblems(problemsOfExistingParty(sound, ids))).toEqual(['existing']);
    const withId = { ...unnamed, wikidata: 'Q183' };
    expect(fieldsWithProblems(problemsOfExistingParty(withId, ids))).toEqual(['existing']);
    expect(fieldsWithProblems(problemsOfExistingParty(unnamed, { ...ids, existing: russia }))).toEqual([
      'existing',
    ]);
    expect(fieldsWithProblems(problemsOfExistingParty(unnamed, { ...ids, existing: 99 }))).toEqual([
      'existing',
    ]);
  });
});

test('a speaker has a party, a name of its own there, and an office', () => {
  const putin = {
    id: 1,
    party: russia,
    name: 'Vladimir Putin',
    role: 'President of Russia',
    isClosed: false,
  };
  const problems = (fields: SpeakerFields) =>
    fieldsWithProblems(problemsOfSpeaker(fields, { parties: [russia, ukraine], others: [putin] }));
  expect(problems({ party: russia, name: 'Dmitry Peskov', role: 'Spokesman of the Kremlin' })).toEqual([]);
  expect(problems({ party: russia, name: putin.name, role: putin.role })).toEqual(['name']);
  expect(problems({ party: ukraine, name: putin.name, role: putin.role })).toEqual([]);
  expect(problems({ party: germany, name: '', role: '' })).toEqual(['party', 'name', 'role']);
});

test('an event has a name and a date, which may lie in the future', () => {
  const summit: EventFields = { name: 'Trump and Putin meet in Alaska', date: '2025-08-15', description: '' };
  const problems = (changed: Partial<EventFields>, others: EventFields[] = []) =>
    fieldsWithProblems(problemsOfEvent({ ...summit, ...changed }, others));
  expect(problems({ date: '2099' })).toEqual([]);
  expect(problems({ date: '2025-02-30', name: '' })).toEqual(['name', 'date']);
  expect(problems({}, [summit])).toEqual(['name']);
  expect(problems({ date: '2025-08' }, [summit])).toEqual([]);
});

test('a source that is on record already is named at its address, or at its title', () => {
  const source: NewSource = {
    outlet: 'TIME',
    title: 'What to know',
    url: null,
    archiveUrl: null,
    author: null,
    publishedDate: null,
    accessedDate: null,
    note: '',
  };
  const today = '2025-08-20';
  const same = { id: 4, ...source };
  expect(problemsOfRecordedSource(source, { today, same: null })).toEqual([]);
  expect(problemsOfRecordedSource(source, { today, same })).toEqual([
    { field: 'title', message: 'This source is on record: TIME, “What to know”.' },
  ]);
  const withUrl = { ...source, url: 'https://time.com/x' };
  expect(fieldsWithProblems(problemsOfRecordedSource(withUrl, { today, same }))).toEqual(['url']);
});

test('problems are thrown all at once', () => {
  const problem = { field: 'name', message: 'Give a name.' };
  expect(() => refuseProblems([null])).not.toThrow();
  expect(() => refuseProblems([problem, null])).toThrow(InvalidInput);
});
