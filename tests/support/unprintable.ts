import Sqlite from 'better-sqlite3';
import { columnsOf, isText, storedFields } from '../../src/domain/log/stance-fields.js';

const noncharacters = [
  ...Array.from({ length: 32 }, (_, index) => 0xfdd0 + index),
  ...Array.from({ length: 17 }, (_, plane) => [plane * 0x10000 + 0xfffe, plane * 0x10000 + 0xffff]).flat(),
];
const controls = [
  ...Array.from({ length: 32 }, (_, code) => code),
  ...Array.from({ length: 33 }, (_, index) => 0x7f + index),
];
const unseen = [
  ...[0xad, 0x200b, 0x2060, 0xfeff, 0x2066, 0x2067, 0x2068, 0x2069],
  ...[0x202a, 0x202b, 0x202c, 0x202d, 0x202e],
];

/** Everything that no page may print, with a letter around it. */
export const unprintable = `a${String.fromCodePoint(...controls, ...noncharacters, ...unseen)}e\u0301`;

/** Those of them that no output may hold; tabs and line breaks may stay. */
export const unprintableShape =
  /[^\P{Cc}\t\n\r]|[\p{Cs}\p{Noncharacter_Code_Point}\u00AD\u200B\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/u;

/** The columns with text that people typed. */
const columns: Readonly<Record<string, readonly string[]>> = {
  negotiations: ['name', 'description'],
  parties: ['name', 'short_name'],
  speakers: ['name', 'role'],
  topics: ['name'],
  demands: ['proposition', 'other_addressees'],
  events: ['name', 'description'],
  sources: ['outlet', 'title', 'author', 'note'],
  updates: ['headline'],
  entries: ['reason'],
  stances: columnsOf(storedFields.filter(isText)),
  denials: ['speaker_role', 'quote', 'quote_translation'],
  citations: ['locator', 'first_reported_by'],
  cell_notes: ['text'],
  questions: ['wording', 'unit'],
  publication_sources: ['locator'],
  briefings: ['text', 'reason'],
  reservations: ['quote', 'quote_translation', 'reason'],
  outcomes: ['summary', 'reason'],
  clarifications: ['words', 'reason'],
  users: ['public_name'],
};

/** Ends every stored text of people with what may not be printed, past every rule. Bytes of half a pair included. */
export function spoilTexts(file: string): void {
  const database = new Sqlite(file);
  const triggers = database
    .prepare<[], { name: string; sql: string }>("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    .all();
  for (const { name } of triggers) database.exec(`DROP TRIGGER ${name}`);
  for (const [table, names] of Object.entries(columns)) {
    const set = names.map((name) => `${name} = CAST(CAST(${name} || ? AS BLOB) || x'EDA080' AS TEXT)`);
    database.prepare(`UPDATE ${table} SET ${set.join(', ')}`).run(...names.map(() => unprintable));
  }
  for (const { sql } of triggers) database.exec(sql);
  database.close();
}
