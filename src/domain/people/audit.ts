import { isolating } from '../isolation.js';
import { type Role, roles } from './permissions.js';
import { counted, entryName } from '../cells/wording.js';

/** What the sentence of an audit entry needs; the subject by its present name. */
export interface AuditFacts {
  /** Who did it: a sign-in name, or “The server”. */
  readonly who: string;
  /** “Ukraine on “Ukraine cedes territory””, “night-desk”, “Topic: NATO”. */
  readonly subject: string;
  readonly details: Readonly<Record<string, unknown>>;
}

export type AuditGroup = 'record' | 'proposals' | 'structure' | 'people' | 'sign_in';

export const auditGroups: readonly { readonly value: AuditGroup; readonly label: string }[] = [
  { value: 'record', label: 'The record' },
  { value: 'proposals', label: 'Proposals' },
  { value: 'structure', label: 'Structure' },
  { value: 'people', label: 'People' },
  { value: 'sign_in', label: 'Sign-ins' },
];

interface ActionWords {
  readonly group: AuditGroup;
  /** The sentence without its beginning, who did it: “closed the topic “NATO””. */
  readonly words: (facts: AuditFacts) => string;
}

const recordAct = (verb: string): ActionWords => ({
  group: 'record',
  words: ({ subject, details }) =>
    isolating`${verb} the record of ${subject}${othersWords(details)}${proposalWords(details)}`,
});
const entryAct = (verb: string): ActionWords => ({
  group: 'record',
  words: ({ subject, details }) =>
    isolating`${verb} the ${String(details.kind)} ${entryName(Number(details.target))} of the record of ${subject}`,
});
const updateAct = (verb: string): ActionWords => ({
  group: 'record',
  words: ({ subject, details }) =>
    isolating`${verb} the update “${subject}”: ${counted(listIn(details, 'records').length, 'record')}${skippedWords(details)}`,
});
const structure = (verb: string, noun: string): ActionWords => ({
  group: 'structure',
  words: ({ subject }) => isolating`${verb} the ${noun} “${subject}”`,
});
const structureOfAnyKind = (verb: string): ActionWords => ({
  group: 'structure',
  words: ({ subject }) => isolating`${verb} “${subject}”`,
});
/** Briefings, reservations and accounts of compliance are held in memory with the structure. */
const own = (words: ActionWords['words']): ActionWords => ({ group: 'structure', words });
const proposal = (verb: string): ActionWords => ({
  group: 'proposals',
  words: ({ subject }) => isolating`${verb} “${subject}”`,
});
const person = (words: ActionWords['words']): ActionWords => ({ group: 'people', words });

