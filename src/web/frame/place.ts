import { isolating } from '../../domain/isolation.js';
import type { Request } from 'express';
import { findRecord } from '../../data/log/records.js';
import type { HeldStructure } from '../../data/memory/structure-memory.js';
import type { FieldProblem } from '../../domain/errors.js';
import type { Demand, Negotiation } from '../../domain/structure/negotiation.js';
import type { RecordState } from '../../domain/log/record-state.js';
import type { TargetState } from '../../domain/log/target.js';
import type { FormValues } from './forms/form-values.js';
import { notFound } from './http-errors.js';
import type { Services } from './services.js';

/** A record of a negotiation, as it is now. */
export interface RecordPlace {
  readonly negotiation: Negotiation;
  readonly structure: HeldStructure;
  readonly record: RecordState;
}

/** What the form of an act is shown with. */
export interface Shown {
  readonly values: FormValues;
  readonly problems?: readonly FieldProblem[];
  readonly notice?: string;
}

/** The negotiation named by the address; 404 if there is none. */
export async function negotiationOf(services: Services, request: Request): Promise<Negotiation> {
  return (await structureOf(services, request)).negotiation;
}

/** The same with its speakers and events. */
export async function structureOf({ memory }: Services, request: Request): Promise<HeldStructure> {
  const slug = String(request.params.negotiation);
  const structure = await memory.structures.find(slug);
  if (!structure) throw notFound(isolating`There is no negotiation “${slug}”.`);
  return structure;
}

/** The demand of a negotiation that the address names; 404 if there is none. */
export function demandOf({ demands }: Negotiation, request: Request): Demand {
  const demand = demands.find(({ slug }) => slug === request.params.demand);
  if (!demand) throw notFound('There is no such demand in this negotiation.');
  return demand;
}

/** The record named by the address; 404 if there is none. */
export async function placeOf(services: Services, request: Request): Promise<RecordPlace> {
  const structure = await structureOf(services, request);
  const { negotiation } = structure;
  const record = await findRecord(services.database.read, negotiation.id, numberOf(request.params.record));
  if (!record) throw notFound('There is no such record in this negotiation.');
  return { negotiation, structure, record };
}

/** A corroboration or denial of a record, as it is now. */
export interface TargetPlace extends RecordPlace {
  readonly target: TargetState;
}

/** The corroboration or denial named by the address; 404 if there is none. */
export async function targetPlaceOf(services: Services, request: Request): Promise<TargetPlace> {
  const place = await placeOf(services, request);
  const number = numberOf(request.params.entry);
  const target = place.record.targets.find(({ sequence }) => sequence === number);
  if (!target) throw notFound('This record has no such corroboration or denial.');
  return { ...place, target };
}

/** The same record as it is now. */
export async function placeNow({ database }: Services, place: RecordPlace): Promise<RecordPlace> {
  const { negotiation, record } = place;
  return { ...place, record: (await findRecord(database.read, negotiation.id, record.record)) ?? record };
}

/** The number in a part of the path; for anything else 0, which is nobody's id. */
export function numberOf(part: string | string[] | undefined): number {
  return typeof part === 'string' && /^\d{1,9}$/.test(part) ? Number(part) : 0;
}
