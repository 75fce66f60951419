import { type Request, type Response, Router } from 'express';
import { correctRecords } from '../../../actions/records/correct-records.js';
import { findRecords, outcomesOfUpdate } from '../../../data/log/records.js';
import { findUpdate } from '../../../data/log/updates.js';
import { type Attribution, attributions } from '../../../domain/attribution.js';
import type { FieldProblem } from '../../../domain/errors.js';
import { isolating } from '../../../domain/isolation.js';
import { cellName } from '../../../domain/cells/wording.js';
import { positionScale } from '../../../domain/log/position.js';
import type { RecordState } from '../../../domain/log/record-state.js';
import type { Negotiation } from '../../../domain/structure/negotiation.js';
import { headlineIn } from '../../../domain/structure/clarified-words.js';
import type { PublishedUpdate } from '../../../domain/log/published-entry.js';
import { shortDate } from '../../../domain/when.js';
import { attempt } from '../../frame/forms/attempt.js';
import { formOf } from '../../frame/forms/form-body.js';
import type { FieldDefinition } from '../../frame/forms/form-fields.js';
import { readFormValues } from '../../frame/forms/form-shape.js';
import { type FormValues, optionalTextIn, textIn } from '../../frame/forms/form-values.js';
import { notFound } from '../../frame/http-errors.js';
import { paths, withQuery } from '../../frame/paths.js';
import { negotiationOf } from '../../frame/place.js';
import type { PlainForm } from '../../frame/plain-form/pages.js';
import { reasonField } from '../../frame/plain-form/shared-fields.js';
import { showPlainForm } from '../../frame/plain-form/submit.js';
import { editorOf } from '../../frame/request-context.js';
import { requireAbility } from '../../frame/security/guards.js';
import type { Services } from '../../frame/services.js';
import { alreadyRightQuery } from '../../parts/already-right.js';

/** The most stances that the form lists: those of an update by hand, and the first of an import. */
const mostListed = 100;

/** Correcting what is wrong in several stances of an update, in one step and with one reason. */
export function severalRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  const path = paths.updateAct(':negotiation', ':update', 'correct');
  const mayCorrect = requireAbility('correct');

  router.get(path, mayCorrect, async (request, response) => {
    const { form } = await placeOf(services, request);
    await showPlainForm(response, form, { values: {} });
  });

  router.post(path, mayCorrect, async (request: Request, response: Response) => {
    const { form, negotiation, update } = await placeOf(services, request);
    const single = form.definitions
      .map(({ name }) => name)
      .filter((name) => name !== 'records' && name !== 'all');
    const values = readFormValues(formOf(request), single, ['all', 'records']);
    const input = { negotiationId: negotiation.id, updateId: update, ...correctionIn(values) };
    const correct = async () => {
      const { alreadyRight } = await correctRecords(
        services.database,
        editorOf(response),
        input,
        services.clock(),
      );
      response.redirect(303, withQuery(form.cancelUrl, alreadyRightQuery(alreadyRight)));
    };
    await attempt(correct, {
      invalid: ({ problems }) =>
        showPlainForm(response, form, { values, problems: atFieldUsed(problems, form, values) }, 422),
      conflict: ({ message }) => showPlainForm(response, form, { values, notice: message }, 409),
    });
  });
  return router;
}

async function placeOf(services: Services, request: Request) {
  const { read } = services.database;
  const negotiation = await negotiationOf(services, request);
  const text = String(request.params.update);
  const update = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  const found = await findUpdate(read, negotiation.id, update);
  if (!found) throw notFound('There is no such update in this negotiation.');
  const standing = (await outcomesOfUpdate(read, update)).filter(({ status }) => status !== 'retracted');
  const records = await findRecords(
    read,
    standing.slice(0, mostListed).map(({ record }) => record),
  );
  return { negotiation, update, form: formFor(negotiation, found, records, standing.length) };
}

function formFor(
  negotiation: Negotiation,
  update: PublishedUpdate,
  records: readonly RecordState[],
  count: number,
): PlainForm {
  const more = count > records.length ? ` The first ${records.length} of ${count} are listed.` : '';
  return {
    negotiation,
    heading: 'Correct several stances',
    lede: isolating`What is wrong in several stances of “${headlineIn(negotiation, update)}” is corrected in each, in one step and with one reason. What is left empty stays as it is.${more}`,
    submit: 'Publish the corrections',
    action: paths.updateAct(negotiation.slug, update.id, 'correct'),
    definitions: fieldsFor(negotiation, records),
    cancelUrl: paths.update(negotiation.slug, update.id),
  };
}

function fieldsFor(negotiation: Negotiation, records: readonly RecordState[]): FieldDefinition[] {
  // The version that is seen goes with each, so that nobody corrects what somebody else has just changed.
  const seen = ({ record, stance }: RecordState) => `${record} ${stance.sequence}`;
  const all = records.length < 2 ? [] : [allOf(records.map(seen))];
  return [
    ...all,
    {
      kind: 'checkboxes',
      name: 'records',
      label: all.length > 0 ? 'Or only in these' : 'Stances in which it is wrong',
      choices: records.map((record) => ({ value: seen(record), label: labelOf(negotiation, record.stance) })),
    },
    {
      kind: 'text',
      name: 'date',
      label: 'Effective date',
      hint: 'As far as it is known: 9 Aug 2025, 2025-08 or 2025.',
    },
    {
      kind: 'select',
      name: 'attribution',
      label: 'Attribution',
      choices: [{ value: '', label: 'As it is' }, ...attributions],
    },
    { kind: 'text', name: 'firstReportedBy', label: 'First reported by' },
    reasonField,
  ];
}

/** What is wrong with the choice of stances, at the field by which they were chosen; at the first if by none. */
function atFieldUsed(
  problems: readonly FieldProblem[],
  { definitions }: PlainForm,
  { all = [], records = [] }: FormValues,
): FieldProblem[] {
  const hasAll = definitions.some(({ name }) => name === 'all');
  const used = hasAll && (all.length > 0 || records.length === 0) ? 'all' : 'records';
  return problems.map((problem) => (problem.field === 'records' ? { ...problem, field: used } : problem));
}

/** One box in place of one for each. */
function allOf(seen: readonly string[]): FieldDefinition {
  return {
    kind: 'checkboxes',
    name: 'all',
    label: 'Stances in which it is wrong',
    choices: [{ value: seen.join(','), label: `All ${seen.length} that are listed` }],
  };
}

function labelOf(negotiation: Negotiation, stance: RecordState['stance']): string {
  const { label } = positionScale(stance.position);
  return `${cellName(negotiation, stance)}: ${label}, ${shortDate(stance.date)}`;
}

function correctionIn(values: FormValues) {
  const boxes = [...(values.all ?? []), ...(values.records ?? [])].flatMap((value) => value.split(','));
  const ticked = [...new Set(boxes)].map((value) => value.split(' ').map(Number));
  return {
    records: ticked.map(([record = 0, version = 0]) => ({ record, version })),
    date: optionalTextIn(values, 'date'),
    // A value outside the scale is refused by the rules of a stance.
    attribution: optionalTextIn(values, 'attribution') as Attribution | null,
    firstReportedBy: optionalTextIn(values, 'firstReportedBy'),
    reason: textIn(values, 'reason'),
  };
}
