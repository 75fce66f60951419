import { type Cell, type DeniedReport, nothingLabel } from '../../domain/cells/cell.js';
import type { ConditionState } from '../../domain/cells/condition-state.js';
import { isContested } from '../../domain/cells/contested.js';
import type { Sequence } from '../../domain/identifiers.js';
import { attributions, confidences } from '../../domain/attribution.js';
import { movements } from '../../domain/cells/movement.js';
import { directions } from '../../domain/log/direction.js';
import { priorities } from '../../domain/log/priority.js';
import { type EntryKind, entryKinds } from '../../domain/log/entry.js';
import type { Denial } from '../../domain/log/published-entry.js';
import { conditionKinds, demandBySlug, slugsIn } from '../../domain/log/named-condition.js';
import type { Demand, Negotiation, Party } from '../../domain/structure/negotiation.js';
import { codeOf, positions, positionScale } from '../../domain/log/position.js';
import { quoteCheckOf, quoteChecks } from '../../domain/log/quote-check.js';
import { type Citation, printedAddress, type Source } from '../../domain/structure/source.js';
import { type Stance, fieldOf } from '../../domain/log/stance.js';
import {
  fileColumn,
  stanceFields,
  type StanceFieldName,
  storedFields,
} from '../../domain/log/stance-fields.js';
import { type StanceState, stanceStatuses } from '../../domain/cells/stance-status.js';
import type { Day } from '../../domain/when.js';
import { cellValue } from './matrix-csv.js';
import { cellColumns } from './structure-columns.js';
import type { Column } from './csv.js';
import { columnsOf, type Definition, type Definitions, named, type Scale, scaled } from './definitions.js';
import { jsonText } from './json.js';

/** An entry's place in the log, and what has become of its stance. */
export interface EntryFacts {
  readonly sequence: Sequence;
  readonly kind: EntryKind;
  readonly record: Sequence;
  readonly target: Sequence | null;
  readonly recordedAt: string;
  readonly update: number | null;
  readonly correctionOf: Sequence | null;
  readonly reason: string | null;
  /** Null for an entry without a stance. */
  readonly state: StanceState | null;
}

/** One line of `positions.csv`, `stances.csv` or of a cell's log; null where a value is missing. */
export interface ExportRow {
  /** Whose demands a condition names. */
  readonly negotiation: Pick<Negotiation, 'demands'>;
  readonly party: Party;
  readonly demand: Demand;
  /** In `positions.csv`: the cell at the clocks. */
  readonly cell: Cell | null;
  readonly entry: EntryFacts | null;
  readonly stance: Stance | null;
  readonly accountBy: Party | null;
  /** In `positions.csv`: what was said against the report, in a cell that is reported and denied. */
  readonly denial: Denial | null;
  readonly citations: readonly Citation[];
  /** How many independent origins they have; null where there is neither a stance nor a report that was denied. */
  readonly origins: number | null;
  /** In `positions.csv`: its conditions that are demands, as they stand at the clocks. */
  readonly conditions: readonly ConditionState[];
  /** In `positions.csv`: true of an agreement of a party that reserves the whole. */
  readonly isReserved: boolean;
  readonly permalink: string;
  readonly asOf: Day;
  readonly knownAt: string;
}