/** Every action, by its name in audit entries. A test checks that these are the actions of src/actions. */
export const auditActions: Readonly<Record<string, ActionWords>> = {
  log_update: {
    group: 'record',
    words: ({ subject, details }) => isolating`published the update “${subject}”${proposalWords(details)}`,
  },
  upload_import: {
    group: 'record',
    words: ({ subject }) => isolating`uploaded the file “${subject}” to import it`,
  },
  discard_import: {
    group: 'record',
    words: ({ subject }) => isolating`threw away the uploaded file ${subject}`,
  },
  import_stances: {
    group: 'record',
    words: ({ subject, details }) =>
      isolating`imported ${counted(Number(details.stances), 'stance')} as the update “${subject}”`,
  },
  corroborate_record: recordAct('corroborated'),
  correct_record: recordAct('corrected'),
  clarify_record: recordAct('clarified'),
  deny_record: recordAct('recorded a denial of'),
  retract_record: recordAct('retracted'),
  restore_record: recordAct('restored'),
  retract_entry: entryAct('retracted'),
  restore_entry: entryAct('restored'),
  clarify_sources: entryAct('clarified the sources of'),
  correct_records: updateAct('corrected several stances of'),
  retract_update: updateAct('retracted'),
  restore_update: updateAct('restored'),
  remove_text: {
    group: 'record',
    words: ({ subject, details }) =>
      isolating`removed ${counted(listIn(details, 'texts').length, 'text')} from the record of ${subject}${batchWords(details)}, for legal reasons`,
  },
  release_data: {
    group: 'record',
    words: ({ subject }) => isolating`released the data as “${subject}”, from the command line`,
  },
  note_cell: { group: 'record', words: ({ subject }) => isolating`wrote a note on ${subject}` },
  withdraw_note: { group: 'record', words: ({ subject }) => isolating`withdrew a note on ${subject}` },
  propose_update: proposal('proposed the update'),
  propose_correction: proposal('proposed the correction'),
  decline_proposal: proposal('declined the proposal'),
  send_back_proposal: proposal('sent back the proposal'),
  withdraw_proposal: proposal('withdrew the proposal'),
  create_negotiation: structure('created', 'negotiation'),
  edit_negotiation: structure('edited', 'negotiation'),
  hide_negotiation: structure('hid', 'negotiation'),
  show_negotiation: structure('showed', 'negotiation'),
  create_topic: structure('created', 'topic'),
  edit_topic: structure('edited', 'topic'),
  create_party: structure('created', 'party'),
  edit_party: structure('edited', 'party'),
  create_demand: structure('created', 'demand'),
  edit_demand: structure('edited', 'demand'),
  change_needs: structure('changed whom is needed by', 'demand'),
  create_question: structure('created', 'question'),
  edit_question: structure('edited', 'question'),
  join_question: {
    group: 'structure',
    words: ({ subject, details }) =>
      isolating`made the demand “${String(details.demand)}” an alternative of the question “${subject}”`,
  },
  leave_question: {
    group: 'structure',
    words: ({ subject, details }) =>
      isolating`took the demand “${String(details.demand)}” out of the question “${subject}”`,
  },
  publish_briefing: own(() => 'published a briefing'),
  clarify_briefing: own(() => 'clarified a briefing'),
  record_reservation: own(() => 'recorded a reservation of the whole'),
  withdraw_reservation: own(() => 'recorded that a reservation was withdrawn'),
  retract_own: own((facts) => `retracted ${publicationIn(facts)}`),
  restore_own: own((facts) => `restored ${publicationIn(facts)}`),
  create_speaker: structure('created', 'speaker'),
  edit_speaker: structure('edited', 'speaker'),
  create_event: structure('created', 'event'),
  edit_event: structure('edited', 'event'),
  create_source: structure('recorded', 'source'),
  edit_source: structure('edited', 'source'),
  remove_own_text: {
    group: 'structure',
    words: ({ subject, details }) =>
      `removed ${counted(listIn(details, 'texts').length, 'text')} from ${entryName(Number(subject))}, for legal reasons`,
  },
  clarify_headline: structure('clarified the headline of', 'update'),
  clarify_proposition: structure('clarified the proposition of', 'demand'),
  record_outcome: structure('recorded the outcome of', 'demand'),
  correct_outcome: structure('corrected the outcome of', 'demand'),
  retract_outcome: structure('retracted the outcome of', 'demand'),
  restore_outcome: structure('restored the outcome of', 'demand'),
  record_compliance: structure('recorded an account of compliance with the outcome of', 'demand'),
  correct_compliance: structure('corrected an account of compliance with the outcome of', 'demand'),
  close_structure: structureOfAnyKind('closed'),
  reopen_structure: structureOfAnyKind('opened again'),
  create_first_admin: person(({ subject }) => isolating`became the first admin, as ${subject}`),
  create_admin: person(({ subject }) => isolating`made ${subject} an admin, from the command line`),
  invite_person: person(({ details }) => `invited somebody as ${article(details.role)}`),
  revoke_invitation: person(() => 'withdrew an invitation'),
  accept_invitation: person(({ details }) => `joined as ${article(details.role)}, by invitation`),
  change_role: person(
    ({ subject, details }) =>
      isolating`made ${subject} ${article(details.after)}, before that ${article(details.before)}`,
  ),
  deactivate_person: person(({ subject }) => isolating`deactivated ${subject}`),
  reactivate_person: person(({ subject }) => isolating`made ${subject} active again`),
  set_password: person(({ subject }) => isolating`gave ${subject} a new password, from the command line`),
  change_password: person(() => 'changed their own password'),
  change_public_name: person(({ details }) =>
    typeof details.publicName !== 'string'
      ? 'removed their own public name'
      : isolating`took the public name “${details.publicName}”`,
  ),
  sign_in: { group: 'sign_in', words: () => 'signed in' },
  sign_out: { group: 'sign_in', words: () => 'signed out' },
  confirm_password: { group: 'sign_in', words: () => 'gave the password again' },
  end_session: { group: 'sign_in', words: () => 'ended a session of their own' },
  end_sessions: {
    group: 'sign_in',
    words: ({ subject, details }) =>
      isolating`ended ${counted(Number(details.count), 'session')} of ${subject}, from the command line`,
  },
  unlock_sign_in: {
    group: 'sign_in',
    words: ({ subject }) => isolating`let ${subject} try to sign in again, from the command line`,
  },
};

