import { isolating, listed } from '../../../domain/isolation.js';
import type { ImportSummary, Undone } from '../../../data/desk/imports.js';
import type { StancesFile } from '../../../data/transfer/stances-file.js';
import type { FieldProblem } from '../../../domain/errors.js';
import { type ImportColumn, importColumns } from '../../../domain/imports/import-columns.js';
import type { ImportPreview } from '../../../domain/imports/import-preview.js';
import type { JudgedRow, Reason, Unknown } from '../../../domain/imports/import-rows.js';
import type { Negotiation } from '../../../domain/structure/negotiation.js';
import { keptUntil, roomForUploads } from '../../../domain/desk/room.js';
import { longDate, longInstant } from '../../../domain/when.js';
import { counted, positionSentence } from '../../../domain/cells/wording.js';
import { type FormField, formField } from '../../frame/forms/form-fields.js';
import type { FormValues } from '../../frame/forms/form-values.js';
import { type Link, type Page, type PageHead, plainHead } from '../../frame/layout.js';
import { templateLink } from '../../parts/import-template.js';
import { paths, withQuery } from '../../frame/paths.js';
import { type ImportPreviewView, importPreviewView } from './preview-view.js';

/** Somebody's uploaded files of stances, and the form for another. */
export interface ImportsPage extends Page {
  readonly action: string;
  readonly csrfToken: string;
  readonly problem: string | null;
  readonly template: Link;
  readonly data: Link;
  readonly columns: readonly ImportColumn[];
  readonly imports: readonly {
    readonly file: Link;
    readonly state: string;
    readonly uploadedAt: string;
  }[];
}

export function importsPage(
  negotiation: Negotiation,
  imports: readonly ImportSummary[],
  { csrfToken, problem }: { readonly csrfToken: string; readonly problem: string | null },
): ImportsPage {
  const { slug } = negotiation;
  return {
    head: headOf(negotiation, 'Import stances'),
    action: paths.imports(slug),
    csrfToken,
    problem,
    template: templateLink(slug),
    data: { label: 'What each word means', url: `${paths.data(slug)}#values` },
    columns: importColumns,
    imports: imports.map(({ id, fileName, uploadedAt, updateId, undone }) => ({
      file: { label: fileName, url: paths.import(slug, id) },
      state: undone ? `Undone ${longInstant(undone.at)}` : updateId === null ? 'Waiting' : 'Published',
      uploadedAt: `Uploaded ${longInstant(uploadedAt)}${updateId === null ? keptText(uploadedAt) : ''}`,
    })),
  };
}

/** Says until when a file is kept that is neither published nor discarded. */
function keptText(uploadedAt: string): string {
  return `, kept until ${longDate(keptUntil(roomForUploads, uploadedAt).slice(0, 10))}`;
}

/** One uploaded file: what would become of each row, the progress of its publication, or its result. */
export interface ImportPage extends Page {
  readonly fileName: string;
  readonly uploadedAt: string;
  readonly csrfToken: string;
  readonly action: string;
  /** What went wrong with the file or its publication; null if nothing did. */
  readonly problem: string | null;
  /** How the file was decoded, if that had to be guessed. */
  readonly note: string | null;
  /** “3 fine, 1 left out, 2 wrong.”; null once it is published or being published. */
  readonly summary: string | null;
  readonly ignored: string | null;
  readonly verdicts: Link | null;
  readonly wrong: readonly RowView[];
  readonly leftOut: readonly {
    readonly reason: string;
    readonly count: string;
    readonly rows: readonly RowView[];
  }[];
  readonly warnings: readonly RowView[];
  /** The alternative for rows that say nothing new; null if there are none. */
  readonly repeats: { readonly text: string; readonly link: Link; readonly field: string } | null;
  readonly preview: ImportPreviewView | null;
  readonly cutText: string | null;
  readonly unknown: readonly { readonly kind: string; readonly names: readonly string[] }[];
  /** The button that creates what is unknown; null if there is nothing, or the person may not. */
  readonly create: string | null;
  /** Null if nothing can be published. */
  readonly headline: FormField | null;
  readonly publishLabel: string;
  readonly progress: { readonly text: string; readonly done: string; readonly all: string } | null;
  readonly update: Link | null;
  /** Null if it is not published, or once that has been undone. */
  readonly undo: Link | null;
  /** “It was undone on …”; otherwise null. */
  readonly undone: string | null;
}

