import { isolating } from '../../../domain/isolation.js';
import { type Response, Router } from 'express';
import { corroborateRecord } from '../../../actions/records/corroborate-record.js';
import { denyRecord } from '../../../actions/records/deny-record.js';
import type { Database } from '../../../data/engine/database.js';
import { namesOnRecord } from '../../../data/structure/sources.js';
import type { HeldStructure } from '../../../data/memory/structure-memory.js';
import { listSpeakers } from '../../../data/structure/speakers.js';
import type { Actor } from '../../../domain/people/actor.js';
import type { Attribution } from '../../../domain/log/attribution.js';
import type { Speaker } from '../../../domain/structure/negotiation.js';
import { denialAttributions, type NewDenial } from '../../../domain/log/new-denial.js';
import type { RecordState } from '../../../domain/log/record-state.js';
import type { NewCitation } from '../../../domain/log/new-stance.js';
import type { SourceChoice } from '../../../domain/log/update.js';
import { attempt } from '../../frame/forms/attempt.js';
import { formOf } from '../../frame/forms/form-body.js';
import { choicesOf, type FieldDefinition } from '../../frame/forms/form-fields.js';
import { type FormValues, numberIn, optionalTextIn, textIn } from '../../frame/forms/form-values.js';
import { asRecordedQuery } from '../../parts/cited-as-recorded.js';
import { paths, recordPlace } from '../../frame/paths.js';
import { renderPage } from '../../frame/render.js';
import { editorOf } from '../../frame/request-context.js';
import { requireAbility } from '../../frame/security/guards.js';
import type { Services } from '../../frame/services.js';
import { withRecognised } from '../../parts/update-form/form-steps.js';
import { recognisedSources, rowContext } from '../../parts/update-form/row-context.js';
import { hasUnusedDetails, rowWarnings } from '../../parts/update-form/row-warnings.js';
import { offering } from '../../parts/update-form/stance-fields.js';
import { meant } from '../../parts/update-form/understood.js';
import { readRows, sourcesOf } from '../../parts/update-form/update-form.js';
import { actStateOn } from './act-state.js';
import { positionUrl } from '../../parts/position-url.js';
import { betweenNames, sourceActPage } from './pages.js';
import { placeOf, type RecordPlace, type Shown } from '../../frame/place.js';

/** What an act with a source needs besides who, what and when. */
interface SourceActInput {
  readonly negotiationId: number;
  readonly structure: HeldStructure;
  readonly record: number;
  readonly source: SourceChoice;
  readonly citation: NewCitation;
}

interface SourceAct {
  readonly name: 'corroborate' | 'deny';
  readonly words: { readonly heading: string; readonly lede: string; readonly submit: string };
  readonly definitions: (speakers: readonly Speaker[], record: RecordState) => readonly FieldDefinition[];
  readonly perform: (
    database: Database,
    actor: Actor,
    input: SourceActInput,
    values: FormValues,
    now: Date,
  ) => Promise<unknown>;
}

const citationFields: readonly FieldDefinition[] = [
  { kind: 'text', name: 'locator', label: 'Place in the source', hint: 'A page, a paragraph, a minute.' },
  offering({
    kind: 'text',
    name: 'firstReportedBy',
    label: 'First reported by',
    hint: 'Whose report the outlet passes on: outlets that quote one agency are one origin.',
  }),
];

const sourceActs: readonly SourceAct[] = [
  {
    name: 'corroborate',
    words: {
      heading: 'Corroborate a record',
      lede: 'Another source for what stands. The position does not change; the evidence grows.',
      submit: 'Add the source',
    },
    definitions: () => citationFields,
    perform: (database, actor, input, _values, now) => corroborateRecord(database, actor, input, now),
  },
  {
    name: 'deny',
    words: {
      heading: 'Record a denial',
      lede: 'The party itself denies, on the record, what was reported of it. The report stays in the log with the denial under it, and counts no more.',
      submit: 'Record the denial',
    },
    definitions: denialFields,
    perform: (database, actor, input, values, now) =>
      denyRecord(database, actor, { ...input, denial: denialOf(values) }, now),
  },
];

