import type { ExampleDemand, ExampleParty, ExampleSource } from '../../data/structure/example-structure.js';
import { listParties, type SharedParty } from '../../data/structure/parties.js';
import { listSpeakers } from '../../data/structure/speakers.js';
import { InvalidInput } from '../../domain/errors.js';
import { theServer } from '../../domain/people/actor.js';
import { termsFromNeeds } from '../../domain/structure/demand-terms.js';
import { type ExternalIds, externalSchemes, noExternalIds } from '../../domain/structure/external-ids.js';
import type { Party } from '../../domain/structure/negotiation.js';
import { type NewSource, problemsOfSource } from '../../domain/structure/new-source.js';
import type { DemandFields, SpeakerFields } from '../../domain/structure/structure-fields.js';
import { refuseProblems } from '../../domain/structure/structure-rules.js';
import { fold } from '../../domain/text.js';
import { latestToday } from '../../domain/when.js';
import { createDemand } from '../structure/create-demand.js';
import { createEvent } from '../structure/create-event.js';
import { createParty } from '../structure/create-party.js';
import { createQuestion } from '../structure/create-question.js';
import { createSpeaker } from '../structure/create-speaker.js';
import { createTopic } from '../structure/create-topic.js';
import { requireNegotiation } from '../structure/edit-rules.js';
import { exampleAlternative } from './alternative.js';
import { type Recording, speakerKey } from './recording.js';

/** Records what is there before anything is published about it. */
export async function recordStructure(recording: Recording): Promise<void> {
  await recordTopics(recording);
  await recordParties(recording);
  await recordSpeakers(recording);
  await recordDemands(recording);
  await recordQuestions(recording);
  await recordEvents(recording);
  await checkSources(recording);
}

async function recordTopics(recording: Recording): Promise<void> {
  const { database, negotiationId, now, file } = recording;
  for (const [order, topic] of file.data.topics.entries())
    await recording.make(recording.topics, topic.slug, ['topics', order], async () => {
      const input = { negotiationId, fields: { ...topic, order } };
      return (await createTopic(database, theServer, input, now)).id;
    });
}

async function recordParties(recording: Recording): Promise<void> {
  const placed = recording.file.data.parties.map((party, order) => ({ party, order }));
  const isBlocOfMembers = ({ party }: (typeof placed)[number]) => Number(party.members !== undefined);
  // A bloc can be made only once its members are there.
  for (const { party, order } of placed.toSorted((a, b) => isBlocOfMembers(a) - isBlocOfMembers(b)))
    await recording.make(recording.parties, party.slug, ['parties', order], () =>
      recordParty(recording, party, order),
    );
}

async function recordParty(recording: Recording, party: ExampleParty, order: number): Promise<number> {
  const { database, tx, negotiationId, now, parties } = recording;
  const { slug, name, shortName = null, kind, role, ids } = party;
  const members = (party.members ?? []).map((member) => parties.find(member, 'members'));
  const present = (await listParties(tx)).find((each) => each.slug === slug);
  if (!present) {
    const fields = {
      slug,
      name,
      kind,
      role,
      shortName,
      order,
      members,
      ...idsOf(ids),
    };
    return (await createParty(database, theServer, { negotiationId, fields }, now)).id;
  }
  refuseOther(present, { name, shortName, kind, members: party.members, ids });
  const joined = {
    slug: '',
    name: '',
    shortName: null,
    kind,
    role,
    order,
    members: [],
    ...noExternalIds,
  };
  const input = { negotiationId, fields: joined, existing: present.id };
  return (await createParty(database, theServer, input, now)).id;
}

const inOtherWords = 'Another file has this party, and says this of it in other words.';

function idsOf(given: ExampleParty['ids'] = {}): ExternalIds {
  const { wikidata = null, iso3166 = null, parlgov = null } = given;
  return { wikidata, iso3166, parlgov };
}

/** A party that an earlier file has as well is the same party, and has to be written in the same way. */
function refuseOther(
  present: SharedParty,
  {
    members,
    ids,
    ...given
  }: Pick<Party, 'name' | 'shortName' | 'kind'> & Pick<ExampleParty, 'members' | 'ids'>,
): void {
  const same = ['name', 'shortName', 'kind'] as const;
  refuseProblems([
    ...same.map((field) => (present[field] === given[field] ? null : { field, message: inOtherWords })),
    members === undefined
      ? null
      : { field: 'members', message: 'Another file has this party; its members stand there.' },
    ...externalSchemes.map(({ name }) =>
      ids?.[name] === undefined || ids[name] === present.externalIds[name]
        ? null
        : { field: 'ids', message: inOtherWords },
    ),
  ]);
}

