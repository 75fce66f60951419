import { type Request, type Response, Router } from 'express';
import { removeOwnTexts } from '../../../actions/records/remove-own-text.js';
import { ownRecordOf } from '../../../data/chain/published-rows.js';
import { plainSql } from '../../../data/engine/statements.js';
import { findNegotiationById } from '../../../data/structure/negotiations.js';
import { isolating } from '../../../domain/isolation.js';
import { textLabel, textName, textsOfOwn } from '../../../domain/log/removal.js';
import { formOf } from '../../frame/forms/form-body.js';
import { readFormValues } from '../../frame/forms/form-shape.js';
import { textIn } from '../../frame/forms/form-values.js';
import { notFound } from '../../frame/http-errors.js';
import { paths } from '../../frame/paths.js';
import { numberOf } from '../../frame/place.js';
import type { PlainForm } from '../../frame/plain-form/pages.js';
import { showPlainForm, submitPlainForm } from '../../frame/plain-form/submit.js';
import { editorOf } from '../../frame/request-context.js';
import { requireAbility, requireRecentPassword } from '../../frame/security/guards.js';
import type { Services } from '../../frame/services.js';

/** An admin who has given the password within the last 30 minutes removes a text of what was published by itself. */
export function ownRemovalRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  const { database, clock } = services;
  const path = paths.removeOwnText(':sequence');
  const mayRemove = [
    requireAbility('remove_text'),
    requireRecentPassword(services, ({ path: address }) => address),
  ];

  router.get(path, mayRemove, async (request: Request, response: Response) => {
    await showPlainForm(response, await formFor(services, request), { values: {} });
  });

  router.post(path, mayRemove, async (request: Request, response: Response) => {
    const form = await formFor(services, request);
    const values = readFormValues(formOf(request), ['reason'], ['texts']);
    const removal = {
      sequence: numberOf(request.params.sequence),
      texts: values.texts ?? [],
      reason: textIn(values, 'reason'),
    };
    await submitPlainForm(response, form, values, () =>
      removeOwnTexts(database, editorOf(response), removal, clock()),
    );
  });

  return router;
}

async function formFor({ database }: Services, { params }: Request): Promise<PlainForm> {
  const sequence = numberOf(params.sequence);
  const rows = await ownRecordOf(plainSql(database.read), sequence);
  const id = Number(rows[0]?.row.negotiation_id ?? 0);
  const negotiation = id === 0 ? null : await findNegotiationById(database.read, id);
  if (!negotiation) throw notFound('Nothing with a text of its own has this number.');
  const choices = rows.flatMap(textsOfOwn).map((text) => ({
    value: textName(text),
    label: isolating`${textLabel(text.field)}: ${text.text}`,
  }));
  return {
    negotiation,
    heading: 'Remove a text',
    lede: `Only where the law requires it. The words go for ever, at every time; that something was published, when, and what was removed stays for all to see. ${database.removedStays}`,
    submit: 'Remove for ever',
    action: paths.removeOwnText(sequence),
    cancelUrl: paths.chainEntry(sequence),
    definitions: [
      { kind: 'checkboxes', name: 'texts', label: 'What is to be removed', choices },
      {
        kind: 'textarea',
        name: 'reason',
        label: 'Reason',
        hint: 'Readers see it: “Court order of 3 March 2026.” At least 10 characters.',
        isRequired: true,
      },
    ],
  };
}
