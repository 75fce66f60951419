import type { ImportSummary } from '../../data/imports.js';
import type { StancesFile } from '../../data/stances-file.js';
import type { FieldProblem } from '../../domain/errors.js';
import type { JudgedRow, Unknown } from '../../domain/import-rows.js';
import type { Negotiation } from '../../domain/negotiation.js';
import { longInstant } from '../../domain/when.js';
import { counted } from '../../domain/wording.js';
import { type FormField, formField } from '../forms/form-fields.js';
import type { FormValues } from '../forms/form-values.js';
import { type Link, type Page, type PageHead, plainHead } from '../layout.js';
import { paths } from '../paths.js';

/** Files of stances that somebody has uploaded, and the form for another. */
export interface ImportsPage extends Page {
  readonly action: string;
  readonly csrfToken: string;
  readonly problem: string | null;
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
    imports: imports.map(({ id, fileName, uploadedAt, updateId }) => ({
      file: { label: fileName, url: paths.import(slug, id) },
      state: updateId === null ? 'Waiting' : 'Published',
      uploadedAt: longInstant(uploadedAt),
    })),
  };
}

/** One uploaded file: what would become of each row, how far its publication is, or where it led. */
export interface ImportPage extends Page {
  readonly fileName: string;
  readonly uploadedAt: string;
  readonly csrfToken: string;
  readonly action: string;
  /** What went wrong with the file or its publication; null if nothing did. */
  readonly problem: string | null;
  /** “3 fine, 1 left out, 2 wrong.”; null once it is published or under way. */
  readonly summary: string | null;
  readonly ignored: string | null;
  readonly wrong: readonly RowView[];
  readonly leftOut: readonly RowView[];
  readonly warnings: readonly RowView[];
  readonly cutText: string | null;
  readonly unknown: readonly { readonly kind: string; readonly names: readonly string[] }[];
  /** The button that creates what is unknown; null where there is nothing, or the person may not. */
  readonly create: string | null;
  /** What an admin has to create; null where the person may do all of it. */
  readonly createText: string | null;
  /** Null where nothing can be published. */
  readonly headline: FormField | null;
  readonly publishLabel: string;
  readonly progress: { readonly text: string; readonly done: string; readonly all: string } | null;
  readonly update: Link | null;
  readonly undo: Link | null;
}

interface RowView {
  readonly line: string;
  readonly reasons: readonly string[];
}

export interface ImportFacts {
  readonly negotiation: Negotiation;
  readonly found: ImportSummary;
  readonly file: StancesFile;
  readonly rows: readonly JudgedRow[];
  /** Lines of rows that say what is on record already. */
  readonly repeated: readonly number[];
  readonly progress: { readonly written: number; readonly all: number } | null;
  readonly failure: string | null;
  readonly mayCreate: (kind: Unknown['kind']) => boolean;
  readonly csrfToken: string;
  readonly values?: FormValues;
  readonly problems?: readonly FieldProblem[];
}

export const mostRowsShown = 100;

const kindWords = { party: 'Parties', topic: 'Topics', demand: 'Demands', speaker: 'Speakers' } as const;

export function importPage(facts: ImportFacts): ImportPage {
  const { negotiation, found, file, rows, progress, failure, csrfToken, values = {}, problems = [] } = facts;
  const { slug } = negotiation;
  const of = (verdict: JudgedRow['verdict']) => rows.filter((row) => row.verdict === verdict);
  const [fine, leftOut, wrong] = [of('fine'), of('left_out'), of('wrong')];
  const isWaiting = found.updateId === null && progress === null;
  const unknown = isWaiting ? distinctUnknown(rows) : [];
  const creatable = unknown.filter(({ kind }) => facts.mayCreate(kind));
  const isReady = isWaiting && file.problem === null && wrong.length === 0 && fine.length > 0;
  const longest = Math.max(wrong.length, leftOut.length, facts.repeated.length);
  return {
    head: headOf(negotiation, `Import: ${found.fileName}`),
    fileName: found.fileName,
    uploadedAt: longInstant(found.uploadedAt),
    csrfToken,
    action: paths.import(slug, found.id),
    problem: failure ?? (isWaiting ? file.problem : null),
    summary:
      isWaiting && file.problem === null
        ? `${counted(rows.length, 'row')}: ${inWords(fine)} fine, ${inWords(leftOut)} left out, ${inWords(wrong)} wrong.`
        : null,
    ignored: isWaiting && file.ignored.length > 0 ? file.ignored.join(', ') : null,
    wrong: isWaiting ? wrong.slice(0, mostRowsShown).map(rowView) : [],
    leftOut: isWaiting ? leftOut.slice(0, mostRowsShown).map(rowView) : [],
    warnings: isWaiting
      ? facts.repeated
          .slice(0, mostRowsShown)
          .map((line) => ({ line: String(line), reasons: [repeatedText] }))
      : [],
    cutText: isWaiting && longest > mostRowsShown ? `Each list shows its first ${mostRowsShown} rows.` : null,
    unknown: kinds.flatMap((kind) => {
      const names = unknown.filter((each) => each.kind === kind).map(({ label }) => label);
      return names.length === 0 ? [] : [{ kind: kindWords[kind], names }];
    }),
    create: creatable.length > 0 ? createLabel(creatable.length, unknown.length) : null,
    createText:
      creatable.length < unknown.length ? 'Parties, topics and demands are created by an admin.' : null,
    headline: isReady ? formField(headlineField, { values, problems, standing: null }) : null,
    publishLabel: `Publish ${counted(fine.length, 'stance')}`,
    progress: progress && {
      text: `${progress.written.toLocaleString('en-GB')} of ${counted(progress.all, 'stance')} written.`,
      done: String(progress.written),
      all: String(progress.all),
    },
    update:
      found.updateId === null
        ? null
        : { label: 'The published update', url: paths.update(slug, found.updateId) },
    undo:
      found.updateId === null
        ? null
        : { label: 'Undo this import', url: paths.updateAct(slug, found.updateId, 'retract') },
  };
}

function inWords({ length }: readonly unknown[]): string {
  return length.toLocaleString('en-GB');
}

function createLabel(creatable: number, all: number): string {
  if (creatable < all) return `Create ${creatable} of these ${all}`;
  return all === 1 ? 'Create it' : `Create all ${all}`;
}

const kinds = ['party', 'topic', 'demand', 'speaker'] as const;
const repeatedText = 'The same position of that day is on record already.';

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

function rowView({ line, reasons }: JudgedRow): RowView {
  return { line: line.toLocaleString('en-GB'), reasons };
}

function headOf({ slug, name }: Negotiation, title: string): PageHead {
  return { ...plainHead(title), negotiation: { slug, name } };
}
