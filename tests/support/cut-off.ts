import Sqlite from 'better-sqlite3';
import { appendOnlyTriggers } from '../../src/data/engine/sqlite/append-only-triggers.js';

/**
 * Removes the newest update from a database file with its entries and their links, as somebody with access to the
 * file can: the chain ends earlier and holds together.
 */
export function cutOffNewestUpdate(file: string): void {
  const database = new Sqlite(file);
  database.pragma('foreign_keys = OFF');
  for (const { name } of appendOnlyTriggers) database.exec(`DROP TRIGGER ${name}`);
  const update = database.prepare<[], number>('SELECT max(id) FROM updates').pluck().get();
  const sql = 'SELECT sequence FROM entries WHERE update_id = ?';
  const first = Math.min(...database.prepare<[unknown], number>(sql).pluck().all(update));
  for (const table of ['citations', 'stances', 'denials', 'entries', 'chain_links', 'publications'])
    database.prepare(`DELETE FROM ${table} WHERE sequence >= ?`).run(first);
  database.prepare('DELETE FROM update_sources WHERE update_id = ?').run(update);
  database.prepare('DELETE FROM updates WHERE id = ?').run(update);
  for (const trigger of appendOnlyTriggers) database.exec(trigger.sql);
  database.close();
}