const otherColumns: Definitions<ExportRow> = {
  ...cellColumns<ExportRow>(),
  position_code: ['number', 'The ordinal code from -3 to 3; empty for a position without one', positionCode],
  position_label: ['text', 'The position, or which nothing, in words', positionLabel],
  effective_day: ['date', 'The full day that it counts from', ({ stance }) => stance?.day ?? null],
  since_day: ['date', 'The first day of the unbroken run of this value', ({ cell }) => setDay(cell, 'since')],
  evidence_since_day: [
    'date',
    'The first day of that run in the class of evidence that sets the cell, if it began in a weaker one',
    ({ cell }) => (cell?.isSet ? (cell.sinceInClass?.stance.day ?? null) : null),
  ],
  last_reaffirmed_day: ['date', 'The newest day of that run', ({ cell }) => setDay(cell, 'setting')],
  movement: scaled('How it compares with the position before', movements, ({ cell }) =>
    cell?.isSet ? cell.movement : null,
  ),
  recorded_at: ['instant', 'When it was recorded (UTC)', ({ entry }) => entry?.recordedAt ?? null],
  sequence: ['number', 'The entry’s number in the log', ({ entry }) => entry?.sequence ?? null],
  stance_id: [
    'number',
    'The stance: the number of the entry that carries it',
    ({ stance }) => stance?.sequence ?? null,
  ],
  update_id: ['number', 'The update that published it', ({ entry }) => entry?.update ?? null],
  kind: scaled('The kind of entry', entryKinds, ({ entry }) => entry?.kind ?? null),
  status: scaled(
    'What has become of the stance',
    stanceStatuses,
    ({ entry }) => entry?.state?.status ?? null,
  ),
  record_id: [
    'number',
    'The record: the number of the report that began it',
    ({ entry }) => entry?.record ?? null,
  ],
  correction_of: [
    'number',
    'The stance whose words this one replaces',
    ({ entry }) => entry?.correctionOf ?? null,
  ],
  replaced_by: [
    'number',
    'The stance that corrected or superseded it',
    ({ entry }) => entry?.state?.replacedBy ?? null,
  ],
  denied_by: [
    'number',
    'The denial that stands under its record',
    ({ entry, cell }) => entry?.state?.deniedBy ?? reportOf(cell)?.deniedBy ?? null,
  ],
  reported_position: scaled(
    'Of a cell that is reported and denied: the position reported, whose sources these are',
    positions,
    ({ cell }) => reportOf(cell)?.stance.position ?? null,
  ),
  reported_date: ['date', 'As of when, as given', ({ cell }) => reportOf(cell)?.stance.date ?? null],
  denied_date: ['date', 'When the party denied it, as given', ({ denial }) => denial?.effectiveDate ?? null],
  joint_statement: [
    'number',
    'What several parties have stated together: the number of its first stance, the same in the rows of each',
    ({ stance }) => stance?.joint ?? null,
  ],
  quote_check: scaled(
    'How the quote stands in the text of its article; empty without a quote',
    quoteChecks,
    ({ stance }) => stance && quoteCheckOf(stance),
  ),
  target_id: [
    'number',
    'The corroboration or denial that the act is on; empty if it is on the record itself',
    ({ entry }) => entry?.target ?? null,
  ],
  reason: ['text', 'Why it was corrected, clarified or retracted', ({ entry }) => entry?.reason ?? null],
  source_count: [
    'number',
    'How many sources are cited',
    ({ stance, denial, citations }) => (stance || denial) && citations.length,
  ],
  origin_count: ['number', 'How many independent origins they have', ({ origins }) => origins],
  source_outlet: ['text', 'The first source: its outlet', (row) => row.citations[0]?.source.outlet ?? null],
  source_title: ['text', 'Its title', (row) => row.citations[0]?.source.title ?? null],
  source_url: [
    'address',
    'Its web address, without tracking parameters',
    (row) => addressOf(row.citations[0]?.source),
  ],
  source_archive_url: ['address', 'An archived copy', (row) => row.citations[0]?.source.archiveUrl ?? null],
  source_published_date: [
    'date',
    'When it was published, as known',
    (row) => row.citations[0]?.source.publishedDate ?? null,
  ],
  first_reported_by: [
    'text',
    'Whose report the outlet passes on',
    (row) => row.citations[0]?.firstReportedBy ?? null,
  ],
  is_contested: [
    'number',
    '1 if a newer report or inference is on the other side, else 0',
    ({ cell }) => cell && Number(isContested(cell)),
  ],
  conditions_met: [
    'code',
    'Of the demands that have to be agreed or dropped first, those of which this is so at the clocks',
    ({ conditions }) => conditionsThat(conditions, true),
    { ending: '_names', value: ({ conditions }) => conditionsInWords(conditions, true) },
  ],
  conditions_not_met: [
    'code',
    'The others of them',
    ({ conditions }) => conditionsThat(conditions, false),
    { ending: '_names', value: ({ conditions }) => conditionsInWords(conditions, false) },
  ],
  is_reserved: [
    'number',
    '1 if the party has agreed and reserves the whole, as in reservations.csv; else 0',
    ({ isReserved }) => Number(isReserved),
  ],
  permalink: ['address', 'The page at these clocks', ({ permalink }) => permalink],
  as_of: ['date', 'The effective clock of this export', ({ asOf }) => asOf],
  known_at: ['instant', 'The recorded clock of this export (UTC)', ({ knownAt }) => knownAt],
  locator: ['text', 'The place in the first source', (row) => row.citations[0]?.locator ?? null],
  other_sources: [
    'text',
    'The sources after the first: a JSON list of objects with outlet, title, url, archive_url, published_date, first_reported_by, locator',
    otherSources,
  ],
};

/** The fields whose value in the file is not simply the stored value. */
const special: Readonly<Partial<Record<StanceFieldName, Definition<ExportRow>[2]>>> = {
  position: positionValue,
  speaker: ({ stance }) => stance?.speaker?.name ?? null,
};

/** The scales of the fields that choose from one; `position_label` stands in a place of its own. */
const scales: Readonly<Partial<Record<StanceFieldName, Scale>>> = {
  attribution: attributions,
  confidence: confidences,
  declaredPriority: priorities,
  direction: directions,
};

/** The columns for the fields of a stance. */
const fieldColumns = stanceFields.flatMap(({ file, ...field }) =>
  file === null ? [] : [{ ...field, file }],
);