async function recordSpeakers(recording: Recording): Promise<void> {
  const { tx, parties, file } = recording;
  for (const [index, { party: slug, name, role }] of file.data.speakers.entries())
    await recording.attempt(
      ['speakers', index],
      async () => {
        const party = parties.find(slug, 'party');
        const present = (await listSpeakers(tx, [party])).find((each) => fold(each.name) === fold(name));
        const id = present ? sameOffice(present, role) : await newSpeaker(recording, { party, name, role });
        recording.speakers.set(speakerKey(party, name), id);
      },
      () => undefined,
    );
}

function sameOffice(present: { readonly id: number; readonly role: string }, role: string): number {
  if (present.role === role) return present.id;
  const message = 'This speaker is on record with another office, which is that of now.';
  throw new InvalidInput([{ field: 'role', message }]);
}

async function newSpeaker(
  { database, negotiationId, now }: Recording,
  fields: SpeakerFields,
): Promise<number> {
  return (await createSpeaker(database, theServer, { negotiationId, fields }, now)).id;
}

async function recordDemands(recording: Recording): Promise<void> {
  const { database, tx, negotiationId, now, file } = recording;
  const { parties } = await requireNegotiation(tx, negotiationId);
  for (const [order, demand] of file.data.demands.entries())
    await recording.make(recording.demands, demand.slug, ['demands', order], async () => {
      const fields = demandFields(recording, demand, { order, parties });
      return (await createDemand(database, theServer, { negotiationId, fields }, now)).id;
    });
}

function demandFields(
  recording: Recording,
  { slug, topic, proposition, partOf, ...demand }: ExampleDemand,
  { order, parties }: { readonly order: number; readonly parties: readonly Party[] },
): DemandFields {
  const idsOf = (slugs: readonly string[], field: string) =>
    slugs.map((each) => recording.parties.find(each, field));
  const addressees = idsOf(demand.addressees, 'addressees');
  const needs = idsOf(demand.needs ?? [], 'needs');
  return {
    topic: recording.topics.find(topic, 'topic'),
    slug,
    proposition,
    raisers: idsOf(demand.raisers, 'raisers'),
    addressees,
    otherAddressees: demand.otherAddressees ?? '',
    order,
    // The file names all that the demand needs: whom it is addressed to without naming it there is left out.
    ...termsFromNeeds({ parties }, { needs, addressees }, { addressees, alsoNeeds: [] }),
    until: demand.until ?? null,
    partOf: partOf === undefined ? null : recording.demands.find(partOf, 'partOf'),
  };
}

async function recordQuestions(recording: Recording): Promise<void> {
  const { database, negotiationId, now, file } = recording;
  for (const [index, { slug, wording, alternatives, ...question }] of file.data.questions.entries()) {
    const path = ['questions', index];
    await recording.make(recording.questions, slug, path, async () => {
      const topic = recording.topics.find(question.topic, 'topic');
      const fields = { slug, wording, topic, unit: question.unit ?? null };
      return (await createQuestion(database, theServer, { negotiationId, fields }, now)).id;
    });
    for (const [place, alternative] of alternatives.entries())
      await recording.attempt(
        [...path, 'alternatives', place],
        () => exampleAlternative(recording, { act: 'alternative', question: slug, ...alternative }),
        () => undefined,
      );
  }
}

async function recordEvents(recording: Recording): Promise<void> {
  const { database, negotiationId, now, file } = recording;
  for (const [index, { date, name, description = '' }] of file.data.events.entries())
    await recording.make(recording.events, name, ['events', index], async () => {
      const input = { negotiationId, fields: { date, name, description } };
      return (await createEvent(database, theServer, input, now)).id;
    });
}

/** A source is recorded by the first act that cites it. */
async function checkSources(recording: Recording): Promise<void> {
  const { now, file, sources } = recording;
  for (const [index, source] of file.data.sources.entries())
    await recording.make(sources, source.id, ['sources', index], () => {
      const written = newSource(source);
      refuseProblems(problemsOfSource(written, latestToday(now)));
      return Promise.resolve(written);
    });
}

function newSource({ outlet, title, note = '', ...source }: ExampleSource): NewSource {
  return {
    ...{ outlet, title, note },
    url: source.url ?? null,
    archiveUrl: source.archiveUrl ?? null,
    author: source.author ?? null,
    publishedDate: source.publishedDate ?? null,
    accessedDate: source.accessedDate ?? null,
  };
}
