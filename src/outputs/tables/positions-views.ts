import { attributions } from '../../domain/attribution.js';
import type { Nothing } from '../../domain/cells/cell.js';
import { positions } from '../../domain/log/position.js';

/** Views of the tables of a negotiation, in a file of them: what a query would otherwise have to be written for. */
export function positionsViews(): string[] {
  return [currentPositions, positionsAtClocks()];
}

const currentPositions = `CREATE VIEW current_positions AS
-- The cells that have a position, at the clocks with which this file was made.
SELECT topic, demand, party, position_label, position_code, attribution, summary, since_day, last_reaffirmed_day,
  movement, effective_date, source_outlet, source_title, source_url, permalink, demand_slug, party_slug, stance_id
FROM positions
WHERE stance_id IS NOT NULL`;

/**
 * The cell rule (docs/rules.md, "The cell rule") in SQL, at the clocks and with the evidence that stand in the one row
 * of \`clocks\`, which the owner of a copy may change.
 */
function positionsAtClocks(): string {
  return `CREATE VIEW positions_at_clocks AS
-- Every cell at the clocks in the table “clocks”. In a copy of your own: UPDATE clocks SET as_of = '2025-03-01',
-- known_at = '2025-08-20T12:00:00.000Z', evidence = 'all'. It knows what this file knows, and no later clocks.
WITH
known_acts AS (
  SELECT acts.* FROM acts JOIN clocks ON acts.recorded_at <= clocks.known_at WHERE acts.about = 'record'
),
-- What counts of each act on a record, or on one of its denials: the newest decision.
retracted AS (
  SELECT record_id, target_id FROM (
    SELECT record_id, target_id, kind,
      ROW_NUMBER() OVER (PARTITION BY record_id, target_id ORDER BY sequence DESC) AS place
    FROM known_acts WHERE kind IN ('retraction', 'restoration')
  ) AS decisions WHERE place = 1 AND kind = 'retraction'
),
-- The newest version of each record.
versions AS (
  SELECT record_id, MAX(sequence) AS version FROM (
    SELECT record_id, record_id AS sequence FROM stances
    UNION ALL
    SELECT record_id, sequence FROM known_acts
    WHERE target_id IS NULL AND kind IN ('correction', 'clarification')
  ) AS worded GROUP BY record_id
),
records AS (
  SELECT stances.*, ${caseOf('stances.attribution', strengths, 0)} AS strength, ${caseOf('stances.attribution', classes, 9)} AS class,
    EXISTS (
      SELECT 1 FROM retracted WHERE retracted.record_id = stances.record_id AND retracted.target_id IS NULL
    ) AS is_retracted,
    ${caseOf('stances.attribution', classes, 9)} <> 1 AND EXISTS (
      SELECT 1 FROM known_acts AS denials WHERE denials.kind = 'denial' AND denials.record_id = stances.record_id
      AND NOT EXISTS (SELECT 1 FROM retracted WHERE retracted.target_id = denials.sequence)
    ) AS is_denied,
    stances.effective_day <= clocks.as_of
    -- Of a demand that is past, what was said by its day.
    AND (past.day IS NULL OR past.recorded_at > clocks.known_at OR stances.effective_day <= past.day) AS is_dated
  FROM versions
  JOIN stances ON stances.stance_id = versions.version
  JOIN clocks ON stances.recorded_at <= clocks.known_at
  LEFT JOIN past ON past.demand_slug = stances.demand_slug
),
ranked AS (
  SELECT records.*,
    ROW_NUMBER() OVER (
      PARTITION BY party_slug, demand_slug
      -- Findings last; then the strongest class, unless any will do; then the newest.
      ORDER BY class = 9, CASE WHEN clocks.evidence = 'all' THEN 0 ELSE class END, effective_day DESC,
        COALESCE(effective_time, '') DESC, strength DESC, record_id DESC
    ) AS place
  FROM records JOIN clocks
    ON is_dated AND NOT is_retracted AND NOT is_denied
),
-- On the record only: a report sets nothing, and keeps a finding from setting the cell.
setting AS (
  SELECT ranked.* FROM ranked JOIN clocks
  ON place = 1 AND (clocks.evidence <> 'on_record' OR class IN (1, 9))
)
SELECT parties.party_slug, parties.party, demands.demand_slug, demands.demand, demands.topic_slug, demands.topic,
  COALESCE(setting.position, ${nothing()}) AS position,
  ${caseOf('setting.position', codes, 'NULL')} AS position_code,
  setting.summary, setting.conditions, setting.attribution, setting.speaker, setting.quote, setting.effective_date,
  setting.effective_day, setting.recorded_at, setting.stance_id, setting.record_id, setting.source_outlet,
  setting.source_title, setting.source_url, clocks.as_of, clocks.known_at, clocks.evidence
FROM demands CROSS JOIN parties CROSS JOIN clocks
LEFT JOIN setting ON setting.party_slug = parties.party_slug AND setting.demand_slug = demands.demand_slug`;
}

const classNumbers = { on_record: 1, reported: 2, inferred: 3 } as const;
const classes = attributions.map((each) => [each.value, classNumbers[each.class]] as const);
const strengths = attributions.map(({ value }, index) => [value, attributions.length - index] as const);
const codes = positions.flatMap(({ value, code }) => (code === null ? [] : [[value, code] as const]));

function caseOf(
  column: string,
  values: readonly (readonly [string, number])[],
  otherwise: number | string,
): string {
  const lines = values.map(([value, number]) => `WHEN '${value}' THEN ${number}`);
  return `CASE ${column} ${lines.join(' ')} ELSE ${otherwise} END`;
}

/** Which nothing a cell says, the first that fits. */
function nothing(): string {
  const reasons: readonly (readonly [Nothing, string])[] = [
    ['nothing_on_record', 'is_dated AND NOT is_retracted AND NOT is_denied'],
    ['denied', 'is_dated AND NOT is_retracted AND is_denied'],
    ['no_record_by_date', 'NOT is_retracted'],
    ['retracted', 'is_dated'],
  ];
  const lines = reasons.map(
    ([reason, condition]) =>
      `WHEN EXISTS (SELECT 1 FROM records WHERE records.party_slug = parties.party_slug AND records.demand_slug = demands.demand_slug AND ${condition}) THEN '${reason}'`,
  );
  const last: Nothing = 'not_assessed';
  return `CASE ${lines.join('\n    ')} ELSE '${last}' END`;
}
