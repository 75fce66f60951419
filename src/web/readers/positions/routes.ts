import { inTurns } from '../../../data/engine/in-turns.js';
import { othersTurn } from '../../../data/engine/others-turn.js';
import { type Request, Router } from 'express';
import { listNotes } from '../../../data/desk/cell-notes.js';
import { deniedReports } from '../../../data/memory/denied-reports.js';
import { byRecord, entriesOfRecords } from '../../../data/log/entries.js';
import { removalsOfEntries } from '../../../data/log/removals.js';
import { isolating } from '../../../domain/isolation.js';
import type { Sequence } from '../../../domain/identifiers.js';
import type { Demand, Party } from '../../../domain/structure/negotiation.js';
import { may } from '../../../domain/people/permissions.js';
import type { PublishedEntry } from '../../../domain/log/published-entry.js';
import type { Phase } from '../../../domain/log/record.js';
import { denialRefusal } from '../../../domain/log/new-denial.js';
import { type RecordState, recordState } from '../../../domain/log/record-state.js';
import type { TargetState } from '../../../domain/log/target.js';
import type { Removal } from '../../../domain/log/removal.js';
import { redLineBegunBy } from '../../../domain/cells/red-line.js';
import { stanceState } from '../../../domain/cells/stance-status.js';
import { headlineIn } from '../../../domain/structure/clarified-words.js';
import { movedWords } from '../../../domain/cells/moved-words.js';
import { longDate } from '../../../domain/when.js';
import { positionSentence } from '../../../domain/cells/wording.js';
import { asRecordedName, citedAsRecorded } from '../../parts/cited-as-recorded.js';
import { errorReports, type ReportsErrors } from '../../frame/error-report.js';
import { badRequest, notFound } from '../../frame/http-errors.js';
import type { Link } from '../../frame/layout.js';
import { type EntryActName, paths, type RecordActName, recordPlace, withQuery } from '../../frame/paths.js';
import { type Reading, readNegotiation } from '../../frame/reading/reading.js';
import { renderPage } from '../../frame/render.js';
import { contextOf, type Viewer } from '../../frame/request-context.js';
import type { Services } from '../../frame/services.js';
import { partOfLog } from './log-part.js';
import { type PositionDesk, type PositionPage, positionPage, type TypedNote } from './pages.js';
import { jointText } from '../../parts/stances/stance-view.js';
import { type RecordView, recordView } from '../../parts/stances/record-view.js';

export function positionRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  router.get('/negotiations/:negotiation/positions/:party/:demand', async (request, response) => {
    const reading = await readNegotiation(services, request, ['record', asRecordedName]);
    const { viewer } = contextOf(response);
    const record = recordOf(request.query as unknown as URLSearchParams);
    const isEditor = may(viewer?.role ?? null, 'publish') && !reading.isAnotherTime;
    const notice = citedAsRecorded(request, isEditor);
    const page = await positionPageOf(services, request, { reading, viewer, record, notice });
    await renderPage(response, 'readers/positions/position', page);
  });
  return router;
}

/** The record that the address names; null if it names none. */
function recordOf(parameters: URLSearchParams): Sequence | null {
  const text = parameters.get('record') || null;
  if (text === null || /^[1-9]\d{0,8}$/.test(text)) return text === null ? null : Number(text);
  throw badRequest(`record=${text} is not the number of a record.`);
}

/** Who is viewing, which record must be shown, what is said above it, and the note that was refused. */
export interface PositionAsked {
  readonly reading: Reading;
  readonly viewer: Viewer | null;
  readonly record?: Sequence | null;
  readonly notice?: string | null;
  readonly note?: TypedNote;
}

