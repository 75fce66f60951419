import type { ExternalIds } from './external-ids.js';
import { firstWords } from './clarified-words.js';
import type {
  Demand,
  DemandTerms,
  Event,
  Negotiation,
  Party,
  PartyKind,
  PartyRole,
  Question,
  Speaker,
  Topic,
} from './negotiation.js';
import type { EdtfDate } from '../when.js';

export interface NegotiationFields {
  readonly slug: string;
  readonly name: string;
  readonly description: string;
}

export interface TopicFields {
  readonly name: string;
  readonly slug: string;
  readonly order: number;
}

/** `name`, `shortName`, `slug`, `kind`, `members` and the ids of others are the same in every negotiation; `role` and `order` belong to one. */
export interface PartyFields extends ExternalIds {
  readonly name: string;
  readonly shortName: string | null;
  readonly slug: string;
  readonly kind: PartyKind;
  readonly role: PartyRole;
  readonly order: number;
  readonly members: readonly number[];
}

export interface QuestionFields {
  readonly topic: number;
  readonly slug: string;
  readonly wording: string;
  readonly unit: string | null;
}

export interface DemandFields extends DemandTerms {
  readonly topic: number;
  readonly slug: string;
  readonly proposition: string;
  readonly raisers: readonly number[];
  readonly addressees: readonly number[];
  readonly otherAddressees: string;
  readonly order: number;
}

export type SpeakerFields = Omit<Speaker, 'id' | 'isClosed'>;

export interface EventFields {
  readonly name: string;
  readonly date: EdtfDate;
  readonly description: string;
}

/** A change to one of these by id. `seen` is the fingerprint of the fields with which the form was filled. */
export interface Edit<Fields> {
  readonly negotiationId: number;
  readonly id: number;
  readonly fields: Fields;
  readonly seen: string;
}

export function fieldsOfNegotiation({ slug, name, description }: Negotiation): NegotiationFields {
  return { slug, name, description };
}

export function fieldsOfTopic({ name, slug, order }: Topic): TopicFields {
  return { name, slug, order };
}

export function fieldsOfParty({
  name,
  shortName,
  slug,
  kind,
  role,
  order,
  members,
  externalIds,
}: Party): PartyFields {
  return { name, shortName, slug, kind, role, order, members, ...externalIds };
}

export function fieldsOfDemand(demand: Demand): DemandFields {
  const { topic, slug, raisers, addressees, otherAddressees, order } = demand;
  const proposition = firstWords(demand.proposition, demand.wordings);
  const { alsoNeeds, needsNot, until, partOf } = demand;
  const terms = { alsoNeeds, needsNot, until, partOf };
  return { topic: topic.id, slug, proposition, raisers, addressees, otherAddressees, order, ...terms };
}

export function fieldsOfQuestion({ topic, slug, wording, unit }: Question): QuestionFields {
  return { topic: topic.id, slug, wording, unit };
}

export function fieldsOfSpeaker({ party, name, role }: Speaker): SpeakerFields {
  return { party, name, role };
}

export function fieldsOfEvent({ name, date, description }: Event): EventFields {
  return { name, date, description };
}