const definitions = new Map<string, Definition<ExportRow>>([
  ...Object.entries(otherColumns),
  ...fieldColumns.map((field): [string, Definition<ExportRow>] => {
    const { name, file } = field;
    const plain = ({ stance }: ExportRow) => stance && fieldOf(stance, name);
    const scale = scales[name];
    if (scale) return [fileColumn(field), scaled(file.description, scale, plain)];
    if (name === 'accountBy')
      return [fileColumn(field), named(file.description, ({ accountBy }) => accountBy)];
    const condition = conditionKinds.find((kind) => kind === name);
    if (condition)
      return [
        fileColumn(field),
        [file.kind, file.description, plain, { ending: '_names', value: demandsNamed(condition) }],
      ];
    return [fileColumn(field), [file.kind, file.description, special[name] ?? plain]];
  }),
]);
/** Later columns come after earlier ones, because programs may rely on their places. */
const appended = [
  'note confidence_note effective_time locator quote_translator other_sources',
  ...storedFields.filter(({ file, stored }) => file !== null && stored.since > 1).map(fileColumn),
];

/** `positions.csv`: one row per cell, empty cells included. The order is part of the format. */
export const positionsColumns = columnsNamed(
  'party_slug party demand_slug demand topic_slug topic position position_code position_label summary conditions',
  'attribution account_by confidence speaker speaker_role quote quote_language quote_translation effective_date',
  'effective_day since_day last_reaffirmed_day movement recorded_at sequence stance_id update_id source_count',
  'origin_count source_outlet source_title source_url source_archive_url source_published_date first_reported_by',
  'permalink as_of known_at',
  ...appended,
  'is_contested reported_position reported_date denied_by denied_date joint_statement',
  'conditions_met conditions_not_met is_reserved quote_check evidence_since_day',
);

/** `stances.csv` and a cell's log: one row per entry. The order is part of the format. */
export const stancesColumns = columnsNamed(
  'party_slug party demand_slug demand topic_slug topic position position_code position_label summary conditions',
  'attribution account_by confidence speaker speaker_role quote quote_language quote_translation effective_date',
  'effective_day recorded_at sequence stance_id update_id kind status record_id correction_of replaced_by denied_by',
  'reason source_count origin_count source_outlet source_title source_url source_archive_url source_published_date',
  'first_reported_by permalink as_of known_at',
  ...appended,
  'target_id joint_statement quote_check',
);

/** Behind them stand those in words. */
function columnsNamed(...names: string[]): readonly Column<ExportRow>[] {
  const all = names.flatMap((line) => line.split(' '));
  return columnsOf(
    Object.fromEntries(all.map((name) => [name, definitions.get(name) as Definition<ExportRow>])),
  );
}

/** By address, with spaces between; null for none. */
function conditionsThat(conditions: readonly ConditionState[], areMet: boolean): string | null {
  const names = conditions.filter(({ isMet }) => isMet === areMet).map(({ slug }) => slug);
  return names.join(' ') || null;
}

function conditionsInWords(conditions: readonly ConditionState[], areMet: boolean): string | null {
  const demands = conditions.filter(({ isMet }) => isMet === areMet).map(({ demand }) => demand.proposition);
  return demands.join('; ') || null;
}

/** The propositions of the demands that a condition names. */
function demandsNamed(condition: (typeof conditionKinds)[number]): Definition<ExportRow>[2] {
  return ({ stance, negotiation }) =>
    slugsIn(stance?.[condition] ?? null)
      .map((slug) => demandBySlug(negotiation, slug)?.proposition ?? slug)
      .join('; ') || null;
}

function addressOf(source: Source | undefined): string | null {
  return source?.url ? printedAddress(source.url) : null;
}

function positionValue({ cell, stance }: ExportRow): string | null {
  return cell ? cellValue(cell) : (stance?.position ?? null);
}

function positionCode({ stance }: ExportRow): number | null {
  return stance && codeOf(stance.position);
}

function positionLabel({ cell, stance }: ExportRow): string | null {
  if (stance) return positionScale(stance.position).label;
  return cell && !cell.isSet ? nothingLabel(cell.nothing) : null;
}

/** Named like the columns of the first source; unknown values are null. */
function otherSources({ citations }: ExportRow): string | null {
  if (citations.length < 2) return null;
  return jsonText(
    citations.slice(1).map(({ source, locator, firstReportedBy }) => ({
      outlet: source.outlet,
      title: source.title,
      url: source.url,
      archive_url: source.archiveUrl,
      published_date: source.publishedDate,
      first_reported_by: firstReportedBy,
      locator,
    })),
  );
}

function reportOf(cell: Cell | null): DeniedReport | null {
  return cell && !cell.isSet ? cell.denied : null;
}

function setDay(cell: Cell | null, which: 'since' | 'setting'): Day | null {
  return cell?.isSet ? cell[which].stance.day : null;
}
