import { greatestSequence } from '../../../domain/identifiers.js';
import { isolating } from '../../../domain/isolation.js';
import { type Request, type Response, Router } from 'express';
import { removeTexts } from '../../../actions/records/remove-text.js';
import { entriesOfRecords } from '../../../data/log/entries.js';
import { entriesWithReason } from '../../../data/log/removals.js';
import {
  reasonsOfBatches,
  type RemovableText,
  textLabel,
  textName,
  textsOfRecord,
} from '../../../domain/log/removal.js';
import { attempt } from '../../frame/forms/attempt.js';
import { formOf } from '../../frame/forms/form-body.js';
import type { FieldDefinition } from '../../frame/forms/form-fields.js';
import { readFormValues } from '../../frame/forms/form-shape.js';
import { textIn } from '../../frame/forms/form-values.js';
import { paths, recordPlace } from '../../frame/paths.js';
import { renderPage } from '../../frame/render.js';
import { editorOf } from '../../frame/request-context.js';
import { requireAbility, requireRecentPassword } from '../../frame/security/guards.js';
import type { Services } from '../../frame/services.js';
import { actStateOn } from './act-state.js';
import { positionUrl } from '../../parts/position-url.js';
import { removalPage } from './pages.js';
import { placeOf, type RecordPlace, type Shown } from '../../frame/place.js';

const words = {
  heading: 'Remove a text',
  lede: 'Only where the law requires it. The words go for ever, from this page, its history and its exports at every time; that there was a record, when, and what was removed stays for all to see.',
  submit: 'Remove for ever',
} as const;

/** An admin who has given the password within the last 30 minutes removes a text of a record. */
export function removalRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  const { database, clock } = services;
  const path = paths.recordAct(':negotiation', ':record', 'remove');
  const mayRemove = [
    requireAbility('remove_text'),
    requireRecentPassword(services, ({ path: address }) => address),
  ];

  router.get(path, mayRemove, async (request: Request, response: Response) => {
    await show(services, response, await placeOf(services, request), { values: {} });
  });

  router.post(path, mayRemove, async (request: Request, response: Response) => {
    const place = await placeOf(services, request);
    const values = readFormValues(formOf(request), ['reason'], ['texts']);
    const removal = {
      negotiationId: place.negotiation.id,
      record: place.record.record,
      texts: values.texts ?? [],
      reason: textIn(values, 'reason'),
    };
    const remove = async () => {
      await removeTexts(database, editorOf(response), removal, clock());
      response.redirect(303, backTo(place));
    };
    await attempt(remove, {
      invalid: ({ problems }) => show(services, response, place, { values, problems }, 422),
    });
  });

  return router;
}

async function show(
  { database }: Services,
  response: Response,
  place: RecordPlace,
  shown: Shown,
  status = 200,
): Promise<void> {
  const entries = await entriesOfRecords(database.read, [place.record.record], greatestSequence);
  const said = { ...words, lede: `${words.lede} ${database.removedStays}` };
  const state = {
    ...actStateOn(response, place, { name: 'remove', words: said }, shown),
    cancelUrl: backTo(place),
  };
  const texts = textsOfRecord(entries);
  const inBatches = new Map<string, number>();
  for (const given of reasonsOfBatches(texts, entries))
    inBatches.set(given.text, (await entriesWithReason(database.read, given)).length);
  const page = removalPage(state, textsField(texts, inBatches), reasonHint);
  await renderPage(response, 'desk/records/removal', page, status);
}

const reasonHint = 'Readers see it: “Court order of 3 March 2026.” At least 10 characters.';

/** Each text once, however many versions of the record have it; of a reason, in how many entries of its batch it goes. */
function textsField(
  texts: readonly RemovableText[],
  inBatches: ReadonlyMap<string, number>,
): FieldDefinition {
  const distinct = texts.filter(
    ({ text }, index) => texts.findIndex((other) => other.text === text) === index,
  );
  const choices = distinct.map((text) => ({
    value: textName(text),
    label: isolating`${textLabel(text.field)}${batchWords(text, inBatches)}: ${text.text}`,
  }));
  return { kind: 'checkboxes', name: 'texts', label: 'What is to be removed', choices };
}

function batchWords({ table, text }: RemovableText, inBatches: ReadonlyMap<string, number>): string {
  const count = table === 'entries' ? (inBatches.get(text) ?? 0) : 0;
  return count > 1
    ? ` (one act on many records: it goes from all ${count.toLocaleString('en-GB')} entries)`
    : '';
}

function backTo({ negotiation, record }: RecordPlace): string {
  return recordPlace(positionUrl(negotiation, record), record.record);
}
