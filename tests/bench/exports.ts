import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createTestDatabase } from '../support/database.js';
import { ServerProcess } from '../support/server-process.js';
import { percentile, residentSet } from './figures.js';
import { fillNegotiation } from './large-negotiation.js';

/**
 * The largest table beside readers, and against SQLite's own shell where there is one.
 *
 *     tsx tests/bench/exports.ts [--stances 100000] [--rounds 5]
 */
const { values: asked } = parseArgs({
  options: { stances: { type: 'string', default: '100000' }, rounds: { type: 'string', default: '5' } },
});
const [stanceCount, rounds] = [Number(asked.stances), Number(asked.rounds)];

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
  strftime('%Y-%m-%dT%H:%M:%fZ', u.recorded_at / 1000.0, 'unixepoch') AS recorded_at, s.sequence,
  s.sequence AS stance_id, e.update_id, e.kind,
  CASE WHEN lead(s.sequence) OVER cell IS NULL THEN 'standing' ELSE 'superseded' END AS status, e.record AS record_id,
  NULL AS correction_of, lead(s.sequence) OVER cell AS replaced_by, NULL AS denied_by, e.reason,
  (SELECT count(*) FROM citations c WHERE c.sequence = s.sequence) AS source_count,
  (SELECT count(DISTINCT coalesce(c.first_reported_by, o.outlet)) FROM citations c JOIN sources o ON o.id = c.source_id
    WHERE c.sequence = s.sequence) AS origin_count,
  f.outlet, f.title, f.url, f.archive_url, f.published_date, c0.first_reported_by,
  'http://localhost/negotiations/large/positions/' || p.slug || '/' || d.slug || '?as_of=2026-01-01' AS permalink,
  '2026-01-01' AS as_of, '2026-01-01T00:00:00.000Z' AS known_at
FROM entries e JOIN stances s USING (sequence) JOIN publications u USING (sequence)
JOIN parties p ON p.id = s.party_id JOIN demands d ON d.id = s.demand_id JOIN topics t ON t.id = d.topic_id
LEFT JOIN parties a ON a.id = s.account_by_id LEFT JOIN speakers sp ON sp.id = s.speaker_id
LEFT JOIN citations c0 ON c0.sequence = s.sequence AND c0.ordinal = 0 LEFT JOIN sources f ON f.id = c0.source_id
WHERE e.negotiation_id = 1
WINDOW cell AS (PARTITION BY s.party_id, s.demand_id ORDER BY s.effective_day, s.sequence)
ORDER BY s.sequence`;

const takeWhole = 'fetch(process.argv[1]).then(({ body }) => body.pipeTo(new WritableStream()))';

/** Loads a table, and asks for the matrix meanwhile; answers what was seen of both. */
async function load(server: ServerProcess, path: string) {
  const before = residentSet(server.pid);
  const latencies: number[] = [];
  let isDone = false;
  const readers = (async () => {
    for (let day = 1; !isDone; day = (day % 28) + 1) {
      const begun = performance.now();
      const url = `${server.address}/negotiations/large?as_of=2025-02-${String(day).padStart(2, '0')}`;
      await (await fetch(url)).text();
      latencies.push(performance.now() - begun);
      await wait(20);
    }
  })();
  let most = before;
  const begun = performance.now();
  // In a process of its own: what it costs to take the file must not be taken for the server's.
  const taking = spawn(process.execPath, ['--eval', takeWhole, `${server.address}${path}`]);
  const taken = once(taking, 'exit').then(() => true);
  while (!(await Promise.race([taken, wait(20).then(() => false)])))
    most = Math.max(most, residentSet(server.pid));
  const seconds = (performance.now() - begun) / 1000;
  isDone = true;
  await readers;
  return { seconds, growth: most - before, p99: percentile(latencies, 0.99), pages: latencies.length };
}

/** The same without readers, for the comparison with SQLite's shell. */
async function timed(server: ServerProcess, path: string): Promise<number> {
  const begun = performance.now();
  const response = await fetch(`${server.address}${path}`, { headers: { 'accept-encoding': 'identity' } });
  await response.arrayBuffer();
  return (performance.now() - begun) / 1000;
}

function hasShell(): boolean {
  return spawnSync('sqlite3', ['-version']).status === 0;
}

const { file, url, remove } = await createTestDatabase();
await fillNegotiation(file, stanceCount);
const server = await ServerProcess.start(dirname(file), { DATABASE_URL: url });
try {
  // The log is read once, and the code is warm.
  await timed(server, '/negotiations/large/stances.csv');
  for (let day = 1; day <= 28; day += 1)
    await timed(server, `/negotiations/large?as_of=2025-03-${String(day).padStart(2, '0')}`);
  const ratios: number[] = [];
  for (let round = 0; round < rounds && hasShell(); round += 1) {
    const ours = await timed(server, '/negotiations/large/stances.csv');
    const begun = performance.now();
    execFileSync('sqlite3', ['-readonly', '-csv', '-header', file, sameRows], { maxBuffer: 2 ** 30 });
    const shell = (performance.now() - begun) / 1000;
    ratios.push(ours / shell);
    console.log(
      `stances.csv ${ours.toFixed(2)} s, sqlite3 -csv ${shell.toFixed(2)} s: ${(ours / shell).toFixed(2)}`,
    );
  }
  if (ratios.length > 0)
    console.log(`median ratio of ${rounds}: ${percentile(ratios, 0.5).toFixed(2)} (target 6)`);
  for (const format of ['csv', 'json']) {
    const { seconds, growth, p99, pages } = await load(server, `/negotiations/large/stances.${format}`);
    console.log(
      `stances.${format} of ${stanceCount} stances beside readers: ${seconds.toFixed(1)} s, resident set +${growth.toFixed(0)} MB (target 64), ` +
        `${pages} matrix pages, p99 ${p99.toFixed(0)} ms (target 100)`,
    );
  }
} finally {
  await server.stop();
  await remove();
}
