import type { Request, Response } from 'express';
import type { NewVersion } from '../../../actions/records/record-versions.js';
import { formOf } from '../../frame/forms/form-body.js';
import { attempt } from '../../frame/forms/attempt.js';
import { type FormValues, numberIn, textIn } from '../../frame/forms/form-values.js';
import { placeNow, type RecordPlace } from '../../frame/place.js';
import { renderPage } from '../../frame/render.js';
import { editorOf } from '../../frame/request-context.js';
import type { Services } from '../../frame/services.js';
import {
  discard,
  draftUrl,
  keep,
  type Kept,
  type KeptForm,
  keyIn,
  openKept,
  ownFields,
} from '../../parts/kept-form.js';
import type { ActState, ActWords } from '../../parts/record-form/act-page.js';
import { othersCorrected } from '../../parts/record-form/statement-others.js';
import { versionContext, versionIn, versionNames, wordsIn } from '../../parts/record-form/version-form.js';
import { versionPage } from '../../parts/record-form/version-page.js';
import { createLacking, withWordsFor } from '../../parts/update-form/create-lacking.js';
import { sentBackWords } from './sent-back-words.js';
import type { Creating } from '../../parts/update-form/creating.js';
import { understoodValues } from '../../parts/update-form/row-context.js';
import { hasUnusedDetails } from '../../parts/update-form/row-warnings.js';
import { actOf, readRows, withAct, withoutEmptyRows } from '../../parts/update-form/update-form.js';

/** How a correction is sent: under which key, as which text, and in place of which older proposal. */
export interface SentCorrection {
  readonly key: string;
  readonly typed: object;
  readonly reworks: number | null;
  /** True if a source is cited differently from what was typed. */
  readonly hasUnused: boolean;
}

/** A form for a correction that somebody proposes, or reviews. */
export interface CorrectionForm extends KeptForm {
  readonly place: RecordPlace;
  readonly words: ActWords;
  /** Who proposed it and when; null in the form of whoever proposes. */
  readonly remark: string | null;
  readonly reasonHint: string;
  /** How a draft of it is listed. */
  readonly title: string;
  /** What is said above the form when it is opened anew; null for nothing. */
  readonly notice: string | null;
  readonly cancelUrl: string;
  /** Proposes or publishes it; returns the address to go to. */
  readonly send: (version: NewVersion, sent: SentCorrection) => Promise<string>;
}

/** Shows the form under the address of its draft. */
export async function openCorrection(
  services: Services,
  request: Request,
  response: Response,
  form: CorrectionForm,
  ownParameters: readonly string[] = [],
): Promise<void> {
  const kept = await openKept(services, request, response, form, ownParameters);
  if (kept === null) return;
  const notice = kept.savedAt === undefined ? form.notice : (kept.notice ?? null);
  await show(services, response, form, kept, { notice });
}

/** Does what the pressed button says. Whatever is refused comes back as it was typed, and is saved. */
export async function submitCorrection(
  services: Services,
  request: Request,
  response: Response,
  form: CorrectionForm,
): Promise<void> {
  const given = readRows(formOf(request), [...versionNames, 'reworks', ...ownFields]);
  const understood = await understoodValues(services, form.place.negotiation, given);
  const typed = { ...understood, headline: [form.title] };
  const key = keyIn(typed);
  const act = actOf(typed);
  if (act.do === 'discard') return discard(services, response, form, typed);
  if (act.do === 'save') {
    response.json(await keep(services, response, form, typed));
    return;
  }
  if (act.do === 'create') return create(services, response, form, withWordsFor(typed, given, act), act);
  if (act.do !== 'submit') {
    const saved = await keep(services, response, form, withAct(typed, act));
    return response.redirect(303, draftUrl(form.purpose, key, saved));
  }
  await send(services, response, form, withoutEmptyRows(typed));
}

async function create(
  services: Services,
  response: Response,
  form: CorrectionForm,
  typed: FormValues,
  creating: Creating,
): Promise<void> {
  await attempt(() => createLacking(services, response, form, typed, creating), {
    invalid: async ({ problems }) => {
      const { key, revision } = await keep(services, response, form, typed);
      await show(services, response, form, { values: typed, key, revision }, { problems }, 422);
    },
  });
}

async function send(
  services: Services,
  response: Response,
  form: CorrectionForm,
  values: FormValues,
): Promise<void> {
  const key = textIn(values, 'key');
  const { read } = services.database;
  const publish = async () => {
    const hasUnused = await hasUnusedDetails(read, values);
    const reworks = textIn(values, 'reworks') === '' ? null : numberIn(values, 'reworks');
    const version = await versionIn(services, form.place, values);
    const sent = { key, typed: wordsIn(values), reworks, hasUnused };
    response.redirect(303, await form.send(version, sent));
  };
  const again = async (shown: FormValues, refused: Refused, status: number, place = form.place) => {
    const saved = await keep(services, response, form, shown);
    const kept = { values: shown, key: saved.key, revision: saved.revision };
    await show(services, response, { ...form, place }, kept, refused, status);
  };
  await attempt(publish, {
    invalid: ({ problems }) => again(values, { problems }, 422),
    conflict: async ({ message }) => {
      const sent = await form.sentWith(key);
      if (sent !== null) return response.redirect(303, sent);
      // Sent again, the form replaces the present version, which its author has then seen above the fields.
      const place = await placeNow(services, form.place);
      const version = [String(place.record.stance.sequence)];
      const notice = `${message} Nothing you typed is lost.`;
      await again({ ...values, version }, { notice }, 409, place);
    },
  });
}

type Refused = Partial<Pick<ActState, 'problems' | 'notice'>>;

async function show(
  services: Services,
  response: Response,
  form: CorrectionForm,
  { values, key, revision, savedAt }: Kept,
  { problems = [], notice = null }: Refused,
  status = 200,
): Promise<void> {
  const { place, words, cancelUrl, purpose, reasonHint } = form;
  const remark = form.remark ?? (await sentBackWords(services, response, place.negotiation.id, values));
  const state = {
    negotiation: place.negotiation,
    words,
    records: [place.record],
    ...{ values, problems, notice, cancelUrl },
    action: purpose.path,
    csrfToken: editorOf(response).csrfToken,
  };
  const context = await versionContext(services, place, values, editorOf(response).role);
  const others = await othersCorrected(services.database.read, place);
  // Only a review says from the beginning who proposed it.
  const isReview = form.remark !== null;
  const kept = { path: purpose.path, remark, key, revision, savedAt: savedAt ?? null, isReview };
  const page = versionPage(state, context, { reasonHint, others, kept });
  await renderPage(response, 'desk/records/version', page, status);
}
