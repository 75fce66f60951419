import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { dayOfNumber } from '../../src/domain/when.js';
import { ServerProcess } from '../support/server-process.js';
import { dayCount, firstDay } from './data.js';
import type { Desk } from './desk.js';
import { percentile, residentSet } from './figures.js';
import type { Figure, Measured } from './table.js';

const large = '/negotiations/large';
/** In seconds, for how long the comparison goes on at most. */
const patience = 25;

/** The rows of stances.csv as SQLite's own shell writes them, without what the acts on a record change. */
const sameRows = `
SELECT p.slug AS party_slug, p.name AS party, d.slug AS demand_slug, d.proposition AS demand, t.slug AS topic_slug,
  t.name AS topic, s.position,
  CASE s.position WHEN 'insists' THEN 3 WHEN 'demands' THEN 2 WHEN 'agreed' THEN 2 WHEN 'favours' THEN 1
    WHEN 'conditional' THEN 0 WHEN 'neutral' THEN 0 WHEN 'reluctant' THEN -1 WHEN 'rejects' THEN -2 END AS position_code,
  CASE s.position WHEN 'insists' THEN 'Insists (red line)' WHEN 'demands' THEN 'Demands' WHEN 'favours' THEN 'Favours'
    WHEN 'conditional' THEN 'Open, with conditions' WHEN 'neutral' THEN 'Neutral' WHEN 'reluctant' THEN 'Reluctant'
    ELSE 'Rejects' END AS position_label,
  s.summary, s.conditions, s.attribution, a.slug AS account_by, s.confidence, sp.name AS speaker, s.speaker_role,
  s.quote, s.quote_language, s.quote_translation, s.effective_date, s.effective_day,
  strftime('%Y-%m-%dT%H:%M:%fZ', u.recorded_at) AS recorded_at, s.sequence,
  s.sequence AS stance_id, e.update_id, e.kind,
  CASE WHEN lead(s.sequence) OVER cell IS NULL THEN 'standing' ELSE 'superseded' END AS status, e.record AS record_id,
  NULL AS correction_of, lead(s.sequence) OVER cell AS replaced_by, NULL AS denied_by, e.reason,
  (SELECT count(*) FROM citations c WHERE c.sequence = s.sequence) AS source_count,
  (SELECT count(DISTINCT coalesce(c.first_reported_by, o.outlet)) FROM citations c JOIN sources o ON o.id = c.source_id
    WHERE c.sequence = s.sequence) AS origin_count,
  f.outlet, f.title, f.url, f.archive_url, f.published_date, c0.first_reported_by,
  'http://localhost/negotiations/large/positions/' || p.slug || '/' || d.slug || '?as_of=2026-01-01' AS permalink,
  '2026-01-01' AS as_of, '2026-01-01T00:00:00.000Z' AS known_at, s.note, s.confidence_note, s.effective_time,
  c0.locator, s.quote_translator,
  (SELECT json_group_array(json_object('outlet', o.outlet, 'title', o.title, 'url', o.url, 'archive_url',
    o.archive_url, 'published_date', o.published_date, 'first_reported_by', c.first_reported_by, 'locator', c.locator))
    FROM citations c JOIN sources o ON o.id = c.source_id WHERE c.sequence = s.sequence AND c.ordinal > 0) AS other_sources,
  s.agreed_first, s.dropped_first, s.declared_priority, s.direction, e.target AS target_id, s.joint, s.quote_check,
  CASE s.attribution WHEN 'background' THEN 'Background' WHEN 'leaked_document' THEN 'Leaked document'
    WHEN 'official_document' THEN 'Official document' WHEN 'on_record_official' THEN 'On the record, official'
    WHEN 'on_record_principal' THEN 'On the record, principal' ELSE 'Unnamed sources' END AS attribution_label,
  a.name AS account_by_name, CASE s.confidence WHEN 'high' THEN 'High' ELSE 'Low' END AS confidence_label,
  CASE e.kind WHEN 'report' THEN 'Report' ELSE 'Correction' END AS kind_label,
  CASE WHEN lead(s.sequence) OVER cell IS NULL THEN 'Standing' ELSE 'Superseded' END AS status_label,
  s.declared_priority AS declared_priority_label, s.direction AS direction_label, 'Not checked' AS quote_check_label
FROM entries e JOIN stances s USING (sequence) JOIN publications u USING (sequence)
JOIN parties p ON p.id = s.party_id JOIN demands d ON d.id = s.demand_id JOIN topics t ON t.id = d.topic_id
LEFT JOIN parties a ON a.id = s.account_by_id LEFT JOIN speakers sp ON sp.id = s.speaker_id
LEFT JOIN citations c0 ON c0.sequence = s.sequence AND c0.ordinal = 0 LEFT JOIN sources f ON f.id = c0.source_id
WHERE e.negotiation_id = 1
WINDOW cell AS (PARTITION BY s.party_id, s.demand_id ORDER BY s.effective_day, s.sequence)
ORDER BY s.sequence`;

