import { isolating } from '../../../domain/isolation.js';
import type { Request } from 'express';
import { othersTurn } from '../../../data/engine/others-turn.js';
import { lastSequence, latestKnowable, sequenceKnownAt } from '../../../data/log/publications.js';
import { linkAt } from '../../../data/chain/record-chain.js';
import { type Clocks, type Evidence, evidenceChoices } from '../../../domain/cells/cell.js';
import { pastDays } from '../../../domain/cells/past.js';
import type { Sequence } from '../../../domain/identifiers.js';
import type { ChainHead } from '../../../domain/log/record-chain.js';
import { newestOwnDay } from '../../../domain/structure/newest-day.js';
import { type Event, type Negotiation, negotiationAt } from '../../../domain/structure/negotiation.js';
import type { BriefingEntry } from '../../../domain/structure/briefing.js';
import type { ReservationEntry } from '../../../domain/structure/reservation.js';
import type { NegotiationLog } from '../../../domain/cells/negotiation-log.js';
import { type Day, isDay, laterDay, longInstant, utcDay, writableInstant } from '../../../domain/when.js';
import { abandonedSignal } from '../abandoned.js';
import { badRequest, notFound } from '../http-errors.js';
import { contextOf } from '../request-context.js';
import type { Services } from '../services.js';

/** Parameters of an address; null leaves one out. */
export type Query = Readonly<Record<string, string | null>>;

/** What a reader's address asks for, before anything is loaded. */
export interface ReadingQuery {
  readonly asOf: Day | null;
  /** What was recorded later is not known; null for now. */
  readonly knownAt: Date | null;
  readonly evidence: Evidence;
}

/** A negotiation as it is read at a pair of clocks. */
export interface Reading {
  /** Its structure as of the recorded clock. */
  readonly negotiation: Negotiation;
  readonly log: NegotiationLog;
  /** Those recorded by the recorded clock, oldest first. */
  readonly events: readonly Event[];
  /** What is known of briefings, in the order of the log. */
  readonly briefings: readonly BriefingEntry[];
  readonly reservations: readonly ReservationEntry[];
  readonly clocks: Clocks;
  /** True if the address has a clock, so that the page is not of the present. */
  readonly isAnotherTime: boolean;
  readonly query: ReadingQuery;
  /**
   * The day that the page is of: the one asked for; otherwise today (UTC), or a later day if something counts from it.
   */
  readonly asOf: Day;
  /**
   * The latest day that the page can be of: today (UTC) or that of `known_at`, or a later day from which something
   * counts.
   */
  readonly latestDay: Day;
  /**
   * The instant as of which the page is known: the one asked for, otherwise that of the newest entry (RFC 3339, UTC).
   */
  readonly knownAt: string;
  /** The newest link of the record chain behind the page; null if nothing is published. */
  readonly chainHead: ChainHead | null;
  /** The query of the address that will always give this page. */
  readonly permalinkQuery: Query;
  /** The query as given, for links to other pages and exports. */
  readonly givenQuery: Query;
}

const instantShape = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

/**
 * Refuses (400) parameters that the page does not know, and parameters given twice, with a sentence: a shared link must
 * not silently show something else. Tracking parameters have been removed before (`forgetTracking`).
 */
export function refuseUnknownParameters(
  parameters: URLSearchParams,
  allowed: readonly string[],
  repeatable: readonly string[] = [],
): void {
  for (const name of new Set(parameters.keys())) {
    if (repeatable.includes(name)) continue;
    if (!allowed.includes(name))
      throw badRequest(isolating`This page does not know the parameter “${name}”.`);
    if (parameters.getAll(name).length > 1)
      throw badRequest(isolating`The parameter “${name}” is given twice.`);
  }
}

/**
 * Reads the clocks and the evidence from the query of a page for readers; 400 for an invalid value.
 * @param latest the latest instant that `known_at` may name
 * @param alsoAllowed parameters that the page reads itself, each once; `repeatable` ones as often as given
 */
export function readingQuery(
  parameters: URLSearchParams,
  latest: Date,
  alsoAllowed: readonly string[] = [],
  repeatable: readonly string[] = [],
): ReadingQuery {
  refuseUnknownParameters(parameters, ['as_of', 'known_at', 'evidence', ...alsoAllowed], repeatable);
  const knownAt = instantOf(parameters.get('known_at') || null, latest);
  return {
    asOf: dayOf(parameters.get('as_of') || null),
    knownAt,
    evidence: evidenceOf(parameters.get('evidence') || 'default'),
  };
}

/** Now, with the evidence that pages show by default. */
export const readingNow: ReadingQuery = { asOf: null, knownAt: null, evidence: 'default' };

function dayOf(text: string | null): Day | null {
  if (text === null || isDay(text)) return text;
  throw badRequest(isolating`“${text}” is not a day. Write as_of as a full day, such as 2025-08-14.`);
}

