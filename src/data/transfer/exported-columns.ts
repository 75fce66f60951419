import { columnName } from '../../domain/log/removal.js';
import { instantOf } from '../chain/published-rows.js';
import type { Reader } from '../engine/database.js';
import type { SqlValue } from '../engine/statements.js';
import * as enums from '../generated/enums.js';
import type { ExportedTable } from './exported-tables.js';

/** A column of an exported table, and how its values stand in a file and in a database. Null is null in both. */
export interface ExportedColumn {
  readonly column: string;
  readonly field: string;
  /** True if it is told only where it holds something: what was exported before it was added stays as it was. */
  readonly isLater: boolean;
  /** From the database to the file. */
  readonly told: (stored: unknown) => unknown;
  /** From the file to the database; undefined for what the column cannot hold. */
  readonly stored: (told: unknown) => SqlValue | undefined;
}

type Kind = Pick<ExportedColumn, 'told' | 'stored'>;

const greatestNumber = 2 ** 31 - 1;

/** By the names of the schema’s types. */
const kinds: Readonly<Record<string, Kind>> = {
  Int: { told: same, stored: (told) => (isNumber(told) ? told : undefined) },
  String: { told: same, stored: (told) => (typeof told === 'string' ? told : undefined) },
  Boolean: { told: Boolean, stored: (told) => (typeof told === 'boolean' ? Number(told) : undefined) },
  DateTime: { told: instantOf, stored: (told) => (isInstant(told) ? new Date(told) : undefined) },
  Json: { told: (stored) => JSON.parse(String(stored)) as unknown, stored: (told) => JSON.stringify(told) },
};

/** The columns of a table that are exported, in the order of the schema. */
export function columnsOf(
  read: Reader,
  { model, secrets = [], later = [] }: ExportedTable,
): readonly ExportedColumn[] {
  return Object.values(read[model].fields as unknown as Readonly<Record<string, Field>>)
    .filter(({ name }) => !secrets.includes(name))
    .map(({ name, typeName }) => ({
      column: columnName(name),
      field: name,
      isLater: later.includes(name),
      ...kindOf(typeName),
    }));
}

interface Field {
  readonly name: string;
  readonly typeName: string;
}

function kindOf(typeName: string): Kind {
  const words = (enums as Readonly<Record<string, Readonly<Record<string, string>>>>)[typeName];
  if (words === undefined) return kinds[typeName] as Kind;
  return { told: same, stored: (told) => Object.values(words).find((word) => word === told) };
}

function same(stored: unknown): unknown {
  return stored;
}

function isNumber(told: unknown): told is number {
  return Number.isInteger(told) && Math.abs(told as number) <= greatestNumber;
}

function isInstant(told: unknown): told is string {
  return typeof told === 'string' && !Number.isNaN(Date.parse(told));
}