const takeWhole = 'fetch(process.argv[1]).then(({ body }) => body.pipeTo(new WritableStream()))';

/** The largest table against SQLite’s own shell where there is one, and beside readers. */
export async function measureExports(desk: Desk, rounds: number): Promise<Measured[]> {
  const { stances, folder, url } = desk;
  const server = await ServerProcess.start(folder, { DATABASE_URL: url, BACKUP_FOLDER: 'off' });
  try {
    const path = `${large}/stances.csv`;
    // So that the log has been read and the code is warm.
    await timed(server, path);
    for (let day = 1; day <= 28; day += 1) await timed(server, matrixOf(day));
    const { seconds, ratios } = await compared(server, desk, rounds);
    const shell: Figure = { value: percentile(ratios, 0.5), unit: 'times sqlite3 -csv', most: 1.8 };
    const { growth, p99 } = await besideReaders(server, path);
    return [
      {
        what: 'stances.csv',
        stances,
        figures: [{ value: seconds, unit: 's' }, ...(ratios.length > 0 ? [shell] : [])],
      },
      {
        what: 'stances.csv beside readers',
        stances,
        figures: [
          { value: growth, unit: 'MB more', most: 32 },
          { value: p99, unit: 'ms for the p99 of their pages' },
        ],
      },
    ];
  } finally {
    await server.stop();
  }
}

function matrixOf(day: number): string {
  return `${large}?as_of=${dayOfNumber(firstDay + dayCount - day)}`;
}

async function compared(server: ServerProcess, { file }: Desk, rounds: number) {
  const [ours, ratios]: [number[], number[]] = [[], []];
  const hasShell = spawnSync('sqlite3', ['-version']).status === 0;
  const until = performance.now() + patience * 1000;
  for (let round = 0; round < rounds && (round === 0 || performance.now() < until); round += 1) {
    const own = await timed(server, `${large}/stances.csv`);
    ours.push(own);
    if (!hasShell) continue;
    const begun = performance.now();
    execFileSync('sqlite3', ['-readonly', '-csv', '-header', file, sameRows], { maxBuffer: 2 ** 31 });
    ratios.push(own / ((performance.now() - begun) / 1000));
  }
  return { seconds: percentile(ours, 0.5), ratios };
}

/** In seconds, until the whole of it was taken. */
async function timed({ address }: ServerProcess, path: string): Promise<number> {
  const begun = performance.now();
  const { body } = await fetch(`${address}${path}`, { headers: { 'accept-encoding': 'identity' } });
  await body?.pipeTo(new WritableStream());
  return (performance.now() - begun) / 1000;
}

/** How much more memory the server takes while it sends a table, and how long readers wait for the matrix meanwhile. */
async function besideReaders(server: ServerProcess, path: string) {
  const before = residentSet(server.pid);
  const latencies: number[] = [];
  let isDone = false;
  const readers = (async () => {
    for (let day = 1; !isDone; day = (day % 28) + 1) {
      latencies.push((await timed(server, matrixOf(day))) * 1000);
      await wait(20);
    }
  })();
  let most = before;
  // In a process of its own, so that the cost of receiving the file is not counted as the server's.
  const taking = spawn(process.execPath, ['--eval', takeWhole, `${server.address}${path}`]);
  const taken = once(taking, 'exit').then(() => true);
  while (!(await Promise.race([taken, wait(20).then(() => false)])))
    most = Math.max(most, residentSet(server.pid));
  isDone = true;
  await readers;
  return { growth: most - before, p99: percentile(latencies, 0.99) };
}
