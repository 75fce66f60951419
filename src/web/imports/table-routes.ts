import { Router } from 'express';
import { importColumns } from '../../domain/import-columns.js';
import { csvHeader } from '../../outputs/csv.js';
import { tableOf } from '../../outputs/table.js';
import { verdictColumns } from '../../outputs/verdict-columns.js';
import { answerTable, csvOptions, formatNames } from '../exports/table-answer.js';
import { paths } from '../paths.js';
import { setETag } from '../public-pages.js';
import { readNegotiation } from '../reading.js';
import { requireAbility } from '../security/guards.js';
import type { Services } from '../services.js';
import { judge } from './judging.js';
import { importPlaceOf, toJudge, withRepeatsIn } from './place.js';

/** An empty file to fill in, for everybody; and what becomes of each row of one that was, for its owner. */
export function importTableRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });

  router.get(paths.importTemplate(':negotiation'), async (request, response) => {
    const { negotiation } = await readNegotiation(services, request, formatNames);
    setETag(response);
    response.set('Content-Type', 'text/csv; charset=utf-8; header=present');
    response.set('Content-Disposition', `attachment; filename="${negotiation.slug}-template.csv"`);
    response.send(csvHeader(importColumns, csvOptions(request)));
  });

  const path = paths.importVerdicts(':negotiation', ':import');
  answerTable(router, services, path, requireAbility('publish'), async (request, response) => {
    const withRepeats = withRepeatsIn(request);
    const place = await importPlaceOf(services, request, response);
    const { negotiation, found } = place;
    const { rows } = await judge(services, { ...toJudge(place), withRepeats });
    return {
      fileName: `${negotiation.slug}-import-${found.id}-verdicts`,
      table: tableOf(verdictColumns, [rows]),
      facts: { negotiation: negotiation.slug },
    };
  });

  return router;
}
