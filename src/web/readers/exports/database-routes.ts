import { Router } from 'express';
import type { FileTable } from '../../../data/engine/table-file.js';
import { createTableFile } from '../../../data/open.js';
import { outcomeRecords, pastFrom } from '../../../domain/structure/outcome.js';
import { cleanText } from '../../../domain/text.js';
import type { CsvValue } from '../../../outputs/tables/csv.js';
import { keysOfFiles } from '../../../outputs/tables/data-files.js';
import { positionsViews } from '../../../outputs/tables/positions-views.js';
import type { Values } from '../../../outputs/tables/table.js';
import { paths } from '../../frame/paths.js';
import { endIfKnown, setETag } from '../../frame/public-pages.js';
import { readNegotiation } from '../../frame/reading/reading.js';
import { abandonedSignal } from '../../frame/abandoned.js';
import { contextOf } from '../../frame/request-context.js';
import type { Services } from '../../frame/services.js';
import { KeptFiles } from '../../frame/tables/kept-files.js';
import { allowReadingElsewhere, linkHeader } from '../../frame/tables/sharing.js';
import { sendPieces } from '../../frame/tables/streaming.js';
import { licenceFacts, readingFacts } from '../../frame/tables/table-answer.js';
import type { TablePlace } from '../../parts/tables.js';
import { tablesOf } from './every-table.js';
import type { Tables } from './routes.js';

/** All tables of a negotiation at its clocks as a file of SQLite, for programs that ask it questions. */
export function databaseRoutes(services: Services, tables: Tables): Router {
  const router = Router({ caseSensitive: true });
  const kept = new KeptFiles();

  router.get(paths.tableFile(':negotiation'), async (request, response) => {
    const reading = await readNegotiation(services, request);
    if (endIfKnown(response)) return;
    const { negotiation, asOf } = reading;
    const { address } = contextOf(response);
    const abandoned = abandonedSignal(response);
    setETag(response);
    // Whoever is signed in gets a file that is made for one reader.
    const edition = response.get('ETag') ?? null;
    const key = `${address}${request.originalUrl}`;
    const make = (path: string) => {
      const file = createTableFile(path);
      const place = { services, request, reading };
      return { write: () => file.write(fileTables(place, tables, abandoned), positionsViews()) };
    };
    const file = await kept.open(edition, key, make, abandoned);
    try {
      allowReadingElsewhere(response);
      response.set('Link', linkHeader(services.config.licence, []));
      const headers = {
        'Content-Type': 'application/vnd.sqlite3',
        'Content-Length': String(file.size),
        'Content-Disposition': `attachment; filename="${negotiation.slug}-${asOf}.db"`,
      };
      await sendPieces(response, headers, file.read());
    } finally {
      file.release();
    }
  });

  return router;
}

async function* fileTables(
  place: TablePlace,
  tables: Tables,
  abandoned: AbortSignal,
): AsyncGenerator<FileTable> {
  const keys: Readonly<Record<string, readonly string[]>> = keysOfFiles;
  yield { name: 'clocks', key: [], values: clocksRow(place) };
  yield { name: 'past', key: ['demand_slug'], values: pastRows(place) };
  const all = [...tablesOf(place, tables), { name: 'acts', load: () => tables.acts.load(place) }];
  for (const { name, load } of all) {
    const values = (await load()).values();
    yield { name, key: keys[name] ?? [], values: { ...values, rows: unlessGone(values.rows, abandoned) } };
  }
}

async function* unlessGone<Piece>(
  pieces: AsyncIterable<Piece>,
  abandoned: AbortSignal,
): AsyncGenerator<Piece> {
  for await (const piece of pieces) {
    abandoned.throwIfAborted();
    yield piece;
  }
}

/** What the file is of, in one row. */
function clocksRow({ services, request, reading }: TablePlace): Values {
  const page = paths.data(reading.negotiation.slug);
  const facts = {
    ...readingFacts(services, request, reading, page),
    ...licenceFacts(services.config),
  };
  return {
    columns: Object.keys(facts).map((name) => ({ name, kind: 'text' })),
    rows: once([Object.values(facts).map((fact) => fact && cleanText(fact))]),
  };
}

/** The demands that have an outcome, whose positions stay as they were on its day. */
function pastRows({ reading }: TablePlace): Values {
  const rows = reading.negotiation.demands.flatMap(({ slug, outcomes }) => {
    const day = pastFrom(outcomes);
    const first = outcomeRecords(outcomes).find(
      ({ words, isRetracted }) => !isRetracted && words.day === day,
    );
    return day === null || !first ? [] : [[slug, day, first.entries[0]?.recordedAt ?? null]];
  });
  return {
    columns: [
      { name: 'demand_slug', kind: 'code', description: 'The demand’s address' },
      { name: 'day', kind: 'date', description: 'The day from which it is past' },
      { name: 'recorded_at', kind: 'instant', description: 'When that was first recorded (UTC)' },
    ],
    rows: once(rows),
  };
}

async function* once(
  rows: readonly (readonly CsvValue[])[],
): AsyncGenerator<readonly (readonly CsvValue[])[]> {
  yield rows;
}