/** The page of the cell that the address names, for this viewer; 404 if there is none. */
export async function positionPageOf(
  services: Services,
  request: Request,
  { reading, viewer, record = null, notice = null, note }: PositionAsked,
): Promise<PositionPage> {
  const place = cellPlaceOf(reading, request);
  const { log, clocks } = reading;
  const inLog = log.recordsIn(place.party.id, place.demand.id, clocks);
  const part = partOfLog(inLog, record);
  const records = inLog.slice(part.start, part.end);
  const cell = log.cellAt(place.party.id, place.demand.id, clocks);
  const declaring = redLineBegunBy(cell);
  const beside = cell.isSet ? [cell.setting.record, ...(declaring === null ? [] : [declaring])] : [];
  const wanted = [...new Set([...records, ...beside])];
  const chains = await chainsOf(services, reading, wanted);
  const removals = await removalsOf(services, chains);
  const reports = errorReports(services, request);
  const setting = cell.isSet ? chains.get(cell.setting.record) : undefined;
  const declared = declaring === null ? undefined : chains.get(declaring);
  const denied = await deniedReports(
    { read: services.database.read, memory: services.memory },
    reading.negotiation.id,
    [cell],
    clocks.known,
  );
  const views = records.map((each) =>
    viewOf(place, each, { entries: chains.get(each) ?? [], removals, viewer, reports }),
  );
  // A long log takes some milliseconds so far, and its picture as many again.
  await othersTurn();
  const facts = {
    ...{ ...place, notice, cell, denied },
    state: setting ? recordState(setting) : null,
    declaration: declared ? recordState(declared) : null,
    records: views,
    newest: inLog[0] ?? null,
    part,
    role: reading.isAnotherTime ? null : (viewer?.role ?? null),
    desk: viewer && (await deskOf(services, place, viewer, note)),
  };
  return inTurns(positionPage(facts));
}

export interface CellPlace {
  readonly reading: Reading;
  readonly party: Party;
  readonly demand: Demand;
}

async function deskOf(
  { database }: Services,
  { reading, party, demand }: CellPlace,
  viewer: Viewer,
  note: TypedNote = { values: {}, problems: [] },
): Promise<PositionDesk> {
  const cell = { party: party.id, demand: demand.id };
  return { viewer, note, notes: await listNotes(database.read, reading.negotiation.id, cell) };
}

/** The party and demand that the address names; 404 if there are none. */
export function cellPlaceOf(reading: Reading, { params }: Request): CellPlace {
  const party = reading.negotiation.parties.find(({ slug }) => slug === params.party);
  const demand = reading.negotiation.demands.find(({ slug }) => slug === params.demand);
  if (party && demand) return { reading, party, demand };
  throw notFound('There is no such party or demand in this negotiation at this time.');
}

type Chains = ReadonlyMap<Sequence, PublishedEntry[]>;

/** The entries of the records that are known at the clocks. */
async function chainsOf({ database }: Services, { clocks }: Reading, records: Sequence[]): Promise<Chains> {
  return byRecord(await entriesOfRecords(database.read, records, clocks.known));
}

type Removals = ReadonlyMap<Sequence, Removal[]>;

/** What was removed from the entries by law, at any time. */
function removalsOf({ database }: Services, chains: Chains): Promise<Removals> {
  const sequences = [...chains.values()].flat().map(({ sequence }) => sequence);
  return removalsOfEntries(database.read, sequences);
}

/** What a record is shown with. */
interface Shown {
  readonly entries: readonly PublishedEntry[];
  readonly removals: Removals;
  readonly viewer: Viewer | null;
  readonly reports: ReportsErrors;
}

