import { noExternalIds } from '../../../src/domain/structure/external-ids.js';
import { noTerms } from '../../../src/domain/structure/negotiation.js';
import { createDemand } from '../../../src/actions/structure/create-demand.js';
import { createEvent } from '../../../src/actions/structure/create-event.js';
import { createParty } from '../../../src/actions/structure/create-party.js';
import { createQuestion } from '../../../src/actions/structure/create-question.js';
import { createSource } from '../../../src/actions/structure/create-source.js';
import { createSpeaker } from '../../../src/actions/structure/create-speaker.js';
import { createTopic } from '../../../src/actions/structure/create-topic.js';
import { editDemand } from '../../../src/actions/structure/edit-demand.js';
import { editEvent } from '../../../src/actions/structure/edit-event.js';
import { editParty } from '../../../src/actions/structure/edit-party.js';
import { editQuestion } from '../../../src/actions/structure/edit-question.js';
import { editSource } from '../../../src/actions/structure/edit-source.js';
import { editSpeaker } from '../../../src/actions/structure/edit-speaker.js';
import { editTopic } from '../../../src/actions/structure/edit-topic.js';
import type { Database } from '../../../src/data/engine/database.js';
import type { Actor } from '../../../src/domain/people/actor.js';
import type {
  DemandFields,
  Edit,
  EventFields,
  PartyFields,
  QuestionFields,
  SpeakerFields,
  TopicFields,
} from '../../../src/domain/structure/structure-fields.js';
import type { NewSource } from '../../../src/domain/structure/new-source.js';
import { type createStructure, noon, timeSource } from '../../support/structure.js';

export type Structure = Awaited<ReturnType<typeof createStructure>>;

/** One noun: its two actions with fields that are sound, a change to them, and fields that are refused. */
export interface Case {
  readonly word: string;
  /** Who may change what somebody else has made. */
  readonly needs: 'editor' | 'admin';
  /** How many sequence numbers a new one takes. */
  readonly publications: number;
  readonly refusedAt: string;
  create: (as: Acting, fields: Which) => Promise<{ readonly id: number }>;
  edit: (as: Acting, id: number, from: Which, to: Which, seen: Seen) => Promise<void>;
}

export interface Acting {
  readonly database: Database;
  readonly actor: Actor;
  readonly structure: Structure;
}

export type Which = 'sound' | 'changed' | 'refused';
export type Seen = (fields: object) => string;

interface Definition<Fields extends object> {
  readonly word: string;
  readonly needs: 'editor' | 'admin';
  readonly publications: number;
  readonly refusedAt: keyof Fields & string;
  fields(structure: Structure): {
    readonly sound: Fields;
    readonly changed: Fields;
    readonly refused: Fields;
  };
  create(
    database: Database,
    actor: Actor,
    input: { negotiationId: number; fields: Fields },
    now: Date,
  ): Promise<{ readonly id: number }>;
  edit(database: Database, actor: Actor, edit: Edit<Fields>, now: Date): Promise<void>;
}

function caseOf<Fields extends object>(definition: Definition<Fields>): Case {
  const { word, needs, publications, refusedAt } = definition;
  return {
    word,
    needs,
    publications,
    refusedAt,
    create: ({ database, actor, structure }, which) => {
      const fields = definition.fields(structure)[which];
      return definition.create(database, actor, { negotiationId: structure.negotiationId, fields }, noon);
    },
    edit: ({ database, actor, structure }, id, from, to, seen) => {
      const all = definition.fields(structure);
      const edit = { id, fields: all[to], seen: seen(all[from]) };
      return definition.edit(database, actor, { negotiationId: structure.negotiationId, ...edit }, noon);
    },
  };
}

function variants<Fields extends object>(sound: Fields, changed: Partial<Fields>, refused: Partial<Fields>) {
  return { sound, changed: { ...sound, ...changed }, refused: { ...sound, ...refused } };
}

const topic = caseOf<TopicFields>({
  word: 'topic',
  needs: 'admin',
  publications: 0,
  refusedAt: 'order',
  fields: () =>
    variants({ name: 'Sanctions', slug: 'sanctions', order: 2 }, { slug: 'relief' }, { order: -1 }),
  create: createTopic,
  edit: editTopic,
});

const party = caseOf<PartyFields>({
  word: 'party',
  needs: 'admin',
  publications: 1,
  refusedAt: 'members',
  fields: ({ ukraine }) =>
    variants<PartyFields>(
      {
        name: 'The Four',
        shortName: null,
        ...noExternalIds,
        slug: 'four',
        kind: 'bloc',
        role: 'backer',
        order: 4,
        members: [],
      },
      { slug: 'the-four', shortName: '4', role: 'observer', members: [ukraine] },
      { kind: 'organisation', members: [ukraine] },
    ),
  create: createParty,
  edit: editParty,
});

const demand = caseOf<DemandFields>({
  word: 'demand',
  needs: 'admin',
  publications: 1,
  refusedAt: 'raisers',
  fields: ({ topic: topicId, russia, ukraine }) =>
    variants(
      {
        topic: topicId,
        slug: 'neutrality',
        proposition: 'Ukraine declares itself neutral',
        raisers: [russia],
        addressees: [ukraine],
        otherAddressees: '',
        ...noTerms,
        order: 2,
      },
      { proposition: 'Ukraine writes its neutrality into its constitution', raisers: [russia, ukraine] },
      { raisers: [] },
    ),
  create: createDemand,
  edit: editDemand,
});

const question = caseOf<QuestionFields>({
  word: 'question',
  needs: 'admin',
  publications: 1,
  refusedAt: 'wording',
  fields: ({ topic: topicId }) =>
    variants<QuestionFields>(
      { topic: topicId, slug: 'neutrality', wording: 'How neutral is Ukraine?', unit: null },
      { slug: 'how-neutral', unit: 'years' },
      { wording: 'Ukraine is neutral' },
    ),
  create: createQuestion,
  edit: editQuestion,
});

const speaker = caseOf<SpeakerFields>({
  word: 'speaker',
  needs: 'editor',
  publications: 0,
  refusedAt: 'role',
  fields: ({ russia }) =>
    variants(
      { party: russia, name: 'Vladimir Putin', role: 'Prime minister' },
      { role: 'President' },
      { role: '' },
    ),
  create: createSpeaker,
  edit: editSpeaker,
});

const event = caseOf<EventFields>({
  word: 'event',
  needs: 'editor',
  publications: 1,
  refusedAt: 'date',
  fields: () =>
    variants(
      { name: 'A summit', date: '2099-01', description: '' },
      { date: '2099-01-02' },
      { date: 'soon' },
    ),
  create: createEvent,
  edit: editEvent,
});

const source = caseOf<NewSource>({
  word: 'source',
  needs: 'editor',
  publications: 0,
  refusedAt: 'url',
  fields: () => variants(timeSource, { author: 'A reporter' }, { url: 'javascript:alert(1)' }),
  create: (database, actor, { negotiationId, fields }, now) =>
    createSource(database, actor, { negotiationId, source: fields }, now),
  edit: editSource,
});

export const cases: readonly Case[] = [topic, party, demand, question, speaker, event, source];