function denialFields(speakers: readonly Speaker[], { stance }: RecordState): FieldDefinition[] {
  const own = speakers.filter(({ party }) => party === stance.party);
  const spoken = choicesOf(own, ({ name, role }) => isolating`${name}, ${role}`);
  return [
    {
      kind: 'select',
      name: 'attribution',
      label: 'How the denial is known',
      choices: [{ value: '', label: 'Choose…' }, ...denialAttributions],
      isRequired: true,
    },
    {
      kind: 'text',
      name: 'date',
      label: 'Date of the denial',
      hint: 'As far as it is known: 2025-08-09, 2025-08 or 2025.',
      isRequired: true,
    },
    {
      kind: 'select',
      name: 'speaker',
      label: 'Speaker',
      choices: [{ value: '', label: 'Nobody named' }, ...spoken],
    },
    {
      kind: 'text',
      name: 'speakerRole',
      label: 'Speaker’s role then',
      hint: 'Left empty, the present role is copied.',
    },
    { kind: 'textarea', name: 'quote', label: 'Quote', hint: 'Short, exactly as the outlet prints it.' },
    { kind: 'text', name: 'quoteLanguage', label: 'Language of the quote', hint: 'A code: uk, ru, en.' },
    { kind: 'textarea', name: 'quoteTranslation', label: 'Translation' },
    ...citationFields,
  ];
}

function denialOf(values: FormValues): NewDenial {
  return {
    attribution: textIn(values, 'attribution') as Attribution,
    speaker: textIn(values, 'speaker') === '' ? null : numberIn(values, 'speaker'),
    speakerRole: optionalTextIn(values, 'speakerRole'),
    quote: optionalTextIn(values, 'quote'),
    quoteLanguage: optionalTextIn(values, 'quoteLanguage'),
    quoteTranslation: optionalTextIn(values, 'quoteTranslation'),
    date: textIn(values, 'date'),
  };
}

/** Acts that add a source: corroborations and denials. */
export function sourceActRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  const mayPublish = requireAbility('publish');
  for (const act of sourceActs) {
    const path = paths.recordAct(':negotiation', ':record', act.name);

    router.get(path, mayPublish, async (request, response) => {
      await show(services, response, act, await placeOf(services, request), { values: {} });
    });

    router.post(path, mayPublish, async (request, response) => {
      const place = await placeOf(services, request);
      const names = ['asked', ...act.definitions([], place.record).map(({ name }) => name)];
      const given = readRows(formOf(request), names);
      await perform(services, response, act, place, await understoodIn(services, act, place, given));
    });
  }
  return router;
}

/** Replaces words typed in place of a choice by the choice that they mean. */
async function understoodIn(
  { database }: Services,
  { definitions }: SourceAct,
  { record }: RecordPlace,
  values: FormValues,
): Promise<FormValues> {
  const fields = definitions(await listSpeakers(database.read, [record.stance.party]), record);
  return { ...values, ...Object.fromEntries(fields.flatMap((field) => meant(values, field))) };
}

async function perform(
  services: Services,
  response: Response,
  act: SourceAct,
  place: RecordPlace,
  values: FormValues,
): Promise<void> {
  const { database, clock } = services;
  const { negotiation, structure, record } = place;
  const { near } = await rowWarnings(database.read, values, await namesOnRecord(database.read));
  const asked = textIn(values, 'asked').split(betweenNames);
  if (near.some((name) => !asked.includes(name)))
    return show(services, response, act, place, { values, notice: askedBack(act) }, 422);
  const complete = withRecognised(values, await recognisedSources(database, values));
  const input = {
    negotiationId: negotiation.id,
    structure,
    record: record.record,
    source: sourcesOf(complete)[0] as SourceChoice,
    citation: {
      source: 0,
      locator: optionalTextIn(values, 'locator'),
      firstReportedBy: optionalTextIn(values, 'firstReportedBy'),
    },
  };
  const publish = async () => {
    const hasUnused = await hasUnusedDetails(database.read, values);
    await act.perform(database, editorOf(response), input, values, clock());
    const position = positionUrl(negotiation, record);
    response.redirect(303, recordPlace(position, record.record, asRecordedQuery(hasUnused)));
  };
  await attempt(publish, {
    invalid: ({ problems }) => show(services, response, act, place, { values, problems }, 422),
    conflict: ({ message }) => show(services, response, act, place, { values, notice: message }, 409),
  });
}

function askedBack({ words }: SourceAct): string {
  return `A name is nearly one on record: see below. Mend it, or press “${words.submit}” again if it is meant as it stands.`;
}

async function show(
  services: Services,
  response: Response,
  act: SourceAct,
  place: RecordPlace,
  shown: Shown,
  status = 200,
): Promise<void> {
  const context = await rowContext(services, place.negotiation, shown.values);
  const state = actStateOn(response, place, act, shown);
  const page = sourceActPage(state, context, act.definitions(context.speakers, place.record));
  await renderPage(response, 'desk/records/source-act', page, status);
}
