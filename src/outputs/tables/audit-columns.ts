import type { Column } from './csv.js';

/** One line of `audit.csv`. */
export interface AuditRow {
  readonly id: number;
  readonly at: string;
  readonly person: string | null;
  readonly action: string;
  readonly negotiation: string | null;
  readonly subject: string;
  readonly subjectId: string;
  readonly subjectName: string;
  readonly sentence: string;
  readonly details: string;
}

type Definition = readonly [Column<AuditRow>['kind'], string, Column<AuditRow>['value']];

const definitions: Readonly<Record<string, Definition>> = {
  id: ['number', 'The number of the entry; it grows with time', ({ id }) => id],
  at: ['instant', 'When it was done', ({ at }) => at],
  person: ['text', 'Who did it; empty for the server and its command line', ({ person }) => person],
  action: ['code', 'What was done', ({ action }) => action],
  negotiation_slug: ['code', 'In which negotiation, if in one', ({ negotiation }) => negotiation],
  subject: ['code', 'To what kind of thing', ({ subject }) => subject],
  subject_id: ['text', 'Its number', ({ subjectId }) => subjectId],
  subject_name: ['text', 'The name that it has now', ({ subjectName }) => subjectName],
  sentence: ['text', 'The same in words', ({ sentence }) => sentence],
  details: ['text', 'What else was recorded, as JSON', ({ details }) => details],
};

export const auditColumns: readonly Column<AuditRow>[] = Object.entries(definitions).map(
  ([name, [kind, description, value]]) => ({ name, kind, description, value }),
);
