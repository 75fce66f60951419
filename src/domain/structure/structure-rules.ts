import { isolating, listed } from '../isolation.js';
import { type FieldProblem, InvalidInput } from '../errors.js';
import {
  isSlug,
  type Negotiation,
  type Party,
  type PartyKind,
  partyKinds,
  partyRoles,
  type Speaker,
  slugFrom,
} from './negotiation.js';
import { problemsOfTerms } from './demand-terms.js';
import { lengthProblem, type NewSource, problemsOfSource } from './new-source.js';
import type { Source } from './source.js';
import { externalSchemes, listedIds } from './external-ids.js';
import { fold } from '../text.js';
import type {
  DemandFields,
  EventFields,
  NegotiationFields,
  PartyFields,
  SpeakerFields,
  TopicFields,
} from './structure-fields.js';
import { problemOfDate } from '../date-as-written.js';
import type { Day } from '../when.js';

/**
 * What a slug leads to: nothing, something else of the same noun, or something that had it once and keeps the redirect.
 */
export type SlugUse = 'free' | 'taken' | 'formerly_taken';

type Problems = readonly (FieldProblem | null)[];

export function problemsOfNegotiation(fields: NegotiationFields, slugUse: SlugUse): FieldProblem[] {
  return found([
    nameProblem(fields.name),
    slugProblem(fields.slug, slugUse),
    lengthProblem('description', fields.description, 2000),
  ]);
}

export function problemsOfTopic(fields: TopicFields, slugUse: SlugUse): FieldProblem[] {
  return found([nameProblem(fields.name), slugProblem(fields.slug, slugUse), orderProblem(fields.order)]);
}

/** A column of a table is as wide as that. */
export const longestShortName = 8;

export interface PartyContext {
  readonly slugUse: SlugUse;
  /** The parties that can be members of a bloc. */
  readonly states: readonly number[];
  /** The names of the blocs of which this party is a member. */
  readonly blocs: readonly string[];
  /** All others on record. */
  readonly others: readonly Pick<Party, 'name' | 'externalIds'>[];
}

export function problemsOfParty(fields: PartyFields, context: PartyContext): FieldProblem[] {
  return found([
    nameProblem(fields.name),
    lengthProblem('shortName', fields.shortName, longestShortName),
    slugProblem(fields.slug, context.slugUse),
    kindProblem(fields.kind, context.blocs),
    membersProblem(fields, context.states),
    ...externalIdProblems(fields, context.others),
    ...problemsOfPlace(fields),
  ]);
}

export interface PartyIds {
  readonly existing: number;
  readonly recorded: readonly number[];
  readonly here: readonly number[];
}

/** A party on record joins a negotiation; it keeps its names, slug, kind and members. */
export function problemsOfExistingParty(fields: PartyFields, ids: PartyIds): FieldProblem[] {
  const isHere = ids.here.includes(ids.existing);
  const isNamed =
    listedIds(fields).length > 0 ||
    fields.name !== '' ||
    fields.shortName !== null ||
    fields.slug !== '' ||
    fields.members.length > 0;
  return found([
    among('existing', [ids.existing], ids.recorded, 'This party is not on record. Choose from the list.'),
    isHere ? { field: 'existing', message: 'This party is in the negotiation already.' } : null,
    isNamed ? { field: 'existing', message: existingIsNamed } : null,
    ...problemsOfPlace(fields),
  ]);
}

const existingIsNamed =
  'Either choose a party on record or describe a new one: empty name, short name, slug, members and ids, or choose “A new party”.';

/** A party's place in one negotiation: its role and its order. */
function problemsOfPlace({ role, order }: Pick<PartyFields, 'role' | 'order'>): FieldProblem[] {
  return found([
    choiceProblem('role', role, partyRoles, 'Choose the role of the party.'),
    orderProblem(order),
  ]);
}

function kindProblem(kind: PartyKind, blocs: readonly string[]): FieldProblem | null {
  if (kind === 'state' || blocs.length === 0)
    return choiceProblem('kind', kind, partyKinds, 'Choose the kind of the party.');
  return {
    field: 'kind',
    message: `This party is a member of ${listed(blocs)}; only a state can be a member of a bloc.`,
  };
}

function membersProblem({ kind, members }: PartyFields, states: readonly number[]): FieldProblem | null {
  if (kind !== 'bloc' && members.length > 0) {
    return { field: 'members', message: 'Only a bloc has members. Untick them or choose “Bloc”.' };
  }
  return among('members', members, states, 'Members of a bloc are states on record. Choose from the list.');
}