/** “night-desk signed in.” */
export function auditSentence(action: string, facts: AuditFacts): string {
  const words = auditActions[action]?.words(facts) ?? isolating`did “${action}” to ${facts.subject}`;
  return isolating`${facts.who} ${words}.`;
}

/** The names of the actions of a group. */
export function actionsOfGroup(group: AuditGroup): string[] {
  return Object.entries(auditActions).flatMap(([name, action]) => (action.group === group ? [name] : []));
}

/** True if the action may have changed the structure; also for an action that this version does not know. */
export function changesStructure(action: string): boolean {
  return (auditActions[action]?.group ?? 'structure') === 'structure';
}

/** One field that an edit changed. */
export interface AuditChange {
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

/** What an edit changed, field by field; empty for any other action. */
export function auditChanges({ before, after }: Readonly<Record<string, unknown>>): AuditChange[] {
  if (!isFields(before) || !isFields(after)) return [];
  return Object.keys(after)
    .map((field) => ({ field, before: textOf(before[field]), after: textOf(after[field]) }))
    .filter((change) => change.before !== change.after);
}

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'nothing';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** “the publication 63”, “the withdrawal of the publication 63”. */
function publicationIn({ subject, details }: AuditFacts): string {
  return `the ${details.isOfWithdrawal === true ? 'withdrawal of the ' : ''}publication ${subject}`;
}

/** The proposal that was published. */
function proposalWords({ proposal: id }: AuditFacts['details']): string {
  return typeof id === 'number' ? `, proposal ${id}` : '';
}

/** The other records of a joint statement that the act was on as well. */
function othersWords(details: AuditFacts['details']): string {
  const others = listIn(details, 'records').length - 1;
  return others > 0 ? ` and ${counted(others, 'other')} of its joint statement` : '';
}

/** The other records of the batch whose entries gave the same reason. */
function batchWords(details: AuditFacts['details']): string {
  const others = Number(details.others ?? 0);
  return others > 0 ? ` and from ${counted(others, 'other entry', 'other entries')} of its batch` : '';
}

function skippedWords(details: AuditFacts['details']): string {
  const skipped = listIn(details, 'skipped').length;
  return skipped === 0 ? '' : `, ${skipped} passed over`;
}

function listIn(details: AuditFacts['details'], name: string): readonly unknown[] {
  const value = details[name];
  return Array.isArray(value) ? value : [];
}

/** “an editor”, “a contributor”. */
function article(role: unknown): string {
  const name = roles.find((each: Role) => each === role) ?? String(role);
  return `${/^[aeiou]/.test(name) ? 'an' : 'a'} ${name}`;
}
