import { type Request, type Response, Router } from 'express';
import { findNegotiationById } from '../../../data/structure/negotiations.js';
import { removalsOfEntries } from '../../../data/log/removals.js';
import { lastSequence } from '../../../data/log/publications.js';
import {
  type ChainEntry,
  chainEntry,
  linkAt,
  linkOfHash,
  linksInBatches,
} from '../../../data/chain/record-chain.js';
import type { Negotiation } from '../../../domain/structure/negotiation.js';
import { recordChainColumns } from '../../../outputs/tables/record-chain-columns.js';
import { tableOf } from '../../../outputs/tables/table.js';
import { addressOf } from '../../frame/address.js';
import { allowReadingElsewhere } from '../../frame/tables/sharing.js';
import { answerTable, formatNames } from '../../frame/tables/table-answer.js';
import { notFound } from '../../frame/http-errors.js';
import { paths } from '../../frame/paths.js';
import { setETag } from '../../frame/public-pages.js';
import { refuseUnknownParameters } from '../../frame/reading/reading.js';
import { renderPage } from '../../frame/render.js';
import { contextOf } from '../../frame/request-context.js';
import type { Services } from '../../frame/services.js';
import { chainEntryPage, recordChainPage } from './pages.js';

/** The record chain: for people, as a table, and entry by entry. */
export function recordChainRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  const { read } = services.database;

  answerTable(router, services, paths.recordChain, async (request) => {
    refuseUnknownParameters(request.query as unknown as URLSearchParams, formatNames);
    return {
      fileName: 'record-chain',
      table: tableOf(recordChainColumns, linksInBatches(read)),
      rows: 'One row per entry of the record chain, oldest first.',
      facts: {},
    };
  });

  router.get(paths.recordChain, async (request, response) => {
    const parameters = request.query as unknown as URLSearchParams;
    refuseUnknownParameters(parameters, ['hash']);
    const asked = (parameters.get('hash') ?? '').trim().toLowerCase().slice(0, 200);
    const newest = await linkAt(read, await lastSequence(read));
    const found = asked === '' ? null : await linkOfHash(read, asked);
    const page = recordChainPage(addressOf(services, request), newest, asked, found);
    await renderPage(response, 'readers/record-chain/record-chain', page);
  });

  router.get(`${paths.chainEntry(':sequence')}.json`, async (request, response) => {
    const { entry } = await entryOf(request, response);
    allowReadingElsewhere(response);
    setETag(response);
    response.set('Content-Type', 'application/json; charset=utf-8').send(entry.contents);
  });

  router.get(paths.chainEntry(':sequence'), async (request, response) => {
    const { entry, negotiation } = await entryOf(request, response);
    const { sequence } = entry.link;
    const removals = (await removalsOfEntries(read, [sequence])).get(sequence) ?? [];
    const page = chainEntryPage(addressOf(services, request), negotiation, entry, {
      role: contextOf(response).viewer?.role ?? null,
      removals,
    });
    await renderPage(response, 'readers/record-chain/entry', page);
  });

  /** Readers do not see what a hidden negotiation published; they do see its links, which reveal nothing about it. */
  async function entryOf(
    request: Request,
    response: Response,
  ): Promise<{ entry: ChainEntry; negotiation: Negotiation }> {
    refuseUnknownParameters(request.query as unknown as URLSearchParams, []);
    const text = String(request.params.sequence);
    const entry = /^[1-9]\d{0,8}$/.test(text) ? await chainEntry(read, Number(text)) : null;
    const negotiation = entry && (await findNegotiationById(read, entry.negotiationId));
    const isReader = contextOf(response).viewer === null;
    if (!entry || !negotiation || (negotiation.isHidden && isReader))
      throw notFound('There is no such entry in the record chain.');
    return { entry, negotiation };
  }

  return router;
}