interface RowView {
  /** “Line 3, position”. */
  readonly place: string;
  readonly text: string;
}

export interface ImportFacts {
  readonly negotiation: Negotiation;
  readonly found: ImportSummary;
  readonly file: StancesFile;
  readonly rows: readonly JudgedRow[];
  readonly repeatCount: number;
  readonly withRepeats: boolean;
  /** Null if nothing was checked. */
  readonly preview: ImportPreview | null;
  readonly progress: { readonly written: number; readonly all: number } | null;
  readonly failure: string | null;
  readonly csrfToken: string;
  readonly values?: FormValues;
  readonly problems?: readonly FieldProblem[];
}

export const mostRowsShown = 100;

const kindWords = { party: 'Parties', topic: 'Topics', demand: 'Demands', speaker: 'Speakers' } as const;

export function importPage(facts: ImportFacts): ImportPage {
  const { negotiation, found, file, rows, progress, failure, csrfToken, values = {}, problems = [] } = facts;
  const { slug } = negotiation;
  const isWaiting = found.updateId === null && progress === null;
  const isRead = isWaiting && file.problem === null;
  const of = (verdict: JudgedRow['verdict']) => (isRead ? rows.filter((row) => row.verdict === verdict) : []);
  const [fine, leftOut, wrong] = [of('fine'), of('left_out'), of('wrong')];
  const warned = fine.filter(({ warnings }) => warnings.length > 0);
  const unknown = isRead ? distinctUnknown(rows) : [];
  const isReady = isRead && wrong.length === 0 && fine.length > 0;
  const longest = Math.max(wrong.length, leftOut.length, warned.length);
  const update = found.updateId;
  return {
    head: headOf(negotiation, isolating`Import: ${found.fileName}`),
    fileName: found.fileName,
    uploadedAt: longInstant(found.uploadedAt),
    csrfToken,
    action: paths.import(slug, found.id),
    problem: failure ?? (isWaiting ? file.problem : null),
    note: isRead ? file.note : null,
    summary: isRead
      ? `${counted(rows.length, 'row')}: ${inWords(fine)} fine, ${inWords(leftOut)} left out, ${inWords(wrong)} wrong.`
      : null,
    ignored: isRead && file.ignored.length > 0 ? listed(file.ignored) : null,
    verdicts: isRead ? verdictsLink(slug, found.id, facts.withRepeats) : null,
    wrong: shown(wrong).flatMap((row) => rowViews(row, row.reasons)),
    leftOut: leftOutViews(leftOut),
    warnings: shown(warned).flatMap((row) => rowViews(row, row.warnings)),
    repeats: isRead && facts.repeatCount > 0 ? repeatsView(slug, found.id, facts) : null,
    preview: isReady && facts.preview ? importPreviewView(negotiation, facts.preview) : null,
    cutText:
      longest > mostRowsShown ? `Each list shows its first ${mostRowsShown} rows; the CSV has all.` : null,
    unknown: kinds.flatMap((kind) => {
      const names = unknown.filter((each) => each.kind === kind).map(({ label }) => label);
      const more = names.length - mostRowsShown;
      const shownNames = names.slice(0, mostRowsShown);
      if (more > 0) shownNames.push(`and ${more.toLocaleString('en-GB')} more`);
      return names.length === 0 ? [] : [{ kind: kindWords[kind], names: shownNames }];
    }),
    create: unknown.length > 0 ? createLabel(unknown.length) : null,
    headline: isReady ? formField(headlineField, { values, problems, standing: null }) : null,
    publishLabel: `Publish ${counted(fine.length, 'stance')}`,
    progress: progress && {
      text: `${progress.written.toLocaleString('en-GB')} of ${counted(progress.all, 'stance')} written.`,
      done: String(progress.written),
      all: String(progress.all),
    },
    update:
      update === null
        ? null
        : {
            label: found.undone ? 'The retracted update' : 'The published update',
            url: paths.update(slug, update),
          },
    undo:
      update === null || found.undone
        ? null
        : { label: 'Undo this import', url: paths.updateAct(slug, update, 'retract') },
    undone: found.undone && undoneText(found.undone),
  };
}