function externalIdProblems(fields: PartyFields, others: PartyContext['others']): (FieldProblem | null)[] {
  return externalSchemes.map(({ name, isSound, rule }) => {
    const value = fields[name];
    if (value === null) return null;
    if (!isSound(value)) return { field: name, message: rule };
    const other = others.find((party) => party.externalIds[name] === value);
    return other ? { field: name, message: isolating`${other.name} has this id already.` } : null;
  });
}

export interface DemandContext {
  readonly slugUse: SlugUse;
  readonly negotiation: Pick<Negotiation, 'topics' | 'parties' | 'demands'>;
  /** The wording as its first stance has frozen it; null if there is no stance on it yet. */
  readonly frozen: string | null;
  /** Older demands of the negotiation that a new one replaces: reworded, split or merged. */
  readonly replaces: readonly number[];
  /** The demand itself; null for a new one. */
  readonly id: number | null;
}

export function problemsOfDemand(fields: DemandFields, context: DemandContext): FieldProblem[] {
  const { topics, parties, demands } = context.negotiation;
  const ids = idsOf(parties);
  const choose = 'Choose parties of this negotiation.';
  return found([
    propositionProblem(fields.proposition, context.frozen),
    slugProblem(fields.slug, context.slugUse),
    among('topic', [fields.topic], idsOf(topics), 'Choose the topic under which the demand stands.'),
    raisersProblem(fields) ?? among('raisers', fields.raisers, ids, choose),
    addresseesProblem(fields) ?? among('addressees', fields.addressees, ids, choose),
    lengthProblem('otherAddressees', fields.otherAddressees, 300),
    orderProblem(fields.order),
    ...problemsOfTerms(fields, context.negotiation, context.id),
    among('replaces', context.replaces, idsOf(demands), 'Choose demands of this negotiation.'),
  ]);
}

/** A new demand needs an open topic; a demand already under a closed topic stays there. */
export function closedTopicProblem(
  { topic }: DemandFields,
  { topics }: Pick<Negotiation, 'topics'>,
): FieldProblem | null {
  const closed = topics.some(({ id, isClosed }) => id === topic && isClosed);
  return closed ? { field: 'topic', message: 'This topic is closed: it takes no new demands.' } : null;
}

/** Asks the editor before a second demand gets the same words as an existing one, whatever their case and marks. */
export function samePropositionProblem(
  { proposition }: Pick<DemandFields, 'proposition'>,
  { demands }: Pick<Negotiation, 'demands'>,
): FieldProblem | null {
  const same = demands.find((demand) => fold(demand.proposition) === fold(proposition));
  if (!same) return null;
  const message = isolating`“${same.proposition}” is a demand already. Tick the box if you want a second one with the same words.`;
  return { field: 'second', message };
}

/** `frozen` is the wording that has to stay; null if it may be changed. */
export function propositionProblem(proposition: string, frozen: string | null): FieldProblem | null {
  if (frozen !== null && proposition === frozen) return null;
  if (frozen !== null) return { field: 'proposition', message: frozenRule(frozen) };
  if (proposition.length < 10 || proposition.length > 300) {
    return { field: 'proposition', message: 'A proposition has 10 to 300 characters.' };
  }
  return isOneProposition(proposition) ? null : { field: 'proposition', message: oneProposition };
}

function frozenRule(wording: string): string {
  return isolating`Stances refer to the wording “${wording}”, so it stays. Create a new demand that replaces this one.`;
}

const oneProposition =
  'Word it as one statement that can be supported or rejected: no question, no second sentence.';

/** False for a question, for several sentences, and for several lines. */
function isOneProposition(text: string): boolean {
  return !/[?？؟;\n]|\p{Ll}{4}[.!]\s+\p{Lu}/u.test(text);
}

function raisersProblem({ raisers }: DemandFields): FieldProblem | null {
  return raisers.length > 0
    ? null
    : { field: 'raisers', message: 'Choose at least one party that raises it.' };
}

