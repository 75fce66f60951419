import { createHash } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import { createFromLists } from '../../../actions/structure/create-from-lists.js';
import { findNegotiation, listNegotiations } from '../../../data/structure/negotiations.js';
import { isolating } from '../../../domain/isolation.js';
import type { Negotiation } from '../../../domain/structure/negotiation.js';
import { type PastedLists, pastedLists } from '../../../domain/structure/pasted-lists.js';
import { attempt } from '../../frame/forms/attempt.js';
import { formOf } from '../../frame/forms/form-body.js';
import { readFormValues } from '../../frame/forms/form-shape.js';
import { type FormValues, textIn } from '../../frame/forms/form-values.js';
import { notFound } from '../../frame/http-errors.js';
import { paths } from '../../frame/paths.js';
import { negotiationOf } from '../../frame/place.js';
import { refuseUnknownParameters } from '../../frame/reading/reading.js';
import { renderPage } from '../../frame/render.js';
import { editorOf } from '../../frame/request-context.js';
import { requireAbility } from '../../frame/security/guards.js';
import type { Services } from '../../frame/services.js';
import { listNames, type StructureListsState, structureListsPage } from './lists-page.js';

/** Making the structure of a negotiation from lists: pasted, or filled from another negotiation. */
export function structureListsRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  const path = paths.structureLists(':negotiation');
  const mayCreate = requireAbility('create_structure');
  const { database, clock } = services;

  router.get(path, mayCreate, async (request, response) => {
    const negotiation = await negotiationOf(services, request);
    const parameters = request.query as unknown as URLSearchParams;
    refuseUnknownParameters(parameters, ['from']);
    const from = parameters.get('from');
    await show(services, response, negotiation, {
      values: from === null ? {} : await copiedFrom(services, from),
    });
  });

  router.post(path, mayCreate, async (request: Request, response: Response) => {
    const negotiation = await negotiationOf(services, request);
    const values = readFormValues(formOf(request), [...listNames, 'do', 'seen']);
    const lists = listsIn(values);
    const seen = digestOf(lists);
    const isTrial = textIn(values, 'do') !== 'make' || textIn(values, 'seen') !== seen;
    const make = async () => {
      const input = { negotiationId: negotiation.id, lists, isTrial };
      const verdicts = await createFromLists(database, editorOf(response), input, clock());
      const isWrong = verdicts.some(({ verdict }) => verdict === 'wrong');
      if (!isTrial && !isWrong) return response.redirect(303, paths.negotiation(negotiation.slug));
      await show(services, response, negotiation, { values, verdicts, seen }, isWrong ? 422 : 200);
    };
    await attempt(make, {
      invalid: ({ problems }) => show(services, response, negotiation, { values, problems }, 422),
    });
  });
  return router;
}

async function show(
  { database }: Services,
  response: Response,
  negotiation: Negotiation,
  state: Omit<StructureListsState, 'csrfToken' | 'copies'>,
  status = 200,
): Promise<void> {
  const copies = (await listNegotiations(database.read)).filter(({ id }) => id !== negotiation.id);
  const { csrfToken } = editorOf(response);
  const page = structureListsPage(negotiation, { ...state, csrfToken, copies });
  await renderPage(response, 'desk/structure/lists', page, status);
}

function listsIn(values: FormValues): PastedLists {
  return Object.fromEntries(pastedLists.map(({ name }) => [name, textIn(values, name)])) as PastedLists;
}

/** The same for the same lists: what was looked at is what is made. */
function digestOf(lists: PastedLists): string {
  return createHash('sha256').update(JSON.stringify(lists)).digest('base64url');
}

/** The open topics, parties and demands of another negotiation, as lists. */
async function copiedFrom({ database }: Services, slug: string): Promise<FormValues> {
  const other = await findNegotiation(database.read, slug);
  if (!other) throw notFound(isolating`There is no negotiation “${slug}”.`);
  const open = <Thing extends { readonly isClosed: boolean }>(things: readonly Thing[]) =>
    things.filter(({ isClosed }) => !isClosed);
  const nameOf = new Map(other.parties.map(({ id, name }) => [id, name]));
  const named = (ids: readonly number[]) => ids.map((id) => nameOf.get(id) ?? '').join('; ');
  const lines = (rows: readonly (readonly (string | null)[])[]) => [
    rows
      .map((cells) =>
        cells
          .map((cell) => cell ?? '')
          .join('\t')
          .trimEnd(),
      )
      .join('\n'),
  ];
  return {
    topics: lines(open(other.topics).map(({ name }) => [name])),
    parties: lines(
      open(other.parties).map(({ name, kind, role, shortName, members }) => [
        ...[name, kind, role, shortName, named(members)],
      ]),
    ),
    demands: lines(
      open(other.demands).map(({ proposition, topic, raisers, addressees, otherAddressees }) => [
        ...[proposition, topic.name, named(raisers), named(addressees), otherAddressees],
      ]),
    ),
  };
}