function undoneText({ at, skipped }: Undone): string {
  const kept = skipped === 0 ? '' : ` ${counted(skipped, 'record')} had been corrected or retracted by then.`;
  return `It was undone on ${longInstant(at)}.${kept}`;
}

function verdictsLink(slug: string, id: number, withRepeats: boolean): Link {
  const path = `${paths.importVerdicts(slug, id)}.csv`;
  return {
    label: 'The verdict on every row (CSV)',
    url: withQuery(path, { repeats: withRepeats ? '1' : null, bom: '1' }),
  };
}

/** Rows that say nothing new are left out unless somebody wants them, because they would be recorded twice. */
function repeatsView(
  slug: string,
  id: number,
  { repeatCount, withRepeats }: ImportFacts,
): ImportPage['repeats'] {
  const rows = counted(repeatCount, 'row');
  const are = repeatCount === 1 ? 'is' : 'are';
  const path = paths.import(slug, id);
  return withRepeats
    ? {
        text: `${rows} that ${are} on record already or twice in the file ${are} imported all the same.`,
        link: { label: 'Leave them out', url: path },
        field: '1',
      }
    : {
        text: `${rows} that ${are} on record already or twice in the file ${are} left out.`,
        link: { label: 'Import them all the same', url: withQuery(path, { repeats: '1' }) },
        field: '',
      };
}

/** By reason, the ones with most rows first. */
function leftOutViews(rows: readonly JudgedRow[]): ImportPage['leftOut'] {
  const groups = new Map<string, JudgedRow[]>();
  for (const row of rows) {
    const reason = row.reasons.map(({ text }) => text.replace(/line \d+\.$/, 'an earlier line.')).join(' ');
    const others = groups.get(reason);
    if (others) others.push(row);
    else groups.set(reason, [row]);
  }
  return [...groups]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([reason, all]) => ({
      reason,
      count: counted(all.length, 'row'),
      rows: shown(all).map((row) => ({ place: placeOf(row, null), text: aboutText(row) })),
    }));
}

function aboutText({ about: { party, demand, position }, reasons }: JudgedRow): string {
  const said = reasons.find(({ text }) => /line \d+\.$/.test(text))?.text ?? '';
  if (!party || !demand || !position) return said;
  return `${positionSentence(party.name, position, demand.proposition)}. ${said}`.trim();
}

function shown(rows: readonly JudgedRow[]): readonly JudgedRow[] {
  return rows.slice(0, mostRowsShown);
}

function rowViews(row: JudgedRow, reasons: readonly Reason[]): RowView[] {
  return reasons.map(({ column, text }) => ({ place: placeOf(row, column), text }));
}

function placeOf({ line }: JudgedRow, column: string | null): string {
  const place = `Line ${line.toLocaleString('en-GB')}`;
  return column === null ? place : `${place}, ${column}`;
}

function inWords({ length }: readonly unknown[]): string {
  return length.toLocaleString('en-GB');
}

function createLabel(all: number): string {
  return all === 1 ? 'Create it' : `Create all ${all}`;
}

const kinds = ['party', 'topic', 'demand', 'speaker'] as const;

const headlineField = {
  kind: 'text',
  name: 'headline',
  label: 'Headline',
  hint: 'Under which readers see the whole import, as one update.',
  isRequired: true,
} as const;

/** What the rows name and the negotiation lacks, each once. */
export function distinctUnknown(rows: readonly JudgedRow[]): Unknown[] {
  const all = rows.flatMap(({ unknown }) => unknown);
  return [...new Map(all.map((each) => [`${each.kind} ${each.key}`, each])).values()];
}

function headOf({ slug, name }: Negotiation, title: string): PageHead {
  return { ...plainHead(title), negotiation: { slug, name } };
}

declare module '../../frame/pages.js' {
  interface Pages {
    readonly 'desk/imports/import': ImportPage;
    readonly 'desk/imports/imports': ImportsPage;
  }
}