/** An unencoded + of an offset arrives as a space. */
function withOffset(text: string): string {
  return text.replace(/ (?=\d{2}:\d{2}$)/, '+');
}

function instantOf(given: string | null, latest: Date): Date | null {
  if (given === null) return null;
  const text = withOffset(given);
  const instant = isDay(text)
    ? endOf(text)
    : new Date(instantShape.test(text) && isDay(text.slice(0, 10)) ? text : NaN);
  if (Number.isNaN(instant.getTime()))
    throw badRequest(
      isolating`“${text}” is not an instant. Write known_at as 2025-08-14 or 2025-08-14T09:30:00Z.`,
    );
  // Links of a page of today’s day name its end.
  if (instant > latest && instant.getTime() !== endOf(utcDay(latest)).getTime())
    throw badRequest(`known_at=${text} is in the future: nothing is known of it yet.`);
  return writableInstant(instant);
}

function endOf(day: Day): Date {
  return new Date(`${day}T23:59:59.999Z`);
}

function evidenceOf(text: string): Evidence {
  const choice = evidenceChoices.find(({ value }) => value === text);
  if (choice) return choice.value;
  throw badRequest(isolating`“${text}” is not a choice of evidence. Use on_record, default or all.`);
}

/** Loads the negotiation that the request names, at the clocks it asks for. 404 if there is none. */
export async function readNegotiation(
  services: Services,
  request: Request,
  alsoAllowed: readonly string[] = [],
  repeatable: readonly string[] = [],
): Promise<Reading> {
  const parameters = request.query as unknown as URLSearchParams;
  const now = services.clock();
  const latest = parameters.has('known_at') ? await latestKnowable(services.database.read, now) : now;
  const query = readingQuery(parameters, latest, alsoAllowed, repeatable);
  const isReader = request.res === undefined || contextOf(request.res).viewer === null;
  const reading = await readingOf(services, String(request.params.negotiation), query, isReader);
  // What is made of it takes long, and many may ask at once.
  await othersTurn();
  abandonedSignal(request.res).throwIfAborted();
  return reading;
}

/** The same for a negotiation by its slug. Readers get 404 for a hidden one. */
export async function readingOf(
  services: Services,
  slug: string,
  query: ReadingQuery,
  isReader = true,
): Promise<Reading> {
  const { database, memory, clock } = services;
  const structure = await memory.structures.find(slug);
  if (!structure || (structure.negotiation.isHidden && isReader))
    throw notFound(isolating`There is no negotiation “${slug}”.`);
  const { negotiation: present } = structure;
  const known = await knownSequence(services, query);
  if (present.createdSequence > known) {
    const began = longInstant((await linkAt(database.read, present.createdSequence))?.recordedAt ?? '');
    throw notFound(
      isolating`“${present.name}” was not yet tracked at this time. Its record begins on ${began}: ask for what was known then or later.`,
    );
  }
  const log = await memory.logOf(present.id, known);
  const chainHead = await linkAt(database.read, known);
  const newest = chainHead?.recordedAt;
  const events = structure.events.filter(({ createdSequence }) => createdSequence <= known);
  // East of UTC a party may have spoken tomorrow; a page and its permalink must count the same.
  const negotiation = negotiationAt(present, known);
  const briefings = structure.briefings.filter(({ sequence }) => sequence <= known);
  const reservations = structure.reservations.filter(({ sequence }) => sequence <= known);
  const newestDay = newestOwnDay({ negotiation, briefings, reservations });
  const today = laterDay(utcDay(query.knownAt ?? clock()), log.newestDay(known));
  const latestDay = laterDay(today, newestDay);
  const asOf = query.asOf ?? latestDay;
  const isAnotherTime = query.asOf !== null || query.knownAt !== null;
  const givenDay = isAnotherTime ? asOf : null;
  const knownAt = query.knownAt?.toISOString() ?? newest ?? writableInstant(clock()).toISOString();
  return {
    negotiation,
    log,
    events,
    briefings,
    reservations,
    clocks: { asOf: givenDay, known, evidence: query.evidence, past: pastDays(negotiation) },
    isAnotherTime,
    query: { ...query, asOf: givenDay },
    asOf,
    latestDay: query.knownAt ? laterDay(latestDay, asOf) : latestDay,
    knownAt,
    chainHead,
    permalinkQuery: { as_of: asOf, known_at: newest ?? knownAt, evidence: givenEvidence(query) },
    givenQuery: {
      as_of: givenDay,
      known_at: query.knownAt?.toISOString() ?? null,
      evidence: givenEvidence(query),
    },
  };
}

async function knownSequence({ database }: Services, { knownAt }: ReadingQuery): Promise<Sequence> {
  return knownAt ? sequenceKnownAt(database.read, knownAt) : lastSequence(database.read);
}

function givenEvidence({ evidence }: ReadingQuery): string | null {
  return evidence === 'default' ? null : evidence;
}