/** A party may be on both sides (each asks the other to exchange prisoners), but it cannot ask only itself. */
function addresseesProblem({ raisers, addressees, otherAddressees }: DemandFields): FieldProblem | null {
  if (otherAddressees !== '') return null;
  const message =
    addressees.length === 0 ? 'Say to whom it is addressed: parties, or others in words.' : asksItself;
  const [raiser] = raisers;
  const onlyItself = raisers.length === 1 && addressees.every((addressee) => addressee === raiser);
  return addressees.length === 0 || onlyItself ? { field: 'addressees', message } : null;
}

const asksItself = 'The only party that raises it cannot be the only one it is addressed to.';

export interface SpeakerContext {
  readonly parties: readonly number[];
  /** The other speakers of these parties. */
  readonly others: readonly Speaker[];
}

export function problemsOfSpeaker(fields: SpeakerFields, context: SpeakerContext): FieldProblem[] {
  const namesake = context.others.some(
    ({ party, name }) => party === fields.party && fold(name) === fold(fields.name),
  );
  return found([
    among('party', [fields.party], context.parties, 'Choose the party for which the person speaks.'),
    lengthProblem('name', fields.name, 120, 'Give the person’s name.'),
    namesake ? { field: 'name', message: 'A speaker of this name is on record for this party.' } : null,
    lengthProblem('role', fields.role, 200, 'Give the office, for example “President of Ukraine”.'),
  ]);
}

/** An event may lie in the future: an announced summit, a deadline. */
export function problemsOfEvent(fields: EventFields, others: readonly EventFields[]): FieldProblem[] {
  const isTwice = others.some(({ name, date }) => name === fields.name && date === fields.date);
  return found([
    lengthProblem('name', fields.name, 200, 'Say in a few words what happens.'),
    isTwice ? { field: 'name', message: 'An event of this name and date is on record.' } : null,
    problemOfDate('date', fields.date, null),
    lengthProblem('description', fields.description, 2000),
  ]);
}

export interface SourceContext {
  readonly today: Day;
  /** Another source on record that is the same: by normalised URL or, without one, by outlet, title and day. */
  readonly same: Source | null;
}

export function problemsOfRecordedSource(source: NewSource, { today, same }: SourceContext): FieldProblem[] {
  const field = source.url === null ? 'title' : 'url';
  const twin = same && {
    field,
    message: isolating`This source is on record: ${same.outlet}, “${same.title}”.`,
  };
  return found([...problemsOfSource(source, today), twin]);
}

/** The fields, with a slug made from the name (or the proposition) if none was given. */
export function withSlug<Fields extends { readonly slug: string }>(fields: Fields, name: string): Fields {
  return fields.slug === '' ? { ...fields, slug: slugFrom(name) } : fields;
}

/** Throws InvalidInput if there are any problems. */
export function refuseProblems(problems: Problems): void {
  const all = found(problems);
  if (all.length > 0) throw new InvalidInput(all);
}

function found(problems: Problems): FieldProblem[] {
  return problems.filter((problem) => problem !== null);
}

function nameProblem(name: string): FieldProblem | null {
  return lengthProblem('name', name, 120, 'Give a name.');
}

export function slugProblem(slug: string, use: SlugUse): FieldProblem | null {
  if (slug === '') return { field: 'slug', message: slugAsked };
  if (!isSlug(slug)) return { field: 'slug', message: slugRule };
  if (use === 'taken') return { field: 'slug', message: isolating`“${slug}” is in use. Choose another.` };
  if (use === 'free') return null;
  return {
    field: 'slug',
    message: isolating`“${slug}” was in use before and redirects to what it stood for. Choose another.`,
  };
}

const slugAsked =
  'No address can be made of this name: write one, of the letters a to z, digits and single hyphens.';
const slugRule =
  'Use lower-case letters without accents, digits and single hyphens, at most 80 characters; not “new”.';

function orderProblem(order: number): FieldProblem | null {
  if (Number.isInteger(order) && order >= 0 && order <= 9999) return null;
  return { field: 'order', message: 'Give a whole number from 0 to 9999; lower numbers stand first.' };
}

function choiceProblem(
  field: string,
  value: string,
  choices: readonly { readonly value: string }[],
  message: string,
): FieldProblem | null {
  return choices.some((choice) => choice.value === value) ? null : { field, message };
}

function among(
  field: string,
  chosen: readonly number[],
  offered: readonly number[],
  message: string,
): FieldProblem | null {
  return chosen.every((id) => offered.includes(id)) ? null : { field, message };
}

function idsOf(items: readonly { readonly id: number }[]): number[] {
  return items.map((item) => item.id);
}
