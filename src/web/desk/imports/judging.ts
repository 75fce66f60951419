import { greatestSequence } from '../../../domain/identifiers.js';
import { othersTurn } from '../../../data/engine/others-turn.js';
import { entriesBySequence } from '../../../data/log/entries.js';
import { stancesAt } from '../../../data/log/records.js';
import { unusedDetailsOf } from '../../../actions/updates/source-choices.js';
import { stanceContext } from '../../../actions/updates/stance-context.js';
import { readStancesFile, type StancesFile } from '../../../data/transfer/stances-file.js';
import { pastDays } from '../../../domain/cells/past.js';
import { type ImportPreview, previewOfImport } from '../../../domain/imports/import-preview.js';
import { keyOfEntry, keyOfRow, outlineOf } from '../../../domain/imports/import-repeats.js';
import { judgeRow, type JudgedRow, type Reason } from '../../../domain/imports/import-rows.js';
import type { NegotiationLog } from '../../../domain/cells/negotiation-log.js';
import type { NewSource } from '../../../domain/structure/new-source.js';
import type { NewStance, StanceContext } from '../../../domain/log/new-stance.js';
import { utcDay } from '../../../domain/when.js';
import type { Services } from '../../frame/services.js';

/** How many rows are checked before other work gets its turn. */
const turn = 100;

export interface Judgement {
  readonly file: StancesFile;
  readonly rows: readonly JudgedRow[];
  /** How many valid rows are on record already, or twice in the file. */
  readonly repeatCount: number;
  readonly preview: ImportPreview;
  readonly context: StanceContext;
}

/** What is checked: a file for a negotiation, with or without the rows that say nothing new. */
export interface ToJudge {
  readonly negotiationId: number;
  readonly contents: Uint8Array;
  readonly withRepeats: boolean;
}

/** Reads an uploaded file and checks every row of it against the negotiation as it is now. */
export async function judge(
  { database, memory, clock }: Pick<Services, 'database' | 'memory' | 'clock'>,
  { negotiationId, contents, withRepeats }: ToJudge,
): Promise<Judgement> {
  const { read } = database;
  const now = clock();
  const context = await stanceContext(read, { negotiationId }, 1, now);
  const log = await memory.logOf(negotiationId);
  const file = await readStancesFile(contents);
  const judged: JudgedRow[] = [];
  await eachInTurn(file.rows, (row) => judged.push(judgeRow(row, context)));
  const repeats = await repeatsAmong(read, { log, context }, judged);
  const rows = await withUnused(
    read,
    judged.map((row) => judgedAgain(row, repeats, withRepeats)),
  );
  return {
    file,
    rows,
    repeatCount: repeats.onRecord.size + repeats.inFile.size,
    preview: previewOfImport(rows, log, {
      recordedDay: utcDay(now),
      past: pastDays(context.negotiation),
    }),
    context,
  };
}

/** Which rows say nothing new, and which only look like it. */
interface Repeats {
  readonly onRecord: ReadonlySet<JudgedRow>;
  /** With the line that says the same. */
  readonly inFile: ReadonlyMap<JudgedRow, number>;
  readonly alike: ReadonlySet<JudgedRow>;
}

async function repeatsAmong(
  read: Services['database']['read'],
  { log, context }: { readonly log: NegotiationLog; readonly context: StanceContext },
  rows: readonly JudgedRow[],
): Promise<Repeats> {
  const outlines = new Map<JudgedRow, string>();
  for (const row of rows) if (row.stance) outlines.set(row, outlineOf(row.stance));
  const wanted = new Set(outlines.values());
  const found = (
    await stancesAt(
      read,
      rows.flatMap(({ stance }) => stance ?? []),
    )
  ).filter((stance) => wanted.has(outlineOf(stance)) && counts(log, stance));
  const entries = await entriesBySequence(
    read,
    found.map(({ sequence }) => sequence),
  );
  const keys = new Set<string | null>();
  await eachInTurn([...entries.values()], (entry) => keys.add(keyOfEntry(entry)));
  const known = new Set(found.map(outlineOf));
  const repeats = {
    onRecord: new Set<JudgedRow>(),
    inFile: new Map<JudgedRow, number>(),
    alike: new Set<JudgedRow>(),
  };
  const lines = new Map<string, number>();
  await eachInTurn([...outlines], ([row, outline]) => {
    const key = keyOfRow(row.stance as NewStance, row.sources, context.speakers);
    if (known.has(outline)) repeats.alike.add(row);
    if (keys.has(key)) repeats.onRecord.add(row);
    else if (lines.has(key)) repeats.inFile.set(row, lines.get(key) as number);
    else lines.set(key, row.line);
  });
  return repeats;
}

/** Does the same work for each of many items, and gives other work its turn. */
async function eachInTurn<Item>(items: readonly Item[], work: (item: Item) => unknown): Promise<void> {
  for (const [index, item] of items.entries()) {
    work(item);
    if (index % turn === turn - 1) await othersTurn();
  }
}

/** False for versions corrected since, and for retracted records: recording these again is something new. */
function counts(
  log: NegotiationLog,
  { record, sequence }: { readonly record: number; readonly sequence: number },
) {
  const newest = log.phasesOf(record, greatestSequence).at(-1);
  return newest?.version === sequence && newest.status !== 'retracted';
}

function judgedAgain(row: JudgedRow, { onRecord, inFile, alike }: Repeats, withRepeats: boolean): JudgedRow {
  const first = inFile.get(row);
  const text = onRecord.has(row) ? onRecordText : first === undefined ? null : `The same as line ${first}.`;
  const warned = alike.has(row) ? [...row.warnings, { column: null, text: alikeText }] : row.warnings;
  if (text === null) return { ...row, warnings: warned };
  const reason = { column: null, text };
  if (withRepeats) return { ...row, warnings: [...row.warnings, reason] };
  return { ...row, verdict: 'left_out', reasons: [reason], stance: null };
}

/** Adds what is not taken over about sources that are already known, at the first row that says it. */
async function withUnused(
  read: Services['database']['read'],
  rows: readonly JudgedRow[],
): Promise<JudgedRow[]> {
  const given = new Map<string, { readonly row: JudgedRow; readonly source: NewSource }>();
  for (const row of rows) {
    if (!row.stance) continue;
    for (const source of row.sources) {
      const key = JSON.stringify(source);
      if (!given.has(key)) given.set(key, { row, source });
    }
  }
  const first = [...given.values()];
  const unused = await unusedDetailsOf(
    read,
    first.map(({ source }) => source),
  );
  const warnings = new Map<JudgedRow, Reason[]>();
  for (const [index, text] of unused) {
    const { row } = first[index] as (typeof first)[number];
    warnings.set(row, [...(warnings.get(row) ?? []), { column: 'source_url', text }]);
  }
  return rows.map((row) => ({ ...row, warnings: [...row.warnings, ...(warnings.get(row) ?? [])] }));
}

const onRecordText = 'It is on record already, word for word.';
const alikeText =
  'The same position of that day is on record already, in other words or from another source.';