function viewOf(
  place: CellPlace,
  record: Sequence,
  { entries, removals, viewer, reports }: Shown,
): RecordView {
  const { reading, party, demand } = place;
  const { negotiation, log, clocks, givenQuery } = reading;
  const { version, stance } = log.phasesOf(record, clocks.known).at(-1) as Phase;
  const isHere = stance.party === party.id && stance.demand === demand.id;
  const isNow = isHere && !reading.isAnotherTime;
  const mayAct = isNow && may(viewer?.role ?? null, 'correct');
  const { day } = stance;
  const moved = isHere ? movedWords(log, demand, { party: party.id, record, day }, clocks) : null;
  const permalink = recordPlace(
    paths.position(negotiation.slug, party.slug, demand.slug),
    record,
    reading.permalinkQuery,
  );
  return recordView({
    negotiation,
    entries,
    state: stanceState(log, { record, sequence: version }, clocks),
    movement: moved,
    jointly: jointText(reading, record, negotiation),
    movedTo: isHere ? null : cellLink(reading, stance),
    permalink,
    report: reports(
      isolating`${positionSentence(party.name, stance.position, demand.proposition)}, ${longDate(stance.date)}`,
      permalink,
    ),
    removals: entries.flatMap(({ sequence }) => removals.get(sequence) ?? []),
    updateLink: ({ id, headline }) => ({
      label: headlineIn(negotiation, { id, headline }),
      url: withQuery(paths.update(negotiation.slug, id), givenQuery),
    }),
    actions: isNow ? actionsOn(place, entries, viewer) : [],
    actionsOn: (target) => (mayAct ? actionsOnEntry(negotiation.slug, record, target) : []),
  });
}

function cellLink(
  { negotiation, givenQuery }: Reading,
  stance: Pick<Phase['stance'], 'party' | 'demand' | 'position'>,
): Link {
  const party = negotiation.parties.find(({ id }) => id === stance.party) as Party;
  const demand = negotiation.demands.find(({ id }) => id === stance.demand) as Demand;
  const url = withQuery(paths.position(negotiation.slug, party.slug, demand.slug), givenQuery);
  return { label: positionSentence(party.name, stance.position, demand.proposition), url };
}

const actLabels: Readonly<Record<RecordActName, string>> = {
  corroborate: 'Corroborate',
  correct: 'Correct',
  'propose-correction': 'Propose a correction',
  clarify: 'Clarify',
  deny: 'Record a denial',
  retract: 'Retract',
  restore: 'Restore',
  remove: 'Remove a text',
};

/** What somebody can do to the record as it is now: editors act on it, contributors propose. */
function actionsOn(
  { reading: { negotiation }, party, demand }: CellPlace,
  entries: readonly PublishedEntry[],
  viewer: Viewer | null,
): Link[] {
  const role = viewer?.role ?? null;
  const state = recordState(entries);
  if (!may(role, 'correct')) {
    if (!may(role, 'propose') || state.status === 'retracted') return [];
    const act = 'propose-correction';
    return [{ label: actLabels[act], url: paths.recordAct(negotiation.slug, state.record, act) }];
  }
  const reaffirm = withQuery(paths.newUpdate(negotiation.slug), { reaffirm: String(state.record) });
  // What is closed takes no new stances.
  const isOpen = [negotiation, party, demand].every(({ isClosed }) => !isClosed);
  const removal: RecordActName[] = may(role, 'remove_text') ? ['remove'] : [];
  const links = [...actsPossibleOn(state), ...removal].map((act) => ({
    label: actLabels[act],
    url: paths.recordAct(negotiation.slug, state.record, act),
  }));
  return state.status === 'standing' && isOpen ? [{ label: 'Reaffirm', url: reaffirm }, ...links] : links;
}

function actsPossibleOn(state: RecordState): RecordActName[] {
  if (state.status === 'retracted') return ['restore'];
  const denial: RecordActName[] = denialRefusal(state) === null ? ['deny'] : [];
  return ['corroborate', 'correct', 'clarify', ...denial, 'retract'];
}

/** What an editor can do to a corroboration or denial as it is now. */
function actionsOnEntry(
  negotiation: string,
  record: Sequence,
  { sequence, isRetracted }: TargetState,
): Link[] {
  const acts: EntryActName[] = isRetracted ? ['restore'] : ['clarify', 'retract'];
  return acts.map((act) => ({
    label: entryActLabels[act],
    url: paths.entryAct(negotiation, record, sequence, act),
  }));
}

const entryActLabels: Readonly<Record<EntryActName, string>> = {
  clarify: 'Clarify the source',
  retract: 'Retract',
  restore: 'Restore',
};
