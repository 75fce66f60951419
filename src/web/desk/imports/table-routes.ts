import { Router } from 'express';
import { importColumns } from '../../../domain/imports/import-columns.js';
import { csvHeader } from '../../../outputs/tables/csv.js';
import { tableOf } from '../../../outputs/tables/table.js';
import { verdictColumns } from '../../../outputs/tables/verdict-columns.js';
import { answerTable, csvOptions, formatNames } from '../../frame/tables/table-answer.js';
import { paths } from '../../frame/paths.js';
import { setETag } from '../../frame/public-pages.js';
import { readNegotiation } from '../../frame/reading/reading.js';
import { requireAbility } from '../../frame/security/guards.js';
import type { Services } from '../../frame/services.js';
import { judge } from './judging.js';
import { importPlaceOf, toJudge, withRepeatsIn } from './place.js';

/** An empty file to fill in, for everybody; and what becomes of each row of an uploaded one, for its owner. */
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
      rows: 'One row per row of the file: what becomes of it.',
      facts: { negotiation: negotiation.slug },
    };
  });

  return router;
}
