import type { AuditEntry } from '../../../data/audit/audit-log.js';
import { type AuditChange, auditChanges, auditGroups, auditSentence } from '../../../domain/people/audit.js';
import { longInstant } from '../../../domain/when.js';
import type { AuditRow } from '../../../outputs/tables/audit-columns.js';
import { type Link, type Page, plainHead } from '../../frame/layout.js';
import { paths } from '../../frame/paths.js';

interface FilterChoice {
  readonly value: string;
  readonly label: string;
  readonly isChosen: boolean;
}

/** What everybody did, newest first: for editors and admins. */
export interface AuditPage extends Page {
  readonly action: string;
  readonly groups: readonly FilterChoice[];
  readonly people: readonly FilterChoice[];
  readonly negotiations: readonly FilterChoice[];
  readonly from: string;
  readonly to: string;
  readonly entries: readonly {
    readonly id: string;
    readonly at: string;
    readonly instant: string;
    readonly sentence: string;
    readonly negotiation: string | null;
    readonly changes: readonly AuditChange[];
  }[];
  readonly emptyText: string;
  readonly older: Link | null;
  readonly csv: Link;
}

/** What the address asks for, as text; empty for no restriction. */
export interface AuditQuery {
  readonly group: string;
  readonly person: string;
  readonly negotiation: string;
  readonly from: string;
  readonly to: string;
}

/** The name of the server and its command line in the filter. */
export const serverName = 'server';

export interface AuditFacts {
  readonly query: AuditQuery;
  readonly entries: readonly AuditEntry[];
  readonly subjects: ReadonlyMap<AuditEntry, string>;
  readonly people: readonly { readonly signInName: string }[];
  readonly negotiations: readonly { readonly slug: string; readonly name: string }[];
  /** The address of the next page; null on the last. */
  readonly olderUrl: string | null;
  readonly csvUrl: string;
}

export function auditPage(facts: AuditFacts): AuditPage {
  const { query, entries, subjects, people, negotiations, olderUrl, csvUrl } = facts;
  return {
    head: plainHead('Audit'),
    action: paths.audit,
    groups: choices(query.group, 'Everything', auditGroups),
    people: choices(query.person, 'Everybody', [
      ...people.map(({ signInName }) => ({ value: signInName, label: signInName })),
      { value: serverName, label: 'The server' },
    ]),
    negotiations: choices(
      query.negotiation,
      'All and none',
      negotiations.map(({ slug, name }) => ({ value: slug, label: name })),
    ),
    from: query.from,
    to: query.to,
    entries: entries.map((entry) => ({
      id: `audit-${entry.id}`,
      at: longInstant(entry.at),
      instant: entry.at,
      sentence: sentenceOf(entry, subjects.get(entry) ?? ''),
      negotiation: entry.negotiation?.name ?? null,
      changes: auditChanges(entry.details),
    })),
    emptyText: 'Nothing of this kind has been done.',
    older: olderUrl === null ? null : { label: 'Older ones', url: olderUrl },
    csv: { label: 'These entries', url: csvUrl },
  };
}

function choices(
  chosen: string,
  all: string,
  items: readonly { readonly value: string; readonly label: string }[],
): FilterChoice[] {
  return [{ value: '', label: all }, ...items].map(({ value, label }) => ({
    value,
    label,
    isChosen: value === chosen,
  }));
}

export function auditRow(entry: AuditEntry, subjectName: string): AuditRow {
  const { id, at, signInName, action, negotiation, subject, subjectId, details } = entry;
  return {
    id,
    at,
    person: signInName,
    action,
    negotiation: negotiation?.slug ?? null,
    subject,
    subjectId,
    subjectName,
    sentence: sentenceOf(entry, subjectName),
    details: JSON.stringify(details),
  };
}

function sentenceOf({ signInName, action, details }: AuditEntry, subject: string): string {
  return auditSentence(action, { who: signInName ?? 'The server', subject, details });
}

declare module '../../frame/pages.js' {
  interface Pages {
    readonly 'desk/audit/audit': AuditPage;
  }
}
